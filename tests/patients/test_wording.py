"""Every code of the rules has its words."""
import re
from pathlib import Path

from patients import plausibility, wording
from patients.mrz import PROBLEMS


def test_every_problem_of_a_reading_has_words():
    assert set(wording.READING_PROBLEMS) == set(PROBLEMS)


def test_every_code_of_plausibility_has_words():
    source = Path(plausibility.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', source)) - {"issuing_state", "birth_date", "expiry_date", "entry_date", "last_day", "visa_free", "not_asked"}
    spoken = {code for code in codes if code in wording.PROBLEMS}
    assert codes - spoken <= {"surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "chinese_name", "document_number"}
