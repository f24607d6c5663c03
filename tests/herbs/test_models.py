"""The database itself refuses what no herb can be."""
import pytest
from django.db import IntegrityError

from clinic.herbs.models import Caution, Formula, FormulaItem, Herb, HerbDrug, Incompatibility

pytestmark = pytest.mark.django_db


def herb(code="dang_gui", **changes):
    return Herb.objects.create(code=code, name_zh_hans="当归", pinyin="dāng guī", category_code="x", nature="warm", **changes)


@pytest.mark.parametrize("grams", [(10, 3), (0, 3), (-1, 3), (None, 3), (3, None)])
def test_a_dose_range_out_of_order_is_refused(grams):
    with pytest.raises(IntegrityError):
        herb(min_g=grams[0], max_g=grams[1])


def test_a_pair_is_one_pair_in_either_order():
    one, other = herb("a"), herb("b")
    Incompatibility.objects.create(herb_a=one, herb_b=other, rule="nineteen_fears", severity="review")
    with pytest.raises(IntegrityError):
        Incompatibility.objects.create(herb_a=other, herb_b=one, rule="nineteen_fears", severity="review")


def test_a_herb_is_no_pair_with_itself():
    one = herb()
    with pytest.raises(IntegrityError):
        Incompatibility.objects.create(herb_a=one, herb_b=one, rule="nineteen_fears", severity="review")


@pytest.mark.parametrize("grams", [0, -3])
def test_a_formula_needs_grams(grams):
    formula = Formula.objects.create(code="f", pinyin="f")
    with pytest.raises(IntegrityError):
        FormulaItem.objects.create(formula=formula, position=1, herb=herb(), grams=grams)


@pytest.mark.parametrize(
    "changes", [{"kind": "age"}, {"kind": "condition"}, {"kind": "age", "below_age": 0}, {"kind": "age", "below_age": 9, "condition": "x"}]
)
def test_a_caution_must_say_what_it_is_about(changes):
    with pytest.raises(IntegrityError):
        Caution.objects.create(code="c", herb=herb(), **changes)


def test_a_rule_for_one_formula_must_name_it():
    with pytest.raises(IntegrityError):
        HerbDrug.objects.create(code="HD", herb=herb(), scope="formula_only", severity="major", evidence="theoretical")
