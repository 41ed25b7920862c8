"""What was used over time, from the roll-ups and what is not in them yet: exact at any moment."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from flask import g
from sqlalchemy import text

from config import clock
from config.database import db

MOST = 12  # series on a page
CHOICES = 200
A_DAY = timedelta(days=1)
DAY = "(d.quarter at time zone :zone)"
OWN = "tenant_id = current_setting('app.tenant_id')::int and customer_id = :customer"
# A name that is empty stands for all types of events; a unit can be empty itself.
NAMED = "(cast(:name as text) is null or name = :name)"
DAYS = f"""
select name, day, quantity from usage_day
 where {OWN} and kind = :kind and day >= :first and day < :beyond and {NAMED}
 union all
select name, moment::date, quantity
  from (select name, coalesce(d.day, {DAY}) as moment, quantity from usage_delta d
         where {OWN} and kind = :kind and {NAMED}) d
 where moment >= :first and moment < :beyond"""
HOURS = f"""
select name, hour, quantity from usage_hour
 where {OWN} and hour >= cast(:first as timestamp) at time zone :zone
   and hour < cast(:beyond as timestamp) at time zone :zone and {NAMED}
 union all
select name, quarter - make_interval(mins => extract(minute from {DAY})::int), quantity
  from usage_delta d
 where {OWN} and kind = 'event' and {NAMED}
   and quarter >= cast(:first as timestamp) at time zone :zone
   and quarter < cast(:beyond as timestamp) at time zone :zone"""
SLOTS = {
    "hour": (HOURS, "hour"), "day": (DAYS, "day"), "month": (DAYS, "date_trunc('month', day)::date")
}


class Series(NamedTuple):
    """Of one unit or type: its sum, and {hour, day or first day of the month: quantity}."""

    name: str
    total: Decimal
    by_slot: dict


class Span(NamedTuple):
    """The days asked for, both within, and in what steps: hour, day or month."""

    first: date
    last: date
    step: str = "day"


def series(customer_id, kind, span, name=None, apart=True):
    """The largest first, MOST + 1 at the most; `apart` says whether by name or as one."""
    sql, values = series_of(customer_id, kind, span, name, apart)
    return gathered(db.session.execute(text(sql), values).mappings())


def series_of(customer_id, kind, span, name=None, apart=True):
    """The statement of the series and its values, for who reads it with others."""
    rows, slot = SLOTS[span.step]
    return f"""
        with t as (select {"name" if apart else "'' as name"}, {slot} as slot,
                          sum(quantity) as quantity
                     from ({rows}) t group by 1, 2),
             tops as (select name, sum(quantity) as total from t group by name
                       order by total desc, name limit {MOST + 1})
        select name, total, slot, quantity from t join tops using (name)
         order by total desc, name, slot""", given(customer_id, kind, span, name)


def gathered(rows):
    """The statement's rows as series."""
    told = {}
    for row in rows:
        name = row["name"]
        if name not in told:
            told[name] = Series(name, row["total"], {})
        told[name].by_slot[row["slot"]] = row["quantity"]
    return list(told.values())


def total(customer_id, kind, span, name=None):
    """The sum over the days."""
    return db.session.scalar(text(f"select coalesce(sum(quantity), 0) from ({DAYS}) t"),
                             given(customer_id, kind, span, name))


def names(customer_id, kind):
    """What there was in the last year and today, so many at the most as can be chosen from."""
    today = clock.today(g.tenant.time_zone)
    span = Span(today - timedelta(days=366), today)
    return db.session.scalars(
        text(f"select distinct name from ({DAYS}) t order by name limit {CHOICES}"),
        given(customer_id, kind, span, None)).all()


def given(customer_id, kind, span, name):
    return {"customer": customer_id, "kind": kind, "name": name, "zone": g.tenant.time_zone,
            "first": span.first, "beyond": span.last + A_DAY}
