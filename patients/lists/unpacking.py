"""A workbook taken apart and put together again, so that the reader behind meets no bomb, no macro and no surprise.

Sizes that an archive claims are not believed: each part is unpacked up to the limit and counted. Only the parts that
hold words, numbers and dates go on; macros, pictures, links and everything unknown stay behind.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from patients.lists.limits import PACKED_TO, PARTS, UNPACKED_BYTES, ListRefused

_WANTED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:workbook|sharedStrings|styles)\.xml|xl/_rels/workbook\.xml\.rels|xl/worksheets/[\w-]+\.xml",
    re.IGNORECASE,
)
_MACROS = re.compile(r"vbaproject|xl/macrosheets|activex|\.bin$", re.IGNORECASE)
_CHUNK = 1 << 16
_HONEST = 1_000_000  # below this any ratio may be


def parts_of(data: bytes) -> dict[str, bytes]:
    """The wanted parts by name. Raises ListRefused for a bomb, macros, another kind of archive or a broken one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_strange(archive)
            return _unpacked(archive, packed=len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as broken:
        raise ListRefused("broken") from broken


def workbook_of(parts: dict[str, bytes]) -> bytes:
    """The parts as a workbook again, not packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _refuse_strange(archive: zipfile.ZipFile) -> None:
    names = [entry.filename for entry in archive.infolist()]
    if len(names) > PARTS:
        raise ListRefused("too_much_inside", limit=PARTS)
    if any(_MACROS.search(name) for name in names if "printersettings" not in name.lower()):
        raise ListRefused("macros")
    if any(name.startswith("word/") for name in names):
        raise ListRefused("word_file")
    if "xl/workbook.xml" not in names:
        raise ListRefused("archive")


def _unpacked(archive: zipfile.ZipFile, *, packed: int) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    most = min(UNPACKED_BYTES, max(_HONEST, packed * PACKED_TO))
    for entry in archive.infolist():
        if not _WANTED.fullmatch(entry.filename):
            continue
        if entry.flag_bits & 0x1:
            raise ListRefused("old_or_locked")
        pieces: list[bytes] = []
        for piece in _pieces(archive, entry):
            pieces.append(piece)
            most -= len(piece)
            if most < 0:
                raise ListRefused("bomb", limit=UNPACKED_BYTES)
        parts[entry.filename] = b"".join(pieces)
    return parts


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as part:
        while piece := part.read(_CHUNK):
            yield piece
