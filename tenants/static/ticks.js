// Ticked rows: all at once, how many, and no action without any.

const form = document.querySelector("[data-ticks]");
const all = document.querySelector("[data-all]");
const boxes = form ? [...form.elements].filter((one) => one.name === "customer_id") : [];
const whole = form?.elements.all; // everything that matches, on further pages too

function count() {
  const some = boxes.filter((box) => box.checked).length;
  const ticked = whole?.checked ? whole.dataset.matching : some;
  const words = form.querySelector("[data-count]");
  words.textContent = ticked ? words.dataset.count.replace("{n}", ticked) : "";
  all.checked = some === boxes.length;
  all.indeterminate = some > 0 && !all.checked;
  form.classList.toggle("idle", !ticked);
  for (const button of form.querySelectorAll("button")) button.disabled = !ticked;
}

if (form) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    if (whole && !all.checked) whole.checked = false;
    count();
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      if (whole && !box.checked) whole.checked = false;
      count();
    });
  }
  whole?.addEventListener("change", () => {
    for (const box of boxes) box.checked = whole.checked;
    count();
  });
  addEventListener("pageshow", count);
  count();
}
