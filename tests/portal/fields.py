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
from config import storage
from config.database import db
from tenants import site
from tenants.portal_setup import DEFAULT_TABS, PortalSetup
from tests.portal.specimens import SPECIMENS

NOTHING = {
    "text": ("", "ZQ nothing"), "days": (".to", "1901-01-01"), "moments": (".to", "1901-01-01"),
    "amounts": (".min", "99999999"), "numbers": (".min", "99999999"),
}


def named(tab, key):
    return next(column for column in TABS[tab].columns if column.key == key)


class Tab:
    """A tab with its specimen, as Jane finds it with every column on that the tenant allows."""

    def __init__(self, cast, jane, key):
        self.cast, self.jane, self.table, self.specimen = cast, jane, TABS[key], SPECIMENS[key]
        with cast.within():
            self.specimen.enter()
            user = db.session.scalars(select(PortalUser).filter_by(portal_user_id=cast.jane)).one()
            user.choose_columns(key, {column.key: True for column in self.table.columns})
            setup = db.session.scalars(select(PortalSetup)).one()
            setup.tabs = list(dict.fromkeys([*DEFAULT_TABS, key]))
            db.session.commit()
        site.forget()

    def untick(self, key):
        with self.cast.within():
            setup = db.session.scalars(select(PortalSetup)).one()
            setup.hidden_fields = {self.table.key: [key]}
            db.session.commit()
        site.forget()

    def text(self, address):
        """A page without the visitor's token for forgeries, which could hold any letters."""
        answer = self.jane.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)

    def list(self, query=""):
        return self.text(f"{self.table.address}?{query}")

    def record(self, key):
        return self.text(self.specimen.page(key))

    def menu(self):
        """The keys that the columns menu offers."""
        return re.findall(r'name="on" value="([^"]+)"', self.text(f"/portal/columns/{self.table.key}"))

    def filters(self):
        """The names of what the filter panel asks for."""
        names = re.findall(r' name="([^"]+)"', self.text(f"/portal/filter/{self.table.key}"))
        return {name.partition(".")[0] for name in names}

    def finds(self, query):
        return self.specimen.record_id in self.list(query)

    def impossible(self, column):
        """A filter by the column that the specimen does not pass."""
        if column.filter == "choices":
            words = [choice.word for choice in column.choices]
            return f"{column.key}={next(w for w in words if w != self.specimen.values[column.key])}"
        ending, value = NOTHING[column.filter]
        return f"{column.key}{ending}={value}"

    def export(self):
        """Texts of the headings, and of all cells of both sheets."""
        every = [column.key for column in self.table.columns]
        with self.cast.within():
            export = Export(customer_id="C-1001", portal_user_id=self.cast.jane,
                            table_key=self.table.key, columns=every)
            db.session.add(export)
            db.session.commit()
            export_file.build(export)
            db.session.commit()
            body = storage.get(export.storage_key)
        book = openpyxl.load_workbook(io.BytesIO(body))
        first, *others = [[cell for row in each.iter_rows() for cell in row] for each in book]
        return [said(cell.value) for cell in first if cell.row == 1], {
            said(cell.value) for cell in (*first, *sum(others, []))
        }


def said(value):
    if isinstance(value, date):
        return (value.date() if hasattr(value, "date") else value).isoformat()
    return str(float(value)) if isinstance(value, (int, float)) else str(value or "")
