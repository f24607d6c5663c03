"""An agency's list of people: a file or pasted text → tables → columns recognised → rows read → records proposed. Pure."""

from patients.lists.columns import FIELDS, Layout, recognise
from patients.lists.limits import ListRefused, Table
from patients.lists.persons import Proposed, Shared, propose
from patients.lists.reading import read_file, read_text
from patients.lists.rows import DAYS, PERSON, Entry, corrected, read_row

__all__ = ["DAYS", "FIELDS", "PERSON", "Entry", "Layout", "ListRefused", "Proposed", "Shared", "Table", "corrected", "propose", "read_file",
           "read_row", "read_text", "recognise"]  # fmt: skip
