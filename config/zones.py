"""The time zones to choose from: a city for each country and rule, by the part of the world."""

from functools import cache
from importlib import resources

from babel import Locale

from config.languages import N_

AREAS = {
    "Africa": N_("Africa"), "America": N_("America"), "Antarctica": N_("Antarctica"),
    "Arctic": N_("Arctic"), "Asia": N_("Asia"), "Atlantic": N_("Atlantic Ocean"),
    "Australia": N_("Australia"), "Europe": N_("Europe"), "Indian": N_("Indian Ocean"),
    "Pacific": N_("Pacific Ocean"),
}
UTC = "UTC"


@cache
def names():
    """As the time zone database lists them for people, without the old names that it also knows."""
    lines = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text().splitlines()
    return tuple(line.split("\t")[2] for line in lines if not line.startswith("#"))


@cache
def offered(language):
    """(area, name, city in that language), by area and city; UTC comes first, of no area."""
    cities = [(name.partition("/")[0], name, city(name, language)) for name in names()]
    return [(None, UTC, UTC), *sorted(cities, key=lambda each: (each[0], each[2]))]


def city(name, language):
    """“New York” for America/New_York, or what people of that language call it (CLDR)."""
    known = Locale.parse(language).time_zones.get(name, {})
    return known.get("city") or name.rpartition("/")[2].replace("_", " ")
