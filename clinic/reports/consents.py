"""What a consent sheet says: for signing by pen with empty ticks, or as it was signed."""

from collections.abc import Collection
from datetime import datetime
from itertools import zip_longest

from clinic.reports import dates
from clinic.reports.content import Bilingual, ConsentLine, ConsentWords, Head, SignerWords
from clinic.reports.phrases import phrase
from clinic.reports.sides import birth_of, name_of, sides, who
from patients import consents, guardians
from patients.models import Consent, ConsentSheet, ConsentText, Guardian, Patient


def form_words(patient: Patient, *, head: Head, now: datetime, only: Collection[str] | None = None) -> ConsentWords:
    """The questions of today under the patient's name, or only those of some kinds; 3 queries, and one for a minor."""
    texts = consents.current_texts(dates.heihe_day(now))
    kinds = [kind for kind in ConsentText.Kind.values if kind in texts and (only is None or kind in only)]
    minor = guardians.is_under_age(patient, now=now)
    signer = guardians.who_may_sign(patient.pk).first() if minor else None
    return ConsentWords(
        head=head,
        patient=name_of(patient),
        latin=_latin(patient),
        record_number=patient.mrn,
        birth=birth_of(patient),
        document=_document(patient),
        guardian=_signer(signer) if signer else None,
        for_minor=minor,
        consents=tuple(_line(texts[kind]) for kind in kinds),
        signed=None,
        language=None,
        witness=None,
        signature="",
    )


def sheet_words(sheet: ConsentSheet, *, head: Head) -> ConsentWords:
    """One sitting with its answers and what was taken back since; 3 queries."""
    sheet = ConsentSheet.objects.select_related("patient", "guardian", "witness").get(pk=sheet.pk)
    order = {kind: place for place, kind in enumerate(ConsentText.Kind.values)}
    said = sorted(sheet.consents.select_related("text"), key=lambda consent: order[consent.text.kind])
    return ConsentWords(
        head=head,
        patient=name_of(sheet.patient),
        latin=_latin(sheet.patient),
        record_number=sheet.patient.mrn,
        birth=birth_of(sheet.patient),
        document=_document(sheet.patient),
        guardian=_signer(sheet.guardian) if sheet.guardian else None,
        for_minor=sheet.guardian is not None,
        consents=tuple(_line(consent.text, consent) for consent in said),
        signed=_at(f"way.{sheet.way}", sheet.signed_at),
        language=phrase(f"language.{sheet.language}"),
        witness=who(sheet.witness),
        signature=sheet.signature or "",
    )


def _line(text: ConsentText, consent: Consent | None = None) -> ConsentLine:
    """Lines that do not answer each other leave a blank on one side, which keeps the paper from being printed."""
    whole = sides(text, "text")
    lines = tuple(Bilingual(*pair) for pair in zip_longest(whole.zh.splitlines(), whole.ru.splitlines(), fillvalue=""))
    taken_back = consent.withdrawn_at if consent else None
    return ConsentLine(
        title=sides(text, "title"),
        version=text.version,
        lines=lines or (Bilingual("", ""),),
        given=consent.given if consent else None,
        withdrawn=_at(f"withdrawn.{consent.withdrawn_way}", taken_back) if consent and taken_back else None,
    )


def _at(code: str, instant: datetime) -> Bilingual:
    moment = dates.moment(instant)
    return Bilingual(zh=phrase(code, moment=moment.zh).zh, ru=phrase(code, moment=moment.ru).ru)


def _latin(patient: Patient) -> str:
    return f"{patient.surname_latin} {patient.given_latin}".strip()


def _document(patient: Patient) -> Bilingual | None:
    """The last four signs of the newest paper: the number itself stands encrypted and on no sheet."""
    newest = patient.documents.order_by("-seen_at", "-pk").values_list("last_four", flat=True).first()
    return phrase("passport_ending", last_four=newest) if newest else None


def _signer(guardian: Guardian) -> SignerWords:
    return SignerWords(name=guardian.name, relation=phrase(f"relation.{guardian.relation}"), proof=phrase(f"proof.{guardian.proof}"))
