"""The folder that keeps the first rendering of every paper: whole or not at all, under its number, for our account only."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings


def keep(number: str, pdf: bytes) -> Path:
    """Write, flush to the disk, then rename: a full disk or a lost current leaves no half paper. Raises OSError."""
    path = path_of(number)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    return path


def path_of(number: str) -> Path:
    """P-2026-003187 lies in the folder of its year."""
    return Path(settings.DOCUMENT_ARCHIVE) / number.split("-")[1] / f"{number}.pdf"
