"""Words for consents and guardians: why a sheet was not taken, what stands, and what to do next."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, Promise] = {
    "nothing_decided": _("Nothing is ticked yet. Each question is answered for itself; what stays open is asked another time."),
    "text_changed": _("The words have been changed in the meantime. Please read the new ones and answer again."),
    "needs_signature": _("This must be signed, on paper or on the screen. A spoken yes is enough for reminders only."),
    "guardian_needed": _(
        "This patient is under 18: whoever decides for the child signs. Please note the guardian and look at the proof first."
    ),
    "guardian_gone": _("This guardian cannot sign: the proof has not been seen, or somebody has ended it. Please look at the guardians."),
    "signature_missing": _("There is no signature yet. Please sign in the frame, or print the sheet and sign on paper."),
    "signature_too_short": _("This is too short for a signature. Please sign again."),
    "signature_too_long": _("This drawing is too long. Please clear the frame and sign again."),
    "signature_unreadable": _("This drawing could not be read. Please clear the frame and sign again."),
    "not_taken": _("The sheet was not taken. Please try once more."),
}
PROBLEMS: dict[str, Promise] = {
    "guardian_name_missing": _("The name is needed, as it stands in the passport."),
    "guardian_name_form": _("A name has at most 160 letters, all of which can be seen."),
    "relation_missing": _("Please choose."),
    "proof_does_not_fit": _("This paper does not show this relation."),
    "proof_missing": _("Please say which paper was shown."),
    "proof_detail_form": _("At most 120 signs, all of which can be seen."),
    "guardian_unknown": _("No patient of ours has this record number."),
    "guardian_is_patient": _("This is the patient's own record number."),
    "guardian_is_minor": _("This person is under age too and cannot decide for somebody else."),
}
ASKS: dict[str, Promise] = {
    "never_asked": _("not asked yet"),
    "older_text": _("agreed to older words: ask again"),
    "has_grown": _("a parent agreed; now old enough to be asked in person"),
}


def refusal(code: str) -> str:
    """A code of `patients.consents` or `patients.signatures` in words, with the next step."""
    return str(REFUSALS.get(code, REFUSALS["not_taken"]))
