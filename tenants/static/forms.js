// Buttons that cannot be pressed twice, and passwords that can be looked at.

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button?.matches("[data-busy]")) return;
  if (button.hasAttribute("aria-busy")) event.preventDefault();
  button.setAttribute("aria-busy", "true");
});

// What was left empty need not stand in the address.
document.addEventListener("submit", ({ target }) => {
  if (!target.matches("[data-tidy]")) return;
  for (const field of target.elements) field.disabled ||= field.name && !field.value;
});

// A period or days of one's own: what is chosen last is meant.
document.addEventListener("change", ({ target }) => {
  if (!target.value) return;
  for (const field of target.closest("[data-either]")?.querySelectorAll("select, input") ?? []) {
    if (field.tagName !== target.tagName) field.value = "";
  }
});

// The page may come back from the browser's memory: then it is ready again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  for (const field of document.querySelectorAll("[data-tidy] :disabled")) field.disabled = false;
});

for (const input of document.querySelectorAll("input[data-reveal]")) {
  const { reveal, conceal } = input.dataset;
  const box = document.createElement("span");
  const button = document.createElement("button");
  box.className = "reveal";
  button.type = "button";
  button.textContent = reveal;
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const hidden = input.type === "password";
    input.type = hidden ? "text" : "password";
    button.textContent = hidden ? conceal : reveal;
  });
  input.form?.addEventListener("submit", () => { input.type = "password"; });
  input.replaceWith(box);
  box.append(input, button);
}
