"""What the desk types."""

from patients.forms.contacts import ReachForm, RelativeForm, WayForm
from patients.forms.facts import FactForm
from patients.forms.registration import RegistrationForm
from patients.forms.stays import CorrectForm, ExtendForm, LeftForm, LodgingForm, StayForm

__all__ = [
    "CorrectForm",
    "ExtendForm",
    "FactForm",
    "LeftForm",
    "LodgingForm",
    "ReachForm",
    "RegistrationForm",
    "RelativeForm",
    "StayForm",
    "WayForm",
]
