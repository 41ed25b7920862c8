"""Text: a part of it in any case, or the whole word where an index must find it."""

from billing.tables.filters.wish import Wish, given

LONGEST = 200
PLAIN = str.maketrans({sign: f"\\{sign}" for sign in "\\%_"})


def read(column, arguments, today):
    asked = given(arguments, column.key)
    if not asked:
        return None
    return Wish(column, asked, (condition(column, asked[0][1][:LONGEST]),))


def condition(column, word):
    if column.exact:
        return f"{column.value_sql} = %s", (word,)
    return f"{column.value_sql} ilike %s", (f"%{word.translate(PLAIN)}%",)
