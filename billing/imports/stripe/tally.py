"""What became of what a Stripe account holds, by kind of record."""

from dataclasses import dataclass, field

from billing.imports import tally

CHANGED = "changed"  # a fate: the record was there, and has followed Stripe
WORDS = ("stored", "changed", "known", "refused")


@dataclass
class Tally(tally.Tally):
    """`kinds` are the counts of each kind, in the order of WORDS; `kind` is the one at work."""

    changed: int = 0
    kinds: dict = field(default_factory=dict)
    kind: str = ""

    def count(self, new):
        self.add("changed" if new == CHANGED else "stored" if new else "known")

    def refuse(self, number, reason):
        self.add("refused")

    def pass_over(self, many):
        """So many are known and stay as they are."""
        self.read += many
        self.add("known", many)

    def add(self, word, many=1):
        setattr(self, word, getattr(self, word) + many)
        counts = self.kinds.setdefault(self.kind, [0] * len(WORDS))
        counts[WORDS.index(word)] += many
