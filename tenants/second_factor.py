"""The second factor of staff: one-time codes by time (RFC 6238), and codes for when it is lost.

A code counts once, in its own half minute and the ones beside it; guesses are bounded in the row
itself, under its lock, so that parallel ones count too (S12).
"""

import base64
import hmac
import re
import secrets
from datetime import datetime, timedelta

import pyotp
from sqlalchemy import BigInteger, ForeignKeyConstraint, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock, seal
from config.database import db
from tenants import token
from tenants.isolation import Tenanted
from tenants.staff import Staff

STEP, RECOVERY_CODES, MISSES = 30, 10, 5  # seconds; how many; wrong ones in a row
FEW = 3  # recovery codes left, from which on their owner is told to make new ones
PAUSE = timedelta(minutes=15)


class Barred(ValueError):
    """Too many wrong codes; `minutes` until the next one is looked at."""

    def __init__(self, until):
        self.minutes = max(1, -int((clock.now() - until).total_seconds() // 60))


class SecondFactor(Tenanted, db.Model):
    """One a person; off until confirmed by a code. The secret is sealed, recovery codes hashed."""

    __tablename__ = "second_factor"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "staff_id"], ["staff.tenant_id", "staff.staff_id"], ondelete="CASCADE"
        ),
    )

    staff_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    secret: Mapped[str]
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(True))
    last_step: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    misses: Mapped[int] = mapped_column(server_default="0", default=0)
    barred_until: Mapped[datetime | None] = mapped_column(DateTime(True))
    recovery_codes: Mapped[list] = mapped_column(JSONB, server_default="[]", default=list)

    @classmethod
    def of(cls, person, lock=False):
        """The person's own, confirmed or not, or None; to be locked before a code is tried."""
        query = select(cls).where(cls.staff_id == person.staff_id)
        if lock:
            query = query.with_for_update().execution_options(populate_existing=True)
        return db.session.scalar(query)

    @classmethod
    def protects(cls, person):
        """Whether the person has one that is on."""
        factor = cls.of(person)
        return factor is not None and factor.on

    @classmethod
    def begin(cls, person):
        """A fresh secret to be confirmed; one that is on already stays as it is."""
        db.session.execute(
            select(Staff.staff_id).where(Staff.staff_id == person.staff_id).with_for_update()
        )
        factor = cls.of(person, lock=True) or cls(staff_id=person.staff_id)
        if not factor.on:
            factor.secret = seal.sealed(f"{factor.purpose}{pyotp.random_base32()}")
            db.session.add(factor)
        return factor

    @classmethod
    def holders(cls):
        """The ids of all who have one that is on."""
        return set(db.session.scalars(select(cls.staff_id).where(cls.confirmed_at.is_not(None))))

    @property
    def on(self):
        return self.confirmed_at is not None

    @property
    def left(self):
        """How many recovery codes there are still."""
        return len(self.recovery_codes or ())

    @property
    def purpose(self):
        """Binds the sealed secret to its person, so that a row cannot borrow another's."""
        return f"second factor {self.staff_id} "

    @property
    def key(self):
        """The secret as authenticator apps take it, Base32."""
        opened = seal.opened(self.secret)
        if not opened.startswith(self.purpose):
            raise ValueError("the secret belongs to somebody else")
        return opened.removeprefix(self.purpose)

    def address(self, email, company):
        """What the QR code holds."""
        return pyotp.TOTP(self.key).provisioning_uri(name=email, issuer_name=company)

    def confirm(self, code):
        """Switch it on with a first code: the recovery codes, told this once; None if wrong."""
        if self.on or not self.accepts(code):
            return None
        self.confirmed_at = clock.now()
        return self.renew_recovery()

    def renew_recovery(self):
        """New recovery codes; older ones count no more."""
        codes = [base64.b32encode(secrets.token_bytes(10)).decode() for _ in range(RECOVERY_CODES)]
        self.recovery_codes = [token.hashed(code).hex() for code in codes]
        return ["-".join(re.findall("....", code)) for code in codes]

    def accepts(self, code):
        """Whether it counts now; raises Barred. Commit either way: guesses are counted here."""
        now = clock.now()
        if self.barred_until and self.barred_until > now:
            raise Barred(self.barred_until)
        typed = re.sub(r"[\s-]", "", code).upper()
        good = self.is_due(typed, int(now.timestamp()) // STEP) or self.spends(typed)
        self.misses = 0 if good else (self.misses or 0) + 1
        if self.misses >= MISSES:
            self.misses, self.barred_until = 0, now + PAUSE
        return good

    def is_due(self, typed, step):
        """A code of now, or of the half minute before or after; and of none up to the last used."""
        one_time = pyotp.TOTP(self.key)
        for each in range(max(step - 1, (self.last_step or 0) + 1), step + 2):
            if hmac.compare_digest(one_time.generate_otp(each).encode(), typed.encode()):
                self.last_step = each
                return True
        return False

    def spends(self, typed):
        mark, before = token.hashed(typed).hex(), self.left
        self.recovery_codes = [each for each in self.recovery_codes or () if each != mark]
        return self.left < before
