"""One or several of a column's words, such as statuses."""

from billing.tables.filters.wish import Wish


def read(column, arguments, today):
    known = {choice.word: choice for choice in column.choices}
    asked = [known[word] for word in dict.fromkeys(arguments.getlist(column.key)) if word in known]
    if not asked:
        return None
    either = " or ".join(f"({choice.sql})" for choice in asked)
    values = (today,) * either.count("{today}")
    return Wish(
        column,
        tuple((column.key, choice.word) for choice in asked),
        ((f"({either.replace('{today}', '%s')})", values),),
    )
