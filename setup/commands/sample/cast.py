"""Who signs in where; bin/portico demo show prints it."""

from billing.tables.tabs import TABS
from setup.commands.sample.company import Clerk, Company, Login
from tenants.portal_setup import DEFAULT_TABS

ACME = Company(
    "acme", "Acme Cloud", "USD",
    staff=(
        Clerk("grace@acme.example", "Grace Okafor", "Administrator"),
        Clerk("carlos@acme.example", "Carlos Rivera", "Billing"),
        Clerk("vera@acme.example", "Vera Lindqvist", "Read only"),
    ),
    logins=(
        Login("jane@northwind.example", "Jane", "Miller", {"C-1001": "Owner", "C-1002": "Payer"}),
        Login("leo@northwind.example", "Leo", "Fischer", {"C-1001": "Viewer"}),
        Login("omar@meridian.example", "Omar", "Haddad", {"C-1003": "Owner"}),
        Login("dora@halcyon.example", "Dora", "Kim", {"C-1004": "Owner"}),
        Login("noah@halcyonbio.example", "Noah", "Berg", {"C-1006": "Owner"}),
        Login("sam@quietharbor.example", "Sam", "Whitaker", {"C-1007": "Owner"}),
        Login("aiko@aozora.example", "愛子", "佐藤", {"C-1015": "Owner"}),
    ),
    profile={
        "primary_color": "#0B6E74", "time_zone": "America/New_York",
        "support_email": "support@acme.example", "support_phone": "+1 617 555 0140",
        "address1": "200 Harbor Street", "address2": "Floor 6", "city": "Boston", "state": "MA",
        "zip": "02110", "country": "United States", "show_terms": True,
        "terms_address": "https://acme.example/terms",
        "privacy_address": "https://acme.example/privacy",
        "tabs": list(TABS), "allow_subscription_requests": True,
        "part_payments": True, "overpayments": True,
        "bank_instructions": "Acme Cloud, Inc.\nFirst Harbor Bank, routing number 021000021,"
                             " account number 000123456789\nName the numbers of the invoices.",
    },
)

SANDBOX = Company(
    "acme-sandbox", "Acme Cloud", "USD",
    staff=(Clerk("grace@acme.example", "Grace Okafor", "Administrator"),),
    logins=(
        Login("tester@trial.example", "Toni", "Tester", {"C-9001": "Owner", "C-9002": "Payer"}),
    ),
    profile=ACME.profile | {"support_email": "sandbox@acme.example", "tabs": list(DEFAULT_TABS)},
    sandbox_of="acme",
)

INITECH = Company(
    "initech", "Initech", "EUR",
    staff=(
        Clerk("anke@initech.example", "Anke Vogel", "Administrator"),
        Clerk("milan@initech.example", "Milan Novák", "Billing"),
    ),
    logins=(
        Login("petra@rheinwerk.example", "Petra", "Schäfer", {"C-2001": "Owner"}),
        Login("luc@ecume.example", "Luc", "Béranger", {"C-2002": "Owner", "C-2003": "Payer"}),
    ),
    profile={
        "primary_color": "#B4432E", "time_zone": "Europe/Berlin",
        "support_email": "hilfe@initech.example", "support_phone": "+49 30 5550 117",
        "address1": "Lindenstraße 14", "city": "Berlin", "zip": "10969", "country": "Germany",
        "tabs": [*DEFAULT_TABS, "subscriptions"], "allow_subscription_requests": True,
    },
)

COMPANIES = (ACME, SANDBOX, INITECH)
