"""The registration form: what the desk types, and how it becomes a record."""

import json
import re
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from patients import chosen_facts, reach
from patients.crossings import usual_crossing
from patients.fields import DayField, PhoneField, PlainText
from patients.forms.stays import StayForm
from patients.models import Fact, IdentityDocument, Patient, Region
from patients.plausibility import NAME_LENGTH, NewDocument, NewFact, NewPatient, problems
from patients.reach import LONGEST, Way
from patients.secrecy import plain_number
from patients.wording import problem

NAME_FIELDS = ("surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "chinese_name")
ORIGINS = frozenset({"read", "established", "table", "typed", "confirmed"})
FACT_FIELDS = (("allergies", Fact.Kind.ALLERGY), ("conditions", Fact.Kind.CONDITION), ("medicines", Fact.Kind.MEDICINE))
LONGEST_FACT = MaxLengthValidator(200)
SEVERAL = re.compile(r"[;,，；、\n]+")


class RegistrationForm(StayForm):
    """A person at the counter. `origins` travels along as JSON, so that each form of the name keeps where it came from."""

    surname_latin = PlainText(label=_("Surname, Latin"), required=False, max_length=NAME_LENGTH)
    given_latin = PlainText(label=_("Given names, Latin"), required=False, max_length=NAME_LENGTH)
    patronymic_ru = PlainText(label=_("Patronymic"), required=False, max_length=NAME_LENGTH)
    surname_ru = PlainText(label=_("Surname, Russian"), required=False, max_length=NAME_LENGTH)
    given_ru = PlainText(label=_("Given name, Russian"), required=False, max_length=NAME_LENGTH)
    chinese_name = PlainText(label=_("Chinese name"), required=False, max_length=NAME_LENGTH)
    document_number = PlainText(label=_("Passport number"), required=False, max_length=40)
    document_kind = forms.CharField(required=False, widget=forms.HiddenInput)
    issuing_state = forms.CharField(required=False, widget=forms.HiddenInput)
    expiry_date = DayField(label=_("Valid until"), required=False)
    birth_date = DayField(label=_("Date of birth"), required=False)
    birth_date_partial = forms.RegexField(r"^\d{4}(-\d{2})?$", required=False, widget=forms.HiddenInput)
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Patient.Sex.choices], required=False)
    nationality = PlainText(label=_("Nationality"), max_length=3, initial="RUS")
    phone = PhoneField(label=_("Phone"), required=False, max_length=40)
    other_contact = PlainText(label=_("Another way to reach"), required=False, max_length=LONGEST)
    reminders = forms.BooleanField(label=_("Agrees to reminders by e-mail"), required=False)
    region: "forms.ModelChoiceField[Region]" = forms.ModelChoiceField(
        Region.objects.none(), label=_("Home region"), required=False, empty_label=_("not asked")
    )
    language = forms.ChoiceField(label=_("Language of messages"), choices=Patient.Language, initial=Patient.Language.RUSSIAN)
    referral = forms.ChoiceField(label=_("How the patient found us"), choices=Patient.Referral, required=False)
    referral_detail = PlainText(label=_("Which agency, who"), required=False, max_length=120)
    allergies = PlainText(label=_("Allergies"), required=False, max_length=400)
    medicines = PlainText(label=_("Medicines taken now"), required=False, max_length=400)
    conditions = PlainText(label=_("Conditions"), required=False, max_length=400)
    pregnant = forms.BooleanField(label=_("Pregnant"), required=False)
    chosen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=chosen_facts.LONGEST)
    origins = forms.CharField(required=False, widget=forms.HiddenInput, max_length=600)
    another_person = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.filter(status="iso")  # type: ignore[attr-defined]
        if not self.is_bound:
            self.fields["entry_date"].initial = timezone.localdate
            self.fields["crossing"].initial = usual_crossing
        self.fields["other_contact"].widget.attrs["placeholder"] = _("e-mail, @name, phone")
        self._draw_facts()
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("autocomplete", "off")
            if name.endswith("_ru"):
                field.widget.attrs["lang"] = "ru"

    def clean_nationality(self) -> str:
        return self.cleaned_data["nationality"].upper()

    def clean_origins(self) -> dict[str, str]:
        """Anything that is not a known field with a known origin is dropped: it comes from a browser."""
        try:
            given = json.loads(self.cleaned_data["origins"] or "{}")
        except ValueError:
            return {}
        return {k: v for k, v in given.items() if k in NAME_FIELDS and v in ORIGINS} if isinstance(given, dict) else {}

    def clean(self) -> dict[str, Any]:
        """Each allergy, medicine and condition must fit whole: one that is cut would warn of something else."""
        given = super().clean() or {}
        if given.get("other_contact"):
            try:
                given["way"] = reach.recognise(given["other_contact"])
            except reach.NotUnderstood as error:
                self.add_error("other_contact", problem(error.code))
        for name, _kind in FACT_FIELDS:
            for text in SEVERAL.split(given.get(name, "")):
                try:
                    LONGEST_FACT(text.strip())
                except forms.ValidationError as error:
                    self.add_error(name, error)
                    break
        return given

    def tell_the_rest(self) -> None:
        """Beside what no field could read stands what cannot be true: everything is told at once."""
        wrong = problems(self.new_patient(), today=timezone.localdate())
        self.show({name: code for name, code in wrong.items() if name not in self.errors})

    def new_patient(self) -> NewPatient:
        """The record as typed; `patients.plausibility` decides whether it can be true."""
        data = self.cleaned_data
        names = {name: data.get(name, "") for name in NAME_FIELDS}
        names["surname_latin"], names["given_latin"] = names["surname_latin"].upper(), names["given_latin"].upper()
        return NewPatient(
            **names,
            origins={name: data.get("origins", {}).get(name, "typed") for name in NAME_FIELDS if names[name]},
            birth_date=data.get("birth_date"),
            birth_date_partial="" if data.get("birth_date") else data.get("birth_date_partial", ""),
            sex=data.get("sex", ""),
            nationality=data.get("nationality", ""),
            region_id=data["region"].pk if data.get("region") else None,
            phone=data.get("phone", ""),
            **self._other_way(),
            language=data.get("language", "ru"),
            referral=data.get("referral", ""),
            referral_detail=data.get("referral_detail", ""),
            document=self._document(),
            stay=self.new_stay(),
            facts=self._facts(),
        )

    def _document(self) -> NewDocument | None:
        data = self.cleaned_data
        number = plain_number(data.get("document_number", ""))
        if not number:
            return None
        kind = data.get("document_kind") if data.get("document_kind") in IdentityDocument.Kind.values else "passport"
        state = (data.get("issuing_state") or data.get("nationality") or "RUS").upper()
        return NewDocument(number, kind=kind or "passport", issuing_state=state, expiry_date=data.get("expiry_date"))

    def _other_way(self) -> dict[str, Any]:
        """An e-mail stands in the record itself, a second phone or a messenger beside it."""
        way: Way | None = self.cleaned_data.get("way")
        if way and way.kind == reach.EMAIL:
            return {"email": way.value}
        return {"contacts": (way,)} if way and way != Way(reach.PHONE, self.cleaned_data.get("phone", "")) else {}

    def _draw_facts(self) -> None:
        """What the script needs to make chips of the words; without it they are typed one after the other."""
        sealed = self.data.get("chosen") or self.initial.get("chosen", "")
        known = json.dumps([fact.text for fact in chosen_facts.opened(sealed)], ensure_ascii=False)
        for name, kind in FACT_FIELDS:
            self.fields[name].widget.attrs.update({"data-facts": str(kind), "data-known": known, "lang": "ru"})

    def _facts(self) -> tuple[NewFact, ...]:
        data = self.cleaned_data
        chosen = chosen_facts.opened(data.get("chosen", ""))
        listed = [(kind, text.strip()) for name, kind in FACT_FIELDS for text in SEVERAL.split(data.get(name, "")) if text.strip()]
        facts = dict.fromkeys(chosen_facts.with_codes(kind, text, chosen) for kind, text in listed)
        return (*facts, *([NewFact(Fact.Kind.PREGNANCY, "+")] if data.get("pregnant") else []))
