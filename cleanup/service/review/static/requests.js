// Every change goes to the server as JSON, with the revision that it was decided on, and one after the other.

const base = `/article/${document.body.dataset.number}`;
let last = Promise.resolve();

/** The state of this article. */
export async function state() {
  return (await fetch(`${base}/state`)).json();
}

/** Ask the server for something. -> { ok, data }; an answer that never came is told as one that failed. */
export function post(path, body) {
  const sent = last.then(async () => {
    try {
      const answer = await fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(typeof body === "function" ? body() : body),
      });
      return { ok: answer.ok, data: await answer.json() };
    } catch {
      return { ok: false, data: { error: "The server does not answer; start `cleanup review` again. Nothing was decided." } };
    }
  });
  last = sent.catch(() => undefined);
  return sent;
}

/** Ask for a change of this article. */
export function change(what, body) {
  return post(`${base}/${what}`, body);
}
