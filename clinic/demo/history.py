"""Who comes when: persons of each year, their trips over the river, the visits of a trip. Pure and seeded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

# Distinct persons with a visit in a year; 780 and 2,043 are the clinic's own figures, later years grow by a tenth.
PERSONS = {2024: 780, 2025: 2043}
BEFORE = 60
GROWTH = 1.1
RETURNING = 0.22
# How a year spreads over its months; from September 2025 Russians enter without a visa.
EVEN = (5, 4, 7, 7, 8, 9, 10, 9, 10, 11, 10, 10)
VISA_FREE = (4.6, 5.0, 5.8, 5.6, 6.4, 6.9, 7.2, 7.3, 10.4, 13.0, 14.8, 13.0)
COURSES = ("S_TUINA", "S_TUINA", "S_TUINA", "S_BONE", "S_ACU", "S_TRACT")
SINGLES = ("S_TUINA", "S_BONE", "S_ACU", "S_CUP", "S_MOXA", "S_WASH", "S_TRACT", "S_EACU", "S_PULSE")


@dataclass(frozen=True, slots=True)
class Trip:
    """One stay of one person: the day of entry, and (day, service, session number or 0) of each wish."""

    person: int
    entry: date
    visits: tuple[tuple[date, str, int], ...]

    @property
    def course(self) -> str:
        """The service of the course, or "" for a trip without one."""
        return next((service for _day, service, session in self.visits if session), "")


def persons_of(year: int, *, scale: float) -> int:
    """How many distinct persons a whole year has."""
    if year in PERSONS:
        return max(1, round(PERSONS[year] * scale))
    last = max(PERSONS)
    if year > last:
        return max(1, round(PERSONS[last] * GROWTH ** (year - last) * scale))
    return max(1, round(BEFORE * scale))


def trips(random: Random, *, years: range, today: date, scale: float, trips_each: int) -> Iterator[Trip]:
    """Trips year by year; persons are numbered from 0 in the order of their first trip. Ends before today."""
    known = 0
    for year in years:
        share = _share_gone(year, today)
        wanted = round(persons_of(year, scale=scale) * share)
        back = round(wanted * RETURNING) if known else 0
        people = random.sample(range(known), min(back, known)) + list(range(known, known + wanted - min(back, known)))
        known += wanted - min(back, known)
        last = min(date(year, 12, 31), today - timedelta(days=1))
        for person in people:
            for _ in range(trips_each + (random.random() < 0.12)):
                yield _trip(random, person, year, last)


def current_trips(random: Random, *, first_person: int, count: int, today: date) -> Iterator[Trip]:
    """People in the middle of a course today: they fill today's board and the days to come."""
    for number in range(count):
        entry = today - timedelta(days=(number * 7) % 31)
        service = random.choice(COURSES)
        first = max(entry + timedelta(days=random.randint(0, 2)), today - timedelta(days=random.randint(0, 6)))
        days = [day for day in (first + timedelta(days=n) for n in range(9)) if day <= entry + timedelta(days=30)]
        sessions = tuple((day, service, position) for position, day in enumerate(days[1:] or days, 1))
        extra = ((today, random.choice(("S_CONS", "S_PULSE", "S_WASH")), 0),) if number % 4 == 0 else ()
        yield Trip(first_person + number, entry, ((days[0], "S_CONS", 0), *sessions, *extra))


def _trip(random: Random, person: int, year: int, last: date) -> Trip:
    entry = _entry(random, year, last)
    kind = random.random()
    room = (last - entry).days
    if kind < 0.23:
        wishes: list[tuple[int, str, int]] = [(random.randint(0, 2), "S_CHECK", 0)]
    elif kind < 0.68:
        wishes = [(0, "S_CONS", 0), *((random.randint(0, 6), random.choice(SINGLES), 0) for _ in range(random.randint(1, 2)))]
    else:
        service = random.choice(COURSES)
        wishes = [(0, "S_CONS", 0), *((n, service, n) for n in range(1, random.randint(3, 8) + 1))]
    first, *rest = wishes
    fitting = [(min(first[0], room), *first[1:]), *(wish for wish in rest if wish[0] <= room)]
    return Trip(person, entry, tuple((entry + timedelta(days=day), service, session) for day, service, session in fitting))


def _entry(random: Random, year: int, last: date) -> date:
    weights = VISA_FREE if year >= 2025 else EVEN
    months = range(1, last.month + 1)
    month = random.choices(months, weights[: last.month])[0]
    end = last.day if month == last.month else 28
    return date(year, month, random.randint(1, end))


def _share_gone(year: int, today: date) -> float:
    """The part of a year's patients that has come by today."""
    if year < today.year:
        return 1.0
    weights = VISA_FREE if year >= 2025 else EVEN
    gone = sum(weights[: today.month - 1]) + weights[today.month - 1] * today.day / 31
    return gone / sum(weights)
