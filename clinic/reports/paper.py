"""Words and a mark become a PDF: the template says how a paper looks, pdf.py makes it."""

from functools import lru_cache
from io import BytesIO

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from clinic.reports import pdf
from clinic.reports.content import ConsentWords, Mark, PlanWords, SlipWords, TranslationMissing, Words, missing_translations

TEMPLATES: dict[type, str] = {SlipWords: "slip", PlanWords: "plan", ConsentWords: "consent"}


def pdf_of(words: Words, *, mark: Mark = Mark.ORIGINAL) -> bytes:
    """The same words and mark give the same bytes. Raises TranslationMissing before anything is drawn."""
    return pdf.render(html_of(words, mark=mark), sheet=sheet_of(words))


def html_of(words: Words, *, mark: Mark = Mark.ORIGINAL) -> str:
    if paths := missing_translations(words):
        raise TranslationMissing(paths)
    context = {"words": words, "mark": mark.value, "qr": qr(words.head.verify_url or words.head.number)}
    return render_to_string(f"print/{TEMPLATES[type(words)]}.html", context)


def sheet_of(words: Words) -> pdf.Sheet:
    return pdf.Sheet.SLIP if isinstance(words, SlipWords) else pdf.Sheet.A4


@lru_cache(maxsize=64)
def qr(text: str) -> SafeString:
    """An inline SVG; error correction M survives a fold and a thermal printer."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", border=1, xmldecl=False, svgns=True, omitsize=True, lineclass=None, svgclass=None, nl=False
    )
    # segno draws modules and nothing else: the text is not in its output.
    return mark_safe(drawn.getvalue().decode())  # noqa: S308
