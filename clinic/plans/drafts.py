"""One draft, perhaps two doctors: whoever saw the newest revision may change it."""
from datetime import datetime
from typing import TypeVar

from django.db.models import F

from clinic.accounts.models import User
from clinic.plans.models import Plan, Prescription
from clinic.plans.refusals import DraftChanged, NotADraft

Draft = TypeVar("Draft", Plan, Prescription)


def claim(draft: Draft, *, seen: int, by: User, now: datetime) -> Draft:
    """The draft as stored, locked until the transaction ends, its revision moved on.

    A conditional update does all three at once on both databases. Raises NotADraft or DraftChanged.
    """
    model = type(draft)
    held = model._default_manager.filter(pk=draft.pk, state="draft", revision=seen)
    if held.update(revision=F("revision") + 1, changed_at=now, changed_by=by):
        return model._default_manager.get(pk=draft.pk)
    stands = model._default_manager.get(pk=draft.pk)
    if stands.state != "draft":
        raise NotADraft(stands.state)
    raise DraftChanged(revision=stands.revision, by_id=stands.changed_by_id, at=stands.changed_at)
