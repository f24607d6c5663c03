"""Who asks: the pages of this folder are for people who have signed in."""
from django.http import HttpRequest

from clinic.accounts.models import User


class StaffRequest(HttpRequest):
    """A request of somebody who has signed in, as `permission_required` guarantees."""

    user: User
