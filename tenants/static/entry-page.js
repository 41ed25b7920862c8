// The gateway's page is opened within ours; without a script the link leads there and back.

const form = document.querySelector("[data-entry]");
const link = form?.querySelector("[data-frame]");

function framed() {
  const frame = document.createElement("iframe");
  frame.className = "of-page";
  frame.src = link.dataset.frame;
  frame.title = link.dataset.title;
  return frame;
}

function read(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

link?.addEventListener("click", (event) => {
  event.preventDefault();
  const frame = framed();
  form.querySelector(".actions").before(frame);
  link.remove();
  frame.focus();
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== form.dataset.origin || source !== frame.contentWindow) return;
    form.elements.token.value = read(data).token ?? "";
    if (form.elements.token.value) form.submit();
  });
});
