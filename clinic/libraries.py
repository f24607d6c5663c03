"""The system libraries that paper needs; looked for by loading them, as WeasyPrint does."""

import ctypes

NEEDED = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    # Without it a page takes half a second with our faces and ten seconds with the system's.
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def missing() -> tuple[str, ...]:
    """The Debian packages to install; empty when all is there."""
    return tuple(package for library, package in NEEDED.items() if not _loads(library))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
