"""Finds every message in code and templates, and brings the catalogues up to date with them."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from config.catalogues import LANGUAGES, path_of, read

ROOT = Path(__file__).resolve().parent.parent
CODE, PAGES = ("**.py", "python"), ("templates/**.html", "jinja2")
PARTS = {
    **dict.fromkeys(("config", "billing", "mailers", "workers"), [CODE]),
    **dict.fromkeys(("tenants", "portal", "setup"), [CODE, PAGES]),
}
WORDS = ("_", "gettext", "lazy_gettext", "later", "N_")
KEYWORDS = {
    **dict.fromkeys(WORDS),
    **dict.fromkeys(("ngettext", "lazy_ngettext"), (1, 2)),
    **dict.fromkeys(("pgettext", "lazy_pgettext", "meant", "P_"), ((1, "c"), 2)),
}
STRICT = {PAGES[0]: {"silent": "false"}}
HEADER = """\
# Portico in {name}. bin/words brings new messages here and drops old ones.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def extracted():
    """A Catalog of all messages, each with the files that it stands in."""
    found = Catalog()
    for part in PARTS:
        for file, _line, message, comments, context in messages(part):
            found.add(message, None, [(file, 1)], auto_comments=comments, context=context)
    return found


def messages(part):
    for file, *more in extract_from_dir(
        ROOT / part,
        PARTS[part],
        STRICT,
        KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        directory_filter=lambda folder: not Path(folder).name.startswith((".", "__")),
    ):
        yield f"{part}/{file}", *more


def updated(language, found):
    """The language's catalogue with just the messages found; no guesses at similar ones."""
    path = path_of(language)
    kept = read(path, language) if path.exists() else Catalog(locale=language)
    kept.update(found, no_fuzzy_matching=True)
    return kept


def written(catalogue):
    """Its file, by place; without lines and dates, so that it changes when words do."""
    language = str(catalogue.locale)
    made = io.BytesIO()
    write_po(made, catalogue, width=100, omit_header=True, sort_by_file=True,
             include_lineno=False, ignore_obsolete=True)
    header = HEADER.format(name=LANGUAGES[language], language=language,
                           plural=catalogue.plural_forms)
    return header + made.getvalue().decode()


def main():
    found = extracted()
    for language in list(LANGUAGES)[1:]:
        catalogue = updated(language, found)
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_text(written(catalogue))
        missing = sum(1 for each in catalogue if each.id and not translated(each))
        print(f"{language}: {len(catalogue)} messages, {missing} not translated")


def translated(message):
    forms = message.string if message.pluralizable else (message.string,)
    return all(forms) and not message.fuzzy


if __name__ == "__main__":
    main()
