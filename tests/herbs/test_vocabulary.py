"""What is typed at the desk must be what the check knows again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.herbs import knowledge, vocabulary
from clinic.herbs.safety import Dose, PatientFacts, check
from clinic.herbs.vocabulary import recognises, suggest
from patients.chosen_facts import opened, sealed, with_codes
from patients.plausibility import NewFact


def first(kind: str, typed: str) -> tuple[str, str, str]:
    found = suggest(kind, typed)[0]
    return found.text, found.code, found.zh


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("medicine", "лизино", ("Лизиноприл", "lisinopril", "降压药")),
        ("medicine", "лизиноприл 10 мг", ("Лизиноприл 10 мг", "lisinopril", "降压药")),
        ("medicine", "ДИРОТОН", ("Диротон", "lisinopril", "降压药")),
        ("medicine", "warf", ("Warfarin", "warfarin", "华法林")),
        ("medicine", "华法", ("华法林", "warfarin", "华法林")),
        ("condition", "гиперто", ("Гипертония", "hypertension", "高血压")),
        ("allergy", "пеници", ("Пенициллин", "penicillin", "青霉素")),
        ("allergy", "мед", ("Мёд", "honey", "蜂蜜")),
    ],
)
def test_a_trade_name_an_inn_or_a_chinese_name_gives_the_code(shipped, kind, typed, expected):
    assert first(kind, typed) == expected


def test_no_medicine_is_called_by_the_chinese_name_of_another(shipped):
    medicines = [term for term in vocabulary.terms() if term.kind == "medicine"]
    assert next(term.zh for term in medicines if term.code == "acenocoumarol") == ""
    single = {term.zh for term in medicines if term.code in ("warfarin", "digoxin", "aminophylline", "linezolid")}
    assert single == {"华法林", "地高辛", "氨茶碱", "利奈唑胺"}
    assert all(term.code in ("warfarin", "digoxin") for term in medicines if term.zh in ("华法林", "地高辛"))


@pytest.mark.parametrize("typed", ["", " ", "л", "zzzz", "10 мг", "\0", "%_", "9" * 5000])
def test_what_names_nothing_suggests_nothing(shipped, typed):
    assert suggest("medicine", typed) == ()


def test_every_condition_of_the_cautions_can_be_chosen_and_fires(shipped):
    known = knowledge.current()
    for caution in (row for rows in known.cautions.values() for row in rows if row.condition):
        findings = check([Dose(caution.herb, known.herbs[caution.herb].max_g or 1)], PatientFacts(conditions=(caution.condition,)), known)
        assert any(one.code == "condition" for one in findings), caution.code
        assert any(term.code == caution.condition for term in vocabulary.terms())


def test_a_chosen_medicine_fires_by_its_code_alone(shipped):
    chosen = suggest("medicine", "диротон")[0]
    known = knowledge.current()
    herb, row = next((herb, row) for herb, rows in known.interactions.items() for row in rows if row.drug_class == "antihypertensives")
    findings = check([Dose(herb, known.herbs[herb].max_g or 1)], PatientFacts(medicines=(chosen.code,)), known)
    assert any(one.code == "herb_drug" and one.detail.startswith(row.code) for one in findings)


@pytest.mark.parametrize(
    ("kind", "said", "known"),
    [
        ("medicine", "принимает лизиноприл по утрам", True),
        ("medicine", "какие-то капли", False),
        ("condition", "гипертоническая болезнь II", True),
        ("condition", "плохой сон", False),
        ("allergy", "на пенициллин", True),
    ],
)
def test_free_words_are_recognised_or_told_apart(shipped, kind, said, known):
    assert recognises(kind, said) is known


def test_suggesting_costs_one_query_while_nothing_changed(shipped, django_assert_num_queries):
    vocabulary.terms()
    with django_assert_num_queries(1):
        suggest("medicine", "лиз")


@pytest.mark.django_db
@settings(deadline=None)
@given(st.sampled_from(["medicine", "allergy", "condition", "nonsense"]), st.text(max_size=60))
def test_whatever_is_typed_is_answered(kind, typed):
    assert all(one.kind == kind and one.code for one in suggest(kind, typed))
    recognises(kind, typed)


def test_a_seal_is_opened_whole_or_not_at_all():

    fact = NewFact("medicine", "Лизиноприл 10 мг", code="lisinopril", text_zh="降压药")
    seal = sealed(fact)
    assert opened(f"{seal} {seal[:-1]}x nonsense") == (fact,)
    assert with_codes("medicine", "лизиноприл 10 мг", (fact,)) == fact
    assert with_codes("allergy", "лизиноприл 10 мг", (fact,)) == NewFact("allergy", "лизиноприл 10 мг")
