"""Finds strings that somebody reads and nobody has marked, in the text of templates and code."""

import ast
import re

from jinja2 import Environment, nodes

from config.extraction import KEYWORDS
from tests.languages.visible import left_out

TAG = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.S)
EXPRESSION = re.compile(r"\{\{.*?\}\}", re.S)
SENTENCE = re.compile(r"[A-Z][a-z]+|[a-z]{2,} [a-z]{2,}")
LITERAL = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols"])
SHOWN = {  # whose arguments somebody reads: by the name of the call, their places or keywords
    "flash": (0,), "ValidationError": (0,), "Column": (1,), "Choice": (0,), "Placeholder": (0,),
    "Table": ("title", "export_label", "empty"), "InputRequired": (0,), "DataRequired": (0,),
    "Email": (0,), "EqualTo": (1,), "Length": ("message",), "Regexp": ("message",),
    "StringField": (0,), "PasswordField": (0,), "EmailField": (0,), "SelectField": (0,),
    "BooleanField": (0,), "TextAreaField": (0,),
}


def bare_text(template):
    """What a template says outside of its expressions."""
    return left_out(EXPRESSION.sub("…", TAG.sub("", template)))


def bare_choices(template):
    """What its expressions hold, such as {{ 'Yes' if … }}."""
    tree = ENVIRONMENT.parse(template)
    known = {id(each) for inner in tree.find_all((nodes.Call, nodes.Compare, nodes.Pair))
             for part in unspoken(inner) for each in (part, *part.find_all(nodes.Const))}
    return [each.value for each in tree.find_all(nodes.Const)
            if isinstance(each.value, str) and id(each) not in known
            and SENTENCE.search(each.value)]


def unspoken(node):
    """What is translated there, and what only tells cases apart."""
    if isinstance(node, nodes.Compare):
        return [node]
    if isinstance(node, nodes.Pair):
        return [node.key]
    return [node] if getattr(node.node, "name", "") in KEYWORDS else []


def bare_arguments(code):
    """What calls are given to show, such as flash("Done.")."""
    return [each.value for call in calls(code) for each in shown(call)]


def calls(code):
    return [each for each in ast.walk(ast.parse(code)) if isinstance(each, ast.Call)]


def shown(call):
    called = getattr(call.func, "id", getattr(call.func, "attr", ""))
    places = SHOWN.get(called, ())
    given = [each for at, each in enumerate(call.args) if at in places]
    given += [each.value for each in call.keywords if each.arg in places]
    flat = [one for each in given for one in getattr(each, "elts", [each])]
    return [one for one in flat if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def put_together(code):
    """_(f"…") and _("a" + b), which are extracted as nothing, or as something else."""
    return [
        call.lineno for call in calls(code)
        if getattr(call.func, "id", "") in KEYWORDS and call.args
        and isinstance(call.args[0], (ast.JoinedStr, ast.BinOp))
    ]


def words_of_script(script):
    """Sentences in a script's own strings, and texts that it sets itself."""
    bare = re.sub(r"//.*", "", script)
    spoken = [each for each in LITERAL.findall(bare)
              if re.search(r"[A-Z][a-z]+ [a-z]|[a-z][.!?…]\W", each)]
    return spoken + re.findall(r"(?:textContent|innerText|ariaLabel|title) = [\"'`]\w.*", bare)


def words_of_sheet(sheet):
    contents = re.findall(r"content:\s*([^;}]*)", sheet)
    return [each for each in contents if re.search(r"\"[^\"\\]*[A-Za-z]", each)]
