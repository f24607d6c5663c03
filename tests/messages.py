"""Every text of the sources that asks for a translation, found without gettext's own programs."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("clinic", "patients", "interpreters")

# Name of the call → (place of the context, place of the text); the plural stands behind the text.
PLAIN, WITH_CONTEXT = (None, 0), (0, 1)
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"), PLAIN),
    **dict.fromkeys(("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"), WITH_CONTEXT),
}
STRING = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
IN_TEMPLATE = re.compile(rf"\b(_|n?p?gettext|pgettext)\(\s*{STRING}(?:\s*,\s*{STRING})?", re.DOTALL)

Message = tuple[str, str]  # context, text


def in_python(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in CALLS:
            continue
        context, text = CALLS[name]
        given = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
        if len(given) > text and isinstance(given[text], str):
            yield (given[context] or "" if context is not None else "", given[text])


def in_template(path: Path) -> Iterator[Message]:
    for name, first, second in IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
        context, text = CALLS[name]
        strings = [ast.literal_eval(literal) for literal in (first, second) if literal]
        yield (strings[context] if context is not None else "", strings[text])


def in_the_sources() -> dict[Message, str]:
    """Each message with the file it was seen in."""
    found: dict[Message, str] = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                found |= dict.fromkeys(in_python(path), str(path.relative_to(ROOT)))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in (".html", ".txt"):
            found |= dict.fromkeys(in_template(path), str(path.relative_to(ROOT)))
    return {message: place for message, place in found.items() if message[1]}
