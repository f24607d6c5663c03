"""Three versions of one row, what was shipped last, what stands now, what is shipped now: which fields change?"""

from collections.abc import Mapping
from dataclasses import dataclass

Plain = str | int | bool | list[object] | dict[str, object] | None


@dataclass(frozen=True)
class Merge:
    """Fields to write, and fields whose shipped value differs but which staff have edited."""

    updates: Mapping[str, Plain]
    kept: tuple[str, ...]


def merge(
    *, last: Mapping[str, Plain] | None, current: Mapping[str, Plain], shipped: Mapping[str, Plain], fresh: Mapping[str, Plain]
) -> Merge:
    """Field by field. A value nobody touched follows the file; an edited one stays.

    `last` is None for a row that staff made themselves; `fresh` are the values of an untouched new row, for fields
    that were not shipped before.
    """
    updates: dict[str, Plain] = {}
    kept: list[str] = []
    for field, new in shipped.items():
        now = current[field]
        if now == new:
            continue
        if last is not None and now == last.get(field, fresh[field]):
            updates[field] = new
        else:
            kept.append(field)
    return Merge(updates, tuple(kept))
