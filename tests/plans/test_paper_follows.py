"""What may be signed may be printed: the signature asks for everything the paper would refuse to lack."""
import pytest

from clinic.departments.models import Service
from clinic.plans import planning, prescribing
from clinic.plans.findings import key_of
from clinic.plans.refusals import Incomplete
from clinic.reports.assemble import head_words, plan_words
from clinic.reports.content import missing_translations
from tests.make import NOW
from tests.plans.shelf import make_plan, make_prescription, make_signed_plan


def lacking(plan):
    """What the paper lacks beside what issuing gives it: number, moment."""
    words = plan_words(plan, head=head_words(None, by=plan.signed_by))
    return [path for path in missing_translations(words) if not path.startswith("head.")]


def test_a_signed_plan_with_an_overridden_formula_can_be_printed(zhang_haibo):
    plan, formula = make_plan(zhang_haibo), make_prescription(zhang_haibo, du_huo=12)
    planning.add_formula(plan, formula, seen=1, by=zhang_haibo.user, now=NOW)
    reasons = {key_of(each): "体质壮实" for each in prescribing.check_stored(formula, NOW).warnings}
    prescribing.sign(formula, reasons, seen=1, by=zhang_haibo.user, now=NOW)
    assert lacking(planning.sign(plan, seen=2, by=zhang_haibo.user, now=NOW)) == []


@pytest.mark.parametrize("field", ["preparation_ru", "aftercare_zh_hans", "name_ru"])
def test_what_the_paper_would_refuse_is_refused_at_the_signature(zhang_haibo, field):
    plan = make_plan(zhang_haibo)
    Service.objects.update(**{field: "" if field.startswith("name") else "одна сторона"})
    with pytest.raises(Incomplete):
        planning.sign(plan, seen=1, by=zhang_haibo.user, now=NOW)


def test_the_same_gap_made_after_the_signature_is_what_the_printer_would_name(zhang_haibo):
    plan = make_signed_plan(zhang_haibo)
    Service.objects.update(preparation_ru="одна сторона")
    assert lacking(plan) == ["instructions[0].zh"]
