// Ticked rows: all at once, how many, and no action without any.

const form = document.querySelector("[data-ticks]");
const all = document.querySelector("[data-all]");
const boxes = form ? [...form.elements].filter((one) => one.type === "checkbox") : [];

function count() {
  const ticked = boxes.filter((box) => box.checked).length;
  const words = form.querySelector("[data-count]");
  words.textContent = ticked ? words.dataset.count.replace("{n}", ticked) : "";
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && !all.checked;
  form.classList.toggle("idle", !ticked);
  for (const button of form.querySelectorAll("button")) button.disabled = !ticked;
}

if (form) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  for (const box of boxes) box.addEventListener("change", count);
  addEventListener("pageshow", count);
  count();
}
