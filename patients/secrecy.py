"""Passport numbers: what may be compared without being read."""

import hashlib
import hmac
import re

from django.conf import settings

NOISE = re.compile(r"[\s\-–—№<]+")


def plain_number(text: str) -> str:
    """A document number as it is stored: capital letters, no blanks, no dashes."""
    return NOISE.sub("", text).upper()


def number_hash(number: str) -> str:
    """HMAC-SHA-256 of the plain number under PASSPORT_HASH_KEY: finds a passport exactly, gives nothing away."""
    return _hash(number, settings.PASSPORT_HASH_KEY)


def number_hashes(number: str) -> tuple[str, ...]:
    """Under every key of PASSPORT_HASH_KEY, newest first: what was written under a former one is still found."""
    return tuple(_hash(number, key) for key in settings.PASSPORT_HASH_KEYS)


def _hash(number: str, key: str) -> str:
    return hmac.new(key.encode(), plain_number(number).encode(), hashlib.sha256).hexdigest()
