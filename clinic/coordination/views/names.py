"""A Chinese name in Russian letters, proposed while somebody types it."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from interpreters.palladius import palladius


@require_POST
@permission_required("accounts.edit_roster", raise_exception=True)
def propose(request: HttpRequest) -> HttpResponse:
    """A fragment with one button, or nothing. It fills the field `into` when it is pressed, never by itself.

    `name` may be characters or pinyin; forms that have a field of that name in other words send `name_zh_hans`.
    """
    typed = request.POST.get("name") or request.POST.get("name_zh_hans") or request.POST.get("name_en") or ""
    into, written = request.POST.get("into", "id_name_ru")[:40], request.POST.get("name_ru", "").strip()
    proposal = palladius(typed)
    return render(request, "coordination/_palladius.html", {"proposal": "" if proposal == written else proposal, "into": into})
