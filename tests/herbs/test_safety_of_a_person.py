"""The safety check against what one patient takes, has, and cannot stand."""
import pytest

from clinic.herbs.safety import Dose, PatientFacts, check

CLOTTING = ("vitamin_k_antagonists", "heparins")


def found(known, herbs, code, **facts):
    findings = check([Dose(herb, 1) for herb in herbs.split()], PatientFacts(**facts), known)
    return [finding for finding in findings if finding.code == code]


@pytest.mark.parametrize(
    "said", ["warfarin", "Варфарин Никомед", "варфарина 2,5 мг", "ВАРФАРЕКС", "华法林", "vitamin_k_antagonists"]
)
def test_warfarin_is_recognised_however_it_is_said(known, said):
    [finding] = found(known, "dan_shen", "herb_drug", medicines=(said,))
    assert (finding.severity, finding.detail) == ("block", f"HD001: {said}")


def test_who_knows_no_more_than_the_group_gets_all_of_it(known):
    rows = {f.detail.split(":")[0] for f in found(known, "dan_shen", "herb_drug", medicines=("антикоагулянты",))}
    assert rows == {row.code for row in known.interactions["dan_shen"] if "anticoagulant" in row.drug_class or row.drug_class in CLOTTING}


@pytest.mark.parametrize("said", ["Кардиомагнил 75 мг", "Тромбо-АСС", "ТромбоАСС", "аспирин", "acetylsalicylic acid"])
def test_aspirin_is_recognised_under_its_trade_names(known, said):
    assert [f.severity for f in found(known, "dang_gui", "herb_drug", medicines=(said,))] == ["warn"]


def test_a_medicine_no_row_names_counts_as_its_class(known):
    assert [f.severity for f in found(known, "ma_huang", "herb_drug", medicines=("Лизиноприл 10 мг",))] == ["block"]


def test_a_medicine_that_rows_name_is_not_taken_for_its_neighbour(known):
    assert found(known, "huang_lian", "herb_drug", medicines=("такролимус",)) == []
    assert len(found(known, "huang_lian", "herb_drug", medicines=("циклоспорин",))) == 1


@pytest.mark.parametrize("said", ["омепразол", "витамин D3", "кальций", "калия хлорид", "нет", ""])
def test_a_harmless_medicine_is_no_finding(known, said):
    assert found(known, " ".join(known.herbs), "herb_drug", medicines=(said,)) == []


def test_a_theory_alone_does_not_block(known):
    assert [f.severity for f in found(known, "shui_zhi", "herb_drug", medicines=("ривароксабан",))] == ["warn"]


def test_interferon_speaks_only_of_its_one_formula(known):
    [row] = [rule for rule in known.interactions["chai_hu"] if rule.code == "HD067"]
    assert found(known, "chai_hu huang_qin", "herb_drug", medicines=("интерферон",)) == []
    for herbs in (row.formula, row.formula - {"da_zao"}):
        assert [f.severity for f in found(known, " ".join(herbs), "herb_drug", medicines=("Пегасис",))] == ["block"]


@pytest.mark.parametrize("said", ["женьшень", "аллергия на женьшеня", "Ginseng", "人参", "对人参过敏", "ren_shen", "Panax ginseng"])
def test_an_allergy_to_ginseng_blocks_it(known, said):
    assert [(f.severity, f.detail) for f in found(known, "ren_shen", "allergy", allergies=(said,))] == [("block", said)]


def test_an_allergy_to_pinellia_blocks_each_way_it_is_prepared(known):
    herbs = "ban_xia fa_ban_xia jiang_ban_xia qing_ban_xia"
    assert len(found(known, herbs, "allergy", allergies=("半夏",))) == 4 == len(found(known, herbs, "allergy", allergies=("пинеллия",)))


def test_an_allergy_to_a_whole_group_blocks_its_herbs(known):
    assert len(found(known, "ma_huang gui_zhi dang_gui", "allergy", allergies=("jiebiao",))) == 2


@pytest.mark.parametrize("said", ["пенициллин", "арахис", "новокаин", "йод", "пыль", "корень", "white", "root", "нет", "", "花粉"])
def test_an_allergy_to_something_else_blocks_nothing(known, said):
    assert found(known, " ".join(known.herbs), "allergy", allergies=(said,)) == []


@pytest.mark.parametrize("said", ["hypertension", "гипертоническая болезнь II ст.", "повышенное давление", "高血压病", "I10", "I11.9"])
def test_ephedra_and_high_blood_pressure_are_a_warning(known, said):
    [finding] = found(known, "ma_huang", "condition", conditions=(said,))
    assert (finding.severity, finding.detail) == ("warn", f"ma_huang_hypertension: {said}")


def test_fleeceflower_is_not_for_a_sick_liver(known):
    assert [f.severity for f in found(known, "he_shou_wu", "condition", conditions=("хронический гепатит",))] == ["block"]


def test_poppy_husk_is_not_for_children(known):
    severities = [(f.severity, f.detail) for f in found(known, "ying_su_qiao", "age", age=12)]
    assert severities == [("block", "ying_su_qiao_child"), ("warn", "adult_range")]


def test_the_book_gives_grams_for_adults(known):
    assert [f.herbs for f in found(known, "dang_gui gan_cao", "age", age=17)] == [("dang_gui", "gan_cao")]
    assert found(known, "dang_gui gan_cao", "age", age=18) == []
