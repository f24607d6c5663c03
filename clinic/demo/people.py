"""Invented patients: names from the tables the desk itself uses, everything else drawn by a seeded generator."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from patients import names
from patients.finding import search_text_of
from patients.models import IdentityDocument, Patient
from patients.names.tables import listed_names
from patients.secrecy import number_hash

# Where they come from, by weight; the clinic lies opposite the Amur region.
REGIONS = {"RU-AMU": 60, "RU-KHA": 13, "RU-PRI": 9, "RU-SA": 6, "RU-ZAB": 4, "RU-MOW": 3, "RU-YEV": 2, "RU-IRK": 2, "RU-SPE": 1}
REFERRALS = {"friend": 42, "agency": 23, "web": 19, "doctor": 7, "walk_in": 5, "student": 1, "": 3}
MEDICINES = (
    ("Лизиноприл 10 мг", "赖诺普利 10 mg", "lisinopril"),
    ("Варфарин Никомед 2,5 мг", "华法林 2.5 mg", "warfarin"),
    ("Эналаприл 5 мг", "依那普利 5 mg", "enalapril"),
    ("Кардиомагнил 75 мг", "阿司匹林 75 mg（含氢氧化镁）", "acetylsalicylic acid"),
    ("Аторвастатин 20 мг", "阿托伐他汀 20 mg", "atorvastatin"),
    ("Метформин 850 мг", "二甲双胍 850 mg", "metformin"),
)
ALLERGIES = (("пенициллин", "青霉素"), ("йодсодержащий контраст", "碘造影剂"), ("мёд", "蜂蜜"), ("анальгин", "安乃近"))
OLDEST, YOUNGEST = date(1938, 1, 1), date(2012, 1, 1)


@dataclass(frozen=True)
class NamePool:
    """Given names and surnames of one sex, patronymics."""

    given: tuple[str, ...]
    surnames: tuple[str, ...]
    patronymics: tuple[str, ...]


@cache
def pool(sex: str) -> NamePool:
    """What the tables list for women ("F") or men ("M")."""
    of_sex = [name for name in listed_names() if sex.lower() in name.sex]
    return NamePool(*(tuple(name.russian for name in of_sex if name.kind == kind) for kind in ("given", "surname", "patronymic")))


@cache
def _latin(russian: str) -> str:
    return names.romanise(russian)


@cache
def _chinese(russian: str, kind: str, sex: str) -> names.ChineseName:
    return names.to_chinese(russian, kind=kind, sex=sex)


def invent(random: Random, *, number: int, mrn: str, created_at: datetime, regions: Mapping[str, int]) -> Patient:
    """One person who does not exist; `number` makes the phone unlike all others."""
    sex = random.choices(("F", "M"), (62, 38))[0]
    given, surname, patronymic = (random.choice(part) for part in (pool(sex).given, pool(sex).surnames, pool(sex).patronymics))
    zh_given, zh_surname = _chinese(given, "given", sex), _chinese(surname, "surname", sex)
    established = zh_given.certainty == zh_surname.certainty == "established"
    patient = Patient(
        mrn=mrn,
        surname_latin=_latin(surname),
        given_latin=_latin(given),
        surname_ru=surname,
        given_ru=given,
        patronymic_ru=patronymic,
        chinese_name=names.compose(given=zh_given.text, surname=zh_surname.text),
        pinyin=f"{zh_given.pinyin} · {zh_surname.pinyin}",
        origins={"surname_latin": "read", "given_latin": "read", "chinese_name": "established" if established else "table"},
        birth_date=OLDEST + timedelta(days=random.randrange((YOUNGEST - OLDEST).days)),
        sex=sex,
        region_id=regions.get(random.choices(tuple(REGIONS), tuple(REGIONS.values()))[0]),
        phone=f"+79{number:09d}",
        email=f"patient{number}@mail.example" if number % 3 else "",
        referral=random.choices(tuple(REFERRALS), tuple(REFERRALS.values()))[0],
        created_at=created_at,
    )
    patient.search_text = search_text_of(patient)
    return patient


def passport_of(patient: Patient, *, number: int, seen_at: datetime) -> IdentityDocument:
    """A travel passport with a number of its own in the invented series 70."""
    digits = f"70{number:07d}"
    return IdentityDocument(
        patient=patient,
        number=digits,
        number_hash=number_hash(digits),
        last_four=digits[-4:],
        expiry_date=date(2027 + number % 9, 1 + number % 12, 1 + number % 28),
        seen_at=seen_at,
    )
