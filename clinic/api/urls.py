"""Doors of the API. It answers strangers itself, with 401 instead of the sign-in page."""
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, re_path
from django.views.decorators.csrf import csrf_exempt

from clinic.api.problems import Problem, not_found
from clinic.api.site import api


def _answering_itself(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Signed in or not is the call's own question; a wrong method is a problem as every other."""

    @wraps(view, updated=())
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        problem = Problem(405, "method_not_allowed").response()
        problem["Allow"] = response["Allow"]
        return problem

    return login_not_required(csrf_exempt(answer))


def nowhere(request: HttpRequest) -> HttpResponse:
    return not_found().response()


def _opened(pattern: Any) -> Any:
    pattern.callback = _answering_itself(pattern.callback)
    return pattern


app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [_opened(pattern) for pattern in api.urls[0]]
urlpatterns.append(re_path(r"^.*$", login_not_required(csrf_exempt(nowhere)), name="nowhere"))
