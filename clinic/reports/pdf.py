"""The one file that knows WeasyPrint: well-formed HTML in, the same PDF out for the same HTML, nothing fetched from anywhere.

Fonts and the style sheet are read once per process from this package; a document may refer to nothing else. One document
is laid out at a time, because Pango's font map is not made for threads; a page takes less than a tenth of a second.
"""

import gc
import hashlib
import html as markup
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import Lock
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.document import Document, Page
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

HERE = Path(__file__).parent
FACES = ("QiaoPrint-400", "QiaoPrint-700", "QiaoPrintRare-400")
# A name that can never resolve (RFC 6761); relative references need some root to be seen, and refused.
ROOT = "https://paper.invalid/"
GLYPHS = 10_000  # somewhat more than Qiao Print has
_allowed = {f"{ROOT}fonts/{face}.ttf": HERE / "fonts" / f"{face}.ttf" for face in FACES}
_turn = Lock()


class Sheet(StrEnum):
    """The kinds of paper in the house. Their measures are in print.css; a slip is cut where its words end."""

    SLIP = "slip"
    A4 = "a4"


class PaperError(Exception):
    """This HTML cannot become a paper."""


class OutsideReference(PaperError):
    """The HTML refers to something outside this package."""


class CharactersMissing(PaperError):
    """No face of ours has these characters; a box would be printed."""

    def __init__(self, characters: frozenset[str]) -> None:
        super().__init__(" ".join(f"U+{ord(each):04X}" for each in sorted(characters)))
        self.characters = characters


class NotWellFormed(PaperError):
    """The HTML is not XML: an element left open, a named entity, a bare ampersand."""


class Misunderstood(PaperError):
    """WeasyPrint could not do something that the HTML or the style sheet asks for."""


class PrintingNotReady(PaperError):
    """This machine lacks what printing needs."""


class _Package(URLFetcher):
    """Gives the package's own faces and refuses everything else so that the rendering stops."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in _allowed:
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, _allowed[url].read_bytes(), {"Content-Type": "font/ttf"})


_package = _Package()


class _Complaints(logging.Handler):
    """WeasyPrint tells what it could not do only in its log. Its words may be a patient's: they go no further."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(str(record.msg))  # without its arguments


class _Sheet(HTML):
    """A page that is read by expat instead of an HTML parser in Python, under a style sheet of fifteen lines instead of
    WeasyPrint's 250: a sixth of the time. What is not well-formed is refused. Made for the attributes that WeasyPrint 70
    reads; a new version must pass the tests of papers.
    """

    def __init__(self, markup: str) -> None:
        self.base_url, self.url_fetcher, self.media_type = ROOT, _package, "print"
        tree = ElementTree.fromstring(markup)  # noqa: S314 — our own templates with every word escaped
        self.wrapper_element = ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return []


_complaints = _Complaints()


def _listen() -> None:
    """Before each paper, because whoever configures logging anew takes the listener away."""
    log = logging.getLogger("weasyprint")
    log.handlers, log.propagate, log.disabled = [_complaints], False, False
    log.setLevel(logging.WARNING)
    _complaints.messages.clear()


@cache
def _style() -> tuple[FontConfiguration, CSS]:
    _know_arrays()
    fonts = FontConfiguration()
    text = (HERE / "print.css").read_text(encoding="utf-8")
    return fonts, CSS(string=text, font_config=fonts, base_url=ROOT, url_fetcher=_package)


def _know_arrays() -> None:
    """Tell cffi the arrays that cutting a font to its used glyphs needs, as long as our faces have glyphs.

    WeasyPrint names them by their length, « hb_codepoint_t[812] », and cffi parses each new name for two milliseconds, four
    of them for a paper. All together take ten milliseconds once.
    """
    pointer = ffi.ffi.typeof("hb_codepoint_t *")
    arrays = {f"hb_codepoint_t[{n}]": ffi.ffi._backend.new_array_type(pointer, n) for n in range(1, GLYPHS)}
    ffi.ffi._parsed_types.update((name, (array, False)) for name, array in arrays.items())


@cache
def covered() -> frozenset[str]:
    """The characters that can be printed. Both weights of Qiao Print have the same ones; a test says so."""
    found: set[int] = set()
    for face in ("QiaoPrint-400", "QiaoPrintRare-400"):
        with TTFont(HERE / "fonts" / f"{face}.ttf", lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(map(chr, found)) | {"\n", "\t", "\r"}


def missing_characters(text: str) -> frozenset[str]:
    return frozenset(text) - covered()


def render(html: str, *, sheet: Sheet) -> bytes:
    """The PDF of a whole HTML page. Raises a PaperError rather than give half a paper."""
    if absent := missing_characters(markup.unescape(html)):
        raise CharactersMissing(absent)
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    with _turn, _no_collection():
        _listen()
        try:
            made = _laid_out(html, sheet).write_pdf(pdf_identifier=identifier)
        except FatalURLFetchingError as refused:
            raise OutsideReference(str(refused)) from refused
        except ElementTree.ParseError as refused:
            raise NotWellFormed(f"line {refused.position[0]}") from refused
        if _complaints.messages:
            raise Misunderstood("; ".join(_complaints.messages))
        return made


def render_together(pages: Sequence[str], *, sheet: Sheet) -> bytes:
    """Several HTML pages as one PDF, each laid out as `render` does; other papers get their turn in between. Raises a PaperError."""
    laid_out: list[Document] = []
    for html in pages:
        if absent := missing_characters(markup.unescape(html)):
            raise CharactersMissing(absent)
        with _turn, _no_collection():
            laid_out.append(_without_complaint(html, sheet))
    identifier = hashlib.sha256("".join(pages).encode()).hexdigest()[:32].encode()
    with _turn, _no_collection():
        return laid_out[0].copy([page for document in laid_out for page in document.pages]).write_pdf(pdf_identifier=identifier)


def _without_complaint(html: str, sheet: Sheet) -> Document:
    _listen()
    try:
        made = _laid_out(html, sheet)
    except FatalURLFetchingError as refused:
        raise OutsideReference(str(refused)) from refused
    except ElementTree.ParseError as refused:
        raise NotWellFormed(f"line {refused.position[0]}") from refused
    if _complaints.messages:
        raise Misunderstood("; ".join(_complaints.messages))
    return made


def _laid_out(html: str, sheet: Sheet) -> Document:
    fonts, style = _style()
    document = _Sheet(html).render(font_config=fonts, stylesheets=[style])
    if sheet is Sheet.SLIP:
        _cut(document.pages[-1])
    return document


def _cut(page: Page) -> None:
    """A slip ends a little below its last word, where the template has put the anchor `end`."""
    page.height = page.anchors["end"][1] + 12


@contextmanager
def _no_collection() -> Iterator[None]:
    """A render makes many objects and no garbage worth looking for: a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_environment() -> tuple[str, ...]:
    """Codes of what this machine lacks to print well; empty when all is there."""
    lacks = [] if ffi.harfbuzz_subset is not None else ["harfbuzz_subset"]
    return (*lacks, *(f"face:{face}" for face in FACES if not (HERE / "fonts" / f"{face}.ttf").is_file()))


def require_environment() -> None:
    """For the start of a process. Without harfbuzz-subset a page takes ten seconds instead of a tenth of one."""
    if lacks := check_environment():
        raise PrintingNotReady(", ".join(lacks))
