"""Suggestions while an allergy, a condition or a medicine is typed. What is chosen travels signed, so that no code is made up."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from clinic.herbs import vocabulary
from patients.chosen_facts import sealed
from patients.plausibility import NewFact

KINDS = (vocabulary.ALLERGY, vocabulary.CONDITION, vocabulary.MEDICINE)


@require_POST
@permission_required("accounts.note_facts", raise_exception=True)
def known_facts(request: HttpRequest) -> HttpResponse:
    """Options for the list under the field; by POST, so that an illness never stands in an address or a log."""
    kind, typed = request.POST.get("kind", ""), request.POST.get("q", "").replace("\0", " ")[: vocabulary.LONGEST]
    found = vocabulary.suggest(kind, typed) if kind in KINDS else ()
    options = [(one, sealed(NewFact(one.kind, one.text, code=one.code, text_zh=one.zh))) for one in found]
    context = {"options": options, "typed": typed.strip(), "recognised": kind in KINDS and vocabulary.recognises(kind, typed)}
    return render(request, "desk/_known.html", context)
