"""What was typed into the box and found nobody → the fields of a new record. Pure; the desk sees and changes it."""

import re
from datetime import date

from patients.clues import clues_of
from patients.folding import has_han
from patients.search_keys import other_layout

PATRONYMIC = re.compile(r"(ович|евич|ьич|ич|овна|евна|ична|инична|оглы|кызы)$", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
RUSSIAN_VOWEL = re.compile("[аеёиоуыэюя]", re.IGNORECASE)
LATIN_VOWEL = re.compile("[aeiou]", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
NINE_DIGITS = re.compile(r"\d{9}")
FEWEST_OF_A_PHONE = 10


def fields_of(text: str) -> dict[str, str | date]:
    """Surname first, unless a patronymic in the middle says otherwise: Анна Сергеевна Иванова."""
    clues = clues_of(text)
    found: dict[str, str | date] = {}
    if len(clues.born) == 1 and not clues.phone:
        found["birth_date"] = clues.born[0]
    passport = next((number for number in clues.numbers if NINE_DIGITS.fullmatch(number)), "")
    if passport:
        found["document_number"] = passport
    elif len(clues.phone) >= FEWEST_OF_A_PHONE:
        found["phone"] = f"+{clues.phone}" if "+" in text else clues.phone
    return found | _names(clues.words)


def _names(words: str) -> dict[str, str | date]:
    if has_han(words):
        return {"chinese_name": words}
    typed = [_on_its_layout(word) for word in words.split()]
    parts = [part for word in typed for part in WORD.findall(word)]
    if not parts:
        return {}
    if not CYRILLIC.search("".join(parts)):
        return _filled(("surname_latin", parts[0].upper()), ("given_latin", " ".join(parts[1:]).upper()))
    parts = [part.title() if part.islower() or part.isupper() else part for part in parts]
    if len(parts) > 2 and PATRONYMIC.search(parts[1]) and not PATRONYMIC.search(parts[2]):
        parts = [parts[2], parts[0], parts[1]]
    surname, *given = parts
    patronymic = given.pop() if len(given) > 1 and PATRONYMIC.search(given[-1]) else ""
    return _filled(("surname_ru", surname), ("given_ru", " ".join(given)), ("patronymic_ru", patronymic))


def _filled(*fields: tuple[str, str]) -> dict[str, str | date]:
    return {name: text for name, text in fields if text}


def _on_its_layout(word: str) -> str:
    """A word without any vowel was typed on the other layout: bdfyjdf, Шмфтщм."""
    vowel = RUSSIAN_VOWEL if CYRILLIC.search(word) else LATIN_VOWEL
    if vowel.search(word):
        return word
    other = other_layout(word)
    return other if other.isalpha() and (LATIN_VOWEL.search(other) or RUSSIAN_VOWEL.search(other)) else word
