"""What is known of one kind of mail."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Subject:
    """What one kind of mail is about; `required` are placeholders it makes no sense without.

    `about` is the kind of record that a preview shows it with, `always` whether it cannot be
    switched off, `credential` whether it lets its reader in: then nobody gets a copy (D11);
    `internal` that it goes to ops, and companies have no say in it.
    """

    title: str
    placeholders: dict = field(repr=False)
    required: tuple = ("action_url",)
    about: str = "contact"
    always: bool = False
    credential: bool = False
    internal: bool = False

    @property
    def can_be_off(self):
        return not self.always

    @property
    def takes_copies(self):
        return not self.credential

    @property
    def secret(self):
        """The placeholder of the address that lets its reader in, of which nothing is made."""
        return "action_url" if self.credential else None
