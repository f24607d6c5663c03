"""Which alphabet a text file was saved in: what Russian and Chinese Excel write, recognised or refused, never guessed into rubbish."""

import codecs
import unicodedata
from itertools import pairwise

from patients.lists.limits import ListRefused

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENOUGH = 0.7
_SWAPPED = 0.3  # KOI8 read as cp1251 gives aBCD instead of Abcd


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises ListRefused."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name), name.removesuffix("-sig")
    if b"\0" in data:
        return _without_mark(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    for name, likely in (("gb18030", _chinese), ("cp1251", _russian)):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if likely(text):
            return text, name
    raise ListRefused("encoding")


def _strictly(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as broken:
        raise ListRefused("encoding") from broken
    if "\0" in text:
        raise ListRefused("not_a_list")
    return text


def _without_mark(data: bytes) -> tuple[str, str]:
    """UTF-16 without its mark has a zero beside every Latin sign, on one side only."""
    evens, odds = data[::2].count(0), data[1::2].count(0)
    name = "utf-16-le" if odds > evens else "utf-16-be"
    if min(evens, odds) > max(evens, odds) / 10 or max(evens, odds) < len(data) / 20 or len(data) % 2:
        raise ListRefused("not_a_list")
    return _strictly(data, name), "utf-16"


def _chinese(text: str) -> bool:
    """Frequent characters (the first level of GB 2312) and the Cyrillic letters of the same table."""
    foreign = [sign for sign in text if ord(sign) > 127]
    good = sum(_first_level(sign) or _is_cyrillic(sign) or unicodedata.category(sign)[0] == "P" or 0xFF00 <= ord(sign) <= 0xFF5E
               for sign in foreign)  # fmt: skip
    return good >= _ENOUGH * len(foreign)


def _first_level(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff" and 0xB0 <= sign.encode("gb18030")[0] <= 0xD7


def _russian(text: str) -> bool:
    foreign = [sign for sign in text if ord(sign) > 127]
    letters = sum(map(_is_cyrillic, foreign))
    pairs = [(one, other) for one, other in pairwise(text) if _is_cyrillic(one) and _is_cyrillic(other)]
    swapped = sum(one.islower() and other.isupper() for one, other in pairs)
    return letters >= _ENOUGH * len(foreign) and swapped <= _SWAPPED * max(1, len(pairs))


def _is_cyrillic(sign: str) -> bool:
    return "\u0400" <= sign <= "\u04ff"
