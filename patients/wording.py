"""Words for the codes of the rules, in the reader's language."""

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _

PROBLEMS: dict[str, Promise] = {
    "name_missing": _("At least a surname or a given name is needed, Latin or Russian."),
    "name_too_long": _("A name can have at most 80 letters here."),
    "name_control": _("There is a character in this name that cannot be seen. Please type it again."),
    "name_script": _("These letters belong to another alphabet."),
    "name_signs": _("A name has letters, blanks, hyphens and apostrophes only."),
    "birth_missing": _("The date of birth is needed."),
    "birth_contradictory": _("The date of birth and the part of it that is known contradict each other."),
    "birth_in_future": _("Nobody is born after today."),
    "birth_too_long_ago": _("This is more than 125 years ago."),
    "sex_missing": _("Please choose."),
    "state_form": _("Three letters as in the passport, for example RUS."),
    "phone_form": _("This is not a phone number. Example: +7 914 555-41-27."),
    "contact_form": _("This is no phone, e-mail or messenger name. Examples: +7 914 555-41-27, name@mail.ru, @name."),
    "contact_known": _("This is in the record already."),
    "relative_name": _("Please write the name."),
    "contact_kind": _("Please choose."),
    "email_form": _("This is not an e-mail address. Example: name@mail.ru."),
    "handle_form": _("This is no name of that messenger: letters, digits and _ only."),
    "time_zone_form": _("Please choose."),
    "document_number_form": _("A document number has 4 to 20 letters and digits."),
    "russian_passport_nine_digits": _("A Russian travel passport has nine digits."),
    "internal_passport_ten_digits": _("A Russian internal passport has ten digits, series and number."),
    "expiry_before_birth": _("The passport would end before the person was born."),
    "entry_in_future": _("The entry stamp cannot be later than today."),
    "entry_too_long_ago": _("This entry is more than five years ago."),
    "entry_before_birth": _("The entry would be before the birth."),
    "basis_unknown": _("Please choose."),
    "last_day_needed": _("Please type the last day as the visa or the permit says it."),
    "last_day_before_entry": _("The last day lies before the entry."),
    "last_day_beyond_rule": _("The rule of the day of entry gives an earlier day. A longer stay needs a visa or a permit."),
    "entry_after_leaving": _("The patient would have left before entering."),
    "stays_overlap": _("This contradicts another stay: nobody enters before having left."),
    "left_in_future": _("This day has not come yet."),
    "left_before_entry": _("The patient would have left before entering."),
    "extended_by_paper": _("Only a visa or a permit makes a stay longer."),
    "extended_after_leaving": _("The patient has left China. A new entry begins a new stay."),
    "extended_to_earlier": _("This is no later day than the stay has already."),
    "lodging_outside_stay": _("This day lies outside the stay."),
    "last_day_too_far": _("The last day is more than five years after the entry."),
}

READING_PROBLEMS: dict[str, Promise] = {
    "document_number_check": _("The check digit of the passport number does not agree. Please compare the number."),
    "birth_date_check": _("The check digit of the birth date does not agree. Please type the date."),
    "expiry_date_check": _("The check digit of the expiry date does not agree. Please type the date."),
    "optional_data_check": _("The check digit of the optional data does not agree."),
    "composite_check": _("The last check digit does not agree. Please compare all fields with the passport."),
    "birth_date_invalid": _("The birth date in the passport lines is no date."),
    "expiry_date_invalid": _("The expiry date in the passport lines is no date."),
    "line_length": _("A passport line is too short or too long. Please read the passport again."),
    "line_count": _("A passport line is missing. Please read the passport again."),
    "not_mrz": _("These are not the lines of a passport. Is the keyboard set to English letters?"),
}

REASONS: dict[str, Promise] = {
    "same_document": _("same passport"),
    "document_differs": _("other passport"),
    "same_name": _("same name"),
    "same_name_other_script": _("same name in another script"),
    "similar_name": _("similar name"),
    "ambiguous_name": _("the name may stand for two names"),
    "surname_differs": _("other surname"),
    "given_name_differs": _("other given name"),
    "same_patronymic": _("same patronymic"),
    "similar_patronymic": _("similar patronymic"),
    "patronymic_differs": _("other patronymic"),
    "same_birth_date": _("same date of birth"),
    "similar_birth_date": _("date of birth differs in one place"),
    "birth_date_differs": _("other date of birth"),
    "sex_differs": _("other sex"),
    "same_phone": _("same phone"),
    "said_distinct": _("somebody said that they are two people"),
}

ORIGINS: dict[str, Promise] = {
    "read": _("read from the passport"),
    "established": _("established form"),
    "table": _("by the table, nobody has compared it"),
    "typed": _("typed by hand"),
    "confirmed": _("confirmed by hand"),
}


def problem(code: str) -> str:
    """A code of `patients.plausibility` in words."""
    return str(PROBLEMS.get(code, _("Please check this.")))


def country_name(code: str) -> str:
    """A country by its ISO 3166 code in the reader's language; an unknown code stays as it is."""
    locale = Locale.parse(to_locale(get_language() or "en"))
    return locale.territories.get(code, code)


def reason(code: str) -> str:
    """A reason of the likeness in words; an unknown code stays visible as itself."""
    return str(REASONS.get(code, code))


def origin(code: str) -> str:
    """How a form of the name was come by, in words; "" when nobody noted it."""
    return str(ORIGINS.get(code, ""))
