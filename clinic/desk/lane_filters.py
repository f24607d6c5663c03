"""Which part of the interpreters' day is looked at; it stands in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict


@dataclass(frozen=True)
class LaneFilter:
    """`department` is a code, "" for all; blocks that do not fit stay, but quiet: whoever moves something must see them."""

    department: str = ""
    on_shift: bool = False
    uncovered: bool = False

    @property
    def address(self) -> str:
        """As part of an address, so that the board that refreshes itself stays narrowed."""
        asked = {"department": self.department, "shift": self.on_shift and "1", "uncovered": self.uncovered and "1"}
        return urlencode({name: value for name, value in asked.items() if value})


def asked_filter(query: QueryDict) -> LaneFilter:
    """Unknown words ask for nothing that exists and show the whole board, quiet."""
    return LaneFilter(query.get("department", "")[:20], bool(query.get("shift")), bool(query.get("uncovered")))
