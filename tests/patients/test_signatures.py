"""What a browser may claim that a pen drew."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.signatures import LONGEST, SignatureRefused, checked

DRAWN = "M 20 120 L 40.5 60 L 60 140 L 80 50 L 100 130 L 130 90 M 150 100 C 160 40 200 160 240 100"
FORGED = [
    ("", "signature_missing"),
    (" \n\t", "signature_missing"),
    ("M 1 1", "signature_too_short"),
    (" ".join(["M 5 5", *["L 6 6"] * 50]), "signature_too_short"),
    ("L 20 120 " + DRAWN, "signature_unreadable"),
    (DRAWN + " L 20", "signature_unreadable"),
    (DRAWN + " L 20 x", "signature_unreadable"),
    (DRAWN + " L -5 20", "signature_unreadable"),
    (DRAWN + " L 601 20", "signature_unreadable"),
    (DRAWN + " L 20 200.1", "signature_unreadable"),
    (DRAWN + " L 1e2 20", "signature_unreadable"),
    (DRAWN + " L ٣ 20", "signature_unreadable"),
    (DRAWN + " l 20 20", "signature_unreadable"),
    (DRAWN + " A 20 20 0 0 1 30 30", "signature_unreadable"),
    (DRAWN + " Z", "signature_unreadable"),
    (DRAWN.replace(" ", ","), "signature_unreadable"),
    (DRAWN + '"/><script>alert(1)</script>', "signature_unreadable"),
    (DRAWN + " url(https://elsewhere.example)", "signature_unreadable"),
    ("M 1 1 " + "L 2 2 " * LONGEST, "signature_too_long"),
]


def test_what_a_pen_drew_is_kept_with_single_blanks():
    assert checked(DRAWN.replace(" ", "\n  ")) == DRAWN


@pytest.mark.parametrize(("path", "code"), FORGED, ids=range(len(FORGED)))
def test_anything_else_is_refused_by_name(path, code):
    with pytest.raises(SignatureRefused) as refused:
        checked(path)
    assert refused.value.code == code


@given(st.one_of(st.text(max_size=200), st.text("MLC 0123456789.-,\n", max_size=400)))
def test_nothing_typed_raises_anything_else_and_what_passes_holds_only_strokes(path):
    try:
        kept = checked(path)
    except SignatureRefused:
        return
    assert re.fullmatch(r"M [MLC0-9. ]+", kept)
