"""The catalogue's version: changes with every edit, so that each process knows when its copy is out of date."""

import uuid
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class CatalogueVersion(models.Model):
    """One row. The token is random, never a counter: a change that was rolled back must not share its number with another."""

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token


def mark_changed() -> None:
    """Give the catalogue a new version. One query; two the very first time."""
    token = uuid.uuid4().hex
    if not CatalogueVersion.objects.filter(pk=1).update(token=token):
        CatalogueVersion.objects.bulk_create([CatalogueVersion(pk=1, token=token)], ignore_conflicts=True)


class WatchedQuerySet(models.QuerySet[Row]):
    """Every way to write many rows changes the version too."""

    def update(self, **kwargs: Any) -> int:
        rows = super().update(**kwargs)
        mark_changed()
        return rows

    def delete(self) -> tuple[int, dict[str, int]]:
        result = super().delete()
        mark_changed()
        return result

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        created = super().bulk_create(objs, *args, **kwargs)
        mark_changed()
        return created


class Watched(models.Model):
    """A row the safety check reads."""

    objects = WatchedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        mark_changed()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        result = super().delete(*args, **kwargs)
        mark_changed()
        return result
