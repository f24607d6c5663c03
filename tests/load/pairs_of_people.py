"""Pairs of people as a reception meets them: what one person may look like twice, and who is easily taken for another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from patients.duplicates import Identity
from patients.names import compose, romanise, to_chinese
from patients.names.tables import listed_names
from tests.load.invented_people import Person, another_given, invent, of_other_sex, patronymic_of

Pair = tuple[Identity, Identity]
Kind = Callable[[Random, str], Pair]
RUSSIAN, LATIN = "абвгдеиклмнопрстуя", "ABDEGIKLMNOPRSTUVYZ"
OLDER_SYSTEMS = ("gost_r_52535", "mvd_310", "mvd_310_fr", "mvd_782", "bgn_pcgn")


def written(one: Person, name: str = "", **changes: object) -> Identity:
    """As the record has it: the whole name, the passport, no phone. `changes` say otherwise."""
    found = Identity(name or one.full_name, one.birth_date, one.sex, one.document, "")
    return replace(found, **changes)  # type: ignore[arg-type]


def latin(one: Person, system: str = "icao") -> str:
    return f"{romanise(one.surname, system=system)} {romanise(one.given, system=system)}"


def chinese(one: Person) -> str:
    given, surname = (to_chinese(text, kind=kind, sex=one.sex).text for text, kind in ((one.given, "given"), (one.surname, "surname")))
    return compose(given=given, surname=surname)


def slip(random: Random, word: str) -> str:
    """One letter wrong, missing, doubled, or two exchanged; the first one is right."""
    if len(word) < 3:
        return word + word[-1]
    place = random.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    wrong = random.choice(LATIN if word.isascii() else RUSSIAN)
    return random.choice((before + wrong + after, before + after, before + letter * 2 + after, before + after[0] + letter + after[1:]))


def _wrong_digit(random: Random, day: date) -> date:
    other = day
    while other == day or other.year < 1930:
        digits = list(f"{day:%Y%m%d}")
        digits[random.choice((3, 5, 7, 6))] = random.choice("0123456789")
        try:
            other = date(int("".join(digits[:4])), int("".join(digits[4:6])), int("".join(digits[6:])))
        except ValueError:
            continue
    return other


def _exchanged(random: Random, half: str) -> Pair:
    one = invent(random, half)
    one = replace(one, birth_date=one.birth_date.replace(day=random.choice([d for d in range(1, 13) if d != one.birth_date.month])))
    other = one.birth_date.replace(day=one.birth_date.month, month=one.birth_date.day)
    return written(one), written(one, latin(one), birth_date=other, document_number=random.choice(("", one.document)))


def _same(change: Callable[[Random, Person], Pair]) -> Kind:
    return lambda random, half: change(random, invent(random, half))


def _other_document(random: Random) -> str:
    return f"{random.randrange(50, 79)}{random.randrange(10**7):07d}"


def _short_name(random: Random, half: str) -> Pair:
    one = invent(random, half)
    short = [n.russian for n in listed_names() if n.kind == "diminutive" and one.given in n.related]
    return written(one), written(one, f"{random.choice(short or [one.given])} {one.surname}", document_number="")


def _married(random: Random, half: str) -> Pair:
    one = invent(random, half, sex="F")
    now = replace(one, surname=invent(random, half, sex="F").surname)
    spelled = random.choice((now.full_name, latin(now)))
    document = one.document if spelled != now.full_name else random.choice((one.document, _other_document(random)))
    return written(one), written(now, spelled, document_number=document)


SAME: dict[str, Kind] = {
    "Latin by the order in force": _same(lambda r, p: (written(p), written(p, latin(p), document_number=""))),
    "Latin by two orders": _same(lambda r, p: (written(p, latin(p)), written(p, latin(p, r.choice(OLDER_SYSTEMS)), document_number=""))),
    "Cyrillic and an older Latin": _same(lambda r, p: (written(p), written(p, latin(p, r.choice(OLDER_SYSTEMS)), document_number=""))),
    "Cyrillic and Chinese": _same(lambda r, p: (written(p), written(p, chinese(p), document_number=""))),
    "Latin and Chinese": _same(lambda r, p: (written(p, latin(p)), written(p, chinese(p), document_number=""))),
    "without patronymic": _same(lambda r, p: (written(p), written(p, f"{p.surname} {p.given}", document_number=""))),
    "order exchanged": _same(lambda r, p: (written(p), written(p, f"{p.given} {p.patronymic} {p.surname}", document_number=""))),
    "Latin, order exchanged": _same(
        lambda r, p: (written(p), written(p, f"{romanise(p.given)} {romanise(p.surname)}", document_number=""))
    ),
    "ё or е": _same(lambda r, p: (written(p), written(p, p.full_name.replace("ё", "е"), document_number=""))),
    "slip in the surname": _same(
        lambda r, p: (written(p), written(p, f"{slip(r, p.surname)} {p.given} {p.patronymic}", document_number=""))
    ),
    "slip in the given name": _same(
        lambda r, p: (written(p), written(p, f"{p.surname} {slip(r, p.given)} {p.patronymic}", document_number=""))
    ),
    "slip in the patronymic": _same(
        lambda r, p: (written(p), written(p, f"{p.surname} {p.given} {slip(r, p.patronymic)}", document_number=""))
    ),
    "slip in the Latin given name": _same(
        lambda r, p: (written(p), written(p, f"{romanise(p.surname)} {slip(r, romanise(p.given))}", document_number=""))
    ),
    "slip in the Latin surname": _same(
        lambda r, p: (written(p), written(p, f"{slip(r, romanise(p.surname))} {romanise(p.given)}", document_number=""))
    ),
    "short form of the given name": _short_name,
    "married name": _married,
    "day and month exchanged": _exchanged,
    "one wrong digit of the birthday": _same(
        lambda r, p: (
            written(p),
            written(p, latin(p), birth_date=_wrong_digit(r, p.birth_date), document_number=r.choice(("", p.document))),
        )
    ),
    "birthday missing, same passport": _same(lambda r, p: (written(p), written(p, latin(p), birth_date=None))),
    "birthday missing, same phone": _same(
        lambda r, p: (
            written(p, phone=p.phone),
            written(p, f"{p.given} {p.surname}", birth_date=None, document_number="", phone="8" + p.phone[2:]),
        )
    ),
    "new passport": _same(lambda r, p: (written(p), written(p, latin(p), document_number=_other_document(r)))),
    "sex not written": _same(lambda r, p: (written(p), written(p, latin(p), sex=r.choice((None, "X")), document_number=""))),
    "same passport, slip in the name": _same(lambda r, p: (written(p), written(p, slip(r, latin(p))))),
}


def _relative(random: Random, half: str, *, years: tuple[int, int], sex: str = "", namesake: bool = False) -> tuple[Person, Person]:
    one = invent(random, half, sex=sex)
    other = one if namesake else another_given(random, half, one)
    born = one.birth_date + timedelta(days=random.randrange(years[0] * 365, years[1] * 365))
    return one, replace(other, birth_date=born, document=_other_document(random))


def _house_phone(pair: tuple[Person, Person], random: Random, *, latin_too: bool = True) -> Pair:
    one, other = pair
    name = random.choice((other.full_name, latin(other))) if latin_too else other.full_name
    return written(one, phone=one.phone), written(other, name, phone=random.choice(("", one.phone)))


def _twins(random: Random, half: str) -> Pair:
    one = invent(random, half)
    return _house_phone((one, another_given(random, half, one)), random)


def _twins_of_two_sexes(random: Random, half: str) -> Pair:
    one = invent(random, half)
    father = invent(random, half, sex="M").given
    other = replace(of_other_sex(random, half, one), birth_date=one.birth_date)
    one, other = (replace(each, patronymic=patronymic_of(father, each.sex)) for each in (one, other))
    return _house_phone((one, other), random)


def _parent(random: Random, half: str, sex: str) -> Pair:
    """Of one name every third time: an Иван Иванович is the son of an Иван."""
    child, parent = _relative(random, half, years=(-38, -18), sex=sex, namesake=random.random() < 0.33)
    child = replace(child, patronymic=patronymic_of(parent.given, sex)) if sex == "M" else child
    return _house_phone((child, parent), random)


def _spouses(random: Random, half: str) -> Pair:
    one = invent(random, half, sex="M")
    return _house_phone((one, of_other_sex(random, half, one)), random)


def _namesakes(random: Random, half: str, *, same_year: bool) -> Pair:
    """Another person of the same name and patronymic; her passport and phone are her own."""
    one = invent(random, half)
    born = one.birth_date
    while born == one.birth_date:
        born = invent(random, half).birth_date
        born = date(one.birth_date.year, 1, 1) + timedelta(days=random.randrange(365)) if same_year else born
    other = replace(one, birth_date=born, document=_other_document(random))
    return written(one, phone=one.phone), written(other, random.choice((one.full_name, latin(one))), phone=invent(random, half).phone)


def _strangers(random: Random, half: str) -> Pair:
    one, other = invent(random, half), invent(random, half)
    return written(one), written(replace(other, birth_date=one.birth_date), random.choice((other.full_name, latin(other), chinese(other))))


def _other_patronymic(random: Random, half: str) -> Pair:
    """A Смирнова Елена of the same year with another father."""
    one, other = invent(random, half, sex="F"), invent(random, half, sex="F")
    other = replace(other, surname=one.surname, given=one.given, birth_date=other.birth_date.replace(year=one.birth_date.year, day=1))
    return written(one), written(other)


DIFFERENT: dict[str, Kind] = {
    "twins": _twins,
    "twins, a boy and a girl": _twins_of_two_sexes,
    "brothers or sisters": lambda r, half: _house_phone(_relative(r, half, years=(1, 12)), r),
    "father and son": lambda r, half: _parent(r, half, "M"),
    "mother and daughter": lambda r, half: _parent(r, half, "F"),
    "spouses, perhaps with one phone": _spouses,
    "namesakes": lambda r, half: _namesakes(r, half, same_year=False),
    "namesakes of one year": lambda r, half: _namesakes(r, half, same_year=True),
    "one name, another father": _other_patronymic,
    "strangers born on one day": _strangers,
}
