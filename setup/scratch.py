"""A folder for one run, in memory where the system has that; thrown away afterwards, by the next run if need be."""

import os
import shutil
import tempfile
from pathlib import Path


def new_folder() -> Path:
    shared = Path("/dev/shm")  # noqa: S108 (what is made in it has a name of its own)
    memory = shared if os.access(shared, os.W_OK) else Path(tempfile.gettempdir())
    _sweep(memory)
    folder = Path(tempfile.mkdtemp(prefix=f"qiao-tests-{os.getpid()}-", dir=memory))
    folder.chmod(0o711)  # PostgreSQL's account must be able to pass
    (folder / "state" / "static").mkdir(parents=True)
    return folder


def _sweep(memory: Path) -> None:
    """A run that was killed could not tidy up: folders whose process is gone are removed."""
    for left in memory.glob("qiao-tests-*-*"):
        if not Path("/proc", left.name.split("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)
