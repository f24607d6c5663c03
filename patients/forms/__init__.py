"""What the desk types."""

from patients.forms.facts import FactForm
from patients.forms.registration import RegistrationForm
from patients.forms.stays import StayForm

__all__ = ["FactForm", "RegistrationForm", "StayForm"]
