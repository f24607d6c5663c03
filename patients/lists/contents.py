"""What a file is, by what stands in it and never by its name."""

from patients.lists.limits import ListRefused

_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_or_locked"),  # .xls, and .xlsx behind a password
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word_file"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"SQLite format", "not_a_list"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<script", b"<svg", b"<head", b"<body", b"<meta")


def kind_of(data: bytes) -> str:
    """ "zip" or "text"; raises ListRefused for what can be neither a workbook nor a table of text."""
    for beginning, code in _BEGINNINGS:
        if data.startswith(beginning):
            raise ListRefused(code)
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data.startswith(b"PK"):
        raise ListRefused("archive")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_MARKUP):
        raise ListRefused("web_page")
    return "text"
