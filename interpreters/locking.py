"""The rows of several interpreters, held until the transaction ends, always in the order of their numbers: nobody waits in a ring."""

from collections.abc import Collection

from interpreters.models import Interpreter


def several(ids: Collection[int]) -> None:
    """Nobody books them, moves them, notes an absence or writes their roster meanwhile. Numbers of nobody are passed over."""
    list(Interpreter.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def everybody() -> None:
    """For a verb that reads a whole day again."""
    list(Interpreter.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
