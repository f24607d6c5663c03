"""What a view may count on once `permission_required` has let somebody in, and how it reads what a browser claims."""
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from clinic.accounts.models import User

LONGEST_NUMBER = 18  # digits; more do not fit into a row's number


class StaffRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: User


def way_back(request: HttpRequest, otherwise: str = "/") -> HttpResponseRedirect:
    """To the page of ours that `next` names, else to `otherwise`. Not `redirect`, which takes a bare word for a view's name."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if ours and target.startswith(("/", "http")) else otherwise)


def whole_number(text: str) -> int | None:
    """The number of a row as a form sends it; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None
