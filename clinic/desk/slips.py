"""What is printed on a slip leads back to its visit: the number of the day, the number of the paper, the QR code."""

import re
import unicodedata
from datetime import date

from clinic.reports.models import Document
from clinic.visits.models import Visit

# A reader types the code's address on whatever layout the keyboard has.
RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю.ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"
LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?"
TO_LATIN = str.maketrans(RUSSIAN_KEYS, LATIN_KEYS)
FROM_CHINESE = str.maketrans({"、": "/", "。": ".", "：": ":", "—": "_"})
CODE = re.compile(r"documents/verify/([\w-]{8,32})", re.IGNORECASE | re.ASCII)
PAPER = re.compile(r"([SP])-?(20\d\d)-?(\d{1,6})", re.IGNORECASE | re.ASCII)
# Latin A, the Russian letter that looks like it, and the one on its key.
TICKET = re.compile(r"[aаф]-?(\d{4})", re.IGNORECASE)


def visit_of_slip(text: str, *, today: date) -> Visit | None:
    """At most 2 queries, none for a text that is neither. A number of the day means today's (China time)."""
    text = text.strip()
    ticket = TICKET.fullmatch(unicodedata.normalize("NFKC", text))
    if ticket:
        return Visit.objects.select_related("patient").filter(day=today, ticket=f"A-{ticket[1]}").first()
    paper = _paper(text)
    return Visit.objects.select_related("patient").filter(pk=paper.subject_id).first() if paper and paper.kind == "slip" else None


def is_code(text: str) -> bool:
    return any(CODE.search(form) for form in _forms(text))


def _paper(text: str) -> Document | None:
    for form in _forms(text):
        code = CODE.search(form)
        if code:
            # With the caps lock on, a reader turns every letter round.
            return Document.objects.filter(token__in=(code[1], code[1].swapcase())).only("kind", "subject_id").first()
        number = PAPER.fullmatch(form)
        if number:
            written = f"{number[1].upper()}-{number[2]}-{int(number[3]):06d}"
            return Document.objects.filter(number=written).only("kind", "subject_id").first()
    return None


def _forms(text: str) -> tuple[str, str]:
    plain = unicodedata.normalize("NFKC", text.replace("——", "_").translate(FROM_CHINESE))
    return plain, plain.translate(TO_LATIN)
