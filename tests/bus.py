"""A bus of invented people as an agency would send them: rows, and the workbook they stand in."""

import io
from datetime import date, timedelta
from random import Random

import xlsxwriter

HEADINGS = ("№ п/п", "ФИО", "Дата рождения", "Пол", "Загранпаспорт", "Срок действия", "Телефон", "Примечания")
SURNAMES = ("Абрамов", "Белов", "Волков", "Громов", "Дроздов", "Ершов", "Жуков", "Зимин", "Карпов", "Лаптев", "Миронов", "Носов", "Орлов",
            "Панов", "Рогов", "Сазонов", "Титов", "Уваров", "Фролов", "Хохлов", "Цветков", "Шубин", "Щукин", "Юдин", "Яшин")  # fmt: skip
MEN = (("Андрей", "Андреевич"), ("Борис", "Борисович"), ("Виктор", "Викторович"), ("Глеб", "Глебович"), ("Денис", "Денисович"))
WOMEN = (("Анна", "Андреевна"), ("Вера", "Борисовна"), ("Галина", "Викторовна"), ("Дарья", "Глебовна"), ("Жанна", "Денисовна"))
Row = tuple[str, ...]


def people(number: int = 50, *, seed: int = 1) -> list[Row]:
    """Pairs of one surname, as families travel; the same seed gives the same people."""
    random = Random(seed)
    rows = []
    for place in range(number):
        surname, woman = SURNAMES[(place // 2) % len(SURNAMES)], place % 2 == 1
        given, patronymic = (WOMEN if woman else MEN)[random.randrange(5)][0], (WOMEN if woman else MEN)[random.randrange(5)][1]
        born = date(1950, 1, 1) + timedelta(days=random.randrange(18_000))
        rows.append(
            (
                str(place + 1),
                f"{surname}{'а' if woman else ''} {given} {patronymic}",
                f"{born:%d.%m.%Y}",
                "ж" if woman else "м",
                f"75 {4_000_000 + seed * 100_000 + place * 7:07d}",
                f"{date(2031, 1, 1) + timedelta(days=place):%d.%m.%Y}",
                f"+7 914 {random.randrange(200, 999)}-{random.randrange(10, 99)}-{random.randrange(10, 99)}",
                "болит спина" if place % 5 == 0 else "",
            )
        )
    return rows


def workbook(rows: list[Row], *, headings: Row = HEADINGS) -> bytes:
    """The rows under their headings, as Excel would save them."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Туристы")
        for number, row in enumerate((headings, *rows)):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return made.getvalue()


def pasted(rows: list[Row], *, headings: Row = HEADINGS) -> str:
    """The same, as it comes out of Excel by copying."""
    return "\n".join("\t".join(row) for row in (headings, *rows))
