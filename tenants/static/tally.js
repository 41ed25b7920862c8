// The running total of the ticked invoices, and one currency at a time.

const form = document.querySelector("[data-tally]");
const line = form.querySelector("[data-shown]");
const words = line.querySelector("small");
const total = form.querySelector("output");
const groups = [...form.querySelectorAll("[data-currency]")];

function inMoney(minor, currency) {
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency", currency, useGrouping: "always",  // as the server writes it
  });
  const digits = format.resolvedOptions().maximumFractionDigits;
  return format.format(minor / 10 ** digits).replace("-", "\u2212");
}

function ticked(group) {
  return [...group.querySelectorAll("input:checked")];
}

function tally() {
  const group = groups.find((one) => ticked(one).length);
  const boxes = group ? ticked(group) : [];
  const sum = boxes.reduce((minor, box) => minor + Number(box.dataset.amount), 0);
  const { one, many, none } = words.dataset;
  words.textContent = !boxes.length ? none : boxes.length === 1 ? one : many.replace("{n}", boxes.length);
  total.textContent = group ? inMoney(sum, group.dataset.currency) : "";
  for (const other of groups) other.disabled = Boolean(group) && other !== group;
}

line.hidden = false;
form.addEventListener("change", tally);
addEventListener("pageshow", tally);
tally();
