"""What a view may count on once `permission_required` has let somebody in."""
from django.http import HttpRequest

from clinic.accounts.models import User


class StaffRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: User
