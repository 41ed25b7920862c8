"""The months of usage events: made ahead, and gone when nobody keeps them any more (I5)."""

from sqlalchemy import text

from config import clock
from config.database import db
from workers.purge import in_every_tenant

PIECE = 20_000  # events in one transaction


def keep():
    """What no company keeps goes with its whole month, the rest of what has had its time singly;
    for how long each keeps its own the database knows (migration 0039).
    """
    db.session.execute(text("select tend_usage_months(:now)"), {"now": clock.now()})
    db.session.commit()
    age()


@in_every_tenant
def age():
    while db.session.scalar(text("select age_usage_events(:most)"), {"most": PIECE}):
        db.session.commit()
