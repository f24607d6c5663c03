"""The safety check against the catalogue that ships."""
import csv
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.herbs.safety import CODES, Dose, ImpossibleDose, ImpossibleFacts, PatientFacts, UnknownHerb, check
from clinic.reference.sources import DATA

NOBODY = PatientFacts()


def shipped_rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / file).read_text(encoding="utf-8").splitlines()))


PAIRS = shipped_rows("tcm/incompatibilities.csv")
HERBS = shipped_rows("tcm/herbs.csv")


def of_code(findings, code):
    return [finding for finding in findings if finding.code == code]


def severities(findings, code):
    return {finding.severity for finding in of_code(findings, code)}


def findings_of_pair(known, first, second):
    found = check([Dose(first, 1), Dose(second, 1)], NOBODY, known)
    return [(f.code, f.severity, set(f.herbs), f.source) for f in found if len(f.herbs) == 2]


def test_every_pair_of_the_book_is_found_in_both_directions(known):
    for row in PAIRS:
        a, b = row["herb_a_code"], row["herb_b_code"]
        expected = (row["rule"], "block") if row["severity"] == "contraindicated" else ("incompatible_review", "warn")
        assert findings_of_pair(known, a, b) == findings_of_pair(known, b, a) == [(*expected, {a, b}, row["source"])]


def test_no_other_pair_is_found(known):
    pairs = {frozenset((row["herb_a_code"], row["herb_b_code"])) for row in PAIRS}
    every = [Dose(code, 1) for code in known.herbs]
    assert {frozenset(f.herbs) for f in check(every, NOBODY, known) if len(f.herbs) == 2} == pairs


def test_herbs_that_no_book_forbids_together_are_no_pair(known):
    codes = {finding.code for finding in check([Dose("dang_gui", 9), Dose("huang_qi", 10)], NOBODY, known)}
    assert codes == set()


def dose_findings(known, code, grams):
    return {(f.code, f.severity) for f in check([Dose(code, grams)], NOBODY, known) if f.code.startswith("dose_")}


def test_the_range_of_the_pharmacopoeia_holds_for_every_herb(known):
    for row in (row for row in HERBS if row["max_g"]):
        code, least, most = row["code"], Decimal(row["min_g"]), Decimal(row["max_g"])
        assert dose_findings(known, code, most + Decimal("0.01")) == {("dose_above", "warn")}, code
        assert dose_findings(known, code, least - Decimal("0.001")) == {("dose_below", "warn")}, code
        assert dose_findings(known, code, least) == set() == dose_findings(known, code, most), code


def test_900_grams_are_above_and_say_how_far(known):
    [finding] = of_code(check([Dose("dang_gui", 900)], NOBODY, known), "dose_above")
    assert finding.detail == "900>12"


def test_a_herb_written_twice_is_told_and_counts_twice(known):
    found = check([Dose("dang_gui", 9), Dose("dang_gui", 9)], NOBODY, known)
    assert [f.detail for f in of_code(found, "duplicate")] == ["2 times, 18"]
    assert [f.detail for f in of_code(found, "dose_above")] == ["18>12"]


def test_every_warning_of_pregnancy_is_given(known):
    every = [Dose(row["code"], 1) for row in HERBS]
    found = {f.herbs[0]: f.severity for f in of_code(check(every, PatientFacts(pregnant=True, sex="F"), known), "pregnancy")}
    level = {"contraindicated": "block", "caution": "warn"}
    assert found == {row["code"]: level[row["pregnancy"]] for row in HERBS if row["pregnancy"] in level}


def test_without_pregnancy_nothing_is_said_of_it(known):
    assert of_code(check([Dose("hong_hua", 3)], NOBODY, known), "pregnancy") == []


@pytest.mark.parametrize("code", ["chuan_wu", "cao_wu", "li_lu"])
def test_what_must_not_be_taken_is_blocked(known, code):
    assert severities(check([Dose(code, 1)], NOBODY, known), "restricted") == {"block"}


def test_every_toxic_herb_is_told(known):
    found = of_code(check([Dose(row["code"], 1) for row in HERBS], NOBODY, known), "toxic")
    assert {(f.herbs[0], f.severity) for f in found} == {(row["code"], "warn") for row in HERBS if row["toxicity"] != "none"}


def test_ephedra_may_not_cross_the_border(known):
    [finding] = of_code(check([Dose("ma_huang", 3)], NOBODY, known), "travel")
    assert (finding.severity, finding.detail) == ("note", "TR036: forbidden")


@pytest.mark.parametrize("grams", [0, -1, float("nan"), float("inf"), "9", None, True, 10**9])
def test_what_is_no_dose_is_refused(known, grams):
    with pytest.raises(ImpossibleDose):
        check([Dose("dang_gui", grams)], NOBODY, known)


@pytest.mark.parametrize("code", ["", "unicorn", "当归", None, 7, ("dang_gui",)])
def test_what_is_no_herb_is_refused(known, code):
    with pytest.raises(UnknownHerb):
        check([Dose(code, 9)], NOBODY, known)


@pytest.mark.parametrize(
    "facts", [{"age": -1}, {"age": 200}, {"age": "40"}, {"allergies": "женьшень"}, {"medicines": (None,)}, {"pregnant": "no"}]
)
def test_facts_that_cannot_be_are_refused(known, facts):
    with pytest.raises(ImpossibleFacts):
        check([Dose("dang_gui", 9)], PatientFacts(**facts), known)


def test_an_empty_formula_has_no_findings(known):
    assert check([], PatientFacts(age=5, pregnant=True), known) == ()


codes = st.sampled_from([row["code"] for row in HERBS])
doses = st.builds(Dose, codes, st.decimals(min_value="0.001", max_value=999, places=3))
texts = st.lists(st.text(max_size=40) | st.sampled_from(["Варфарин", "женьшень", "гипертония", "I10"]), max_size=3).map(tuple)
people = st.builds(
    PatientFacts, age=st.none() | st.integers(0, 110), pregnant=st.booleans(), allergies=texts, medicines=texts, conditions=texts
)


@settings(max_examples=80, deadline=None)
@given(formula=st.lists(doses, max_size=12), person=people, order=st.randoms(use_true_random=False))
def test_the_order_of_the_herbs_changes_nothing_and_nothing_valid_fails(known, formula, person, order):
    shuffled = order.sample(formula, len(formula))
    found = check(formula, person, known)
    assert check(shuffled, person, known) == found
    assert [f.severity for f in found] == sorted((f.severity for f in found), key=("block", "warn", "note").index)
    assert {f.code for f in found} <= set(CODES)
    assert {herb for f in found for herb in f.herbs} <= {dose.code for dose in formula}
