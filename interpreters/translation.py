"""Names of interpreters and the phrasebook are read in three languages."""

from modeltranslation.translator import TranslationOptions, register

from interpreters.models import Interpreter, Phrase


@register(Interpreter)
class InterpreterTranslation(TranslationOptions):
    fields = ("name",)


@register(Phrase)
class PhraseTranslation(TranslationOptions):
    fields = ("text",)
