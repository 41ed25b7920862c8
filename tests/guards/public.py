"""The routes that ask nobody who they are: sign-in, links from mails, and what a machine asks."""

from tenants.looks import VERSION
from tests.cast import PASSWORD
from tests.guards.route import NEW, Route

SIGNED_IN = {"jane": 302, "bruno": 302}
PAY_NOW, LINK = "/portal/pay-now/<token>", {"token": "{pay_now}"}
STAFF_IN = {"stan": 302, "vera": 302}

PUBLIC = (
    Route("GET", "/", own=302),
    Route("GET", "/healthz"),
    Route("GET", "/readyz"),
    Route("GET", "/metrics", own=404),
    Route("GET", "/static/<version>/<path:name>",
          path={"version": VERSION, "name": "portico.css"}),
    Route("GET", "/branding/accent-<color>.css", bearer=True),
    Route("GET", "/branding/<name>", path={"name": "{logo}"}, bearer=True),
    Route("GET", "/portal/login", but=SIGNED_IN),
    Route("POST", "/portal/login", own=302, foreign=401, but=SIGNED_IN, bearer=True,
          sent=(("email", "{email}"), ("password", PASSWORD))),
    Route("GET", "/portal/forgot"),
    Route("POST", "/portal/forgot", foreign=200, bearer=True, sent=(("email", "{email}"),)),
    Route("GET", "/portal/registration/<token>", path={"token": "{invitation}"}, foreign=410,
          bearer=True),
    Route("POST", "/portal/registration/<token>", path={"token": "{invitation}"}, foreign=410,
          bearer=True, sent=(("password", NEW), ("password_again", NEW))),
    Route("GET", "/portal/confirmation/<token>", path={"token": "{confirmation}"}, foreign=410,
          bearer=True),
    Route("POST", "/portal/confirmation/<token>", path={"token": "{confirmation}"}, foreign=410,
          bearer=True),
    Route("POST", "/portal/confirmation/again", foreign=200, bearer=True,
          sent=(("email", "{email}"),)),
    Route("POST", "/portal/links/<purpose>/<token>", foreign=410, bearer=True,
          path={"purpose": "invitation", "token": "{late}"}),
    Route("GET", "/portal/password/<token>", path={"token": "{reset}"}, foreign=410, bearer=True),
    Route("POST", "/portal/password/<token>", path={"token": "{reset}"}, own=302, foreign=410,
          bearer=True, sent=(("password", NEW),)),
    Route("GET", PAY_NOW, path=LINK, bearer=True),
    Route("GET", f"{PAY_NOW}/invoice.pdf", path=LINK, bearer=True),
    Route("GET", f"{PAY_NOW}/method", path=LINK, own=302, bearer=True),
    Route("GET", f"{PAY_NOW}/review", path=LINK, bearer=True, sent=(("token", "tm_visa"),)),
    Route("POST", f"{PAY_NOW}/review", path=LINK, bearer=True, sent=(("token", "tm_visa"),)),
    Route("POST", f"{PAY_NOW}/payment", path=LINK, own=400, bearer=True,
          sent=(("attempt_id", "{fresh}"),)),
    Route("GET", f"{PAY_NOW}/payments/<uuid:attempt_id>", path=LINK, own=404, bearer=True),
    Route("GET", "/setup/login", but=STAFF_IN),
    Route("POST", "/setup/login", own=302,
          sent=(("email", "stan@acme.example"), ("password", PASSWORD))),
    Route("GET", "/setup/forgot"),
    Route("POST", "/setup/forgot", sent=(("email", "stan@acme.example"),)),
    Route("GET", "/setup/password/<token>", path={"token": "{staff_link}"}, bearer=True),
    Route("POST", "/setup/password/<token>", path={"token": "{staff_link}"}, own=302, bearer=True,
          sent=(("password", NEW),)),
    Route("GET", "/api/v1/openapi.json"),
    Route("GET", "/api/v1/docs"),
    Route("POST", "/webhooks/<provider>", path={"provider": "test"}, own=400, bearer=True),
)
