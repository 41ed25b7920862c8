// A click on [data-insert] puts its text where the cursor last stood in a field of the form.

let field = document.querySelector("#html");

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("#subject, #html, #text")) field = target;
});

for (const code of document.querySelectorAll(field?.readOnly ? "none" : "[data-insert]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.addEventListener("click", () => {
    field.focus();
    field.setRangeText(code.textContent, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  code.replaceWith(button);
  button.append(code);
}
