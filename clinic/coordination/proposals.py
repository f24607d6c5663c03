"""A day proposed, accepted in one transaction, or dropped without a trace."""

from collections.abc import Callable
from datetime import date, datetime

import structlog
from django.db import transaction

from clinic.coordination import facts
from clinic.coordination.answer import Answer, Move, read_answer
from clinic.coordination.day_reading import read_day
from clinic.coordination.facts import Change
from clinic.coordination.models import DayProposal
from clinic.coordination.question import Question
from clinic.visits import locking
from clinic.visits.reassigning import Handover, hand_over
from clinic.visits.refusals import Refusal
from clinic.visits.taking import By
from interpreters.booking import BookingRefused
from interpreters.locking import everybody

SECONDS = 5.0  # for the plan; as much again at most for what would help
HASTE = 3  # attempts where nobody wants to look at a proposal first

logger = structlog.get_logger("coordination.proposals")


class ProposalRefused(Exception):
    """Nothing was written."""


class ProposalGone(ProposalRefused):
    """It was dropped, or another took its place."""


class DayMoved(ProposalRefused):
    """The day is not as it was when the proposal was made; `changes` says what moved."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__(" ".join(change.code for change in changes))
        self.changes = changes


def propose(day: date, *, by_id: int | None, now: datetime, cause: str = DayProposal.Cause.PLAN, help_wanted: bool = True) -> DayProposal:
    """Plan what is left of a Heihe day. The same person's earlier proposals for it that nobody accepted go.

    Not one transaction: a planner that thinks for seconds would hold up every desk. What it read is kept instead.
    """
    from clinic.coordination.asking import ask  # noqa: PLC0415 - the solver: 0.3 s and 30 MB that only who plans should pay

    question = read_day(day, now=now)
    answer = ask(question, seconds=SECONDS, help_wanted=help_wanted)
    proposal = DayProposal(day=day, cause=cause, made_by_id=by_id, made_at=now, facts=question.facts, content=answer.as_content())
    with transaction.atomic():
        DayProposal.objects.filter(day=day, made_by=by_id, accepted_at__isnull=True).delete()
        proposal.save(force_insert=True)
    return proposal


def drop(proposal_id: int) -> None:
    """Nobody wants it. What was accepted stays."""
    DayProposal.objects.filter(pk=proposal_id, accepted_at__isnull=True).delete()


@transaction.atomic
def accept(proposal_id: int, *, by_id: int | None, now: datetime) -> DayProposal:
    """Write it whole, or not at all. Accepting again what is accepted changes nothing.

    Locks: the proposal, then in the order of `visits.locking` its visits and all interpreters. With them nobody books, moves,
    or notes an absence while the day is read again. Raises ProposalGone, and DayMoved when anything is not as it was read.
    """
    proposal = DayProposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if proposal is None:
        raise ProposalGone(str(proposal_id))
    if proposal.accepted_at is not None:
        return proposal
    moves = read_answer(proposal.content).moves
    locking.visits({move.visit for move in moves})
    everybody()
    question = read_day(proposal.day, now=now)
    if moved := (*facts.changes(proposal.facts, question.facts), *_begun(proposal, moves, question)):
        raise DayMoved(facts.once(moved))
    _write(moves, by=By(by_id, now))
    proposal.accepted_at, proposal.accepted_by_id = now, by_id
    proposal.save(update_fields=["accepted_at", "accepted_by"])
    transaction.on_commit(lambda: logger.info("day_plan_accepted", proposal=proposal_id, moves=len(moves), by=by_id))
    return proposal


def accept_at_once(make: Callable[[], DayProposal], *, by_id: int | None, now: datetime) -> DayProposal:
    """For an emergency: propose and accept, and again when the day moved in between. Raises DayMoved after the third time."""
    for attempt in range(HASTE):
        try:
            return accept(make().pk, by_id=by_id, now=now)
        except DayMoved:
            if attempt == HASTE - 1:
                raise
    raise AssertionError("unreachable")


def answer_of(proposal: DayProposal) -> Answer:
    return read_answer(proposal.content)


def _begun(proposal: DayProposal, moves: tuple[Move, ...], question: Question) -> tuple[Change, ...]:
    """Windows that the clock alone has put out of reach since."""
    late = (move for move in moves if move.window not in question.slots or question.slots[move.window].fixed)
    return tuple(Change("begun", proposal.facts[move.window][0]) for move in late if move.window in question.facts)


def _write(moves: tuple[Move, ...], *, by: By) -> None:
    try:
        hand_over([Handover(move.visit, move.key, move.to) for move in moves], by=by)
    except (BookingRefused, Refusal) as refusal:
        raise DayMoved((Change("refused", refusal.code),)) from refusal
