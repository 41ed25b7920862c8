"""What people do again and again."""

import base64
import re
import time

from playwright.sync_api import expect


def sign_in(page, address, person):
    """At either door, with the demo's e-mail and password."""
    page.goto(address)
    page.get_by_label("E-mail").fill(person["email"])
    page.get_by_label("Password").fill(person["password"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Sign in")).to_have_count(0)


def mail_to(mails, address, subject, seconds=30):
    """The newest mail to the address whose subject holds the word; asks until it is there."""
    end = time.monotonic() + seconds
    while True:
        for mail in mails():
            if address in str(mail["to"]) and subject in mail["subject"]:
                return mail
        assert time.monotonic() < end, f"no mail “{subject}” to {address}"
        time.sleep(0.3)


def link_in(mail, part):
    """The address in a mail's text that holds the part."""
    return next(url for url in re.findall(r"https?://\S+", mail["text"]) if part in url)


def clerk(demo, subdomain="acme"):
    """The demo's first portal user of a tenant: an Owner, with something to pay."""
    return demo[subdomain]["portal_users"][0]


def rich(demo):
    """The one with ten thousand invoices: paying some takes nothing from another journey."""
    return demo["acme"]["portal_users"][2]


def fetched(page, path):
    """The bytes behind an address, as this page's own script would get them."""
    text = page.evaluate(
        """async path => {
            const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer());
            return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
        }""",
        path,
    )
    return base64.b64decode(text)


def invite(staff, installation, subdomain, customer):
    """Staff, signed in, invite the billing contact of the first customer found by the words;
    returns the customer's name and the contact's address.
    """
    staff.goto(installation.url(subdomain, f"/setup/customers?q={customer}"))
    row = staff.locator("tbody tr").filter(has_text="Not invited").first
    name = row.get_by_role("link").first.inner_text()
    address = re.search(r"\S+@\S+", row.inner_text())[0]
    row.locator("details.menu summary").click()
    row.get_by_role("link", name="Send Portal Invite").click()
    dialog = staff.get_by_role("dialog")
    expect(dialog).to_contain_text("Invite Customer to Customer Portal")
    dialog.get_by_role("button", name="SEND").click()
    expect(staff.get_by_role("status").first).to_contain_text("invitation has been sent")
    return name, address


def join(guest, mails, address, password):
    """The invited person registers, confirms, and could sign in now; returns their address."""
    guest.goto(link_in(mail_to(mails, address, "nvit"), "/portal/registration/"))
    expect(guest.get_by_label("E-mail")).to_have_value(address)
    guest.get_by_label("Password", exact=True).fill(password)
    guest.get_by_label("Password again").fill(password)
    guest.get_by_role("button", name="Register").click()
    expect(guest.get_by_role("heading", name="Check your mail")).to_be_visible()
    guest.goto(link_in(mail_to(mails, address, "onfirm"), "/portal/confirmation/"))
    guest.get_by_role("button", name="Confirm").click()
    expect(guest.get_by_role("link", name="Sign in")).to_be_visible()
    return {"email": address, "password": password}
