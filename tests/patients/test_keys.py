"""Changing the keys: everything is read afterwards by the new ones alone, a second run writes nothing."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from encrypted_fields.fields import EncryptedFieldMixin

from patients import keys
from patients.models import Group, GroupLine, IdentityDocument
from patients.secrecy import number_hash
from tests.make import NOW, make_document

pytestmark = pytest.mark.django_db
OLD, NEW = "an old salt of thirty-two characters!", "a new salt of thirty-two characters!!"


@pytest.fixture(autouse=True)
def _keys_as_they_were(settings) -> Iterator[None]:
    use(settings, [OLD], ["old key of the look-up hash, 32 chars"])
    yield
    forget()


def use(settings, salts: list[str], hash_keys: list[str]) -> None:
    settings.SALT_KEY, settings.PASSPORT_HASH_KEYS, settings.PASSPORT_HASH_KEY = salts, hash_keys, hash_keys[0]
    forget()


def forget() -> None:
    """A field derives its keys once for each process."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedFieldMixin):
                field.__dict__.pop("keys", None)
                field.__dict__.pop("f", None)


def rotated(**how: int) -> keys.Rotated:
    return list(keys.rotate_keys(**how))[-1]


def test_after_the_change_the_new_keys_alone_are_enough(elena, settings) -> None:
    for number in range(5):
        make_document(elena, f"75123456{number}")
    hash_keys = ["new key of the look-up hash, 32 chars", settings.PASSPORT_HASH_KEY]
    use(settings, [NEW, OLD], hash_keys)
    assert (rotated(batch=2).encrypted, rotated(batch=2).encrypted) == (5, 0)
    use(settings, [NEW], hash_keys[:1])
    paper = IdentityDocument.objects.get(number_hash=number_hash("751234563"))
    assert paper.number == "751234563"


def test_a_run_that_was_stopped_goes_on_where_it_was(elena, settings) -> None:
    for number in range(4):
        make_document(elena, f"75123456{number}")
    use(settings, [NEW, OLD], settings.PASSPORT_HASH_KEYS)
    next(keys.rotate_keys(batch=1))
    assert rotated().encrypted == 3


def test_the_rows_of_a_list_are_brought_along(elena, settings) -> None:
    group = Group.objects.create(name="автобус", made_at=NOW)
    line = GroupLine.objects.create(group=group, number=1, typed={"surname": "Иванова", "number": "751234567"})
    use(settings, [NEW, OLD], settings.PASSPORT_HASH_KEYS)
    assert rotated().encrypted == 1
    use(settings, [NEW], settings.PASSPORT_HASH_KEYS)
    line.refresh_from_db()
    assert line.typed["number"] == "751234567"


def test_what_no_key_opens_is_left_alone_and_named(elena, settings, capsys) -> None:
    paper = make_document(elena)
    use(settings, [NEW], settings.PASSPORT_HASH_KEYS)
    with pytest.raises(CommandError):
        call_command("rotate_keys")
    assert f"patients.IdentityDocument {paper.pk} cannot be read" in capsys.readouterr().err
    use(settings, [OLD], settings.PASSPORT_HASH_KEYS)
    assert IdentityDocument.objects.get().number == "751234567"


def test_the_command_tells_no_number(elena, settings, capsys) -> None:
    make_document(elena)
    call_command("rotate_keys", verbosity=2)
    said = capsys.readouterr()
    assert "751234567" not in said.out + said.err
    assert "drop them" in said.out


def test_the_number_does_not_stand_in_the_table(elena) -> None:
    make_document(elena)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM patients_identitydocument")
        assert "751234567" not in str(cursor.fetchall())
