"""A word that a customer is found by (A1), kept by the database: migrations 0026 and 0043."""

from sqlalchemy import Index, Text, select, text, union_all
from sqlalchemy.orm import Mapped, mapped_column

from config.database import db
from tenants.isolation import Tenanted

LAST = "\U0010ffff"  # after whatever goes on from a beginning
MOST = 8  # words of a search; more narrow nothing further
WITHIN = "~"  # before what a word goes on with from one of its letters
SHORTEST = 3  # letters that are looked for within words; fewer stand in nearly every one


class CustomerWord(Tenanted, db.Model):
    """Of the name and id, and of the contacts' names, addresses and cities, in small letters."""

    __tablename__ = "customer_word"
    __table_args__ = (Index("ix_customer_word_word", "tenant_id", "word", "customer_id"),)

    customer_id: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)


def words(said):
    """A text's words as the table has them, none twice; of one without spaces the whole alone."""
    found = db.session.scalars(text("select words_of(:said)"), {"said": said}).all()
    whole = [word for word in found
             if not any(other != word and other.endswith(word) for other in found)]
    return sorted(whole)[:MOST]


def customers_with(word):
    """A query of the ids of those who have a word that begins so, or that holds it further on."""
    if len(word) < SHORTEST:
        return beginning(word)
    return union_all(beginning(word), beginning(WITHIN + word))


def beginning(word):
    begins = (CustomerWord.word >= word, CustomerWord.word < word + LAST)
    return select(CustomerWord.customer_id).where(*begins)
