"""A patient as the API takes and gives her."""
from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from clinic.api.fields import Code, Day, Email, Line, Name, Sent
from patients.models import Fact, IdentityDocument, Patient, Stay

State = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}$")]
Facts = Annotated[list[Line], Field(max_length=50)]


class StayIn(Sent):
    """One entry stamp. `last_day` only where a visa or permit says it; otherwise the rule of the entry date decides."""

    entry_date: Day
    crossing: Code | None = None
    basis: Stay.Basis = Stay.Basis.VISA_FREE
    purpose: Stay.Purpose = Stay.Purpose.NOT_ASKED
    last_day: Day | None = None


class PatientIn(Sent):
    """A new person. At least one name, and a date of birth or the known part of it (`1949`, `1949-05`)."""

    surname_latin: Name = ""
    given_latin: Name = ""
    surname_ru: Name = ""
    given_ru: Name = ""
    patronymic_ru: Name = ""
    chinese_name: Name = ""
    birth_date: Day | None = None
    birth_date_partial: Annotated[str, StringConstraints(pattern=r"^(\d{4}(-(0[1-9]|1[0-2]))?)?$")] = ""
    sex: Patient.Sex
    nationality: State = "RUS"
    region: Code | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^(\+\d{7,15})?$")] = ""
    email: Email = ""
    language: Patient.Language = Patient.Language.RUSSIAN
    referral: Patient.Referral = Patient.Referral.NOT_ASKED
    document_number: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-zА-Яа-я №<-]{0,40}$")] = ""
    document_kind: IdentityDocument.Kind = IdentityDocument.Kind.PASSPORT
    issuing_state: State = "RUS"
    expiry_date: Day | None = None
    stay: StayIn | None = None
    allergies: Facts = []
    medicines: Facts = []
    conditions: Facts = []
    pregnant: bool = False
    confirm_new: bool = False


class RegisteredOut(Schema):
    mrn: str


class StayOut(Schema):
    """`last_day` is null when no verified rule gives one, `days_left` also when the patient has left China.

    Days are China dates; the last day itself is day 0.
    """

    entry_date: date
    crossing: str | None
    basis: str
    purpose: str
    last_day: date | None
    left_on: date | None
    days_left: int | None


class FoundOut(Schema):
    """One line of a search."""

    mrn: str
    surname_latin: str
    given_latin: str
    surname_ru: str
    given_ru: str
    patronymic_ru: str
    chinese_name: str
    birth_date: date | None
    sex: str


class FactOut(Schema):
    kind: Fact.Kind
    text: str
    code: str


class PaperOut(Schema):
    """`number` only for those who may see it."""

    kind: str
    issuing_state: str
    last_four: str
    expiry_date: date | None
    number: str | None = None


class PatientOut(FoundOut):
    """`phone`, `email` and `documents` are null for those who only interpret."""

    birth_date_partial: str
    nationality: str
    language: str
    region: str | None
    phone: str | None
    email: str | None
    documents: list[PaperOut] | None
    stay: StayOut | None
    facts: list[FactOut]
