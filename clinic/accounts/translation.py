"""Names and positions of staff are read in three languages."""

from modeltranslation.translator import TranslationOptions, register

from clinic.accounts.models import User


@register(User)
class UserTranslation(TranslationOptions):
    fields = ("name", "position")
