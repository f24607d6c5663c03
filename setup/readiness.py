"""Is there anything to prepare before the clinic opens? Answered without Django, which alone takes two seconds to load.

What is in the database is asked of the database; what was loaded from the project's own files (static files, reference
data) is remembered by a fingerprint in `prepared.json`.
"""

import hashlib
import json
import sqlite3
import sysconfig
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg

ROOT = Path(__file__).resolve().parent.parent
LABELS = {"patients": "patients", "interpreters": "interpreters"}
PREPARED = "prepared.json"


def state_folder(env: Mapping[str, str]) -> Path:
    return Path(env.get("QIAO_STATE") or ROOT / "var").absolute()


def fingerprint(root: Path = ROOT) -> str:
    """Changes when a static file, a reference table or the lock changes: names, sizes and times, not contents."""
    folders = [root / "static", root / "clinic" / "reference", root / "clinic" / "demo", root / "requirements.txt"]
    files = [file for folder in folders for file in (folder.rglob("*") if folder.is_dir() else [folder])]
    seen = [(file, file.stat()) for file in sorted(files) if file.is_file() and file.suffix != ".pyc"]
    told = "\n".join(f"{file} {stat.st_size} {stat.st_mtime_ns}" for file, stat in seen)
    return hashlib.sha256(told.encode()).hexdigest()


def migrations_on_disk(root: Path = ROOT) -> set[tuple[str, str]]:
    """(label, name) of our own migrations and those of every installed package."""
    packages = Path(sysconfig.get_path("purelib"))
    files = [*root.glob("*/migrations/0*.py"), *root.glob("clinic/*/migrations/0*.py"), *packages.glob("*/migrations/0*.py"),
             *packages.glob("django/contrib/*/migrations/0*.py")]  # fmt: skip
    return {(file.parent.parent.name, file.stem) for file in files}


def _query(url: str, statement: str) -> list[tuple[object, ...]]:
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        if not path.exists():
            return []
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return list(connection.execute(statement))
    with psycopg.connect(url.replace("postgres://", "postgresql://", 1), connect_timeout=5) as opened:
        return list(opened.execute(statement))


def database_url(env: Mapping[str, str]) -> str:
    return env.get("DATABASE_URL") or f"sqlite:///{state_folder(env) / 'qiao.sqlite3'}"


def reason_to_prepare(env: Mapping[str, str]) -> str:
    """Why `setup.prepare` must run first; empty when the clinic may open at once."""
    url = database_url(env)
    try:
        applied = {(str(label), str(name)) for label, name in _query(url, "SELECT app, name FROM django_migrations")}
        today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
        visits = _query(url, f"SELECT 1 FROM visits_visit WHERE day = '{today}' LIMIT 1") if applied else []  # noqa: S608  (a date of ours)
    except (sqlite3.Error, psycopg.Error):
        return "the database is new"
    if not applied:
        return "the database is new"
    # A package that is installed and not used has no row at all; a package that is used has at least one.
    ours = {file.parent.name for file in ROOT.glob("clinic/*/migrations")} | set(LABELS)
    used = ours | {label for label, _name in applied}
    if {(label, name) for label, name in migrations_on_disk() if label in used} - applied:
        return "the database is behind"
    if env.get("QIAO_DEMO") == "1" and not visits:
        return "the demo clinic has no visits today"
    prepared = state_folder(env) / PREPARED
    if not prepared.exists() or json.loads(prepared.read_text(encoding="utf-8")) != {"fingerprint": fingerprint()}:
        return "files have changed"
    return ""


def remember(env: Mapping[str, str]) -> None:
    text = json.dumps({"fingerprint": fingerprint()})
    (state_folder(env) / PREPARED).write_text(text, encoding="utf-8")
