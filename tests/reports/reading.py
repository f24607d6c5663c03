"""Reading a PDF back, as its receiver's programs do."""

import subprocess
from pathlib import Path


def text_of(pdf: bytes) -> str:
    """What pdftotext gives, in the order of the page."""
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def fonts_of(pdf: bytes, folder: Path) -> set[str]:
    """Names of the fonts in it, without the letters that mark a subset."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    lines = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    return {line.split()[0].partition("+")[2] for line in lines}


def words_of(pdf: bytes) -> str:
    """The text without the line breaks that the layout made."""
    return " ".join(text_of(pdf).split())
