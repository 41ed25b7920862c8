"""What somebody asked of one column."""

from dataclasses import dataclass, field

from billing.tables.column import Column


@dataclass(frozen=True)
class Wish:
    """`given` are the arguments that ask for it again, `conditions` are (sql, values) on a row `t`.

    `errors` are sentences by argument; a wish with errors is shown again, and not applied.
    """

    column: Column
    given: tuple[tuple[str, str], ...]
    conditions: tuple = ()
    errors: dict = field(default_factory=dict)


def given(arguments, *names):
    """The arguments of these names that are not empty, in their order."""
    values = ((name, arguments.get(name, "").strip()) for name in names)
    return tuple((name, value) for name, value in values if value)
