// From article to article.

/** Follow n and p. Says whether the key was one of them. */
export function goes(event) {
  const { number, count } = document.body.dataset;
  const to = Number(number) + { n: 1, p: -1 }[event.key];
  if (Number.isNaN(to) || to < 0 || to >= Number(count)) return false;
  location.assign(`/article/${to}`);
  return true;
}
