"""Form fields of the desk: dates and phones as people type them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from patients import reach

DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d/%m/%Y", "%Y.%m.%d", "%Y/%m/%d"]


class DayField(forms.DateField):
    """A day in any of the orders that Chinese and Russian papers use; shown as 2026-11-24."""

    default_error_messages = {"invalid": _("Please write the date as 2026-11-24 or 24.11.2026.")}

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "12", "placeholder": _("yyyy-mm-dd")}
        super().__init__(input_formats=DATE_FORMATS, widget=forms.DateInput(format="%Y-%m-%d", attrs=attributes), **kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            value = value.strip().replace("年", "-").replace("月", "-").replace("日", "")
        return super().to_python(value)


class PhoneField(forms.CharField):
    """A phone as typed → E.164. Eleven digits that begin with 8 are Russian, without a country code too."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return reach.phone(text)
        except reach.NotUnderstood as error:
            raise ValidationError(_("This is not a phone number. Example: +7 914 555-41-27."), code="phone_form") from error


class PlainText(forms.CharField):
    """One line without control characters; blanks at the ends and doubled ones are dropped."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return " ".join(text.split()) if text else ""
