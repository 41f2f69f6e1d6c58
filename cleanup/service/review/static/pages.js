// Pages that have nothing to decide: from article to article by keys, and on to one that is being cleaned once it is there.
import { destination } from "./articles.js";
import { acts } from "./keys.js";

document.addEventListener("keydown", (event) => {
  const to = acts(event) && destination(event);
  if (to) location.assign(to);
});

const { number, waiting } = document.body.dataset;
while (waiting !== undefined) {
  const answer = await fetch(`/article/${number}/state`).catch(() => ({ status: 0 })); // it waits for the article a while
  if (answer.status !== 503) {
    location.reload();
    break;
  }
}

/** Keep the list of articles up to date while some are being cleaned. */
while (document.querySelector(".articles .state")) {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const answer = await fetch("/articles").catch(() => undefined);
  if (!answer?.ok) break;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll(".articles li > span");
  document.querySelectorAll(".articles li > span").forEach((state, number) => {
    if (state.textContent !== now[number].textContent) state.replaceWith(now[number]);
  });
}
