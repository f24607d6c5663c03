"""A fact that was chosen from a suggestion, sealed for its way through the browser and back.

The seal says that the words and the code belong together; who broke it gets the words alone.
"""

from django.core import signing

from patients.models import Fact
from patients.plausibility import NewFact

SALT = "patients.chosen_facts"
BETWEEN = " "
LONGEST = 8000
MOST = 40


def sealed(fact: NewFact) -> str:
    return signing.dumps([fact.kind, fact.text, fact.code, fact.text_zh], salt=SALT, compress=True)


def opened(seals: str) -> tuple[NewFact, ...]:
    """Those whose seal is whole; the rest is dropped in silence."""
    found = []
    for seal in seals[:LONGEST].split(BETWEEN)[:MOST]:
        try:
            kind, text, code, text_zh = signing.loads(seal, salt=SALT)
        except (signing.BadSignature, ValueError, TypeError):
            continue
        if kind in Fact.Kind.values:
            found.append(NewFact(kind, text, code=code, text_zh=text_zh))
    return tuple(found)


def with_codes(kind: str, text: str, chosen: tuple[NewFact, ...]) -> NewFact:
    """The chosen fact that these words are, else the words alone."""
    same = (fact for fact in chosen if fact.kind == kind and fact.text.casefold() == text.casefold())
    return next(same, NewFact(kind, text))
