"""Codes of the Russian edition of ICD-10 as people type them. Pure."""
import re
import unicodedata

# A Russian keyboard gives letters that only look Latin: the Cyrillic "М54.5" is the most typed code of this house.
LOOKALIKES = str.maketrans("АВСЕНІКМОРТХ", "ABCEHIKMOPTX")
CODE = re.compile(r"[A-Z]\d{2}(\.\d{1,2})?")


def normalise(text: str) -> str | None:
    """`M54.5` from ` м54,5 `; "" from blank; None when it cannot be a code."""
    folded = unicodedata.normalize("NFKC", text).strip().upper().translate(LOOKALIKES).replace(",", ".").replace(" ", "")
    if not folded:
        return ""
    return folded if CODE.fullmatch(folded) else None
