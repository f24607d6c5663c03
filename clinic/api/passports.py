"""Passport readings."""
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from clinic.api.fields import Sent, Typed
from clinic.api.problems import answers
from clinic.api.signing_in import may
from patients import mrz

router = Router(tags=["passports"])


class ReadingIn(Sent):
    """What the passport reader typed, line ends included."""

    text: Typed


class DocumentOut(Schema):
    format: str | None
    document_code: str | None
    issuing_state: str | None
    surname: str | None
    given_names: str | None
    document_number: str | None
    nationality: str | None
    birth_date: date | None
    birth_date_partial: str | None
    sex: str | None
    expiry_date: date | None
    optional_data: str | None
    name_script: str | None
    patronymic: str | None
    series: str | None
    number: str | None
    issue_date: date | None
    department_code: str | None


class CorrectionOut(Schema):
    line: int
    position: int
    read: str
    proposed: str


class ReadingOut(Schema):
    document: DocumentOut
    valid: bool
    problems: list[str]
    corrections: list[CorrectionOut]
    normalised: list[str]
    expired: bool
    truncated: list[str]


@router.post("passport-readings", response=answers(200, ReadingOut), auth=may("register_patients"))
def read_passport(request: HttpRequest, sent: ReadingIn) -> mrz.Reading:
    """Read the machine readable zone of a passport. Nothing is kept."""
    return mrz.read(sent.text, today=timezone.localdate())
