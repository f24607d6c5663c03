"""How long the ways inside the house take: the table of the back office, as the rules want it."""

from django.db.models import CharField, OuterRef, Q, Subquery
from django.db.models.functions import Cast

from interpreters.availability import Place, Walk
from interpreters.models import TravelTime


def walk() -> Walk:
    """The whole table. One query."""
    rooms: dict[frozenset[str], int] = {}
    floors: dict[frozenset[int], int] = {}
    for kind, here, there, minutes in TravelTime.objects.order_by().values_list("kind", "here", "there", "minutes"):
        if kind == TravelTime.Kind.ROOM:
            rooms[frozenset((here, there))] = minutes
        else:
            floors[frozenset((int(here), int(there)))] = minutes
    return Walk(rooms=rooms, floors=floors)


def minutes_to(place: Place) -> Subquery:
    """For a row with `place` and `floor`: the table's minutes from there to `place`, None when the table is silent.

    Part of the row's own statement, because the lock of an interpreter is held while it runs.
    """
    pair = _between(TravelTime.Kind.ROOM, OuterRef("place"), place.code)
    if place.floor is not None:
        pair |= _between(TravelTime.Kind.FLOOR, Cast(OuterRef("floor"), CharField()), str(place.floor))
    return Subquery(TravelTime.objects.filter(pair).order_by("-kind").values("minutes")[:1])  # a room's own way before its floor's


def _between(kind: str, one: OuterRef | Cast, other: str) -> Q:
    return Q(kind=kind) & (Q(here=one, there=other) | Q(here=other, there=one))
