"""Faults as plain JSON, and where in the source they lie."""

from contextlib import contextmanager

from liquid.exceptions import LiquidSyntaxError, ResourceLimitError, UndefinedError

KINDS = (
    (ResourceLimitError, "limit"),
    (UndefinedError, "placeholder"),
    (LiquidSyntaxError, "syntax"),
    (MemoryError, "killed"),
    (Exception, "value"),
)


class Faulty(Exception):
    """A template is not a letter, for these reasons."""

    def __init__(self, faults):
        super().__init__(faults)
        self.faults = faults


@contextmanager
def faulty(part, source):
    """Whatever is raised inside, Liquid's errors or others, becomes a fault of this part."""
    try:
        yield
    except Faulty:
        raise
    except Exception as error:
        raise Faulty([from_error(part, source, error)]) from error


def fault(part, line, kind, detail=""):
    return {"part": part, "line": line, "kind": kind, "detail": detail}


def from_error(part, source, error):
    kind = next(kind for cause, kind in KINDS if isinstance(error, cause))
    return fault(part, line_of(source, error), kind, message(error))


def message(error):
    return str(getattr(error, "message", None) or error or type(error).__name__).rstrip(".")


def line_of(source, error):
    token = getattr(error, "token", None)
    return line_at(source, token.start_index) if token else None


def line_at(source, index):
    """The line of a character, from 1; an index before the first means the end of the source."""
    return source.count("\n", 0, index if index >= 0 else len(source)) + 1
