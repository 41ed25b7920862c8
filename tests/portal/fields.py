"""Whether a field of a tab shows: on its list, in its menus, on its records, in its export."""

import io
import re
from datetime import date

import openpyxl
from sqlalchemy import select

from billing.people.portal_user import PortalUser
from billing.tables import export_file
from billing.tables.export import Export
from billing.tables.tabs import TABS
from config import shelf
from config.database import db
from tenants import site
from tenants.portal_setup import DEFAULT_TABS, PortalSetup
from tests.portal.specimens import SPECIMENS

NOTHING = {
    "text": ("", "ZQ nothing"), "days": (".to", "1901-01-01"), "moments": (".to", "1901-01-01"),
    "amounts": (".min", "99999999"), "numbers": (".min", "99999999"),
}
UNEXPORTED = ("attachments", "pdf")
RISING = 'aria-sort="ascending"'


class Tab:
    """A tab with its specimen, as Jane finds it with every column on that the tenant allows."""

    def __init__(self, cast, jane, key):
        self.cast, self.jane, self.table, self.specimen = cast, jane, TABS[key], SPECIMENS[key]
        self.kept = {}
        self.columns = [each for each in self.table.columns if each.key != self.table.id_key]
        with cast.within():
            self.specimen.enter()
            user = db.session.scalars(select(PortalUser).filter_by(portal_user_id=cast.jane)).one()
            user.choose_columns(key, {column.key: True for column in self.table.columns})
            setup = db.session.scalars(select(PortalSetup)).one()
            setup.tabs = list(dict.fromkeys([*DEFAULT_TABS, key]))
            db.session.commit()
        site.forget()

    def untick(self, key):
        self.kept.clear()
        with self.cast.within():
            setup = db.session.scalars(select(PortalSetup)).one()
            setup.hidden_fields = {self.table.key: [key]}
            db.session.commit()
        site.forget()

    def places(self, column):
        """Where a ticked field is seen."""
        told = {f"record: {text}" for text in self.texts(column)}
        found = {f"list: {self.specimen.written(column)}", "menu", *told}
        found |= {"filter", "filtered"} if column.filter else set()
        found |= {"sort"} if column.sortable else set()
        return found | ({"heading", "cell"} if column.kind not in UNEXPORTED else set())

    def texts(self, column):
        """What gives it away."""
        return self.specimen.written(column), *self.specimen.tells.get(column.key, ())

    def seen(self, column):
        """Where it is seen, in the page's source too."""
        key = column.key
        sorted_list = self.list(f"sort={key}")
        pages = {"list": self.list(), "sorted": sorted_list, "record": self.record(key)}
        pages |= {each: self.text(each) for each in self.specimen.elsewhere.get(key, ())}
        found = {f"{name}: {text}" for name, page in pages.items() for text in self.texts(column)
                 if text in page}
        found |= {"menu"} if key in self.menu() else set()
        found |= {"filter"} if key in self.filters() else set()
        found |= {"sort"} if RISING in sorted_list else set()
        return found | self.filtered(column) | self.exported(column)

    def filtered(self, column):
        """Whether a filter by it is obeyed: one that the specimen does not pass."""
        words = [each.word for each in column.choices if each.word != self.specimen.raw(column)]
        ending, value = ("", words[0]) if words else NOTHING.get(column.filter, ("", "ZQ nothing"))
        passes = self.specimen.record_id in self.list(f"{column.key}{ending}={value}")
        return set() if passes else {"filtered"}

    def exported(self, column):
        heads, cells = self.kept.get("export") or self.kept.setdefault("export", self.export())
        heading = any(head.startswith(column.label) for head in heads)
        cell = any(self.specimen.cell(column) in cell for cell in cells)
        return {name for name, found in (("heading", heading), ("cell", cell)) if found}

    def text(self, address):
        """A page without the token for forgeries, which could hold any letters, and without the
        head of the page, which names the customer to themselves."""
        answer = self.jane.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return re.sub(r'name="csrf_token" value="[^"]*"|<header class="top">.*?</header>', "",
                      answer.text, flags=re.DOTALL)

    def list(self, query=""):
        return self.text(f"{self.table.address}?{query}")

    def record(self, key):
        return self.text(self.specimen.page(key))

    def menu(self):
        """The keys that the columns menu offers."""
        page = self.text(f"/portal/columns/{self.table.key}")
        return re.findall(r'name="on" value="([^"]+)"', page)

    def filters(self):
        """The keys that the filter panel asks for."""
        names = re.findall(r' name="([^"]+)"', self.text(f"/portal/filter/{self.table.key}"))
        return {name.partition(".")[0] for name in names}

    def export(self):
        """(headings, the texts of all cells of all sheets)."""
        with self.cast.within():
            export = Export(customer_id="C-1001", portal_user_id=self.cast.jane,
                            table_key=self.table.key,
                            columns=[column.key for column in self.table.columns])
            db.session.add(export)
            db.session.commit()
            export_file.build(export)
            db.session.commit()
            body = shelf.read(export.storage_key)
        book = openpyxl.load_workbook(io.BytesIO(body))
        cells = [cell for each in book for row in each.iter_rows() for cell in row]
        heads = [said(cell.value) for cell in book.worksheets[0][1]]
        return heads, {said(cell.value) for cell in cells}


def said(value):
    if isinstance(value, date):
        return (value.date() if hasattr(value, "date") else value).isoformat()
    return str(float(value)) if isinstance(value, (int, float)) else str(value or "")
