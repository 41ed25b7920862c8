// Shows how far the work has come, without reloading the page under the reader.

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

async function refresh(box) {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.getElementById("progress");
  if (next?.dataset.state !== box.dataset.state) return location.reload();
  const bar = next.querySelector("progress");
  box.querySelector("p").textContent = next.querySelector("p").textContent;
  if (bar?.hasAttribute("max")) Object.assign(box.querySelector("progress"), { max: bar.max, value: bar.value });
}

const box = document.getElementById("progress");
for (let wait = 1; box.dataset.state === "pending"; wait = Math.min(wait * 1.3, 10)) {
  await pause(wait);
  await refresh(box).catch(() => {});
}
