"""Which limits were reached and not told yet: one question for all of a tenant's (P15)."""

from datetime import timedelta

from flask import g
from sqlalchemy import select, text

from billing.usage.usage_limit import MOST, UsageLimit
from config.database import db

LATE = timedelta(days=3)  # for which usage of a period that is over may still come in
AT_ONCE = 500
MATCHES = """tenant_id = l.tenant_id and customer_id = l.customer_id and kind = l.kind
             and (name = l.name or l.kind = 'event' and l.name = '')"""
PERIODS = """
    select distinct date_trunc(l.period, day)::date as starts_on,
           (date_trunc(l.period, day) + ('1 ' || l.period)::interval)::date as beyond
      from generate_series(cast(:lately as timestamp), cast(:today as timestamp), '1 day') day"""
USED = f"""
    select coalesce(sum(quantity), 0) as used from (
      select quantity from usage_day
       where {MATCHES} and day >= p.starts_on and day < p.beyond
       union all
      select quantity from (
        select quantity, coalesce(d.day, (d.quarter at time zone :zone)::date) as day
          from usage_delta d where {MATCHES}) d
       where day >= p.starts_on and day < p.beyond) t"""
REACHED = f"""
select l.usage_limit_id, p.starts_on, s.percent
  from usage_limit l cross join lateral ({PERIODS}) p cross join lateral ({USED}) u
  cross join lateral (
    select max(step) as percent from unnest(array[50, 80, 100]) step
     where u.used * 100 >= step * l.quantity) s
 where l.tenant_id = current_setting('app.tenant_id')::int and s.percent is not null
   and p.beyond > (l.created_date at time zone :zone)::date
   and not exists (
     select from usage_alert a
      where a.tenant_id = l.tenant_id and a.usage_limit_id = l.usage_limit_id
        and a.starts_on = p.starts_on and a.percent >= s.percent)
 order by l.usage_limit_id, p.starts_on limit {AT_ONCE}"""
OWN = f"""
select l.usage_limit_id, l.kind, l.name, l.period, l.quantity, p.starts_on, u.used
  from usage_limit l cross join lateral ({PERIODS}) p cross join lateral ({USED}) u
 where l.tenant_id = current_setting('app.tenant_id')::int
   and l.portal_user_id = :user and l.customer_id = :customer
 order by l.kind desc, l.name, l.usage_limit_id limit {MOST}"""


def own(visitor, today):
    """The statement of the user's own limits, each with what is used of it now, and its values."""
    return OWN, {"today": today, "lately": today, "zone": g.tenant.time_zone,
                 "user": visitor.portal_user_id, "customer": visitor.customer_id}


def reached(today):
    """[(limit, first day of its period, percent)], the highest step of each that is untold."""
    values = {"today": today, "lately": today - LATE, "zone": g.tenant.time_zone}
    rows = db.session.execute(text(REACHED), values).all()
    keys = {row.usage_limit_id for row in rows}
    query = select(UsageLimit).where(UsageLimit.usage_limit_id.in_(keys))
    limits = {each.usage_limit_id: each for each in db.session.scalars(query)} if keys else {}
    return [(limits[row.usage_limit_id], row.starts_on, row.percent) for row in rows]
