"""Very many invented people, written by the database's fastest way. Surnames are as unequal as real ones: few stand for many."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from django.db import connection

from patients.folding import fold
from patients.names import compose, romanise, to_chinese
from patients.names.tables import listed_names
from patients.postgresql_search import FILL
from patients.search_keys import Names, keys

CREATED = "2024-01-01 00:00:00+00:00"
COMMON = ("Иванов", "Смирнов", "Кузнецов", "Попов", "Васильев", "Петров", "Соколов", "Михайлов", "Новиков", "Фёдоров", "Морозов", "Волков")
STEMS = (
    "Бар", "Вел", "Гор", "Дем", "Жил", "Зуб", "Каз", "Лар", "Мих", "Ник",
    "Пан", "Род", "Сав", "Тар", "Ут", "Фил", "Хар", "Щук", "Юр", "Яш",
)  # fmt: skip
MIDDLES = ("ан", "ар", "ат", "ел", "ен", "ик", "ил", "иш", "ок", "ол", "он", "ор", "уб", "ук", "ул", "ун", "ур", "уш", "ых", "яг")
ENDS = ("ов", "ев", "ин", "енко")
COLUMNS = (
    "mrn", "surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "chinese_name", "pinyin", "origins", "birth_date",
    "birth_date_partial", "sex", "nationality", "phone", "email", "language", "referral", "search_text", "created_at",
    "time_zone", "referral_detail",
)  # fmt: skip
INDEX = "CREATE INDEX patient_search ON patients_patient USING gin (search_text gin_trgm_ops) WITH (fastupdate = off)"
FIRST_DAY = date(1940, 1, 1)
DAYS = 25_000


class Crowd:
    """Invented women with their names in three alphabets; the same seed gives the same people."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        rare = [stem + middle + end for stem in STEMS for middle in MIDDLES for end in ENDS]
        self.surnames = [(name, *_forms(name, "surname")) for name in map(_of_a_woman, (*COMMON, *rare))]
        given = [name.russian for name in listed_names() if name.kind == "given" and "f" in name.sex]
        self.givens = [(russian, *_forms(russian, "given")) for russian in given]
        self.fathers = [(name, fold(name)) for name in ("Ивановна", "Петровна", "Сергеевна", "Андреевна", "Олеговна", "Юрьевна", "Львовна")]
        self.weights = list(accumulate(1 / (place + 8) for place in range(len(self.surnames))))

    def one(self) -> dict[str, Any]:
        """Columns of a patient but for her number; `search_text` as registration would write it."""
        (surname, surname_latin, surname_zh, surname_keys) = self.random.choices(self.surnames, cum_weights=self.weights)[0]
        (given, given_latin, given_zh, given_keys) = self.random.choice(self.givens)
        father, father_key = self.random.choice(self.fathers)
        chinese = compose(given=given_zh, surname=surname_zh)
        found = sorted(surname_keys | given_keys | {father_key, fold(chinese)})
        return {
            "surname_latin": surname_latin,
            "given_latin": given_latin,
            "surname_ru": surname,
            "given_ru": given,
            "patronymic_ru": father,
            "chinese_name": chinese,
            "birth_date": (FIRST_DAY + timedelta(days=self.random.randrange(DAYS))).isoformat(),
            "phone": f"+79{self.random.randrange(10**9):09d}",
            "search_text": f" {' '.join(found)} ",
        }

    def rows(self, count: int) -> Iterator[tuple[object, ...]]:
        still = {"pinyin": "", "origins": "{}", "birth_date_partial": "", "sex": "F", "nationality": "RUS", "email": "", "language": "ru"}
        for number in range(count):
            person = {**self.one(), **still, "referral": "", "created_at": CREATED, "mrn": f"H24-{number:05d}"}
            person |= {"time_zone": "", "referral_detail": ""}
            yield tuple(person[name] for name in COLUMNS)


def settle(crowd: Crowd, count: int) -> None:
    """Write `count` people; on PostgreSQL the name index and the table of whole keys are built afterwards, as a restored dump does."""
    names = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP INDEX patient_search")
            cursor.execute("ALTER TABLE patients_patient DISABLE TRIGGER wholekey_insert")
            with cursor.copy(f"COPY patients_patient ({names}) FROM STDIN") as copy:
                for row in crowd.rows(count):
                    copy.write_row(row)
            cursor.execute(INDEX)
            cursor.execute("ALTER TABLE patients_patient ENABLE TRIGGER wholekey_insert")
            cursor.execute("TRUNCATE patients_wholekey")
            cursor.execute(FILL)
        else:
            marks = ", ".join(["%s"] * len(COLUMNS))
            cursor.execute("BEGIN")
            cursor.executemany(f"INSERT INTO patients_patient ({names}) VALUES ({marks})", crowd.rows(count))
            cursor.execute("COMMIT")


def _of_a_woman(surname: str) -> str:
    return surname if surname.endswith("енко") else f"{surname}а"


def _forms(name: str, kind: str) -> tuple[str, str, frozenset[str]]:
    """Latin, Chinese, and the keys of both and of the Russian."""
    latin, chinese = romanise(name), to_chinese(name, kind=kind, sex="F").text
    part = {f"{kind}_ru": name, f"{kind}_latin": latin, "chinese_name": chinese}
    return latin, chinese, keys(Names(**part)) - {fold(chinese)}
