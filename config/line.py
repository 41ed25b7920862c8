"""A connection for reading several statements with one wait.

psycopg's cursors took as long for a page's two statements as the database; beneath them its
wrapper of libpq and its adapters are all that is needed.
"""

import re
from functools import lru_cache
from itertools import count
from select import POLLIN, POLLOUT, poll

from psycopg import Error, OperationalError
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus

PLACE = re.compile("%([s%])")
MOST = 200  # prepared statements a connection; a filter makes one of its own shape
FAILED = (ExecStatus.FATAL_ERROR, ExecStatus.PIPELINE_ABORTED)


class Line:
    """A psycopg connection in autocommit, and the statements that it has prepared."""

    def __init__(self, connection):
        self.connection, self.wire = connection, connection.pgconn
        self.adapters = Transformer(connection)
        self.prepared, self.made = {}, 0
        self.ready = poll()
        self.ready.register(self.wire.socket, POLLIN)

    def read(self, statements):
        """The rows, as dicts, of each (sql, parameters); psycopg's errors are raised."""
        self.make_room()
        asked = [self.ask(sql, values) for sql, values in statements]
        self.wire.enter_pipeline_mode()
        sent = [each for one in asked for each in self.send(*one)]
        self.wire.pipeline_sync()
        results = self.results()
        self.wire.exit_pipeline_mode()
        try:
            return [each.rows(result) for each, result in zip(sent, self.good(results))
                    if each]
        except Error:
            self.prepared = {}  # what was new may not be there
            raise

    def ask(self, sql, values):
        """What names the statement, its parameters and their formats as the wire takes them."""
        values = self.adapters.dump_sequence(values, [PyFormat.AUTO] * len(values))
        return (sql, self.adapters.types), values, self.adapters.formats

    def send(self, key, values, formats):
        """What is to make of each answer: nothing of a preparation's, rows of the statement's.

        It is prepared on the way and not before: that waits for whoever holds its table, and only
        what went ahead says how long it may.
        """
        new = key not in self.prepared
        if new:
            self.made += 1
            self.prepared[key] = Statement(b"s%d" % self.made, Transformer(self.connection))
            self.wire.send_prepare(self.prepared[key].name, numbered(key[0]), key[1])
        self.wire.send_query_prepared(self.prepared[key].name, values, formats)
        return (None, self.prepared[key]) if new else (self.prepared[key],)

    def make_room(self):
        if self.made >= MOST:
            self.prepared, self.made = {}, 0
            list(self.good([self.wire.exec_(b"DEALLOCATE ALL")]))

    def results(self):
        """One a statement, up to the pipeline's end."""
        found = []
        while True:
            while self.wire.flush() or self.wire.is_busy():
                self.wait()
            result = self.wire.get_result()
            if result is None:
                self.alive()
            elif result.status == ExecStatus.PIPELINE_SYNC:
                return found
            else:
                found.append(result)

    def wait(self):
        self.ready.modify(self.wire.socket, POLLIN | (POLLOUT if self.wire.flush() else 0))
        self.ready.poll()
        self.wire.consume_input()

    def alive(self):
        if self.dead:
            raise OperationalError("the connection to the database was cut")

    @property
    def dead(self):
        return self.wire.status == ConnStatus.BAD

    @property
    def astray(self):
        """Whether it is left amid something, so that nobody should borrow it any more."""
        return self.dead or self.wire.pipeline_status

    def good(self, results):
        """The results; raises the first error."""
        for result in results:
            if result.status in FAILED:
                raise error_from_result(result, encoding=self.adapters.encoding)
            yield result


class Statement:
    """One that a line has prepared; what its columns are called and hold is found out once."""

    def __init__(self, name, loaders):
        self.name, self.loaders, self.columns = name, loaders, None

    def rows(self, result):
        self.loaders.set_pgresult(result, set_loaders=self.columns is None)
        if self.columns is None:
            self.columns = [result.fname(each).decode() for each in range(result.nfields)]
        columns = self.columns
        return self.loaders.load_rows(0, result.ntuples, lambda row: dict(zip(columns, row)))


@lru_cache(maxsize=1024)
def numbered(sql):
    """The statement with $1, $2 … for its %s."""
    numbers = count(1)
    return PLACE.sub(lambda found: f"${next(numbers)}" if found[1] == "s" else "%", sql).encode()
