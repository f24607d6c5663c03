"""The row of a patient, held until the transaction ends: every verb that writes something about a person begins with it."""

from patients.models import Patient
from patients.refusals import MergedAway


def locked(patient_id: int) -> Patient:
    """Raises MergedAway when the record went into another one since the page was opened, Patient.DoesNotExist for nobody's number."""
    # Without a join: what is joined to a row that was waited for is as it was before the wait.
    patient = Patient.objects.select_for_update(no_key=True).get(pk=patient_id)
    if patient.merged_into:
        raise MergedAway(patient.merged_into.mrn)
    return patient
