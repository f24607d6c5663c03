"""Days and times as paper writes them: 2026-11-24（二）, 24.11.2026 (вт), and the two clocks of the Amur."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from clinic.reports.content import Bilingual, Clock

HEIHE = ZoneInfo("Asia/Shanghai")
BLAGOVESHCHENSK = ZoneInfo("Asia/Yakutsk")
_days_zh = "一二三四五六日"
_days_ru = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")


def day(value: date) -> Bilingual:
    """The day with its weekday: 2026-11-24（二） / 24.11.2026 (вт)."""
    return Bilingual(
        zh=f"{value:%Y-%m-%d}（{_days_zh[value.weekday()]}）",
        ru=f"{value:%d.%m.%Y} ({_days_ru[value.weekday()]})",
    )


def short_day(value: date) -> Bilingual:
    """For tables, where the year is known: 11-24（二） / 24.11 (вт)."""
    return Bilingual(
        zh=f"{value:%m-%d}（{_days_zh[value.weekday()]}）",
        ru=f"{value:%d.%m} ({_days_ru[value.weekday()]})",
    )


def birth_date(value: date) -> Bilingual:
    return Bilingual(zh=f"{value:%Y-%m-%d}", ru=f"{value:%d.%m.%Y}")


def heihe_day(instant: datetime) -> date:
    """The calendar day in Heihe of an aware instant."""
    return instant.astimezone(HEIHE).date()


def clock(instant: datetime) -> Clock:
    """An aware instant on both clocks."""
    return Clock(
        heihe=f"{instant.astimezone(HEIHE):%H:%M}",
        blagoveshchensk=f"{instant.astimezone(BLAGOVESHCHENSK):%H:%M}",
    )


def moment(instant: datetime) -> Bilingual:
    """Day and time in Heihe of an aware instant: 2026-11-24 10:24 / 24.11.2026 10:24."""
    local = instant.astimezone(HEIHE)
    return Bilingual(zh=f"{local:%Y-%m-%d %H:%M}", ru=f"{local:%d.%m.%Y %H:%M}")
