"""Changing the keys under which numbers are encrypted and looked up: a verb that may be stopped and begun again at any row.

What is under the newest key already is left alone, so a second run writes nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Cast
from encrypted_fields.fields import EncryptedFieldMixin, EncryptedJSONField

from patients.models import IdentityDocument
from patients.secrecy import number_hash

BATCH = 500


@dataclass
class Rotated:
    """What one run did. Rows are named by model and number, never by what they hold."""

    seen: int = 0
    encrypted: int = 0
    hashed: int = 0
    unreadable: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


def rotate_keys(*, batch: int = BATCH) -> Iterator[Rotated]:
    """The counts so far after each batch; each batch is one transaction."""
    done = Rotated()
    for model, fields in _encrypted():
        after = 0
        while True:
            with transaction.atomic():
                rows = list(_rows(model, fields, after=after)[:batch])
                for row in rows:
                    _rotate(row, fields, done)
            if not rows:
                break
            after = rows[-1].pk
            yield done


def _encrypted() -> list[tuple[type[models.Model], list[Any]]]:
    """Every model of the house that encrypts something."""
    found = ((model, [f for f in model._meta.concrete_fields if isinstance(f, EncryptedFieldMixin)]) for model in apps.get_models())
    return [(model, fields) for model, fields in found if fields]


def _rows(model: type[models.Model], fields: list[Any], *, after: int) -> models.QuerySet[Any]:
    written = {f"written_{one.name}": Cast(one.name, models.TextField()) for one in fields}
    return model._default_manager.select_for_update().filter(pk__gt=after).annotate(**written).order_by("pk")


def _rotate(row: Any, fields: list[Any], done: Rotated) -> None:
    done.seen += 1
    name = f"{row._meta.label} {row.pk}"
    tokens = {one: list(_tokens(one, getattr(row, f"written_{one.name}"))) for one in fields}
    if not all(_opens(one.f, token) for one, its in tokens.items() for token in its):
        done.unreadable.append(name)
        return
    old = [one for one, its in tokens.items() if not all(_opens(Fernet(one.keys[0]), token) for token in its)]
    if old:
        type(row)._default_manager.filter(pk=row.pk).update(**{one.name: getattr(row, one.name) for one in old})
        done.encrypted += 1
    if isinstance(row, IdentityDocument):
        _hash(row, name, done)


def _hash(row: IdentityDocument, name: str, done: Rotated) -> None:
    digest = number_hash(row.number)
    if digest == row.number_hash:
        return
    try:
        with transaction.atomic():
            IdentityDocument.objects.filter(pk=row.pk).update(number_hash=digest)
    except IntegrityError:
        done.twice.append(name)  # one paper written down twice, under two keys: a person must merge the records
    else:
        done.hashed += 1


def _tokens(one: Any, written: str | None) -> Iterator[str]:
    if not written:
        return
    if isinstance(one, EncryptedJSONField):
        value = json.loads(written)
        yield from _leaves(json.loads(value) if isinstance(value, str) else value)
    else:
        yield written


def _leaves(value: Any) -> Iterator[str]:
    """What stands at the ends of a JSON value; each is encrypted by itself."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _leaves(inner)
    elif value is not None:
        yield str(value)


def _opens(lock: Any, token: str) -> bool:
    try:
        lock.decrypt(token.encode())
    except InvalidToken:
        return False
    return True
