"""A slip brings its visit back: the number of the day, the number of the paper, the QR code in whatever layout it was typed."""

import pytest
import time_machine

from clinic.reports import printing
from clinic.visits.models import Visit
from tests.cast import client_of
from tests.journeys.wedge import TO_RUSSIAN
from tests.make import NOW, heihe, make_visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ordinary_tuesday(settings):
    settings.PUBLIC_URL = "https://qiao.example.cn"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visit(elena) -> Visit:
    return make_visit(patient=elena, ticket="A-1032", starts=heihe(10, 30))


def opens(user, typed: str) -> str:
    return client_of(user).post("/desk/search/", {"q": typed}).headers.get("Location", "")


@pytest.mark.parametrize("typed", ["A-1032", "a1032", "А-1032", "Ф-1032", "Ａ－１０３２", " a-1032 "])
def test_the_number_of_today_opens_its_patient(liu_fang, visit, typed) -> None:
    assert opens(liu_fang, typed) == f"/chart/{visit.patient.mrn}/#visit-{visit.pk}"


def test_the_number_of_another_day_is_not_todays(liu_fang, elena) -> None:
    make_visit(patient=elena, ticket="A-1032", starts=heihe(10, 30, day=NOW.date().replace(day=20)))
    assert opens(liu_fang, "A-1032") == ""


@pytest.mark.parametrize(
    "layout", [str, lambda code: code.translate(TO_RUSSIAN), lambda code: code.replace("/", "、").replace("_", "——"), str.swapcase]
)
def test_the_code_opens_patient_and_visit_on_every_layout(liu_fang, visit, layout) -> None:
    code = printing.verify_url(printing.print_slip(visit, by=liu_fang, now=NOW).document.token)
    assert opens(liu_fang, layout(code)) == f"/chart/{visit.patient.mrn}/#visit-{visit.pk}"


def test_the_number_of_the_paper_opens_it_too(liu_fang, visit) -> None:
    number = printing.print_slip(visit, by=liu_fang, now=NOW).document.number
    assert opens(liu_fang, number.lower()) == f"/chart/{visit.patient.mrn}/#visit-{visit.pk}"


def test_the_visit_stands_first_while_typing(liu_fang, visit) -> None:
    part = client_of(liu_fang).post("/desk/suggest/", {"q": "A-1032"}).content.decode()
    assert part.index("A-1032") < part.index("</a>")


def test_a_forged_code_is_no_name_to_be_registered(liu_fang) -> None:
    page = client_of(liu_fang).post("/desk/search/", {"q": "https://qiao.example.cn/documents/verify/forgedforged00/"})
    assert (page.status_code, page.context["why"], "found-new" in page.content.decode()) == (200, "code", False)
