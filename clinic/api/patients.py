"""Patients: found, opened, registered; their stays."""

from datetime import timedelta
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import StringConstraints

from clinic.accounts.models import User
from clinic.api import patient_shapes as shapes
from clinic.api.fields import RecordNumber
from clinic.api.problems import answers, not_found, unknown
from clinic.api.signing_in import caller, may
from clinic.audit.reading import record_read
from clinic.visits.models import Visit
from patients import registration, staying, stays
from patients.models import Crossing, Fact, Patient, Region, Stay
from patients.plausibility import NewDocument, NewFact, NewPatient, NewStay
from patients.proposals import with_chinese
from patients.secrecy import plain_number
from patients.stay_clocks import clock_of

router = Router(tags=["patients"])
NAMES = ("surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "chinese_name")
AS_SENT = ("birth_date", "birth_date_partial", "sex", "nationality", "phone", "email", "language", "referral")
FACTS = {"allergies": Fact.Kind.ALLERGY, "medicines": Fact.Kind.MEDICINE, "conditions": Fact.Kind.CONDITION}
OWN_PATIENTS = timedelta(days=7)  # an interpreter sees those she is booked with, a week before and after
Question = Annotated[str, StringConstraints(max_length=200)]


@router.post("patients", response=answers(201, shapes.RegisteredOut), auth=may("register_patients"))
def register_patient(request: HttpRequest, sent: shapes.PatientIn) -> Status[dict[str, str]]:
    """Give a person a record number; 409 `possible_duplicate` names who it may be already, `confirm_new` insists.

    Without a Chinese name the record gets the one that is proposed at the desk, under its origin; the Latin stays as it was sent.
    """
    new, by = with_chinese(_new_patient(sent)), caller(request).pk
    patient = registration.register(new, by_id=by, now=timezone.now(), confirm_new=sent.confirm_new)
    return Status(201, {"mrn": patient.mrn})


@router.get("patients", response=answers(200, list[shapes.FoundOut]), auth=may("see_desk"))
def find_patients(request: HttpRequest, q: Question, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> list[Patient]:
    """Best first; one box for names in every script, record numbers, passport fragments and phone tails."""
    text = q.replace("\0", "").strip()
    whole_numbers = caller(request).has_perm("accounts.see_passport_numbers")
    return Patient.objects.current().search(text, limit=limit, whole_numbers=whole_numbers) if text else []


@router.get("patients/{mrn}", response=answers(200, shapes.PatientOut), auth=may("see_charts", "see_own_day"))
def open_patient(request: HttpRequest, mrn: RecordNumber) -> dict[str, Any]:
    """One patient, as much as the caller's role may see. The look is written down."""
    user, now = caller(request), timezone.now()
    patient = visible_to(user).filter(mrn=mrn).select_related("region").first()
    if patient is None:
        raise not_found()
    record_read(by_id=user.pk, subject="chart", subject_id=patient.pk, now=now)
    whole = user.has_perm("accounts.see_charts")
    return {
        **{name: getattr(patient, name) for name in shapes.FoundOut.model_fields},
        **{name: getattr(patient, name) for name in ("birth_date_partial", "nationality", "language")},
        "region": patient.region.code if patient.region else None,
        "phone": patient.phone if whole else None,
        "email": patient.email if whole else None,
        "documents": _papers(patient, user) if whole else None,
        "stay": _stay(patient.stays.select_related("crossing").order_by("-entry_date").first()),
        "facts": list(patient.facts.filter(ended_at__isnull=True).order_by("pk")),
    }


@router.post("patients/{mrn}/stays", response=answers(201, shapes.StayOut), auth=may("register_patients"))
def record_stay(request: HttpRequest, mrn: RecordNumber, sent: shapes.StayIn) -> Status[dict[str, Any] | None]:
    """Write down an entry stamp; the last legal day follows from the rule in force on the day of entry."""
    patient = Patient.objects.current().filter(mrn=mrn).first()
    if patient is None:
        raise not_found()
    stay = staying.record_stay(patient.pk, _new_stay(sent), by_id=caller(request).pk, now=timezone.now())
    return Status(201, _stay(stay))


def visible_to(user: User) -> QuerySet[Patient]:
    """Everybody, or for an interpreter those she is booked with about now."""
    everybody = Patient.objects.current()
    if user.has_perm("accounts.see_charts"):
        return everybody
    now = timezone.now()
    opening = Q(booking__interpreter__user=user, booking__released_at__isnull=True)
    closing = Q(closing_booking__interpreter__user=user, closing_booking__released_at__isnull=True)
    own = Visit.objects.filter(opening | closing)
    return everybody.filter(pk__in=own.filter(starts__range=(now - OWN_PATIENTS, now + OWN_PATIENTS)).values("patient"))


def _new_patient(sent: shapes.PatientIn) -> NewPatient:
    number = plain_number(sent.document_number)
    facts = [NewFact(kind, text) for name, kind in FACTS.items() for text in getattr(sent, name) if text]
    if sent.pregnant:
        facts.append(NewFact(Fact.Kind.PREGNANCY, "+"))
    names = {name: getattr(sent, name) for name in NAMES}
    return NewPatient(
        **names,
        **{name: getattr(sent, name) for name in AS_SENT},
        origins={name: "typed" for name, text in names.items() if text},
        region_id=_id_of(Region, sent.region, "region"),
        document=NewDocument(number, sent.document_kind, sent.issuing_state, sent.expiry_date) if number else None,
        stay=_new_stay(sent.stay) if sent.stay else None,
        facts=tuple(facts),
    )


def _new_stay(sent: shapes.StayIn) -> NewStay:
    return NewStay(
        sent.entry_date,
        basis=sent.basis,
        crossing_id=_id_of(Crossing, sent.crossing, "crossing"),
        purpose=sent.purpose,
        last_day=sent.last_day,
    )


def _id_of(model: type[Region] | type[Crossing], code: str | None, field: str) -> int | None:
    if code is None:
        return None
    found = model.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise unknown(field)
    return found


def _papers(patient: Patient, user: User) -> list[dict[str, Any]]:
    numbers = user.has_perm("accounts.see_passport_numbers")
    if numbers:
        record_read(by_id=user.pk, subject="passport", subject_id=patient.pk, now=timezone.now())
    shown = ("kind", "issuing_state", "last_four", "expiry_date", *(("number",) if numbers else ()))
    return [{name: getattr(paper, name) for name in shown} for paper in patient.documents.order_by("pk")]


def _stay(stay: Stay | None) -> dict[str, Any] | None:
    if stay is None:
        return None
    shown = clock_of(stay, timezone.localdate())
    left = shown.days_left if isinstance(shown, stays.StayClock) else None
    plain = {name: getattr(stay, name) for name in ("entry_date", "basis", "purpose", "last_day", "left_on")}
    return {**plain, "crossing": stay.crossing.code if stay.crossing else None, "days_left": left}
