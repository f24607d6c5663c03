"""Signing in and out, the page each role starts on, and the language of the pages."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from clinic.accounts.demo import SHOWN_ROLES, demo_accounts
from clinic.accounts.forms import SignInForm
from clinic.accounts.models import User

# Where each right leads first; the first right a person holds wins.
FIRST_PAGES = (
    ("accounts.edit_catalogue", "desk:today"),  # the administration has every right; her own day would be empty
    ("accounts.see_own_day", "my_day:day"),
    ("accounts.close_year", "statistics:year"),
    ("accounts.review_prescriptions", "plans:prescriptions"),
    ("accounts.see_desk", "desk:today"),
)
STORAGE = '"storage"'


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Name and password; in demo mode also a button for each role."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, demo_accounts=demo_accounts() if settings.DEMO else [])

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        response = super().form_valid(form)
        return _in_language(_nothing_left(response, form.get_user()), form.get_user().language)


class SignOut(LogoutView):
    """What the interpreter's phone keeps for hours without a network goes with her: pages, queue, worker."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["Clear-Site-Data"] = STORAGE
        return response


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest, username: str) -> HttpResponse:
    """One tap for the roles of the demo clinic; outside demo mode this door does not exist."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(User.objects.filter(groups__name__in=SHOWN_ROLES).distinct(), username=username, is_active=True)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, user.language)
    return _in_language(_nothing_left(redirect(settings.LOGIN_REDIRECT_URL), user), chosen)


def home(request: HttpRequest) -> HttpResponse:
    """The first page of the role that signed in."""
    user = request.user
    if user.is_superuser:
        return redirect("desk:today")
    for right, page in FIRST_PAGES:
        if user.has_perm(right):
            return redirect(page)
    if user.is_staff:
        return redirect("admin:index")
    raise PermissionDenied  # not the sign-in page: it would send whoever has signed in back here, for ever


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on; remembered for the user, or for the browser of a stranger.

    `speak` instead of `language`: a form of the page came along, and goes back to the page so that nothing typed is lost.
    """
    kept = "speak" in request.POST
    language = request.POST.get("speak" if kept else "language", "")
    target = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    if kept:
        response.status_code = 307  # the browser posts the same fields again
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=language)
    return _in_language(response, language)


def _nothing_left(response: HttpResponse, user: User) -> HttpResponse:
    """Somebody who has no day of her own sits at a browser that may keep another's; between interpreters the page itself looks."""
    if not user.has_perm("accounts.see_own_day"):
        response["Clear-Site-Data"] = STORAGE
    return response


def _in_language(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response
