"""The lines under reading: every change of a character leaves a correction behind."""

from collections.abc import Container, Mapping

from patients.mrz.alphabet import FILLER
from patients.mrz.layouts import Span
from patients.mrz.reading import Correction


class Sheet:
    def __init__(self, lines: tuple[str, ...]) -> None:
        self._read = [list(line) for line in lines]
        self._now = [list(line) for line in lines]
        for line in range(len(lines)):
            self.retype(Span(line + 1, 1, len(lines[line])), {" ": FILLER})

    def text(self, *spans: Span) -> str:
        return "".join("".join(self._now[s.line - 1][s.first - 1 : s.last]) for s in spans)

    def put(self, span: Span, offset: int, character: str) -> None:
        self._now[span.line - 1][span.first - 1 + offset] = character

    def write(self, span: Span, text: str) -> None:
        for offset, character in enumerate(text):
            self.put(span, offset, character)

    def retype(self, span: Span, table: Mapping[str, str]) -> None:
        self.write(span, "".join(table.get(c, c) for c in self.text(span)))

    def all_in(self, span: Span, characters: Container[str]) -> bool:
        return all(c in characters for c in self.text(span))

    @property
    def corrections(self) -> tuple[Correction, ...]:
        return tuple(
            Correction(line, position, read, now)
            for line, (before, after) in enumerate(zip(self._read, self._now, strict=True), 1)
            for position, (read, now) in enumerate(zip(before, after, strict=True), 1)
            if read != now
        )
