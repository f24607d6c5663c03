"""Seconds of the yearly counts over many visits, and their ratio to the least that one statement could do.

    python -m tests.load.year_counts [--patients 100000] [--visits 1000000] [--database postgresql|sqlite]

Nineteen visits of twenty have an interpreter's booking, begun and ended some minutes off its time; each fourth was wanted at once.
It starts a PostgreSQL of its own (or takes a new SQLite file), fills three years by the database's own statements, asks for the
middle of them and throws everything away.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django

from setup.servers import start_postgresql

TIMES = 5
YEAR = 2025
INTERPRETERS = 7

PATIENTS = """
INSERT INTO patients_patient (mrn, surname_latin, given_latin, surname_ru, given_ru, patronymic_ru, chinese_name, pinyin, origins,
    birth_date, birth_date_partial, sex, nationality, region_id, phone, email, language, referral, search_text, created_at, merged_into_id,
    time_zone, referral_detail)
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < %(patients)s)
SELECT 'L' || n, 'IVANOVA', 'ANNA', 'Иванова', 'Анна', 'Петровна', '安娜·伊万诺娃', '', '{}', '1970-01-01',
    '', 'F', 'RUS', %(region)s + n %% 40, '', '', 'ru', CASE n %% 3 WHEN 0 THEN 'friend' WHEN 1 THEN 'web' ELSE '' END,
    'иванова анна петровна ivanova anna', '2024-01-01 00:00:00+00:00', CASE WHEN n %% 500 = 0 THEN %(first)s + n - 2 END, '', ''
FROM number
"""
VISITS = """
INSERT INTO visits_visit (ticket, day, patient_id, service_id, practitioner_id, starts, ends, state, needs_interpreter, window_starts,
    window_ends, complaint, beyond_stay_reason, booked_at, interpreter_sex, interpreting_override, booking_id)
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < %(visits)s),
    placed AS (SELECT n, {moment} AS starts FROM number)
SELECT 'L' || n, {day}, %(first)s + (CAST(n AS BIGINT) * 7919) %% %(patients)s, %(service)s + n %% 14, %(practitioner)s, starts, {later},
    CASE WHEN n %% 8 = 0 THEN 'cancelled' ELSE 'done' END, {true}, starts, {later}, '', '', starts, '', '',
    CASE WHEN n %% 20 > 0 THEN n END
FROM placed
"""
BOOKINGS = """
INSERT INTO interpreters_booking (id, interpreter_id, starts, ends, place, floor, booked_at, late_minutes, locked, sequence, changed_at,
    requested_at, started_at, ended_at)
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < %(visits)s),
    placed AS (SELECT n, {moment} AS starts FROM number)
SELECT n, %(interpreter)s + n %% %(interpreters)s, starts, {later}, '302', 3, starts, 0, {false}, 0, starts,
    CASE WHEN n %% 4 = 0 THEN {asked} END, {begun}, {ended}
FROM placed WHERE n %% 20 > 0
"""
DIALECT = {
    "postgresql": {
        "moment": "TIMESTAMPTZ '2024-01-01 01:00:00+00' + (n * (1095.0 / %(visits)s)) * INTERVAL '1 day'",
        "day": "(starts AT TIME ZONE 'Asia/Shanghai')::date",
        "later": "starts + INTERVAL '20 minutes'",
        "asked": "starts - INTERVAL '20 minutes'",
        "begun": "starts + n %% 7 * INTERVAL '1 minute'",
        "ended": "starts + (15 + n %% 11) * INTERVAL '1 minute'",
        "true": "TRUE",
        "false": "FALSE",
    },
    "sqlite": {
        "moment": "datetime('2024-01-01 01:00:00', '+' || CAST(n * (1095.0 * 86400 / %(visits)s) AS INTEGER) || ' seconds')",
        "day": "date(starts, '+8 hours')",
        "later": "datetime(starts, '+20 minutes')",
        "asked": "datetime(starts, '-20 minutes')",
        "begun": "datetime(starts, '+' || (n %% 7) || ' minutes')",
        "ended": "datetime(starts, '+' || (15 + n %% 11) || ' minutes')",
        "true": "1",
        "false": "0",
    },
}
FLOOR = "SELECT COUNT(*), COUNT(DISTINCT patient_id) FROM visits_visit WHERE state = 'done' AND day BETWEEN '2025-01-01' AND '2025-12-31'"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patients", type=int, default=100_000)
    parser.add_argument("--visits", type=int, default=1_000_000)
    parser.add_argument("--database", choices=DIALECT, default="postgresql")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qiao-load-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        server = start_postgresql(folder / "postgresql") if asked.database == "postgresql" else None
        os.environ |= {"QIAO_DEMO": "1", "QIAO_STATE": str(folder / "state"), "DJANGO_SETTINGS_MODULE": "clinic.settings"}
        os.environ["DATABASE_URL"] = server.url if server else f"sqlite:///{folder}/load.sqlite3"
        try:
            django.setup()
            _fill(asked.database, asked.patients, asked.visits)
            _measure(asked.patients, asked.visits)
        finally:
            if server:
                server.stop()


def _fill(dialect: str, patients: int, visits: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from patients.models import Region
    from tests.make import make_department, make_interpreter, make_patient, make_practitioner, make_service

    started = time.perf_counter()
    call_command("migrate", verbosity=0)
    regions = [Region.objects.create(code=f"L{number}", name=f"L{number}") for number in range(40)]
    services = [make_service(f"L{number}", department=make_department()) for number in range(14)]
    first = make_patient().pk + 1
    given = {"patients": patients, "visits": visits, "first": first, "region": regions[0].pk, "service": services[0].pk}
    given |= {"practitioner": make_practitioner().pk, "interpreters": INTERPRETERS}
    given["interpreter"] = min(make_interpreter(name=f"L{number}").pk for number in range(INTERPRETERS))
    with connection.cursor() as cursor:
        _without_overlap_checks(cursor, dialect)
        cursor.execute(PATIENTS, given)
        cursor.execute(BOOKINGS.format(**DIALECT[dialect]), given)
        cursor.execute(VISITS.format(**DIALECT[dialect]), given)
        cursor.execute("ANALYZE")
    print(f"{dialect}: {patients:,} patients and {visits:,} visits filled in {time.perf_counter() - started:.0f} s")


def _without_overlap_checks(cursor: object, dialect: str) -> None:
    """One practitioner gets all the visits, and seven interpreters more than they can; reading does not care."""
    if dialect == "postgresql":
        for name in ("visit_practitioner_not_twice", "visit_patient_not_twice"):
            cursor.execute(f"ALTER TABLE visits_visit DROP CONSTRAINT {name}")
        cursor.execute("ALTER TABLE interpreters_booking DROP CONSTRAINT booking_no_overlap")
        return
    tables = "('visits_visit', 'patients_patient', 'interpreters_booking')"
    cursor.execute(f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN {tables}")
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP TRIGGER "{name}"')


def _measure(patients: int, visits: int) -> None:
    from django.db import connection

    from clinic.statistics import behind, counts
    from clinic.statistics.interpreting_counts import interpreting_of

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR)
            cursor.fetchall()

    least = _median(floor)
    print(f"{'what':<44}{'median s':>10}{'to the floor':>14}")
    for name, work in {
        "floor: one statement, one year": floor,
        "one year with its year before": lambda: counts.of_two_years(YEAR),
        "interpreters' figures of a year": lambda: interpreting_of(YEAR, today=date(YEAR + 1, 6, 1)),
        "list of persons, first page": lambda: behind.page(behind.Wanted(YEAR, "persons")),
        "list of visits, first page": lambda: behind.page(behind.Wanted(YEAR, "visits")),
        "list of visits, page 1,000": lambda: behind.page(behind.Wanted(YEAR, "visits", number=1_000)),
    }.items():
        taken = _median(work)
        print(f"{name:<44}{taken:>10.3f}{taken / least:>14.1f}")


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
