"""The rows a verb of visits holds until its transaction ends, always asked for in one order, so that nobody waits in a ring.

practitioner → patient → visits by number → interpreters by number → what hangs on them (bookings, absences) → counters.
A verb may leave out what it does not touch; it never goes back (`docs/decisions/81-one-order-of-locks.md`).
What is joined to a row that was waited for is as it was before the wait: rows are locked bare, and read by a second statement.
"""

from collections.abc import Collection

from django.db import connection

from clinic.visits.models import Visit
from clinic.visits.refusals import VisitMoved
from interpreters import locking

# Rows are locked in the order in which they are named after OF. One statement for both: each desk waits for it.
THEIR_TIME = """
SELECT 1 FROM departments_practitioner AS practitioner, patients_patient AS patient
WHERE practitioner.id = %s AND patient.id = %s FOR NO KEY UPDATE OF practitioner, patient
"""
READ_ALONG = ("service__department", "room", "booking", "closing_booking")


def their_time(practitioner_id: int, patient_id: int) -> None:
    """Nobody else gives the practitioner's or the patient's time away meanwhile, nor merges her record."""
    if connection.features.has_select_for_no_key_update:
        with connection.cursor() as cursor:
            cursor.execute(THEIR_TIME, [practitioner_id, patient_id])


def visit(visit_id: int) -> Visit:
    """The visit with service, room and bookings. Raises Visit.DoesNotExist."""
    Visit.objects.select_for_update(no_key=True).only("pk").get(pk=visit_id)
    return Visit.objects.select_related(*READ_ALONG).get(pk=visit_id)


def visit_and_its_time(visit_id: int) -> Visit:
    """For a verb that gives the visit another time, or its time back to it.

    Raises VisitMoved when the patient's record went into another one just now.
    """
    practitioner_id, patient_id = Visit.objects.values_list("practitioner", "patient").get(pk=visit_id)
    their_time(practitioner_id, patient_id)
    found = visit(visit_id)
    if found.patient_id != patient_id:
        raise VisitMoved(str(visit_id))
    return found


def visits(ids: Collection[int]) -> dict[int, Visit]:
    """Many at once, in the order of their numbers."""
    list(Visit.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
    return {found.pk: found for found in Visit.objects.select_related(*READ_ALONG).filter(pk__in=ids).order_by("pk")}


def interpreters(ids: Collection[int | None]) -> None:
    """All whose bookings will be touched. A single one is locked by the verb of her booking."""
    wanted = {one for one in ids if one}
    if len(wanted) > 1:
        locking.several(wanted)
