"""Stripe's script and CardConnect's frame as a browser meets them: each from its own origin, as far
as their documentation tells what they do. What is typed goes to the doubles, never to the page.

https://docs.stripe.com/js/setup_intents/confirm_setup and
https://developer.cardconnect.com/hosted-iframe-tokenizer
"""

import json

from tests.billing.gateways.stripe.fake import numbers, setups

SCRIPT = """
globalThis.Stripe = (key) => ({
  elements: ({ clientSecret }) => ({
    clientSecret,
    create: () => ({ mount: (place) => {
      const frame = document.createElement("iframe");
      frame.src = "https://js.stripe.com/field.html";
      frame.title = "Secure field";
      document.querySelector(place).append(frame);
      globalThis.field = frame;
    } }),
  }),
  confirmSetup: ({ elements }) => new Promise((resolve) => {
    addEventListener("message", async ({ origin, data }) => {
      if (origin !== "https://js.stripe.com") return;
      await fetch("https://api.stripe.com/v1/alive");
      resolve(data);
    }, { once: true });
    field.contentWindow.postMessage(elements.clientSecret, "https://js.stripe.com");
  }),
});
"""
FIELD = """<!doctype html><title>.</title><label>Card number <input></label><script>
addEventListener("message", async ({ data, source, origin }) => {
  const body = JSON.stringify([data, document.querySelector("input").value]);
  source.postMessage(await (await fetch("/entered", { method: "POST", body })).json(), origin);
});
</script>"""
FRAME = """<!doctype html><title>.</title><label>Card number <input></label><script>
document.querySelector("input").addEventListener("change", async ({ target }) => {
  const told = await fetch("entered", { method: "POST", body: target.value });
  parent.postMessage(await told.text(), "*");
});
</script>"""
ANYBODY = {"Access-Control-Allow-Origin": "*"}


def answer(route, body, kind="text/html"):
    route.fulfill(body=body, content_type=kind, headers=ANYBODY)


def stripe_js(context, ledger):
    """Stripe's origins in that browser, over the double's ledger."""
    def at_script(route):
        if route.request.url.endswith("/entered"):
            secret, number = json.loads(route.request.post_data)
            answer(route, json.dumps(confirmed(ledger, secret, number)), "application/json")
        elif route.request.url.endswith("/field.html"):
            answer(route, FIELD)
        else:
            answer(route, SCRIPT, "text/javascript")

    context.route("https://js.stripe.com/**", at_script)
    context.route("https://api.stripe.com/**", lambda route: answer(route, "{}"))


def confirmed(ledger, secret, number):
    setup = setups.entered(ledger, secret, number)
    if number == numbers.REFUSED_AT_ONCE:
        return {"error": {"message": "Your card was declined."}}
    return {"setupIntent": {"id": setup["id"]}}


def tokenizer(context, cardconnect):
    """CardConnect's frame in that browser, over the double's book."""
    def at_frame(route):
        if not route.request.url.endswith("/entered"):
            return answer(route, FRAME)
        number = route.request.post_data or ""
        whole = {"message": "", "validationError": "Invalid Card Number", "errorCode": "1001"}
        if len(number) > 12:
            whole = cardconnect.fake.book.enter(number, None if "/" in number else "203512")
        return answer(route, json.dumps(whole), "application/json")

    context.route(f"{cardconnect.url}/itoke/**", at_frame)
