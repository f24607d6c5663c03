"""The folder that keeps the first rendering of every paper: sealed, whole or not at all, under its number, for our account only.

Papers carry what a chart carries, so a file is encrypted under the keys of its row's words. Files that an earlier release
wrote as plain `.pdf` are still read; `rotate` seals them.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings

from clinic.reports import sealing
from clinic.reports.models import Document

STEP = 500  # papers between two words on how far a rotation is


@dataclass
class Rotated:
    """What one run did. `unreadable` are numbers of papers that no key opens."""

    seen: int = 0
    sealed: int = 0
    unreadable: list[str] = field(default_factory=list)


def keep(number: str, pdf: bytes) -> Path:
    """Seal, write, flush to the disk, then rename: a full disk or a lost current leaves no half paper. Raises OSError."""
    path = path_of(number)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            file.write(sealing.seal(pdf, _keys()))
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    return path


def kept(number: str) -> bytes | None:
    """The PDF as it was archived. None: it is not there, or no key opens it."""
    sealed, plain = path_of(number), _plain(number)
    if sealed.exists():
        return sealing.opened(sealed.read_bytes(), _keys())
    return plain.read_bytes() if plain.exists() else None


def path_of(number: str) -> Path:
    """P-2026-003187 lies in the folder of its year."""
    return Path(settings.DOCUMENT_ARCHIVE) / number.split("-")[1] / f"{number}.sealed"


def rotate() -> Iterator[Rotated]:
    """Bring every paper under the newest key; the counts every so often and at the end. May be stopped and run again."""
    done = Rotated()
    for path in sorted(Path(settings.DOCUMENT_ARCHIVE).glob("*/[!.]*")):
        done.seen += 1
        _rotate(path, done)
        if done.seen % STEP == 0:
            yield done
    yield done


def _rotate(path: Path, done: Rotated) -> None:
    """A plain file goes only when its sealed form is on the disk."""
    content = path.read_bytes()
    if path.suffix == ".sealed" and sealing.is_newest(content, _keys()):
        return
    pdf = content if path.suffix == ".pdf" else sealing.opened(content, _keys())
    if pdf is None:
        done.unreadable.append(path.stem)
        return
    keep(path.stem, pdf)
    if path.suffix == ".pdf":
        path.unlink()
    done.sealed += 1


def _plain(number: str) -> Path:
    return path_of(number).with_suffix(".pdf")


def _keys() -> Any:
    return Document._meta.get_field("words")
