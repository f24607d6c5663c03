"""SQL on persons. A merged record stands for the record it was merged into, however long that chain is.

Written by hand because the ORM cannot follow a chain; the same text runs on PostgreSQL and SQLite.
"""
from datetime import date
from typing import Any

from django.db import connection

from clinic.visits.models import Visit
from patients.models import Patient

PATIENTS, VISITS = Patient._meta.db_table, Visit._meta.db_table
REGIONS = Patient._meta.get_field("region").related_model._meta.db_table

# root: every merged record with the record that stands for it. done: every visit done until the end, with its person.
_DONE = f"""
WITH RECURSIVE root(id, person) AS (
    SELECT gone.id, kept.id FROM {PATIENTS} gone JOIN {PATIENTS} kept ON kept.id = gone.merged_into_id WHERE kept.merged_into_id IS NULL
    UNION ALL
    SELECT gone.id, root.person FROM {PATIENTS} gone JOIN root ON gone.merged_into_id = root.id
), done AS (
    SELECT COALESCE(root.person, visit.patient_id) AS person, visit.day
    FROM {VISITS} visit LEFT JOIN root ON root.id = visit.patient_id
    WHERE visit.state = 'done' AND visit.day <= %(last)s
), person AS (
    SELECT person AS id, MIN(day) AS first_ever,
           SUM(CASE WHEN day >= %(first)s THEN 1 ELSE 0 END) AS visits,
           SUM(CASE WHEN day >= %(before)s AND day < %(first)s THEN 1 ELSE 0 END) AS visits_before,
           MIN(CASE WHEN day >= %(first)s THEN day END) AS first_day, MAX(day) AS last_day
    FROM done GROUP BY person
)
"""  # noqa: S608  table names are our own

_COUNT = f"""{_DONE}
SELECT COALESCE(region.code, ''), patient.referral,
       SUM(CASE WHEN person.visits > 0 THEN 1 ELSE 0 END),
       SUM(CASE WHEN person.visits_before > 0 THEN 1 ELSE 0 END),
       SUM(CASE WHEN person.first_ever >= %(first)s THEN 1 ELSE 0 END),
       SUM(CASE WHEN person.first_ever >= %(before)s AND person.first_ever < %(first)s THEN 1 ELSE 0 END)
FROM person JOIN {PATIENTS} patient ON patient.id = person.id LEFT JOIN {REGIONS} region ON region.id = patient.region_id
GROUP BY region.code, patient.referral
"""  # noqa: S608

_LIST = f"""{_DONE}
SELECT patient.id, patient.mrn, person.visits, person.first_day, person.last_day
FROM person JOIN {PATIENTS} patient ON patient.id = person.id LEFT JOIN {REGIONS} region ON region.id = patient.region_id
WHERE person.visits > 0 AND (%(new)s = 0 OR person.first_ever >= %(first)s)
  AND (%(any_region)s = 1 OR COALESCE(region.code, '') = %(region)s) AND (%(any_referral)s = 1 OR patient.referral = %(referral)s)
ORDER BY person.first_day, patient.mrn LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608


def counted(first: date, last: date, *, before: date) -> list[tuple[Any, ...]]:
    """For each region code and source: persons and persons before, new persons and new persons before. One statement."""
    return _rows(_COUNT, {"first": _day(first), "last": _day(last), "before": _day(before)})


def listed(first: date, last: date, *, new: bool, region: str | None, referral: str | None, page: tuple[int, int]) -> list[tuple[Any, ...]]:
    """id, record number, visits, first and last day of each person; `page` is limit and offset. "" is not known, None is any."""
    limit, offset = page
    wanted = {"new": int(new), "any_region": int(region is None), "region": region or ""}
    wanted |= {"any_referral": int(referral is None), "referral": referral or ""}
    span = {"first": _day(first), "last": _day(last), "before": _day(first), "limit": limit, "offset": offset}
    return _rows(_LIST, span | wanted)


def _day(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
