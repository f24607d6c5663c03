"""A plugin of mypy: modeltranslation changes the managers of models behind their back, so a model's module needs its managers' module.

Nothing says so in the models themselves, and mypy reads a module before those it does not import.
"""

from collections.abc import Callable

from mypy.nodes import MypyFile
from mypy.plugin import Plugin

MANAGERS = "modeltranslation.manager"
SAME_PRIORITY_AS_AN_IMPORT, NO_LINE = 10, -1


class TranslatedManagers(Plugin):
    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        ours = file.fullname.split(".")[0] in ("clinic", "patients", "interpreters")
        return [(SAME_PRIORITY_AS_AN_IMPORT, MANAGERS, NO_LINE)] if ours else []


def plugin(version: str) -> Callable[..., Plugin]:
    return TranslatedManagers
