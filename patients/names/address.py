"""How to speak to a Russian patient politely. Pure; the title of one whose given name nobody knows is a code."""

from dataclasses import dataclass

CHILD = 14  # under this age the given name alone is polite


@dataclass(frozen=True, slots=True)
class Address:
    """`words` are said aloud after a greeting; with a `title` (woman, man) its word goes before them, in Russian."""

    words: str
    title: str = ""


def polite_address(*, given: str, patronymic: str, surname: str, sex: str, age: int | None = None) -> Address:
    """Given name and patronymic, as Russians address whom they do not know well; children by the given name.

    Without a patronymic the given name alone, without a given name the surname behind a title. All in the nominative:
    today's Russian has no other vocative in polite speech. Capitals of a passport become a name's capitals.
    """
    first, middle, last = (_as_a_name(part) for part in (given, patronymic, surname))
    if first:
        return Address(first if age is not None and age < CHILD else f"{first} {middle}".strip())
    return Address(last, {"F": "woman", "M": "man"}.get(sex, "") if last else "")


def _as_a_name(words: str) -> str:
    cleaned = " ".join(words.split())
    if not cleaned.isupper():
        return cleaned
    return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in cleaned.split(" "))
