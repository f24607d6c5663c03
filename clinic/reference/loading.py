"""Bring the catalogue's tables in line with the files, without touching what staff have edited."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction

from clinic.reference.merging import merge
from clinic.reference.models import ShippedRow
from clinic.reference.plain import checked, plain
from clinic.reference.sources import DATA, BrokenCatalogue, SourceRow, key_of, rows_of
from clinic.reference.tables import TABLES, Table


@dataclass
class TableReport:
    """What one table's loading did. `kept_fields` are "key.field" that staff edited; `kept_deleted` rows they took out."""

    label: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    kept_fields: list[str] = field(default_factory=list)
    kept_deleted: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)


Codes = dict[str, dict[str, int | None]]  # model → code → primary key, None for a row that staff deleted


@transaction.atomic
def load_reference(folder: Path = DATA) -> tuple[TableReport, ...]:
    """All tables in order, all or nothing. Deletes nothing; a second run changes nothing."""
    codes: Codes = {}
    return tuple(_Loading(table, codes).load(rows_of(table, folder)) for table in TABLES)


class _Loading:
    """The loading of one table; `codes` grows with each table for the links of the next."""

    def __init__(self, table: Table, codes: Codes) -> None:
        self.table = table
        self.codes = codes
        self.model: Any = apps.get_model(table.label)
        self.fields: dict[str, Any] = {name: self.model._meta.get_field(name) for name in table.columns}
        self.report = TableReport(table.label)
        self.code_of = {name: {pk: code for code, pk in codes[label].items()} for name, label in table.links.items()}
        self.last = {row.key: row for row in ShippedRow.objects.filter(table=table.label)}
        self.fresh = self._values_of(self.model())
        self.heirs: list[Any] = []

    def load(self, rows: tuple[SourceRow, ...]) -> TableReport:
        present = {self._key_of(row): row for row in self.model.objects.select_for_update()}
        new: list[Any] = []
        changed: list[Any] = []
        touched: set[str] = set()
        shipped: dict[str, dict[str, Any]] = {}
        for row in rows:
            values = shipped[row.key] = {name: self._checked(name, value) for name, value in row.values.items()}
            if row.key in present:
                fields = self._merge(present[row.key], row.key, values)
                touched |= fields
                changed += [present[row.key]] if fields else []
            elif row.key in self.last or self._names_deleted(values):
                self.report.kept_deleted.append(row.key)
            else:
                new.append(self._filled(self.model(), values))
        self._write([*new, *self.heirs], changed, touched)
        self._remember(shipped)
        self._tell_codes(shipped)
        return self.report

    def _merge(self, instance: Any, key: str, values: dict[str, Any]) -> set[str]:
        """Change the instance in memory; answer the fields that changed."""
        last = self.last.get(key)
        free = {name: value for name, value in values.items() if name not in self.table.key}
        result = merge(last=last.values if last else None, current=self._values_of(instance), shipped=free, fresh=self.fresh)
        if self._is_sealed(instance, (*result.updates, *result.kept)):
            self.heirs += [self._filled(instance.successor(), free)] if self._is_news(key, values) else []
            self.report.unchanged += 1
            return set()
        self._filled(instance, dict(result.updates))
        self.report.changed += bool(result.updates)
        self.report.kept += bool(result.kept)
        self.report.unchanged += not (result.updates or result.kept)
        self.report.kept_fields += [f"{key}.{name}" for name in result.kept]
        return set(result.updates)

    def _is_sealed(self, instance: Any, fields: Iterable[str]) -> bool:
        """A row that may not change any more, such as words that somebody has signed: news become its next version."""
        return hasattr(instance, "sealed") and instance.sealed(fields)

    def _write(self, new: list[Any], changed: list[Any], touched: set[str]) -> None:
        derived = {"search_keys"} if hasattr(self.model, "fold_names") else set()
        for instance in (*new, *changed) if derived else ():
            instance.fold_names()
        self.report.added = len(new)
        if new:
            self.model.objects.bulk_create(new)
        if changed:
            self.model.objects.bulk_update(changed, sorted(touched | derived))

    def _remember(self, shipped: dict[str, dict[str, Any]]) -> None:
        """Keep what the files say now; mark, never delete, what they no longer say."""
        rows = [ShippedRow(table=self.table.label, key=key, values=values) for key, values in shipped.items() if self._is_news(key, values)]
        gone = [key for key, row in self.last.items() if key not in shipped and not row.vanished]
        ShippedRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["table", "key"], update_fields=["values", "vanished"])
        ShippedRow.objects.filter(table=self.table.label, key__in=gone).update(vanished=True)
        self.report.vanished = gone

    def _is_news(self, key: str, values: dict[str, Any]) -> bool:
        last = self.last.get(key)
        return last is None or last.vanished or last.values != values

    def _tell_codes(self, shipped: dict[str, dict[str, Any]]) -> None:
        if self.table.key == ("code",):
            self.codes[self.table.label] = dict.fromkeys(shipped, None) | dict(self.model.objects.values_list("code", "pk"))

    def _checked(self, name: str, value: Any) -> Any:
        if name not in self.table.links:
            return checked(self.fields[name], value)
        label = self.table.links[name]
        if value and value not in self.codes[label]:
            raise BrokenCatalogue(f"{self.table.file}: {value!r} is no code of {label}")
        return value or ""

    def _names_deleted(self, values: dict[str, Any]) -> bool:
        return any(values[name] and self.codes[label][values[name]] is None for name, label in self.table.links.items())

    def _filled(self, instance: Any, values: dict[str, Any]) -> Any:
        for name, value in values.items():
            if name in self.table.links:
                setattr(instance, f"{name}_id", self.codes[self.table.links[name]][value] if value else None)
            else:
                setattr(instance, name, value if isinstance(value, list) else self.fields[name].to_python(value))
        return instance

    def _values_of(self, instance: Any) -> dict[str, Any]:
        return {name: self._value_of(instance, name) for name in self.fields}

    def _value_of(self, instance: Any, name: str) -> Any:
        if name in self.table.links:
            linked = getattr(instance, f"{name}_id")
            return self.code_of[name].get(linked, str(linked)) if linked else ""
        return plain(self.fields[name], getattr(instance, name))

    def _key_of(self, instance: Any) -> str:
        return key_of(self.table, [str(self._value_of(instance, name)) for name in self.table.key])
