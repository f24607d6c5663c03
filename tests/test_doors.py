"""Every door of the house with the right that opens it: strangers sign in first, roles without the right are refused, nobody gets a crash.

The table is written by hand on purpose: a new page is not finished before somebody has said here who may open it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from clinic.accounts.models import User
from clinic.accounts.roles import PERMISSIONS, ROLES
from clinic.coordination.proposals import propose
from clinic.reminders.models import Reminder
from clinic.reports import printing
from interpreters import calendar_addresses
from patients import arrivals
from patients.lists import read_text
from tests.bus import pasted, people
from tests.cast import client_of
from tests.make import (
    NOW,
    TODAY,
    heihe,
    make_consent,
    make_document,
    make_guardian,
    make_interpreter,
    make_patient,
    make_stay,
    make_user,
    make_visit,
)
from tests.plans.shelf import make_plan, make_prescription

pytestmark = pytest.mark.django_db

ANYBODY, STAFF = "anybody", "whoever has signed in"
DOORS = {
    "healthz": ANYBODY,
    "set_language": ANYBODY,
    "accounts:sign_in": ANYBODY,
    "accounts:demo_sign_in": ANYBODY,
    "accounts:sign_out": STAFF,
    "accounts:home": STAFF,
    "desk:start": STAFF,
    "desk:components": STAFF,
    "desk:today": "see_desk",
    "desk:search": "see_desk",
    "desk:suggest": "see_desk",
    "desk:known_facts": "note_facts",
    "desk:alarms": "see_desk",
    "desk:interpreters": "see_desk",
    "desk:move": "assign_interpreters",
    "desk:lock": "assign_interpreters",
    "desk:stretch": "assign_interpreters",
    "desk:visit": "see_desk",
    "desk:patient": "see_charts",
    "desk:documents": "register_patients",
    "desk:document_number": "see_passport_numbers",
    "my_day:day": "see_own_day",
    "my_day:phrases": "see_own_day",
    "my_day:taps": "see_own_day",
    "my_day:seen": "see_own_day",
    "my_day:answer_help": "assign_interpreters",
    "my_day:manifest": ANYBODY,
    "my_day:worker": ANYBODY,
    "patients:register": "register_patients",
    "patients:beside": "register_patients",
    "patients:add_stay": "register_patients",
    "patients:stays": "see_charts",
    "patients:change_stay": "register_patients",
    "patients:contacts": "register_patients",
    "patients:end_contact": "register_patients",
    "patients:prefer_contact": "register_patients",
    "patients:end_relative": "register_patients",
    "patients:same_person": "merge_records",
    "patients:merge": "merge_records",
    "patients:take_apart": "merge_records",
    "patients:correct": "register_patients",
    "patients:names_beside": "register_patients",
    "patients:consents": "record_consents",
    "patients:consent_sheet": "record_consents",
    "patients:withdraw_consent": "record_consents",
    "patients:guardians": "register_patients",
    "patients:guardian_seen": "register_patients",
    "patients:end_guardian": "register_patients",
    "patients:to_know": "note_facts",
    "patients:end_fact": "note_facts",
    "patients:arrivals": "register_patients",
    "patients:list_template": "register_patients",
    "patients:group": "register_patients",
    "patients:group_line": "register_patients",
    "patients:group_facts": "register_patients",
    "patients:group_columns": "register_patients",
    "patients:group_sheet": "register_patients",
    "patients:group_same": "register_patients",
    "patients:group_register": "register_patients",
    "patients:group_progress": "register_patients",
    "patients:group_throw_away": "register_patients",
    "groups:list": "see_desk",
    "groups:group": "see_desk",
    "groups:entries": "register_patients",
    "groups:visits": "book_visits",
    "groups:slips": "print_documents",
    "groups:sheet": "print_documents",
    "groups:consents": "record_consents",
    "groups:consent_sheets": "print_documents",
    "interpreters:month": "edit_roster",
    "interpreters:day": "edit_roster",
    "interpreters:copy_week": "edit_roster",
    "interpreters:person": "edit_roster",
    "interpreters:skills": "edit_roster",
    "interpreters:pattern": "edit_roster",
    "interpreters:absence": "edit_roster",
    "interpreters:end_absence": "edit_roster",
    "interpreters:palladius": "edit_roster",
    "interpreters:address": "edit_roster",
    "interpreters:my_calendar": "see_own_day",
    "interpreters:calendar": ANYBODY,
    "interpreters:plan": "assign_interpreters",
    "interpreters:proposal": "assign_interpreters",
    "interpreters:accept": "assign_interpreters",
    "interpreters:drop": "assign_interpreters",
    "interpreters:absent": "assign_interpreters",
    "interpreters:keep": "assign_interpreters",
    "interpreters:away": "assign_interpreters",
    "interpreters:back": "assign_interpreters",
    "visits:book": "book_visits",
    "visits:advance": "book_visits",
    "visits:assign": "assign_interpreters",
    "visits:interpreting": "assign_interpreters",
    "plans:list": "write_plans",
    "plans:create": "write_plans",
    "plans:plan": "see_charts",
    "plans:edit": "write_plans",
    "plans:sign": "sign_plans",
    "plans:supersede": "write_plans",
    "plans:add_formula": "write_plans",
    "plans:give_up": "write_plans",
    "plans:prescribe": "write_plans",
    "plans:formula": "write_plans",
    "plans:check": "write_plans",
    "plans:sign_formula": "sign_plans",
    "plans:herbs": "write_plans",
    "plans:prescriptions": "see_prescriptions",
    "plans:prescription": "see_prescriptions",
    "reports:slip": "print_documents",
    "reports:plan": "print_documents",
    "reports:consent_form": "print_documents",
    "reports:consent": "print_documents",
    "reports:document": "print_documents",
    "reports:again": "print_documents",
    "reports:cancel": "print_documents",
    "reports:verify": ANYBODY,
    "reminders:list": "see_reminders",
    "reminders:again": "see_reminders",
    "statistics:year": "see_counts",
    "statistics:behind": "see_counts",
    "statistics:interpreters": "see_counts",
    "statistics:interpreter": "see_counts",
    "statistics:uncovered": "see_counts",
}
# Two houses with doors of their own: `tests/api` and the back office of Django.
ELSEWHERE = ("api/", "admin/")
FIELDS = (
    "q", "surname_latin", "given_latin", "surname_ru", "birth_date", "birth_date_partial", "sex", "nationality", "phone", "email",
    "region", "entry_date", "last_day", "crossing", "basis", "origins", "document_number", "issuing_state", "allergies", "language",
    "another_person", "service", "practitioner", "day", "slot", "interpreter", "complaint", "beyond_stay_reason", "to", "seen", "next",
    "username", "password", "revision", "diagnosis", "pattern", "icd10_code", "step", "sessions", "note_zh", "goal_ru", "herb", "grams",
    "role", "days", "usage_zh", "usual", "do", "add", "classical", "reason-x", "page", "state", "month", "only", "whose", "at", "shown",
    "entered", "here", "and", "department", "group", "over", "print",
    "purpose", "lodging", "lodging_address", "lodging_since", "lodging_registered_on", "left_on", "reason",
    "interpreting", "interpreting_min", "interpreter_sex", "window", "value", "kind", "name", "relation", "time_zone", "referral_detail",
    "seen",
    "week", "what", "starts", "ends", "break_starts", "break_ends", "even_so", "people", "how", "first", "last", "day0-starts", "day0-ends",
    "away-reason", "away-first", "away-first_at", "away-last", "away-last_at", "skill-*", "more-code", "more-level", "name_zh_hans",
    "name_ru", "home_floor", "languages", "into", "note",
    "until", "at_once", "keep", "kept",
    "token", "way", "signature", "guardian", "text_1", "proof", "proof_detail", "person_mrn", "who", "person",
)  # fmt: skip
RUBBISH = (
    "\0", "9" * 5000, "-1", "NaN", "0000-00-00", "0001-01-01", "9999-12-31", "31.02.2026", "２０２６", "\u202eПетров", "🙂" * 400,
    "' OR 1=1 --", '"*" NEAR(a b', "%_(", "   ", "http://[", "99",
)  # fmt: skip
# Some fields read a shape of their own; theirs go along with the days that stand at the edges of calendars.
SHAPED = {
    "0001-01-01": {"slot": "1@0001-01-01T00:00+08:00", "do": "add:\0"},
    "9999-12-31": {"slot": "1@9999-12-31T23:59+00:00", "do": "up:99999"},
}


def doors_of(patterns: Any, *, route: str = "", space: str = "") -> Iterator[str]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if here.startswith(ELSEWHERE):
            continue
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from doors_of(pattern.url_patterns, route=here, space=f"{pattern.namespace}:" if pattern.namespace else space)


# Which doors are about which one thing.
ABOUT = {
    "mrn": "desk:patient patients:add_stay patients:to_know visits:book plans:create plans:prescribe",
    "visit": "desk:visit desk:move visits:advance visits:assign visits:interpreting",
    "formula": "plans:formula plans:check plans:sign_formula plans:prescription",
    "paper": "reports:document reports:again reports:cancel",
    "plan": "plans:plan plans:edit plans:sign plans:supersede plans:add_formula plans:give_up",
    "interpreter": "desk:stretch interpreters:person interpreters:skills interpreters:pattern interpreters:absence interpreters:address"
    " interpreters:away interpreters:back",
    "list": "patients:group patients:group_facts patients:group_columns patients:group_sheet patients:group_same patients:group_register"
    " patients:group_progress patients:group_throw_away groups:group groups:entries groups:visits groups:slips groups:sheet"
    " groups:consents groups:consent_sheets",
}
BUS = arrivals.NewGroup("Автобус", entry_date=TODAY)


@pytest.fixture
def addresses(zhang_haibo, elena, liu_fang, settings) -> dict[str, str]:
    """Each door with something real behind it."""
    settings.DEMO = True
    visit = make_visit(patient=elena, needs_interpreter=True)
    reminder = Reminder.objects.create(
        kind="visit_tomorrow", channel="email", language="ru", state="failed", patient=elena, visit=visit,
        about=visit.starts, due_from=NOW, next_try_at=NOW, planned_at=NOW, expires_at=heihe(23),
    )  # fmt: skip
    plan, formula = make_plan(zhang_haibo, elena), make_prescription(zhang_haibo, elena)
    fact = elena.facts.create(kind="allergy", text="мёд", noted_at=NOW)
    paper = printing.print_slip(visit, by=liu_fang, now=NOW).document
    wang_li = make_interpreter()
    away = wang_li.absences.create(starts=heihe(8), ends=heihe(18), reason="sick", noted_at=NOW)
    planned = propose(TODAY, by_id=None, now=NOW)
    line = arrivals.take_in(BUS, read_text(pasted(people(1))), by_id=liu_fang.pk, now=NOW).lines.get()
    keys: dict[str, list[Any]] = {
        "accounts:demo_sign_in": ["liufang"],
        "patients:group_line": [line.group_id, line.pk],
        "desk:documents": [elena.mrn],
        "desk:document_number": [elena.mrn, make_document(elena).pk],
        "patients:end_fact": [elena.mrn, fact.pk],
        "patients:consents": [elena.mrn],
        "patients:consent_sheet": [elena.mrn],
        "patients:withdraw_consent": [elena.mrn, make_consent(elena).pk],
        "patients:guardians": [elena.mrn],
        "patients:guardian_seen": [elena.mrn, make_guardian(elena).pk],
        "patients:end_guardian": [elena.mrn, make_guardian(elena).pk],
        "reports:consent_form": [elena.mrn],
        "reports:consent": [make_consent(elena).sheet_id],
        "patients:stays": [elena.mrn],
        "patients:same_person": [elena.mrn],
        "patients:merge": [elena.mrn, make_patient().mrn],
        "patients:take_apart": [999],
        "patients:correct": [elena.mrn],
        "patients:names_beside": [elena.mrn],
        "patients:contacts": [elena.mrn],
        "patients:end_contact": [elena.mrn, 1],
        "patients:prefer_contact": [elena.mrn, 0],
        "patients:end_relative": [elena.mrn, 1],
        "patients:change_stay": [elena.mrn, make_stay(elena).pk, "left"],
        "interpreters:day": [wang_li.pk, TODAY],
        "interpreters:copy_week": ["2026-11-23"],
        "interpreters:end_absence": [wang_li.pk, away.pk],
        "interpreters:calendar": [calendar_addresses.make(wang_li.pk, by_id=None, now=NOW).secret],
        **{f"interpreters:{door}": [planned.pk] for door in ("proposal", "accept", "drop")},
        "interpreters:keep": [1],
        "desk:lock": [1],
        "my_day:answer_help": [1],
        "reports:verify": [paper.token],
        "reports:plan": [plan.pk],
        "reports:slip": [visit.pk],
        "reminders:again": [reminder.pk],
        "statistics:year": [2026],
        "statistics:behind": [2026, "visits"],
        "statistics:interpreters": [2026, 11],
        "statistics:interpreter": [2026, 11, wang_li.pk],
        "statistics:uncovered": [2026],
    }
    subjects = {
        "mrn": elena.mrn, "visit": visit.pk, "formula": formula.pk, "paper": paper.number, "plan": plan.pk, "interpreter": wang_li.pk,
        "list": line.group_id,
    }  # fmt: skip
    about = {door: [subjects[subject]] for subject, doors in ABOUT.items() for door in doors.split()}
    return {door: reverse(door, args=keys.get(door, about.get(door, []))) for door in DOORS}


# Whoever goes through one of these comes out as somebody else, or as nobody.
LEADS_OUT = ("accounts:sign_out", "accounts:demo_sign_in")


def user_of_role(role: str) -> User:
    user = make_user(role)
    if role == "interpreter":
        make_interpreter(user=user)
    return user


def sturdy_client_of(user: User) -> Client:
    """Signed in, and a crash is an answer to be counted."""
    client = client_of(user)
    client.raise_request_exception = False
    return client


def test_every_door_has_its_right_in_this_table() -> None:
    assert set(doors_of(get_resolver().url_patterns)) == set(DOORS)
    assert set(DOORS.values()) - {ANYBODY, STAFF} <= set(PERMISSIONS)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_the_sign_in_page(stranger, addresses, method) -> None:
    answers = {door: getattr(stranger, method)(address) for door, address in addresses.items() if DOORS[door] != ANYBODY}
    let_in = {door for door, answer in answers.items() if answer.status_code != 302 or not answer.url.startswith("/account/sign-in/")}
    assert let_in == set()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_the_doors_it_has_the_right_for(role, addresses) -> None:
    user, wrong = user_of_role(role), {}
    client = sturdy_client_of(user)
    for door, address in addresses.items():
        answers = {client.get(address).status_code, client.post(address).status_code}
        client = sturdy_client_of(user) if door in LEADS_OUT else client
        may = DOORS[door] in (ANYBODY, STAFF) or DOORS[door] in ROLES[role]
        let_in = bool(answers - {403, 405})
        if let_in != may or (answers & {500} and door != "healthz"):
            wrong[door] = answers
    assert wrong == {}


@pytest.mark.parametrize("rubbish", RUBBISH, ids=range(len(RUBBISH)))
def test_rubbish_is_answered_and_never_crashes(rubbish, addresses) -> None:
    client = sturdy_client_of(make_user("admin"))
    crashed = []
    for door, address in addresses.items():
        if door in LEADS_OUT:
            continue
        sent = dict.fromkeys(FIELDS, rubbish) | SHAPED.get(rubbish, {})
        answers = [client.get(address, sent), client.post(address, sent)]
        crashed += [(door, answer.status_code) for answer in answers if answer.status_code >= 500 and door != "healthz"]
    assert crashed == []


@pytest.mark.parametrize("typed", ["%00", "H26-%00", "%E2%80%AE", "'", "%25_", "9" * 5000, "..%2f..%2fetc%2fpasswd", "%ff"])
def test_an_address_that_somebody_made_up_is_not_found(typed) -> None:
    client = sturdy_client_of(make_user("admin"))
    made_up = ["/chart/{}/", "/visits/new/{}/", "/plans/{}/", "/plans/new/{}/", "/documents/{}.pdf", "/documents/verify/{}/", "/year/{}/"]
    answers = {address: client.get(address.format(typed)).status_code for address in made_up}
    assert set(answers.values()) == {404}


UNREADABLE = [
    ("application/x-www-form-urlencoded; charset=utf-16", b"q=x"),
    ("multipart/form-data", b"x"),
    ("application/x-www-form-urlencoded", b"q=" + b"x" * 1_100_000),
    ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % number for number in range(2000))),
]


@pytest.mark.parametrize(("content_type", "body"), UNREADABLE, ids=range(len(UNREADABLE)))
@pytest.mark.parametrize("address", ["/account/sign-in/", "/desk/search/", "/patients/register/", "/api/v1/passport-readings"])
def test_what_cannot_be_read_is_refused_in_words(liu_fang, address, content_type, body) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(liu_fang, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/desk/")
    answer = client.generic("POST", address, body, content_type=content_type, headers={"X-CSRFToken": client.cookies["qiao_csrf"].value})
    assert answer.status_code in (400, 413)
    assert answer.content


def test_a_form_sent_to_the_api_is_refused_as_every_other_mistake(liu_fang) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(liu_fang, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/api/v1/passport-readings", {"lines": "x"})
    assert (answer.status_code, answer.json()["code"]) in ((400, "not_readable"), (403, "csrf"))
