"""The invented staff of the demo clinic, as the sign-in page offers them. Read only in demo mode."""

from dataclasses import dataclass

from clinic.accounts.models import User

# One account a role, in the order of a patient's way through the house.
SHOWN_ROLES = ("reception", "interpreter", "coordinator", "practitioner", "pharmacist", "director", "admin")


@dataclass(frozen=True)
class DemoAccount:
    """A button on the sign-in page."""

    username: str
    name: str
    role: str


def demo_accounts() -> list[DemoAccount]:
    """The first account of each role, empty before the demo clinic is loaded."""
    found: dict[str, DemoAccount] = {}
    people = (
        User.objects.filter(is_active=True, groups__name__in=SHOWN_ROLES)
        .order_by("pk")
        .values_list("username", "name_zh_hans", "groups__name")
    )
    for username, name, role in people[:200]:
        found.setdefault(role, DemoAccount(username, name, role))
    return [found[role] for role in SHOWN_ROLES if role in found]
