"""One name in three alphabets. Everything here proposes; the desk confirms, and the passport's Latin is never rewritten."""
from patients.names.chinese import ChineseName, compose, read_aloud, to_chinese
from patients.names.cyrillic import to_cyrillic
from patients.names.from_chinese import from_chinese
from patients.names.latin import SYSTEMS, romanise

__all__ = ["SYSTEMS", "ChineseName", "compose", "from_chinese", "read_aloud", "romanise", "to_chinese", "to_cyrillic"]
