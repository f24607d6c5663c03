"""The message catalogues: compiled with Babel where a .po is newer than its .mo; collected with `--collect`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ru", "zh_Hans")


def stale(root: Path = ROOT) -> list[Path]:
    """The catalogues whose compiled form is missing or older."""
    found = []
    for source in sorted(root.glob("locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            found.append(source)
    return found


def compile_stale(root: Path = ROOT) -> list[Path]:
    """Compile in another process: Babel takes a tenth of a second to load, and most days there is nothing to compile."""
    sources = stale(root)
    for source in sources:
        target = source.with_suffix(".mo")
        files = ["--input-file", str(source), "--output-file", str(target), "--locale", source.parts[-3]]
        subprocess.run([sys.executable, "-m", "babel.messages.frontend", "compile", *files], check=True, cwd=root, capture_output=True)
    return sources


def collect() -> None:
    if not shutil.which("xgettext"):
        sys.exit("Collecting texts needs xgettext: apt-get install -y gettext")
    options = [part for language in LANGUAGES for part in ("--locale", language)]
    skipped = [part for pattern in (".venv/*", "var/*", "tests/*", "setup/*") for part in ("--ignore", pattern)]
    command = [sys.executable, "manage.py", "makemessages", "--no-wrap", "--no-location", "--no-obsolete", *options, *skipped]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "QIAO_DEMO": "1"})


if __name__ == "__main__":
    if "--collect" in sys.argv[1:]:
        collect()
    for compiled in compile_stale():
        print(compiled.relative_to(ROOT), "compiled")
