"""Journey 3: a formula that warns is signed with a reason, one that is forbidden is not signed at all."""

from clinic.plans.models import OverriddenFinding, Prescription
from tests.make import make_patient


def begin(enter, *herbs: str):
    """An empty formula of a new patient, and herbs by their names."""
    page = enter("zhanghaibo")
    page.goto(f"/plans/formulas/new/{make_patient(mrn='T26-00003').mrn}/")
    page.locator("main button.primary").click()
    for herb in herbs:
        page.fill("input[name=add]", herb)
        page.press("input[name=add]", "Enter")
        page.locator(f"td.herb:has-text('{herb}')").wait_for()
    return page


def test_a_dose_above_the_range_warns_while_typing_and_is_signed_with_a_reason(enter):
    page = begin(enter, "细辛")
    page.fill("#grams-xi_xin", "9")
    page.locator("#says-xi_xin .finding.warn").wait_for()
    page.locator(".signing button.primary").click()
    page.locator(".sheet .finding.block").wait_for()
    assert Prescription.objects.latest("pk").state == "draft"
    page.fill("#says-xi_xin input[name^=reason-]", "寒痹重症，先煎一小时，住院观察")
    page.locator(".signing button.primary").click()
    page.wait_for_url("**/plans/pharmacy/**")
    assert OverriddenFinding.objects.get().prescription.state == "signed"


def test_a_forbidden_pair_cannot_be_signed_until_one_of_the_two_is_out(enter):
    page = begin(enter, "甘草", "甘遂")
    sign = page.locator(".signing button.primary")
    assert (sign.is_disabled(), page.locator("#why-not").is_visible()) == (True, True)
    page.locator("#row-gan_sui .out button").click()
    page.locator("#row-gan_sui").wait_for(state="detached")
    assert sign.is_enabled()
