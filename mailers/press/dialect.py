"""The Liquid that templates may use: bounded, without other templates, and never unescaped."""

from liquid import Environment, StrictUndefined, Undefined

from mailers.press import button


class Dialect(Environment):
    """Limits of Liquid itself: they name the cause where the kernel's could only kill."""

    context_depth_limit = 20
    block_nesting_limit = 20
    loop_iteration_limit = 10_000
    local_namespace_limit = 65_536  # bytes
    output_stream_limit = 131_072  # bytes; Gmail cuts a mail off at 102 KB

    def setup_tags_and_filters(self, *, extra=False):
        super().setup_tags_and_filters(extra=extra)
        for tag in ("include", "render"):
            del self.tags[tag]
        del self.filters["safe"]  # a customer's name must not become markup
        self.add_filter("button", button.button)


def dialect(html, strict):
    undefined = StrictUndefined if strict else Undefined
    return Dialect(autoescape=html, undefined=undefined)


DIALECTS = {
    (html, strict): dialect(html, strict) for html in (True, False) for strict in (True, False)
}


def parse(source, *, html, strict=False):
    """`html` escapes all data; `strict` raises where a placeholder has no value."""
    return DIALECTS[html, strict].parse(source)
