"""Cyrillic to Latin by the orders under which Russian passports were and are printed."""
import re

import iuliia

_SYSTEMS = {
    "icao": iuliia.ICAO_DOC_9303,
    "gost_r_52535": iuliia.GOST_52535,
    "mvd_310": iuliia.MVD_310,
    "mvd_310_fr": iuliia.MVD_310_FR,
    "mvd_782": iuliia.MVD_782,
    "bgn_pcgn": iuliia.BGN_PCGN,
}
SYSTEMS = tuple(_SYSTEMS)
_NOT_PRINTED = re.compile(r"[^A-Z \-]")
_BLANKS = re.compile(r"\s+")
# Letters that the order's own table writes with marks; a passport has none.
_UNMARKED = {ord("Ё"): "E", ord("Ë"): "E", ord("É"): "E", ord("Ï"): "I"}


def romanise(cyrillic: str, *, system: str = "icao") -> str:
    """Upper case, as in a passport: letters, blanks and hyphens only. Raises KeyError for an unknown system."""
    blanks = _BLANKS.sub(" ", cyrillic.strip()).lower()
    return _NOT_PRINTED.sub("", _SYSTEMS[system].translate(blanks).upper().translate(_UNMARKED))
