"""What a patient agreed to: read, recorded, withdrawn. Nothing is deleted, and the last word on a matter counts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils import timezone

from patients import guardians, signatures, standing
from patients.locking import locked
from patients.models import Consent, ConsentSheet, ConsentText, Guardian, Patient
from patients.standing import SPOKEN_IS_ENOUGH, Ask, Decision, State

Way = ConsentSheet.Way


class ConsentRefused(Exception):
    """Nothing was recorded. `code` is nothing_decided, text_changed, needs_signature, guardian_needed or guardian_gone."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Signing:
    """How a sheet was signed. `token` came with the empty page, so that the second of two clicks finds the first's sheet."""

    token: UUID
    way: str
    language: str
    signature: str = ""
    guardian_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """One matter: the text in use (None: there is none), the patient's last word on it, and why to ask, if so."""

    kind: str
    text: ConsentText | None
    last: Consent | None
    state: State
    ask: Ask

    @property
    def label(self) -> str:
        return str(ConsentText.Kind(self.kind).label)

    @property
    def agreed(self) -> bool:
        return self.state is State.AGREED


def in_force(patient: Patient, *, now: datetime) -> tuple[Standing, ...]:
    """Every matter in the order of its kinds; two queries."""
    return in_force_of([patient], now=now)[patient.pk]


def in_force_of(patients: Collection[Patient], *, now: datetime) -> dict[int, tuple[Standing, ...]]:
    """The same for many, by their keys; two queries for any number."""
    today = timezone.localdate(now)
    texts = current_texts(today)
    said = Consent.objects.filter(sheet__patient__in=[patient.pk for patient in patients])
    said = said.select_related("text", "sheet__guardian", "sheet__witness", "withdrawn_by").order_by("sheet__signed_at", "pk")
    last = {(consent.sheet.patient_id, consent.text.kind): consent for consent in said}
    return {
        patient.pk: tuple(
            _standing(kind, texts.get(kind), last.get((patient.pk, kind)), patient=patient, today=today) for kind in ConsentText.Kind.values
        )
        for patient in patients
    }


def current_texts(today: date) -> dict[str, ConsentText]:
    """The version in use of each kind; one query."""
    return {text.kind: text for text in ConsentText.objects.filter(valid_from__lte=today).order_by("version")}


def agreed(kind: str, patient: OuterRef) -> Subquery:
    """For a query: whether the patient's last word on this matter is a yes that holds; NULL when nobody asked."""
    said = Consent.objects.filter(sheet__patient=patient, text__kind=kind).order_by("-sheet__signed_at", "-pk")
    holds = ExpressionWrapper(Q(given=True, withdrawn_at=None), output_field=BooleanField())
    return Subquery(said.annotate(holds=holds).values("holds")[:1], output_field=BooleanField())


@transaction.atomic
def record(patient_id: int, decisions: Mapping[int, bool], *, signing: Signing, by_id: int, now: datetime) -> ConsentSheet:
    """Write down each yes and no of one sheet, by the keys of the texts that were read.

    The same token again gives the sheet that stands. Raises ConsentRefused, MergedAway, and SignatureRefused for what no pen drew.
    """
    patient = locked(patient_id)
    recorded = ConsentSheet.objects.filter(patient=patient, token=signing.token).first()
    if recorded:
        return recorded
    texts = {text.pk: text for text in current_texts(timezone.localdate(now)).values()}
    if not decisions:
        raise ConsentRefused("nothing_decided")
    if set(decisions) - set(texts):
        raise ConsentRefused("text_changed")
    if signing.way == Way.SPOKEN and {texts[pk].kind for pk in decisions} - SPOKEN_IS_ENOUGH:
        raise ConsentRefused("needs_signature")
    sheet = ConsentSheet.objects.create(
        patient=patient,
        token=signing.token,
        language=signing.language,
        way=Way(signing.way),
        signature=signatures.checked(signing.signature) if signing.way == Way.DRAWN else "",
        guardian=_signer(patient, signing.guardian_id, now=now),
        signed_at=now,
        witness_id=by_id,
    )
    Consent.objects.bulk_create(Consent(sheet=sheet, text=texts[pk], given=given) for pk, given in sorted(decisions.items()))
    return sheet


def agree_by_word(patient: Patient, kind: str, *, by_id: int, now: datetime) -> ConsentSheet:
    """A yes said aloud while the record was made, in the patient's language. Raises ConsentRefused."""
    text = current_texts(timezone.localdate(now)).get(kind)
    if text is None:
        raise ConsentRefused("text_changed")
    said = Signing(token=uuid4(), way=Way.SPOKEN, language=patient.language)
    return record(patient.pk, {text.pk: True}, signing=said, by_id=by_id, now=now)


def withdraw(consent_id: int, *, patient_id: int, way: str, by_id: int, now: datetime) -> bool:
    """Take back a yes. False when it was a no, was taken back before, or is somebody else's."""
    mine = Consent.objects.filter(pk=consent_id, sheet__patient=patient_id, given=True, withdrawn_at=None)
    return bool(mine.update(withdrawn_at=now, withdrawn_way=Way(way), withdrawn_by=by_id))


def _signer(patient: Patient, guardian_id: int | None, *, now: datetime) -> Guardian | None:
    """The guardian who signs: must be one for a minor, may be one for an adult who has one. Raises ConsentRefused."""
    if guardian_id is None:
        if guardians.is_under_age(patient, now=now):
            raise ConsentRefused("guardian_needed")
        return None
    guardian = guardians.who_may_sign(patient.pk).filter(pk=guardian_id).first()
    if guardian is None:
        raise ConsentRefused("guardian_gone")
    return guardian


def _standing(kind: str, text: ConsentText | None, last: Consent | None, *, patient: Patient, today: date) -> Standing:
    said = _decision(last) if last else None
    ask = standing.asks(said, current=text.version if text else None, birth_date=patient.birth_date, today=today)
    return Standing(kind=kind, text=text, last=last, state=standing.state_of(said), ask=ask)


def _decision(consent: Consent) -> Decision:
    return Decision(
        version=consent.text.version,
        given=consent.given,
        signed_on=timezone.localdate(consent.sheet.signed_at),
        withdrawn=consent.withdrawn_at is not None,
        by_guardian=consent.sheet.guardian_id is not None,
    )


@dataclass(frozen=True)
class Summary:
    """All matters at a glance: how many yeses hold, and by name what was refused or taken back, and what to ask."""

    agreed: int
    refused: tuple[str, ...]
    to_ask: tuple[str, ...]


def summary(patient: Patient, *, now: datetime) -> Summary:
    """Two queries."""
    stand = in_force(patient, now=now)
    return Summary(
        agreed=sum(one.agreed for one in stand),
        refused=tuple(one.label for one in stand if one.state in (State.REFUSED, State.WITHDRAWN)),
        to_ask=tuple(one.label for one in stand if one.ask),
    )
