"""Are these two the same person? A verdict, a score and the reasons, as codes; it never merges.

The same papers or the same name on the same birthday are the same person. What differs between people who are
easily taken for one another decides against: the given name of twins and siblings, the birthday of father and son
and of namesakes.
"""
from dataclasses import dataclass
from datetime import date

from patients.name_likeness import Agreement, NameLikeness, compare

SAME, MAYBE, DIFFERENT = "same", "maybe", "different"
_BANDS = {SAME: (0.9, 1.0), MAYBE: (0.6, 0.85), DIFFERENT: (0.0, 0.5)}
_WEIGHTS = {"surname": 0.25, "given": 0.25, "birth": 0.25, "document": 0.15, "patronymic": 0.05, "phone": 0.05}
_PHONE_DIGITS = 10
_SHORTEST_PHONE = 6


@dataclass(frozen=True)
class Identity:
    """`name` is written as it came: any script, any order, with or without patronymic."""

    name: str
    birth_date: date | None
    sex: str | None
    document_number: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Likeness:
    """`verdict`: "same" stops the desk, "maybe" is shown beside the form, "different" is not shown."""

    verdict: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Evidence:
    name: NameLikeness
    birth: Agreement
    sex: Agreement
    document: Agreement
    phone: Agreement

    @property
    def names_agree(self) -> bool:
        return self.name.surname == self.name.given == Agreement.EQUAL

    @property
    def names_are_near(self) -> bool:
        return min(self.name.surname, self.name.given) >= Agreement.SIMILAR

    @property
    def nothing_speaks_against(self) -> bool:
        against = (self.birth, self.sex, self.name.patronymic, self.name.given, self.name.surname)
        return Agreement.DIFFERS not in against


def likeness(a: Identity, b: Identity) -> Likeness:
    evidence = _weigh(a, b)
    verdict = _verdict(evidence)
    low, high = _BANDS[verdict]
    return Likeness(verdict, round(low + (high - low) * _strength(evidence), 4), _reasons(evidence))


def _weigh(a: Identity, b: Identity) -> _Evidence:
    sexes = {sex for sex in (a.sex, b.sex) if sex in ("F", "M")}
    return _Evidence(
        name=compare(a.name, b.name, sex=sexes.pop() if len(sexes) == 1 else "X"),
        birth=_birth(a.birth_date, b.birth_date),
        sex=_exact(_known_sex(a.sex), _known_sex(b.sex)),
        document=_exact(_document(a.document_number), _document(b.document_number)),
        phone=_exact(_phone(a.phone), _phone(b.phone)),
    )


def _verdict(e: _Evidence) -> str:
    if e.document == Agreement.EQUAL:
        return _with_the_same_document(e)
    if e.name.given == Agreement.DIFFERS:
        return DIFFERENT
    if e.birth == Agreement.EQUAL:
        return _born_on_the_same_day(e)
    return _born_nobody_knows_when(e)


def _with_the_same_document(e: _Evidence) -> str:
    """One number is one person, unless the rest says that it was typed for the wrong one."""
    if Agreement.DIFFERS in (e.birth, e.name.given):
        return MAYBE
    return SAME if e.name.surname != Agreement.DIFFERS or e.birth == Agreement.EQUAL else MAYBE


def _born_on_the_same_day(e: _Evidence) -> str:
    if e.name.surname == Agreement.DIFFERS:
        # A married name: the patronymic or the telephone must vouch for it.
        vouched = Agreement.EQUAL in (e.name.patronymic, e.phone)
        return MAYBE if vouched and e.name.given == Agreement.EQUAL and e.sex != Agreement.DIFFERS else DIFFERENT
    if not e.names_are_near:
        # Only one part of the name was written.
        return MAYBE if Agreement.EQUAL in (e.name.surname, e.name.given, e.phone) else DIFFERENT
    certain = e.name.given == Agreement.EQUAL and not e.name.ambiguous and not e.name.partly
    return SAME if certain and e.nothing_speaks_against else MAYBE


def _born_nobody_knows_when(e: _Evidence) -> str:
    """The birthday is missing, or one slip away from the other."""
    if not e.nothing_speaks_against or (e.birth == Agreement.SIMILAR and e.document == e.phone == Agreement.DIFFERS):
        return DIFFERENT
    vouched = e.phone == Agreement.EQUAL
    return MAYBE if e.names_agree or (vouched and e.names_are_near) else DIFFERENT


def _strength(e: _Evidence) -> float:
    found = {
        "surname": e.name.surname, "given": e.name.given, "birth": e.birth,
        "document": e.document, "patronymic": e.name.patronymic, "phone": e.phone,
    }
    return sum(weight * found[key] for key, weight in _WEIGHTS.items()) / Agreement.EQUAL


def _reasons(e: _Evidence) -> tuple[str, ...]:
    same_name = "same_name_other_script" if e.name.other_script else "same_name"
    near_name = "similar_name" if e.names_are_near else ""
    told = (
        ("same_document" if e.document == Agreement.EQUAL else ""),
        ("document_differs" if e.document == Agreement.DIFFERS else ""),
        (same_name if e.names_agree else near_name),
        ("ambiguous_name" if e.name.ambiguous and e.names_are_near else ""),
        ("surname_differs" if e.name.surname == Agreement.DIFFERS else ""),
        ("given_name_differs" if e.name.given == Agreement.DIFFERS else ""),
        _told(e.name.patronymic, "patronymic"),
        _told(e.birth, "birth_date"),
        ("sex_differs" if e.sex == Agreement.DIFFERS else ""),
        ("same_phone" if e.phone == Agreement.EQUAL else ""),
    )
    return tuple(code for code in told if code)


def _told(agreement: Agreement, subject: str) -> str:
    words = {Agreement.EQUAL: f"same_{subject}", Agreement.SIMILAR: f"similar_{subject}", Agreement.DIFFERS: f"{subject}_differs"}
    return words.get(agreement, "")


def _birth(one: date | None, other: date | None) -> Agreement:
    if one is None or other is None:
        return Agreement.UNKNOWN
    if one == other:
        return Agreement.EQUAL
    return Agreement.SIMILAR if _is_slip(one, other) else Agreement.DIFFERS


def _is_slip(one: date, other: date) -> bool:
    """Day and month exchanged, one digit wrong, or two neighbouring digits exchanged."""
    a, b = one.strftime("%Y%m%d"), other.strftime("%Y%m%d")
    wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    exchanged = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
    return len(wrong) == 1 or exchanged or (one.year, one.month, one.day) == (other.year, other.day, other.month)


def _exact(one: str, other: str) -> Agreement:
    if not one or not other:
        return Agreement.UNKNOWN
    return Agreement.EQUAL if one == other else Agreement.DIFFERS


def _known_sex(sex: str | None) -> str:
    return sex if sex in ("F", "M") else ""


def _document(number: str) -> str:
    return "".join(c for c in number.upper() if c.isalnum())


def _phone(number: str) -> str:
    """The last ten digits: +7 and 8 stand before the same Russian number."""
    digits = "".join(c for c in number if c.isdigit())
    return digits[-_PHONE_DIGITS:] if len(digits) >= _SHORTEST_PHONE else ""
