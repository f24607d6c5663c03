"""A booking kept by hand: no plan moves it until somebody lets it go. Nobody is told, because nothing changes for her."""

from interpreters.models import Booking


def keep(booking_id: int, *, kept: bool) -> bool:
    """False when the booking was released meanwhile, or never was."""
    return bool(Booking.objects.filter(pk=booking_id, released_at__isnull=True).update(locked=kept))
