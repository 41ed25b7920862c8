// Tells on any page how far an export is, while its reader goes on working.

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

async function refresh(strip) {
  const answer = await fetch(strip.dataset.href);
  if (!answer.ok || answer.redirected) return strip.remove();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = document.adoptNode(page.getElementById("strip"));
  if (next.dataset.state !== strip.dataset.state) Object.assign(strip, { className: next.className });
  strip.dataset.state = next.dataset.state;
  const [words, told] = [strip, next].map((box) => box.querySelector("[role=status]"));
  if (words.textContent !== told.textContent) words.textContent = told.textContent;
  told.replaceWith(words);
  strip.replaceChildren(...next.childNodes);
}

const strip = document.getElementById("strip");
for (let wait = 1; strip.isConnected && strip.dataset.state === "pending"; wait = Math.min(wait * 1.3, 10)) {
  await pause(wait);
  if (!document.hidden) await refresh(strip).catch(() => {});
}
