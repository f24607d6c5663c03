"""Where each field stands in the five layouts of ICAO Doc 9303, parts 4 to 7."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Positions on one line, counted from 1, both ends included."""

    line: int
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class Layout:
    name: str
    lengths: tuple[int, ...]
    letters: str
    """What the document code may begin with."""
    code: Span = Span(1, 1, 2)
    state: Span = Span(1, 3, 5)
    names: Span
    number: Span
    number_check: Span
    nationality: Span
    birth: Span
    birth_check: Span
    sex: Span
    expiry: Span
    expiry_check: Span
    optional: tuple[Span, ...]
    optional_check: Span | None = None
    composite: Span | None = None
    composite_over: tuple[Span, ...] = ()
    long_numbers: bool = False
    """A number of more than nine characters goes on in the optional data (TD1 and TD2)."""


def _two_lines(name: str, letters: str, width: int, **rest: object) -> Layout:
    places: dict[str, object] = {
        "names": Span(1, 6, width),
        "number": Span(2, 1, 9),
        "number_check": Span(2, 10, 10),
        "nationality": Span(2, 11, 13),
        "birth": Span(2, 14, 19),
        "birth_check": Span(2, 20, 20),
        "sex": Span(2, 21, 21),
        "expiry": Span(2, 22, 27),
        "expiry_check": Span(2, 28, 28),
        "optional": (Span(2, 29, width),),
    }
    return Layout(name=name, letters=letters, lengths=(width, width), **(places | rest))  # type: ignore[arg-type]


TD3 = _two_lines(
    "TD3",
    "P",
    44,
    optional=(Span(2, 29, 42),),
    optional_check=Span(2, 43, 43),
    composite=Span(2, 44, 44),
    composite_over=(Span(2, 1, 10), Span(2, 14, 20), Span(2, 22, 43)),
)
TD2 = _two_lines(
    "TD2",
    "ACI",
    36,
    optional=(Span(2, 29, 35),),
    composite=Span(2, 36, 36),
    composite_over=(Span(2, 1, 10), Span(2, 14, 20), Span(2, 22, 35)),
    long_numbers=True,
)
MRV_A = _two_lines("MRV-A", "V", 44)
MRV_B = _two_lines("MRV-B", "V", 36)
TD1 = Layout(
    name="TD1",
    letters="ACI",
    lengths=(30, 30, 30),
    names=Span(3, 1, 30),
    number=Span(1, 6, 14),
    number_check=Span(1, 15, 15),
    nationality=Span(2, 16, 18),
    birth=Span(2, 1, 6),
    birth_check=Span(2, 7, 7),
    sex=Span(2, 8, 8),
    expiry=Span(2, 9, 14),
    expiry_check=Span(2, 15, 15),
    optional=(Span(1, 16, 30), Span(2, 19, 29)),
    composite=Span(2, 30, 30),
    composite_over=(Span(1, 6, 30), Span(2, 1, 7), Span(2, 9, 15), Span(2, 19, 29)),
    long_numbers=True,
)
LAYOUTS = (TD3, MRV_A, TD2, MRV_B, TD1)
SIZES = tuple(dict.fromkeys(layout.lengths for layout in LAYOUTS))
