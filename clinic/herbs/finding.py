"""Find herbs and formulas by whatever was typed."""

from typing import Self

from django.db.models import Case, IntegerField, Manager, Q, Value, When

from clinic.herbs.search_keys import LONGEST_QUERY, fold
from clinic.herbs.watched import Row, WatchedQuerySet

SHORTEST_PART = 3  # two Latin letters inside a word would match half of the catalogue


class CatalogueQuerySet(WatchedQuerySet[Row]):
    """Rows with `search_keys`; see `search_keys.keys_of`."""

    def search(self, text: str) -> Self:
        """Best first: a whole key, then a beginning of one, then a part. Nothing typed finds nothing. One query."""
        spaced = fold(text[:LONGEST_QUERY])
        if not spaced:
            return self.none()
        joined = spaced.replace(" ", "")
        whole = Q(search_keys__contains=f"|{spaced}|") | Q(search_keys__contains=f"|{joined}|")
        start = Q(search_keys__contains=f"|{spaced}") | Q(search_keys__contains=f"|{joined}")
        part = Q(search_keys__contains=spaced)
        if spaced.isascii() and len(spaced) < SHORTEST_PART:
            part = start
        rank = Case(When(whole, then=Value(0)), When(start, then=Value(1)), default=Value(2), output_field=IntegerField())
        return self.filter(start | part).annotate(rank=rank).order_by("rank", "pinyin", "pk")


CatalogueManager = Manager.from_queryset(CatalogueQuerySet)
