// Who leaves a form[data-unsaved] with changes in it is asked first. Saving is no leaving, nor is
// what opens in a frame; fields [data-passing] are not saved. "yes": it came back unsaved.

const form = document.querySelector("form[data-unsaved]");
const passing = new Set([...form.elements].filter((each) => "passing" in each.dataset).map((each) => each.name));
let saving = false;

function said() {
  const fields = [...new FormData(form)].filter(([name]) => !passing.has(name));
  return JSON.stringify(fields.map(([name, value]) => [name, value.name ?? value]));
}

const before = form.dataset.unsaved === "yes" ? null : said();

form.addEventListener("submit", (event) => {
  saving = !event.defaultPrevented && !(event.submitter?.formTarget || form.target);
});
addEventListener("pageshow", () => { saving = false; });
addEventListener("beforeunload", (event) => {
  if (!saving && said() !== before) event.preventDefault();
});
