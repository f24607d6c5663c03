"""Words that a patient has signed stay as they are, whatever the files or the back office say later."""

import pytest
from django.urls import reverse

from clinic.reference.loading import load_reference
from patients.models import ConsentText, TextSigned
from tests.cast import client_of
from tests.make import make_consent, make_consent_text, make_user
from tests.reference.test_loading import folder, report, rewrite  # noqa: F401 — the fixture

pytestmark = pytest.mark.django_db
OLD, NEW = "Лечение,Treatment", "Лечение у нас,Treatment"


def versions() -> dict[int, str]:
    return dict(ConsentText.objects.filter(kind="treatment").values_list("version", "title_ru"))


def test_words_that_nobody_signed_follow_the_file(folder):  # noqa: F811
    load_reference(folder)
    rewrite(folder, "own/consents.csv", OLD, NEW)
    load_reference(folder)
    assert versions() == {1: "Лечение у нас"}


def test_signed_words_stay_and_the_news_is_the_next_version_once(folder):  # noqa: F811
    load_reference(folder)
    make_consent(kind="treatment")
    rewrite(folder, "own/consents.csv", OLD, NEW)
    assert report(load_reference(folder), "patients.ConsentText").added == 1
    assert report(load_reference(folder), "patients.ConsentText").added == 0
    assert versions() == {1: "Лечение", 2: "Лечение у нас"}


def test_a_second_change_of_the_file_is_a_third_version(folder):  # noqa: F811
    load_reference(folder)
    make_consent(kind="treatment")
    for old, new in ((OLD, NEW), (NEW, "Лечиться,Treatment")):
        rewrite(folder, "own/consents.csv", old, new)
        load_reference(folder)
    assert versions() == {1: "Лечение", 2: "Лечение у нас", 3: "Лечиться"}


@pytest.mark.parametrize("field", ["text_ru", "title_zh_hans", "version", "valid_from"])
def test_the_model_refuses_to_write_over_signed_words(field):
    text = make_consent(kind="treatment").text
    setattr(text, field, {"version": 7, "valid_from": "2020-01-01"}.get(field, "другое"))
    with pytest.raises(TextSigned):
        text.save()


def test_many_at_once_are_refused_too():
    text = make_consent(kind="treatment").text
    text.text_ru = "другое"
    with pytest.raises(TextSigned):
        ConsentText.objects.bulk_update([text], ["text_ru"])


def test_an_update_of_the_table_is_refused_too():
    make_consent(kind="treatment")
    with pytest.raises(TextSigned):
        ConsentText.objects.update(title="другое")


def test_what_is_not_words_may_be_noted_later():
    text = make_consent(kind="treatment").text
    text.doubt = "approved by the lawyer"
    text.save()
    ConsentText.objects.update(source="the hospital")
    assert ConsentText.objects.get().doubt == "approved by the lawyer"


def edit(text: ConsentText, **changes: str) -> None:
    """As the administrator does it in the back office."""
    desk = client_of(make_user("admin", is_staff=True))
    page = reverse("admin:patients_consenttext_change", args=[text.pk])
    form = desk.get(page).context["adminform"].form
    answer = desk.post(page, {name: value for name, value in form.initial.items() if value is not None} | changes)
    assert answer.status_code == 302


def test_the_back_office_edits_words_that_nobody_signed():
    edit(make_consent_text("treatment"), title_ru="Лечение у нас")
    assert versions() == {1: "Лечение у нас"}


def test_an_edit_of_signed_words_in_the_back_office_is_the_next_version():
    edit(make_consent(kind="treatment").text, title_ru="Лечение у нас")
    assert versions() == {1: "Напоминания по почте", 2: "Лечение у нас"}


def test_a_doubt_is_noted_beside_signed_words():
    edit(make_consent(kind="treatment").text, doubt="approved by the lawyer")
    assert ConsentText.objects.get().doubt == "approved by the lawyer"
