from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from clinic.accounts.models import User
from clinic.api import tokens


class Command(BaseCommand):
    help = "Print a new API token of a member of staff. It is shown once; only its digest is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", help="the name she signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError("There is no active account of that name.")
        if not user.has_perm("accounts.use_api"):
            raise CommandError("This account has no right to use the API.")
        self.stdout.write(tokens.create(user, now=timezone.now()))
