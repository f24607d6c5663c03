"""The cells that a page of rows posts → corrections. Only what differs from what stands there is a correction."""

from collections.abc import Mapping

from django.utils import timezone

from patients import arrivals
from patients.group_check import Checked, Row, check_lines
from patients.lists import PERSON
from patients.models import Group, GroupLine

LONGEST_NUMBER = 18  # digits of a row's key


def save_rows(group: Group, posted: Mapping[str, str], *, only: int | None = None) -> None:
    """Save the rows that are in `posted`: `c-<row>-<field>` are cells, `d-<row>` is whom the desk takes the person for."""
    mentioned = {name.split("-")[1] for name in posted if name.startswith(("c-", "d-")) and name.count("-") >= 1}
    if not mentioned:
        return
    # A row's own cells and matches are all that saving it asks; against the others of a long list it is looked at afterwards.
    lines = group.lines.select_related("patient")
    lines = lines.filter(pk__in=[int(number) for number in mentioned if whole(number)]) if only is None else lines.filter(pk=only)
    checked: Checked = check_lines(group, lines, today=timezone.localdate())
    for row in checked.rows:
        if str(row.line.pk) in mentioned:
            _save(row, posted)


def whole(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER


def _save(row: Row, posted: Mapping[str, str]) -> None:
    typed = {}
    for name in PERSON:
        text = posted.get(f"c-{row.line.pk}-{name}")
        if text is not None and text.strip() not in (row.entry.values.get(name, ""), *_shown_guess(row, name)):
            typed[name] = text
    decision, patient_id = _decision(row, posted.get(f"d-{row.line.pk}"))
    decided = (decision, patient_id) != (row.line.decision, row.line.patient_id)
    if typed or decided:
        arrivals.correct_line(row.line.pk, typed, decision=decision if decided else None, patient_id=patient_id)


def _shown_guess(row: Row, name: str) -> tuple[str, ...]:
    """A list of choices comes back with the proposed one chosen; nobody has said it by that."""
    guess = row.proposed.guessed.get(name)
    return (guess,) if guess and name == "sex" and name not in row.entry.values else ()


def _decision(row: Row, said: str | None) -> tuple[str, int | None]:
    """« known:17 » counts only for a record that the page could have shown."""
    if said is None:
        return row.line.decision, row.line.patient_id
    kind, _colon, number = said.partition(":")
    if kind == GroupLine.Decision.KNOWN:
        allowed = {str(match.patient.pk): match.patient.pk for match in row.matches}
        return (kind, allowed[number]) if number in allowed else (row.line.decision, row.line.patient_id)
    return (
        (kind, None)
        if kind in (GroupLine.Decision.OPEN, GroupLine.Decision.NEW, GroupLine.Decision.LEFT_OUT)
        else (row.line.decision, row.line.patient_id)
    )
