"""Lock the requirements: every version and the hashes of its files as the Python Package Index publishes them.

The lock is made for Python 3.11 to 3.13 at once and must be the same wherever it is made, so the indexes and folders
that this machine's pip may be set to are left out.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"requirements.in": "requirements.txt", "requirements-dev.in": "requirements-dev.txt", "setup/uv.in": "setup/uv.txt"}
INDEX = "https://pypi.org/simple"
STRANGE = re.compile(r"(https?:|file:|--find-links|--index|--extra-index|^/|@ )|==[^\s;\\]+\+", re.MULTILINE)


def lock(source: str, target: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    # UV_NO_CONFIG: neither the user's nor the system's uv.toml may have a say.
    env = kept | {"UV_NO_CONFIG": "1", "UV_DEFAULT_INDEX": INDEX}
    command = [".venv/bin/uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
               "--no-emit-index-url", "--no-annotate", "--output-file", target, source]  # fmt: skip
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    found = STRANGE.search((ROOT / target).read_text(encoding="utf-8"))
    if found:
        sys.exit(f"{target} holds {found.group()!r}: a lock names packages and hashes, never a place.")


if __name__ == "__main__":
    for source, target in LOCKS.items():
        lock(source, target)
        print(target)
