"""Where the taps of the phone come in, and where the desk answers a call for help."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clinic.accounts.requests import StaffRequest, way_back
from clinic.my_day.posted import Unreadable, read_form, read_taps
from clinic.my_day.taps import NewTap, NotYours, take
from clinic.my_day.wording import SAYS, tap_in_words
from interpreters import telling
from interpreters.models import Interpreter


@require_http_methods(["GET", "POST"])
@never_cache
@permission_required("accounts.see_own_day", raise_exception=True)
def taps(request: StaffRequest) -> HttpResponse:
    """GET: who is signed in and a fresh token, which a queue needs after hours. POST: taps as JSON, or one button of the page."""
    if request.method == "GET":
        return JsonResponse({"user": request.user.pk, "token": get_token(request)})
    if request.content_type != "application/json":
        return _button(request)
    if request.headers.get("X-My-Day-User", str(request.user.pk)) != str(request.user.pk):
        return JsonResponse({"error": "other_user"}, status=409)
    try:
        sent = read_taps(request.body)
    except Unreadable:
        return JsonResponse({"error": SAYS["unreadable"]()}, status=400)
    answers = [_answer(request, tap) for tap in sent]
    foreign = bool(answers) and all(one["code"] == NotYours.code for one in answers)
    return JsonResponse({"answers": answers}, status=404 if foreign else 200)


@permission_required("accounts.assign_interpreters", raise_exception=True)
@require_POST
def answer_help(request: StaffRequest, call_id: int) -> HttpResponse:
    """Somebody of the house comes."""
    if not telling.answer(call_id, by_id=request.user.pk, now=timezone.now()):
        messages.info(request, _("Somebody else was quicker, or nobody is needed any more."))
    return way_back(request)


def _answer(request: StaffRequest, tap: NewTap) -> dict[str, str]:
    interpreter = Interpreter.objects.filter(user=request.user).first()
    if interpreter is None:
        return {"id": str(tap.id), "answer": "refused", "code": NotYours.code, "words": SAYS[NotYours.code]()}
    answer = take(tap, interpreter=interpreter, by_id=request.user.pk, now=timezone.now())
    return {"id": str(tap.id), "answer": answer.answer, "code": answer.code, "words": tap_in_words(answer, tap)}


def _button(request: StaffRequest) -> HttpResponse:
    try:
        told = _answer(request, read_form(request, timezone.now()))
    except Unreadable:
        told = {"words": SAYS["unreadable"]()}
    if told["words"]:
        messages.warning(request, told["words"])
    return way_back(request, otherwise="/my-day/")
