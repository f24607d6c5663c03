"""How well unlisted Russian names become Chinese: every listed name is left out once, with its other forms.

Run from the project's root: python -m tests.load.names_accuracy [--errors]
"""
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz.distance import Levenshtein

from patients.names.analogy import Lesson
from patients.names.syllables import prepared
from patients.names.tables import ListedName, listed_names
from patients.names.transcription import lessons, stemmed, transcribe

Group = tuple[str, frozenset[str]]


def groups() -> dict[Group, list[ListedName]]:
    """A surname with its feminine, a patronymic with its feminine, a given name by itself."""
    found: dict[Group, list[ListedName]] = defaultdict(list)
    for name in listed_names():
        if name.kind == "surname":
            key = frozenset((name.russian, *name.related))
        else:
            key = frozenset(name.related if name.kind == "patronymic" else (name.russian,))
        if name.kind != "diminutive":
            found[name.kind, key].append(name)
    return found


def without(words: set[str]) -> Mapping[str, tuple[Lesson, ...]]:
    kept = {letters: tuple(x for x in found if x.word not in words) for letters, found in lessons().items()}
    return {letters: found for letters, found in kept.items() if found}


def results() -> Iterator[tuple[ListedName, str]]:
    for names in groups().values():
        known = without({w for n in names for w in (stemmed(n.russian, n.kind), prepared(n.russian))})
        for name in names:
            yield name, transcribe(name.russian, kind=name.kind, sex=name.sex[0].upper(), known=known)


def main(show_errors: bool) -> None:
    table: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    for name, text in results():
        near = max(0, len(name.chinese) - Levenshtein.distance(name.chinese, text))
        row = (text == name.chinese, text == name.chinese or text in name.variants, near, len(name.chinese))
        for label in (f"{name.kind} {name.sex}", "all"):
            table[label].append(row)
        if show_errors and text != name.chinese:
            print(f"  {name.russian:18} {name.chinese} ({', '.join(name.variants)})  {text}")
    print(f"{'':14}{'names':>6}{'exact':>9}{'or variant':>12}{'characters':>12}")
    for label, rows in sorted(table.items(), key=lambda entry: entry[0] == "all"):
        exact, accepted, near, characters = (sum(column) for column in zip(*rows, strict=True))
        print(f"{label:14}{len(rows):6}{exact / len(rows):9.1%}{accepted / len(rows):12.1%}{near / characters:12.1%}")


if __name__ == "__main__":
    main("--errors" in sys.argv)
