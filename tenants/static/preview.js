// The preview follows the form; the picker and the HEX code are one colour.

const form = document.getElementById("look");
const button = document.getElementById("show-preview");
const picker = document.getElementById("picker");
const code = form.elements.primary_color;
let waiting;

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => form.requestSubmit(button), 400);
}

button.hidden = true;
picker.hidden = false;
picker.addEventListener("input", () => { code.value = picker.value.toUpperCase(); });
code.addEventListener("input", () => {
  if (/^#[0-9a-f]{6}$/i.test(code.value)) picker.value = code.value;
});
form.addEventListener("input", soon);
document.getElementById("preview-page").addEventListener("change", soon);
