"""Form fields as doctors type: grams with comma or full-width digits, texts that a paper can carry, codes of ICD-10."""
import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clinic.plans.icd10 import normalise

LEAST_GRAMS, MOST_GRAMS = Decimal("0.1"), Decimal(500)
LONGEST_TEXT = 400
NUMBER = re.compile(r"(\d{1,6})(?:\.(\d{1,6}))?")
UNITS = re.compile(r"\s*(g|г|гр|克)\.?$")
PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]")


class GramsField(forms.Field):
    """Grams a day with at most one decimal: `4.5`, `4,5`, `４．５`, `9 г`."""

    default_error_messages = {
        "required": _("How many grams?"),
        "invalid": _("Grams are a number, for example 4.5."),
        "least": _("More than zero: at least 0.1 g."),
        "most": _("At most 500 g of one herb a day."),
        "fine": _("One decimal is as fine as the scales weigh."),
    }
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": "12"})

    def to_python(self, value: Any) -> Decimal | None:
        text = unicodedata.normalize("NFKC", str(value or ""))[:LONGEST_TEXT].strip().lower().replace(",", ".").replace("。", ".")
        text = UNITS.sub("", text)
        if not text:
            return None
        if text.startswith("-"):
            raise ValidationError(self.error_messages["least"], code="least")
        found = NUMBER.fullmatch(text)
        if not found:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if (found[2] or "").rstrip("0")[1:]:
            raise ValidationError(self.error_messages["fine"], code="fine")
        return Decimal(text)

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is not None and value < LEAST_GRAMS:
            raise ValidationError(self.error_messages["least"], code="least")
        if value is not None and value > MOST_GRAMS:
            raise ValidationError(self.error_messages["most"], code="most")


class PaperText(forms.CharField):
    """A text that will stand on paper: no pictures, which no print font has, and no invisible signs."""

    default_error_messages = {
        "pictures": _("Pictures cannot be printed. Please write it in words."),
        "unseen": _("There is a character here that cannot be seen. Please type it again."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": kwargs.pop("rows", 2)}))
        super().__init__(max_length=LONGEST_TEXT, required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if PICTURES.search(value):
            raise ValidationError(self.error_messages["pictures"], code="pictures")
        if any(unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") and sign not in "\n\t" for sign in value):
            raise ValidationError(self.error_messages["unseen"], code="unseen")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength for the browser: it would cut what is pasted without a word."""
        return {}


class Icd10Field(forms.CharField):
    """A code of the Russian edition; look-alike Cyrillic letters and a comma are put right."""

    default_error_messages = {"code": _("A letter, two digits, a point and a digit, for example M54.5.")}

    def clean(self, value: Any) -> str:
        code = normalise(str(super().clean(value)))
        if code is None:
            raise ValidationError(self.error_messages["code"], code="code")
        return code
