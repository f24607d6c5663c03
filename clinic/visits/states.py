"""How the state of a visit may change. Pure: the verb in `progress.py` acts on it.

Undo beats "are you sure": each step forward has its step back, until the day is closed by the counts.
"""

NEXT: dict[str, tuple[str, ...]] = {
    "booked": ("arrived", "no_show", "cancelled"),
    "arrived": ("in_treatment", "booked", "no_show", "cancelled"),
    "in_treatment": ("done", "arrived"),
    "done": ("in_treatment",),
    "no_show": ("arrived",),
    "cancelled": (),
}
# The one button of a row: what happens next when all goes well.
FORWARD: dict[str, str] = {"booked": "arrived", "arrived": "in_treatment", "in_treatment": "done"}
# States in which the interpreter is set free.
SETS_FREE = frozenset({"no_show", "cancelled"})
# Not over: something is still to come.
OPEN = frozenset({"booked", "arrived", "in_treatment"})
LIVE = frozenset({"booked", "arrived", "in_treatment", "done"})


def may_become(state: str, wanted: str) -> bool:
    """Whether a visit in `state` may be set to `wanted`."""
    return wanted in NEXT.get(state, ())
