"""Templates are compiled once for each language: words that stand in them cost a page nothing.

What can be known when a template is compiled is put into it then: `_('…')` becomes the word itself,
`_('… %(name)s', name=…)` the word and its values, and a call of one of FIXED its answer.
"""

from functools import cached_property

from flask.templating import Environment
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from config.words import vocabulary

FIXED = ("asset",)  # their answer to a text is always the same


class Templates(Environment):
    """Flask's environment, in front of one for each language; `speaks` names the page's."""

    language = None
    speaks = None

    def get_or_select_template(self, *arguments, **options):
        if self.language or not self.speaks:
            return super().get_or_select_template(*arguments, **options)
        return self.spoken(self.speaks()).get_or_select_template(*arguments, **options)

    def spoken(self, language):
        """The environment of a language, with compiled templates of its own."""
        if language not in self.languages:
            ours = self.overlay()
            ours.language = language
            self.languages[language] = ours
        return self.languages[language]

    @cached_property
    def languages(self):
        return {}

    def _parse(self, source, name, filename):
        tree = super()._parse(source, name, filename)
        return Folding(self).visit(tree) if self.language else tree


class Folding(NodeTransformer):
    """Replaces what is known already; what a page adds to a word is escaped as ever."""

    def __init__(self, environment):
        self.environment = environment
        self.words = vocabulary(environment.language)

    def visit_Call(self, node):  # noqa: N802 (the name that Jinja looks for)
        self.generic_visit(node)
        name = getattr(node.node, "name", None)
        texts = [each.value for each in node.args if isinstance(each, nodes.Const)]
        if len(texts) != 1 or len(node.args) != 1 or node.dyn_args or node.dyn_kwargs:
            return node
        if name == "_":
            return self.spoken(texts[0], node)
        if name in FIXED and not node.kwargs:
            return nodes.Const(self.environment.globals[name](texts[0]), lineno=node.lineno)
        return node

    def spoken(self, message, node):
        word = nodes.Const(self.words(message), lineno=node.lineno)
        if not node.kwargs:
            return word
        values = [
            nodes.Pair(nodes.Const(each.key), each.value, lineno=node.lineno)
            for each in node.kwargs
        ]
        return nodes.Mod(word, nodes.Dict(values, lineno=node.lineno), lineno=node.lineno)
