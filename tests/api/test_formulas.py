"""Formula checks over the API."""
import pytest

from clinic.audit.models import Reading
from clinic.plans.models import Prescription
from tests.plans.shelf import make_fact, make_herb, make_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def doctor(calling, zhang_haibo):
    make_pair("gan_cao", "gan_sui")
    return calling(zhang_haibo.user)


def herbs(**grams):
    return {"herbs": [{"code": code, "grams": number} for code, number in grams.items()]}


def test_a_pair_that_must_not_meet_blocks_and_nothing_is_kept(doctor):
    [first, *_rest] = doctor.post("formula-checks", herbs(gan_cao=6, gan_sui=1)).json()
    assert (first["code"], first["severity"], sorted(first["herbs"])) == ("eighteen_incompatibilities", "block", ["gan_cao", "gan_sui"])
    assert not Prescription.objects.exists()


def test_facts_count(doctor):
    answer = doctor.post("formula-checks", herbs(gan_cao=6) | {"facts": {"allergies": ["солодка"], "age": 40}}).json()
    assert "allergy" in {finding["code"] for finding in answer}


def test_a_patients_own_facts_count_and_the_look_is_written_down(doctor, elena):
    make_fact(elena, "allergy", "солодка")
    answer = doctor.post("formula-checks", herbs(gan_cao=6) | {"patient": elena.mrn}).json()
    assert "allergy" in {finding["code"] for finding in answer}
    assert Reading.objects.get().subject_id == elena.pk


def test_too_much_is_a_finding_and_nonsense_a_wrong_field(doctor):
    assert doctor.post("formula-checks", herbs(gan_cao=900)).json()[0]["code"] == "dose_above"
    answer = doctor.post("formula-checks", herbs(gan_cao=-1, gan_sui=90_000)).json()
    assert [error["field"] for error in answer["errors"]] == ["herbs.0.grams", "herbs.1.grams"]


def test_every_unknown_herb_is_named(doctor):
    make_herb()
    answer = doctor.post("formula-checks", herbs(moon_dust=3, du_huo=3, star_dust=3)).json()
    assert (answer["code"], [error["field"] for error in answer["errors"]]) == ("unknown_herb", ["herbs.0.code", "herbs.2.code"])


def test_patient_and_facts_together_are_refused(doctor, elena):
    assert doctor.post("formula-checks", herbs(gan_cao=6) | {"patient": elena.mrn, "facts": {}}).status_code == 422


def test_reception_may_not_check_formulas(desk):
    assert desk.post("formula-checks", herbs()).status_code == 403
