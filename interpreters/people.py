"""Writing down who an interpreter is and what she can interpret."""

from collections.abc import Mapping

import structlog
from django.db import transaction

from interpreters.models import Interpreter, Skill

logger = structlog.get_logger("interpreters.people")
DETAILS = ("name_zh_hans", "name_ru", "name_en", "russian_name", "sex", "phone", "home_floor", "languages", "active")


@transaction.atomic
def describe(interpreter_id: int, details: Mapping[str, object], *, by_id: int | None) -> tuple[str, ...]:
    """Write those of DETAILS that differ; their names. Raises Interpreter.DoesNotExist."""
    interpreter = Interpreter.objects.select_for_update(no_key=True).get(pk=interpreter_id)
    changed = tuple(name for name in DETAILS if name in details and getattr(interpreter, name) != details[name])
    for name in changed:
        setattr(interpreter, name, details[name])
    if changed:
        interpreter.save(update_fields=list(changed))
        transaction.on_commit(lambda: logger.info("interpreter_described", interpreter=interpreter_id, by=by_id, fields=list(changed)))
    return changed


@transaction.atomic
def set_skills(interpreter_id: int, levels: Mapping[str, int], *, by_id: int | None) -> None:
    """Her level (1 to 3) in each code, 0 takes the skill away; codes not named stay as they are."""
    Interpreter.objects.select_for_update(no_key=True).get(pk=interpreter_id)
    had = dict(Skill.objects.filter(interpreter=interpreter_id).values_list("code", "level"))
    changed = {code: level for code, level in levels.items() if had.get(code, 0) != level}
    for code, level in changed.items():
        if level:
            Skill.objects.update_or_create(interpreter_id=interpreter_id, code=code, defaults={"level": level})
        else:
            Skill.objects.filter(interpreter=interpreter_id, code=code).delete()
    if changed:
        transaction.on_commit(lambda: logger.info("skills_set", interpreter=interpreter_id, by=by_id, codes=sorted(changed)))
