"""Papers at rest: under the same keys as passport numbers, and brought along when these change."""

import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from encrypted_fields.fields import EncryptedTextField


class SealedWords(EncryptedTextField):
    """The words of one paper as one cipher. An encrypted JSON column would seal each word by itself, in four times the room.

    A row that was written before words were sealed is read as it is; one that no key opens gives the cipher, which is no words.
    """

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        text = super().from_db_value(value, expression, connection)
        try:
            return json.loads(text) if isinstance(text, str) else text
        except ValueError:
            return text


def seal(content: bytes, field: EncryptedTextField) -> bytes:
    """Under the newest of the keys of a field."""
    return field.f.encrypt(content)


def opened(sealed: bytes, field: EncryptedTextField) -> bytes | None:
    """What was sealed under any of the keys; None when none of them opens it."""
    try:
        return field.f.decrypt(sealed)
    except InvalidToken:
        return None


def is_newest(sealed: bytes, field: EncryptedTextField) -> bool:
    """Whether the newest key alone opens it."""
    try:
        Fernet(field.keys[0]).decrypt(sealed)
    except InvalidToken:
        return False
    return True
