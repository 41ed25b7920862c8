// The running total of the ticked invoices, and one currency at a time.

const form = document.querySelector("[data-tally]");
const line = form.querySelector("[data-shown]");
const words = line.querySelector("small");
const total = form.querySelector("output");
const groups = [...form.querySelectorAll("[data-currency]")];

function money(currency) {
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency", currency, useGrouping: "always",  // as the server writes it
  });
}

function inMoney(minor, currency) {
  const format = money(currency), digits = format.resolvedOptions().maximumFractionDigits;
  return format.format(minor / 10 ** digits).replace("-", "\u2212");
}

function ticked(group) {
  return [...group.querySelectorAll("[name=invoice_id]:checked")];
}

function field(box) {
  return box.closest("div").querySelector("[data-full]");
}

function boxOf(input) {
  return input.parentElement.querySelector("[name=invoice_id]");
}

// Minor units: what is typed for the invoice, or else all that is due on it.
function chosen(box, currency) {
  const due = Number(box.dataset.amount), typed = field(box)?.value;
  const digits = money(currency).resolvedOptions().maximumFractionDigits;
  return typed ? Math.round(Number(typed) * 10 ** digits) : due;
}

function sums(group) {
  const { currency } = group.dataset, of = { wanted: 0, credited: 0, kept: 0 };
  for (const box of ticked(group)) {
    const due = Number(box.dataset.amount), wanted = chosen(box, currency);
    of.wanted += wanted;
    of.kept += Math.max(0, wanted - due);
  }
  const credits = group.querySelector("[name=credits]:checked");
  if (credits) of.credited = Math.min(Number(credits.dataset.credits), of.wanted - of.kept);
  return of;
}

function tally() {
  const group = groups.find((one) => ticked(one).length);
  const count = group ? ticked(group).length : 0;
  const { one, many, none, credited, kept } = words.dataset;
  const told = [!count ? none : count === 1 ? one : many.replace("{n}", count)];
  total.textContent = "";
  if (group) {
    const of = sums(group), written = (minor) => inMoney(minor, group.dataset.currency);
    if (of.credited) told.push(credited.replace("{amount}", written(of.credited)));
    if (of.kept) told.push(kept.replace("{amount}", written(of.kept)));
    total.textContent = written(of.wanted - of.credited);
  }
  words.textContent = told.join(" · ");
  for (const other of groups) other.disabled = Boolean(group) && other !== group;
}

form.addEventListener("input", tally);
// What is not ticked is not sent, nor what was left as it stood: addresses have an end.
form.addEventListener("formdata", ({ formData }) => {
  for (const input of form.querySelectorAll("[data-full]")) {
    if (!boxOf(input).checked || input.value === input.dataset.full) {
      formData.delete(input.name);
    }
  }
});
line.hidden = false;
addEventListener("pageshow", tally);
tally();
