// The gateway's frame tells a token as soon as the number in it is whole; only that is sent on.

const form = document.querySelector("[data-entry]");
const frame = form.querySelector("iframe");
const trouble = form.querySelector("[data-trouble]");
const { token, expiry } = form.elements;

function tell(name) {
  trouble.hidden = !name;
  if (name) trouble.textContent = form.querySelector(`[data-words="${name}"]`).content.textContent;
}

function read(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== form.dataset.origin || source !== frame.contentWindow) return;
  const told = read(data);
  token.value = told.message || told.token || "";
  expiry.value = told.expiry || "";
  tell(token.value ? "" : "wrong");
});

form.addEventListener("submit", (event) => {
  if (token.value) return;
  event.preventDefault();
  tell("missing");
  frame.focus();
});
