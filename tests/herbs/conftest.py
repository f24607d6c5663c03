"""The catalogue that ships, as the safety check knows it; loaded once for each file of tests."""
from collections.abc import Generator

import pytest
from django.db import transaction

from clinic.herbs import knowledge
from clinic.herbs.facts import Knowledge
from clinic.reference.loading import load_reference


@pytest.fixture(scope="session")
def known(django_db_setup: None, django_db_blocker: object) -> Knowledge:
    """Loaded and rolled back: the tests that use it need no database."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        read = knowledge.current()
        transaction.set_rollback(True)
    return read


@pytest.fixture(scope="module")
def _shelves(django_db_setup: None, django_db_blocker: object) -> Generator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def shipped(_shelves: None) -> Generator[None]:
    """The catalogue in the tables; what a test changes is undone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
