"""Every text colour can be read on every ground it stands on, in light and in dark."""
import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parent.parent.parent / "static" / "css" / "qiao.css").read_text()
TOKENS = {name: pair for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS)}
GROUNDS = ("paper", "panel", "wash")
PAIRS = [(ink, ground) for ink in ("ink", "ink-2", "ink-3", "jade-ink", "cinnabar", "amber", "river") for ground in GROUNDS] + [
    ("ink", "jade-tint"), ("ink", "river-tint"), ("jade-ink", "jade-tint"), ("cinnabar", "cinnabar-tint"), ("amber", "amber-tint"),
    ("river", "river-tint"), ("on-jade", "jade"), ("on-cinnabar", "cinnabar"), ("paper", "ink"), ("ink-3", "jade-tint"),
    ("ink-3", "amber-tint"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(ink: str, ground: str, theme: int) -> None:
    darker, lighter = sorted((luminance(TOKENS[ink][theme]), luminance(TOKENS[ground][theme])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
