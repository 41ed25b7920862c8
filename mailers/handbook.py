"""docs/mail-templates.md, made of what the code knows: `python -m mailers.handbook` writes it."""

from pathlib import Path

from mailers.catalogue import SUBJECTS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "mail-templates.md"
HEAD = """# Mail templates

Under *Setup*, *Manage Templates*, a company changes what its mails say: subject, HTML and text, for
each language; where answers go, who gets copies, and whether a kind of mail is sent at all. What is
saved holds for mails written from then on. Every version is kept and can be restored; *Reset to
default* goes back to Portico's own words.

## Writing

Templates are written in [Liquid](https://shopify.github.io/liquid/). `{{ company.name }}` stands
for a value, `{% if payment.failure_reason %}…{% endif %}` for words that are there when a value is,
and `{% for invoice in payment.invoices %}{{ invoice.amount }}{% endfor %}` for each of a list.
`{{ action_url | button: "View" }}` draws a button with its address below. Values are escaped in
HTML. There is no `include` and no `render`.

The HTML is a fragment: logo, colours and footer come around it. Only tags and attributes of text,
tables, links and pictures may stand in it; scripts, forms, frames and style sheets are refused.

A template is refused on saving, with line and reason, when it does not parse, names an unknown
placeholder, lacks the address that the mail is for, holds what may not stand in a mail, or takes
more than a second or 96 MB to render. Should it fail when a mail is written all the same, the mail
goes out in Portico's own words, and the mail log says so; after three that took too long or too
much memory Portico's words are used until the template is saved again.

Mails that let their reader in (invitations, confirmations, passwords) take no copies, and the
address that lets in may only stand by itself: a picture or a link made of it, which would tell it
to somebody else, is refused. *Send test* mails what is typed to oneself; its links let nobody in.

A sandbox takes what production's mails say with *Copy settings from production*, each as a version
more, and the addresses. What is refused, attack by attack, is in
[Uploads and templates](uploads-and-templates.md).

## Placeholders

Made from the code by `python -m mailers.handbook`.
"""


def written():
    """The whole page."""
    return HEAD + "".join(section(subject) for subject in ours())


def ours():
    return [subject for subject in SUBJECTS.values() if not subject.internal]


def section(subject):
    lines = [f"| `{{{{ {name} }}}}` | {placeholder.meaning} | {shown(placeholder)} |"
             for name, placeholder in subject.placeholders.items()]
    return "\n".join([f"\n### {subject.title}\n", says(subject), "",
                      "| Placeholder | Meaning | Example |", "|---|---|---|", *lines, ""])


def says(subject):
    always = "Always sent." if subject.always else "Can be switched off."
    copies = " Takes no copies." if subject.credential else ""
    needs = "".join(f" Must contain `{{{{ {name} }}}}`." for name in subject.required)
    return always + copies + needs


def shown(placeholder):
    example = placeholder.example_in("en")
    return "a list" if isinstance(example, list) else str(example)


if __name__ == "__main__":
    PAGE.write_text(written())
