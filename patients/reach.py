"""What was typed as a way to reach somebody: a phone in any writing, an e-mail, a name in a messenger. Pure.

Phones become E.164. The country of a number is that of its SIM and says nothing of its owner's nationality;
+7 is Russia and Kazakhstan.
"""

import re
from dataclasses import dataclass

import phonenumbers

PHONE, EMAIL, MAX, TELEGRAM, WHATSAPP, VK, VIBER, WECHAT = "phone", "email", "max", "telegram", "whatsapp", "vk", "viber", "wechat"
LONGEST = 120
HOMES = ("RU", "CN")  # whose short writing is understood without a country code, in this order
# Kinds that are known by a phone number alone; the others have names, and some of them a number too.
BY_PHONE_ONLY = frozenset({PHONE, WHATSAPP, VIBER})
BY_PHONE_TOO = frozenset({MAX, TELEGRAM, WECHAT})

_EMAIL = re.compile(r"[^@\s<>\"',;:\\()\[\]]{1,64}@[a-z0-9а-яё-]+(\.[a-z0-9а-яё-]+)+", re.IGNORECASE)
_NAMES = {
    TELEGRAM: re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}"),
    VK: re.compile(r"[A-Za-z0-9_.]{3,32}"),
    MAX: re.compile(r"[A-Za-z0-9_./-]{3,60}"),
    WECHAT: re.compile(r"[A-Za-z][A-Za-z0-9_-]{5,19}"),
}
_ADDRESSES = (
    (TELEGRAM, re.compile(r"(?:https?://)?(?:t\.me|telegram\.me)/(.+)", re.IGNORECASE)),
    (VK, re.compile(r"(?:https?://)?(?:m\.)?(?:vk\.com|vk\.ru)/(.+)", re.IGNORECASE)),
    (MAX, re.compile(r"(?:https?://)?(?:max\.ru)/(.+)", re.IGNORECASE)),
    (WHATSAPP, re.compile(r"(?:https?://)?(?:wa\.me)/(.+)", re.IGNORECASE)),
)
# What a person writes before the number or name: "WhatsApp +7 914 …", "вк: ivanova".
_PREFIXES = {
    "max": MAX, "макс": MAX, "telegram": TELEGRAM, "телеграм": TELEGRAM, "телеграмм": TELEGRAM, "tg": TELEGRAM, "тг": TELEGRAM,
    "whatsapp": WHATSAPP, "ватсап": WHATSAPP, "вотсап": WHATSAPP, "wa": WHATSAPP, "vk": VK, "вк": VK, "вконтакте": VK,
    "viber": VIBER, "вайбер": VIBER, "wechat": WECHAT, "вичат": WECHAT, "微信": WECHAT,
}  # fmt: skip
_PREFIX = re.compile(r"([^\W\d_]+)\s*[:：]?\s+(.+)|([^\W\d_]+)\s*[:：]\s*(.+)", re.DOTALL)
_NOT_DIALLED = re.compile(r"[^\d+()\-.\s\u2010-\u2015\u00a0/]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９＋（）－", "0123456789+()-")


class NotUnderstood(ValueError):
    """What was typed is no phone, e-mail or name of the kind; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Way:
    """One way to reach a person: the kind's code and the value as it is kept."""

    kind: str
    value: str


def phone(text: str) -> str:
    """E.164 of a phone in any writing: 8 914 …, +7 (914) …, 139 4560 1234. Raises NotUnderstood."""
    plain = text.translate(_FULL_WIDTH).strip()
    if not plain or len(plain) > LONGEST or _NOT_DIALLED.search(plain):
        raise NotUnderstood("phone_form")
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    for home in HOMES:
        try:
            number = phonenumbers.parse(plain, home)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    raise NotUnderstood("phone_form")


def way(kind: str, text: str) -> Way:
    """The value of a kind that was chosen. Raises NotUnderstood."""
    text = text.strip()
    if kind == EMAIL:
        return Way(EMAIL, _email(text))
    if kind in BY_PHONE_ONLY:
        return Way(kind, phone(text.rpartition("/")[2] if "wa.me/" in text else text))
    if kind not in _NAMES:
        raise NotUnderstood("contact_kind")
    if kind in BY_PHONE_TOO and text[:1] in "+0123456789８":
        try:
            return Way(kind, phone(text))
        except NotUnderstood:
            pass
    return Way(kind, _name(kind, text))


def recognise(text: str) -> Way:
    """Which kind it is follows from how it is written; a bare number is a phone. Raises NotUnderstood."""
    text = text.strip()[: LONGEST + 1]
    if not text or len(text) > LONGEST:
        raise NotUnderstood("contact_form")
    for kind, address in _ADDRESSES:
        if address.fullmatch(text):
            return way(kind, text)
    prefixed = _PREFIX.fullmatch(text)
    named = (prefixed[1] or prefixed[3]).casefold() if prefixed else ""
    if prefixed and named in _PREFIXES:
        return way(_PREFIXES[named], prefixed[2] or prefixed[4])
    if text.startswith("@"):
        return way(TELEGRAM, text)
    if "@" in text:
        return way(EMAIL, text)
    try:
        return Way(PHONE, phone(text))
    except NotUnderstood:
        raise NotUnderstood("contact_form") from None


def country_of(number: str) -> str:
    """ISO 3166 code of the country that gave the number out; "" when nobody knows."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number, None)) or ""
    except phonenumbers.NumberParseException:
        return ""


def spaced(number: str) -> str:
    """+7 914 555-41-27; what is no number stays as it is."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(number, None), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return number


def is_email(text: str) -> bool:
    """Whether a letter could be sent there; nobody is asked whether it arrives."""
    return len(text) <= LONGEST and bool(_EMAIL.fullmatch(text)) and ".." not in text


def _email(text: str) -> str:
    if not is_email(text):
        raise NotUnderstood("email_form")
    return text


def _name(kind: str, text: str) -> str:
    for its_kind, address in _ADDRESSES:
        found = address.fullmatch(text) if its_kind == kind else None
        text = found[1] if found else text
    name = text.strip().strip("/").removeprefix("@")
    if not _NAMES[kind].fullmatch(name):
        raise NotUnderstood("handle_form")
    return name
