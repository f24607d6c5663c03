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

# What can be said only when the day of the visit has come; a visit of a later day is moved or cancelled.
ON_THE_DAY = frozenset({"arrived", "in_treatment", "done", "no_show"})


def forward(state: str, *, day_has_come: bool) -> str:
    """What the one button says; empty where nothing is to be said yet, or any more."""
    wanted = FORWARD.get(state, "")
    return wanted if day_has_come or wanted not in ON_THE_DAY else ""


def others(state: str, *, day_has_come: bool) -> tuple[str, ...]:
    """Every other state a visit in `state` may become, for the menu behind the button."""
    return tuple(
        wanted for wanted in NEXT.get(state, ()) if wanted != FORWARD.get(state) and (day_has_come or wanted not in ON_THE_DAY)
    )


def may_become(state: str, wanted: str) -> bool:
    """Whether a visit in `state` may be set to `wanted`."""
    return wanted in NEXT.get(state, ())
