"""What the bar around every page needs beyond the user and her rights."""
from typing import Any

from django.http import HttpRequest
from django.utils import timezone


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The server's own clock: an old desk computer may be minutes off."""
    return {"now": timezone.now()}
