"""Every code of the rules has its words."""
import re
from pathlib import Path

from patients import plausibility, wording
from patients.mrz import PROBLEMS


def test_every_problem_of_a_reading_has_words():
    assert set(wording.READING_PROBLEMS) == set(PROBLEMS)


def test_every_code_of_plausibility_has_words():
    source = Path(plausibility.__file__).read_text(encoding="utf-8")
    told = set(re.findall(r'"((?:name|birth|sex|state|phone|russian|internal|entry|last|basis)_[a-z_]+)"', source))
    assert told - {"birth_date", "expiry_date", "entry_date", "last_day"} <= set(wording.PROBLEMS)
