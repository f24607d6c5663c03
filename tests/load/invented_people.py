"""Invented people whose names are drawn from one half of the lists: the half to tune by, or the half held out.

Half of the names stand in no table of the product, so that the rules are also tried on what they have never seen.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from patients.names.tables import listed_names

TUNING, HELD_OUT = "tuning", "held out"
FIRST_BIRTH, DAYS_OF_BIRTH = date(1938, 1, 1), 27_000
# Men's forms; none of them stands in ru_zh_names.csv.
UNLISTED_SURNAMES = (
    "Абрамкин Авдонин Агеев Аксютин Алтухов Амелькин Анучин Арзамасцев Байбородин Балахонцев Бахтияров Безбородов Белокрылов Берестов "
    "Бирюлин Болотников Бондарчук Бортников Бурмистров Вакуленко Варламов Верещагин Вдовенко Веселков Возный Ворошилин Гаврюшин Гладких "
    "Гнатюк Головко Горячев Грибанов Гулевский Данильченко Дегтярь Доржиев Дугаров Дьячков Егоршин Ермолин Жамбалов Жданкин Забелин "
    "Заварзин Зарубин Звягинцев Зубарев Ивашкевич Измайлов Исхаков Калашник Каримов Кацуба Кизилов Клочко Колмогоров Коноплянко "
    "Корольчук Косицын Кочетков Кривошапкин Кудрин Кулебякин Курбанов Лаврик Лепехин Лунёв Мацкевич Мелехин "
    "Мищенко Мордовской Мурзин Нагорный Недорезов Нимаев Ощепков Павлычев Перевозчиков Писарев Плетнёв Пономаренко "
    "Присяжнюк Птицын Рахимов Рябоконь Сагитов Садыков Свешников Семёнычев Сивцев Скрипник Слепцов Смолянский Стародубцев "
    "Сухоруков Тагиров Терешко Тимченко Тюменцев Убугунов Уваровский Фаттахов Хабибуллин Харченко Цыбиков Чистяков Шабалин Шамсутдинов "
    "Шпилевой Щепкин Эрдынеев Юшманов Якубович Яровой"
)
UNLISTED_GIVEN = {
    "F": "Айсылу Аюна Баирма Бэлигма Гузель Дарима Долгор Ильмира Кюннэй Лаура Лейсан Милослава Нарыйаана Наргиза "
    "Оюна Рушания Саргылана Сардана Сэсэг Туяра Умида Фарида Хатуна Цырена Чулпан Шахноза Эржена Янжима",
    "M": "Айсен Алихан Артыш Баир Батор Ванчик Вардан Гарник Дархан Жаргал Зорикто Ильнур Мерген Нюргун Олзвой "
    "Рахим Сайдулло Сандан Сарматай Тамерлан Уйгун Фарход Хачатур Цырен Чингис Шавкат Эрхан",
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist, as her papers have it."""

    surname: str
    given: str
    patronymic: str
    sex: str
    birth_date: date
    document: str
    phone: str

    @property
    def full_name(self) -> str:
        return f"{self.surname} {self.given} {self.patronymic}".strip()


def invent(random: Random, half: str, *, sex: str = "") -> Person:
    sex = sex or random.choice("FFM")
    surname = random.choice(_surnames(half, random.random() < 0.5))
    return Person(
        surname=womans(surname) if sex == "F" else surname,
        given=random.choice(_givens(half, sex, random.random() < 0.7)),
        patronymic=patronymic_of(random.choice(_givens(half, "M", True)), sex),
        sex=sex,
        birth_date=FIRST_BIRTH + timedelta(days=random.randrange(DAYS_OF_BIRTH)),
        document=f"{random.randrange(50, 79)}{random.randrange(10**7):07d}",
        phone=f"+79{random.randrange(10**9):09d}",
    )


def another_given(random: Random, half: str, one: Person) -> Person:
    """A brother or a sister: the same house, another given name."""
    names = [name for name in (*_givens(half, one.sex, True), *_givens(half, one.sex, False)) if name != one.given]
    return replace(one, given=random.choice(names), document=f"{random.randrange(50, 79)}{random.randrange(10**7):07d}")


def of_other_sex(random: Random, half: str, one: Person) -> Person:
    sex = "M" if one.sex == "F" else "F"
    other = invent(random, half, sex=sex)
    surname = _mans(one.surname) if one.sex == "F" else womans(one.surname)
    return replace(other, surname=surname)


@cache
def _surnames(half: str, listed: bool) -> tuple[str, ...]:
    known = (name.russian for name in listed_names() if name.kind == "surname" and "m" in name.sex)
    return _of_half(known if listed else UNLISTED_SURNAMES.split(), half)


@cache
def _givens(half: str, sex: str, listed: bool) -> tuple[str, ...]:
    known = (name.russian for name in listed_names() if name.kind == "given" and sex.lower() in name.sex)
    return _of_half(known if listed else UNLISTED_GIVEN[sex].split(), half)


def _of_half(names: Iterable[str], half: str) -> tuple[str, ...]:
    return tuple(name for name in names if zlib.crc32(name.encode()) % 2 == (half == HELD_OUT))


def womans(surname: str) -> str:
    """The form in which a man's daughter bears it; names that do not change stay."""
    if surname.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return surname + "а"
    if surname.endswith(("ский", "цкий")):
        return surname[:-2] + "ая"
    return surname[:-2] + "ая" if surname.endswith(("ый", "ой")) else surname


def _mans(surname: str) -> str:
    found = {womans(name): name for half in (TUNING, HELD_OUT) for listed in (True, False) for name in _surnames(half, listed)}
    return found.get(surname, surname)


def patronymic_of(father: str, sex: str) -> str:
    """Иванович and Ивановна, Юрьевич and Юрьевна, Ильич and Ильинична."""
    woman = sex == "F"
    if father.endswith(("а", "я")):
        return father[:-1] + ("ична" if woman else "ич")
    if father.endswith("ий"):
        return father[:-2] + ("ьевна" if woman else "ьевич")
    if father.endswith(("й", "ь")):
        return father[:-1] + ("евна" if woman else "евич")
    if father.endswith(tuple("бвгджзклмнпрстфхцчшщ")):
        return father + ("овна" if woman else "ович")
    return father + ("евна" if woman else "евич")
