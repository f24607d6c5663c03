"""What the check knows follows the tables at once."""
import pytest

from clinic.herbs import knowledge
from clinic.herbs.models import Herb, Incompatibility


def test_nothing_changed_costs_one_query(shipped, django_assert_num_queries):
    first = knowledge.current()
    with django_assert_num_queries(1):
        assert knowledge.current() is first


def test_one_query_for_each_table(shipped, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        knowledge.current()


def test_a_saved_dose_counts_at_the_next_check(shipped):
    knowledge.current()
    herb = Herb.objects.get(code="xi_xin")
    herb.max_g = 2
    herb.save(update_fields=["max_g"])
    assert knowledge.current().herbs["xi_xin"].max_g == 2


def test_a_bulk_change_counts_too(shipped):
    knowledge.current()
    Herb.objects.filter(code="xi_xin").update(dispensing="no")
    assert knowledge.current().herbs["xi_xin"].dispensing == "no"


def test_a_deleted_pair_is_forgotten(shipped):
    before = len(knowledge.current().pairs)
    Incompatibility.objects.first().delete()
    assert len(knowledge.current().pairs) == before - 1


@pytest.mark.django_db
def test_an_empty_catalogue_knows_nothing():
    assert knowledge.current().herbs == {}
