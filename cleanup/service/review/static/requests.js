// Every change goes to the server as JSON, with the revision that it was decided on, and one after the other.

const base = `/article/${document.body.dataset.number}`;
const GONE = "The server does not answer; start `cleanup review` again. What was decided before is kept, this is not known.";
let last = Promise.resolve();

/** Ask the server. -> { ok, data }; an answer that never came is told as one that failed. */
async function ask(path, more) {
  try {
    const answer = await fetch(path, more);
    if (answer.headers.get("content-type") !== "application/json") {
      return { ok: false, data: { error: "This review is not open here any more; open the address that it printed last." } };
    }
    return { ok: answer.ok, data: await answer.json() };
  } catch {
    return { ok: false, data: { error: GONE } };
  }
}

/** The state of this article. */
export function state() {
  return ask(`${base}/state`);
}

/** The text that a person starts from: of a change, by its id, or of a span of the output. */
export function textOf(of) {
  return ask(`${base}/text?${new URLSearchParams(of)}`);
}

/** Have something done. */
export function post(path, body) {
  const sent = last.then(() =>
    ask(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(typeof body === "function" ? body() : body),
    }),
  );
  last = sent;
  return sent;
}

/** Wait until what was sent is answered. */
export function answered() {
  return last;
}

/** Have this article changed. */
export function change(what, body) {
  return post(`${base}/${what}`, body);
}
