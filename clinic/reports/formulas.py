"""A signed formula as it was frozen at the signature becomes the formula of a paper. The catalogue is not asked again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from clinic.reports import dates
from clinic.reports.content import Bilingual, FormulaWords, HerbWords, OverrideWords
from clinic.reports.phrases import phrase

WITH_THE_OTHERS = "none"


def formula_words(frozen: Mapping[str, Any]) -> FormulaWords:
    """From the JSON of `clinic.plans.freezing`, format 1."""
    names = {herb["code"]: Bilingual(herb["zh"], herb["ru"]) for herb in frozen["herbs"]}
    return FormulaWords(
        name=Bilingual(frozen["formula"]["zh"], frozen["formula"]["ru"]) if frozen["formula"] else None,
        herbs=tuple(_herb(herb) for herb in frozen["herbs"]),
        days=frozen["days"],
        grams_a_day=frozen["grams_a_day"],
        usage=Bilingual(frozen["usage_zh"], frozen["usage_ru"]),
        signed_by=Bilingual(frozen["signer"]["zh"], frozen["signer"]["ru"]),
        signed_on=dates.day(dates.heihe_day(datetime.fromisoformat(frozen["signed_at"]))),
        overridden=tuple(_override(finding, names) for finding in frozen["findings"] if finding["reason"]),
    )


def _herb(herb: Mapping[str, Any]) -> HerbWords:
    name = Bilingual(herb["zh"], herb["ru"])
    return HerbWords(name=name, latin=herb["latin"], grams=herb["grams"], preparation=_preparation(herb))


def _preparation(herb: Mapping[str, Any]) -> Bilingual | None:
    """Nothing for what is boiled with the others; the note of the catalogue, or the plain word for its code."""
    if herb["preparation"] == WITH_THE_OTHERS:
        return None
    if herb["preparation_zh"] or herb["preparation_ru"]:
        return Bilingual(herb["preparation_zh"], herb["preparation_ru"])
    return phrase(f"decoction.{herb['preparation']}")


def _override(finding: Mapping[str, Any], names: Mapping[str, Bilingual]) -> OverrideWords:
    herbs = tuple(names[code] for code in finding["herbs"] if code in names)
    return OverrideWords(finding=phrase(f"finding.{finding['code']}"), herbs=herbs, reason=finding["reason"])
