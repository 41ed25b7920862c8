"""What a page weighs and asks of the database, read off one answer in this process."""

import gzip

from sqlalchemy import event

from app import create_app
from config import pipeline
from config.database import db


class Scales:
    """Counts statements and waits of one request."""

    def __init__(self, environment):
        self.app = create_app(environment)
        self.statements = self.waits = 0
        with self.app.app_context():
            event.listen(db.engine, "before_cursor_execute", self.one)
        self.read = pipeline.read
        pipeline.read = self.together

    def one(self, *_):
        self.statements += 1
        self.waits += 1

    def together(self, *statements):
        self.statements += len(statements)
        self.waits += 1
        return self.read(*statements)

    def weigh(self, path, base, secret):
        """(statements, waits, bytes, bytes gzipped) of a second visit, its caches warm."""
        client = self.app.test_client()
        client.set_cookie("portal", secret, domain=base.split("//")[1].split(":")[0])
        client.get(path, base_url=base)
        self.statements = self.waits = 0
        body = client.get(path, base_url=base).data
        return self.statements, self.waits, len(body), len(gzip.compress(body))
