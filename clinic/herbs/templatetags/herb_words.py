"""For templates: which facts of a patient the herb check cannot look after."""

from collections.abc import Iterable
from typing import Any

from django import template

from clinic.herbs import vocabulary

register = template.Library()

CHECKED = (vocabulary.ALLERGY, vocabulary.CONDITION, vocabulary.MEDICINE)


@register.simple_tag
def unrecognised(facts: Iterable[Any]) -> set[int]:
    """Keys of those whose words and codes mean nothing to the check. One query, none without such facts."""
    known = None
    found = set()
    for fact in facts:
        if fact.kind in CHECKED:
            known = known or vocabulary.terms()
            if not any(vocabulary.means(fact.kind, said, known) for said in (fact.code, fact.text, fact.text_zh) if said):
                found.add(fact.pk)
    return found
