// Stripe's own script draws the field and keeps the number; only the name of its record is sent on.
// https://docs.stripe.com/payments/save-and-reuse

const form = document.querySelector("[data-entry]");
const trouble = form.querySelector("[data-trouble]");
const button = form.querySelector("button");
const { publishableKey, clientSecret, returnUrl } = form.dataset;

function tell(text) {
  trouble.hidden = !text;
  trouble.textContent = text ?? "";
}

function dark() {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function opened() {
  const stripe = globalThis.Stripe(publishableKey, { locale: document.documentElement.lang });
  const theme = dark() ? "night" : "stripe";
  const elements = stripe.elements({ clientSecret, appearance: { theme } });
  elements.create("payment").mount("#gateway-field");
  return { stripe, elements };
}

async function confirmed({ stripe, elements }) {
  const asked = { elements, confirmParams: { return_url: returnUrl }, redirect: "if_required" };
  const { error, setupIntent } = await stripe.confirmSetup(asked);
  if (error) throw error;
  return setupIntent.id;
}

if (globalThis.Stripe) {
  const field = opened();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    tell();
    try {
      form.elements.setup_intent.value = await confirmed(field);
      form.submit();
    } catch (error) {
      button.disabled = false;
      tell(error.message);
    }
  });
} else {
  button.disabled = true;
  tell(form.querySelector('[data-words="gone"]').content.textContent);
}
