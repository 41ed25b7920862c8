// [data-dialog] opens a dialog: #id one of this page, an address the [data-dialog-body] of that
// page. Where fetching fails the link is simply followed. A <form data-dialog> does the same
// with what is ticked in it.

function show(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  dialog.addEventListener("click", dismiss);
}

function dismiss(event) {
  const veil = event.target === event.currentTarget && !inside(event);
  if (veil || event.target.closest("[data-close]")) {
    event.preventDefault();
    event.currentTarget.close();
  }
}

function inside({ currentTarget, clientX, clientY }) {
  const box = currentTarget.getBoundingClientRect();
  return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const dialog = document.createElement("dialog");
  dialog.append(document.adoptNode(page.querySelector("[data-dialog-body]")));
  dialog.setAttribute("aria-labelledby", dialog.querySelector("h1").id);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  return dialog;
}

// Focus comes back to what is still there when the dialog closes, not into a closed menu.
function leave(control) {
  const menu = control.closest("details.menu");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

async function open(address) {
  const local = new URL(address, location.href);
  const here = local.hash && local.pathname === location.pathname;
  try {
    show(here ? document.querySelector(local.hash) : await fetched(address));
  } catch {
    location.assign(address);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  leave(link);
  open(link.href);
});

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.matches("[data-dialog]")) return;
  event.preventDefault();
  leave(button);
  const ticked = new URLSearchParams(new FormData(event.target));
  open(`${button.formAction}?${ticked}`);
});
