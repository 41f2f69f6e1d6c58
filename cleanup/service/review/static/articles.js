// From article to article.

/** Where n and p lead to; undefined for other keys, and where there is no such article. */
export function destination(event) {
  const { number, count } = document.body.dataset;
  const to = Number(number) + { n: 1, p: -1 }[event.key];
  return to >= 0 && to < Number(count) ? `/article/${to}` : undefined;
}
