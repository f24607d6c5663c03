"""Milliseconds of a paper, warm: words to PDF bytes, the template included, other words every time.

    QIAO_DEMO=1 python -m tests.load.pdf_speed [TIMES]

The garbage of each paper is collected inside its own time, because somebody has to wait for it.
"""

import gc
import os
import statistics
import sys
import time
from dataclasses import replace

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
django.setup()

from clinic.reports.content import Bilingual, Words  # noqa: E402
from clinic.reports.paper import pdf_of  # noqa: E402
from tests.reports.sample import PLAN, PLAN_WITH_FORMULA, SLIP  # noqa: E402

PAPERS: dict[str, Words] = {
    "slip, 80 mm": SLIP,
    "plan, 10 sessions, one A4 page": PLAN,
    "plan, 10 sessions and 12 herbs, two A4 pages": PLAN_WITH_FORMULA,
}
SURNAMES = ("Ершов", "Щербакова", "Цой", "Юрьев-Яковлев", "Фёдорова", "Жданова", "Хрущёв", "Эйдельман")


def other(words: Words, number: int) -> Words:
    """The same paper for somebody else, so that no cache of last time's letters helps."""
    surname = SURNAMES[number % len(SURNAMES)] + "абвгдежзик"[number % 10]
    patient = replace(words.patient, ru_surname=surname, zh=words.patient.zh[number % 4 :])
    head = replace(words.head, number=f"P-2026-{number:06d}", printed_by=Bilingual(f"刘 {number}", f"Лю {number}"))
    return replace(words, patient=patient, head=head)


def milliseconds(words: Words, number: int) -> tuple[float, float]:
    """By the clock on the wall, and of our own processor time, which a busy machine disturbs less."""
    gc.collect()
    wall, own = time.perf_counter(), time.process_time()
    pdf_of(other(words, number))
    gc.collect(0)
    return (time.perf_counter() - wall) * 1000, (time.process_time() - own) * 1000


def main(times: int) -> None:
    started = time.perf_counter()
    pdf_of(SLIP)
    print(f"first paper of a process: {(time.perf_counter() - started) * 1000:.0f} ms")
    print(f"{'ms':<46}{'min':>6}{'median':>8}{'p95':>6}{'own min':>9}{'own median':>12}")
    for name, words in PAPERS.items():
        milliseconds(words, 0)
        wall, own = (sorted(column) for column in zip(*(milliseconds(words, number) for number in range(1, times + 1)), strict=True))
        late = wall[int(times * 0.95)]
        print(f"{name:<46}{wall[0]:>6.0f}{statistics.median(wall):>8.0f}{late:>6.0f}{own[0]:>9.0f}{statistics.median(own):>12.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
