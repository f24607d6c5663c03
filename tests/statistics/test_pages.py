"""The page of the year and the lists behind its figures."""

import pytest
from django.urls import reverse

from clinic.audit.models import Reading
from tests.cast import client_of
from tests.statistics.year import make_years

pytestmark = pytest.mark.django_db
BUDGET = 13  # of which session, user and rights are four


def test_the_director_sees_figures_with_units_definitions_and_links(zhao):
    make_years(1, visits=40)
    page = client_of(zhao).get(reverse("statistics:year", args=[2024]), headers={"accept-language": "en"}).content.decode()
    assert "Different persons with at least one visit done in the year." in page
    assert reverse("statistics:behind", args=[2024, "new_persons"]) in page


def test_the_page_costs_a_fixed_number_of_queries(zhao, django_assert_max_num_queries):
    make_years(2, visits=60)
    client = client_of(zhao)
    with django_assert_max_num_queries(BUDGET):
        client.get(reverse("statistics:year", args=[2024]))


@pytest.mark.parametrize("year", [2000, 2100])
def test_an_empty_year_is_a_page_too(zhao, year):
    assert client_of(zhao).get(reverse("statistics:year", args=[year])).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["1999/", "21000/", "2025/gold/", "2025/visits/?month=13", "2025/persons/?region=%00", f"2025/visits/?page={'9' * 5000}"],
)
def test_what_no_link_says_is_not_found(zhao, address):
    assert client_of(zhao).get(f"/year/{address}").status_code == 404


def test_the_list_shows_record_numbers_and_is_written_down(zhao):
    make_years(3, visits=40)
    page = client_of(zhao).get(reverse("statistics:behind", args=[2024, "persons"])).content.decode()
    assert "H26-" in page
    assert "Житель" not in page
    assert Reading.objects.filter(by=zhao, subject="list", subject_id=2024).count() == 1


def test_a_long_list_goes_on_on_the_next_page(zhao):
    make_years(4, visits=110)
    client = client_of(zhao)
    first = client.get("/year/2024/visits/").content.decode()
    assert ("page=2" in first) == (first.count("<tr>") > 50)


def test_reception_may_not_see_the_counts(liu_fang):
    assert client_of(liu_fang).get(reverse("statistics:year")).status_code == 403


def test_the_stranger_gets_the_sign_in_page(stranger):
    assert stranger.get(reverse("statistics:year"))["Location"].startswith(reverse("accounts:sign_in"))
