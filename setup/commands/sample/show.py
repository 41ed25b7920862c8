"""Where to go and how to sign in, for programs and for people."""

from flask import current_app

from setup.commands.sample.customers import CUSTOMERS
from tenants.tenant import address


def facts(companies):
    """Everything that tools and tests need to try the demo."""
    return {
        "base_url": current_app.config["BASE_URL"],
        "mail_url": address("mail") + "/",
        "tenants": [company_facts(company) for company in companies],
    }


def company_facts(company):
    return {
        "subdomain": company.subdomain,
        "url": address(company.subdomain),
        "api_key": company.api_key,
        "staff": [{"email": clerk.email, "password": company.staff_password}
                  for clerk in company.staff],
        "portal_users": [{"email": login.email, "password": company.password,
                          "customers": customers(company, login)} for login in company.logins],
    }


def customers(company, login):
    names = {account.customer_id: account.name for account in CUSTOMERS[company.subdomain]}
    return [{"customer_id": key, "name": names[key]} for key in login.roles]


def page(facts):
    """The same for people."""
    lines = []
    for tenant in facts["tenants"]:
        lines += [f"{tenant['url']}/portal", *people(tenant["portal_users"]),
                  f"{tenant['url']}/setup", *people(tenant["staff"]),
                  f"  API key   {tenant['api_key']}", ""]
    return "\n".join([*lines, f"Mails that were sent: {facts['mail_url']}"])


def people(users):
    width = max(len(user["email"]) for user in users)
    for user in users:
        names = ", ".join(customer["name"] for customer in user.get("customers", ()))
        yield f"  {user['email']:<{width}}  {user['password']}  {names}".rstrip()
