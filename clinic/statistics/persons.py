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

# Every merged record with the record that stands for it.
_ROOT = f"""
WITH RECURSIVE root(id, person) AS (
    SELECT gone.id, kept.id FROM {PATIENTS} gone JOIN {PATIENTS} kept ON kept.id = gone.merged_into_id
    WHERE gone.merged_into_id IS NOT NULL AND kept.merged_into_id IS NULL
    UNION ALL
    SELECT gone.id, root.person FROM {PATIENTS} gone JOIN root ON gone.merged_into_id = root.id WHERE gone.merged_into_id IS NOT NULL
)
"""  # noqa: S608  table names are our own

# Each record is added up before anything is joined, because there are ten times as many visits as records; three dates say all.
_COUNT = f"""{_ROOT}, record AS (
    SELECT patient_id, MIN(day) AS first_ever, MAX(day) AS last_day, MAX(CASE WHEN day < %(first)s THEN day END) AS last_before
    FROM {VISITS} WHERE state = 'done' AND day <= %(last)s GROUP BY patient_id
), person AS (
    SELECT COALESCE(root.person, record.patient_id) AS id,
           MIN(first_ever) AS first_ever, MAX(last_day) AS last_day, MAX(last_before) AS last_before
    FROM record LEFT JOIN root ON root.id = record.patient_id GROUP BY 1
)
SELECT COALESCE(region.code, ''), patient.referral,
       SUM(CASE WHEN person.last_day >= %(first)s THEN 1 ELSE 0 END),
       SUM(CASE WHEN person.last_before >= %(before)s THEN 1 ELSE 0 END),
       SUM(CASE WHEN person.first_ever >= %(first)s THEN 1 ELSE 0 END),
       SUM(CASE WHEN person.first_ever >= %(before)s AND person.first_ever < %(first)s THEN 1 ELSE 0 END)
FROM person JOIN {PATIENTS} patient ON patient.id = person.id LEFT JOIN {REGIONS} region ON region.id = patient.region_id
GROUP BY region.code, patient.referral
"""  # noqa: S608

_LIST = f"""{_ROOT}, person AS (
    SELECT COALESCE(root.person, visit.patient_id) AS id, MIN(day) AS first_ever, MAX(day) AS last_day,
           MIN(CASE WHEN day >= %(first)s THEN day END) AS first_day, SUM(CASE WHEN day >= %(first)s THEN 1 ELSE 0 END) AS visits
    FROM {VISITS} visit LEFT JOIN root ON root.id = visit.patient_id
    WHERE visit.state = 'done' AND visit.day BETWEEN %(since)s AND %(last)s GROUP BY 1
)
SELECT patient.mrn, person.visits, person.first_day, person.last_day
FROM person JOIN {PATIENTS} patient ON patient.id = person.id LEFT JOIN {REGIONS} region ON region.id = patient.region_id
WHERE person.visits > 0 AND person.first_ever >= %(first_ever)s
  AND (%(any_region)s = 1 OR COALESCE(region.code, '') = %(region)s) AND (%(any_referral)s = 1 OR patient.referral = %(referral)s)
ORDER BY person.first_day, patient.mrn LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608

EVER = date(1900, 1, 1)


def counted(first: date, last: date, *, before: date) -> list[tuple[Any, ...]]:
    """For each region code and source: persons and persons before, new persons and new persons before. One statement."""
    return _rows(_COUNT, {"first": _day(first), "last": _day(last), "before": _day(before)})


def listed(first: date, last: date, *, new: bool, region: str | None, referral: str | None, page: tuple[int, int]) -> list[tuple[Any, ...]]:
    """Record number, visits, first and last day of each person; `page` is limit and offset. "" is not known, None is any.

    Who is new can be told only from all visits ever; for the others the year's own are enough.
    """
    span = {"first": first, "last": last, "since": EVER if new else first, "first_ever": first if new else EVER}
    wanted = {"any_region": int(region is None), "region": region or "", "any_referral": int(referral is None), "referral": referral or ""}
    return _rows(_LIST, {name: _day(day) for name, day in span.items()} | wanted | {"limit": page[0], "offset": page[1]})


def _day(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
