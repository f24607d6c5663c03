"""What stands beside the form when a person has chosen one of the proposed forms of the name."""

from patients.proposals import Filled, complete


def filled(**changes: str) -> Filled:
    values = {"surname_latin": "SOLOVEVA", "given_latin": "NATALIA", "sex": "F", **changes}
    return complete(Filled(dict(values), origins=dict.fromkeys(changes, "confirmed")))


def test_a_chosen_form_stays_and_the_others_stay_beside_it() -> None:
    names = filled(given_ru="Наталия")
    assert (names.values["given_ru"], names.origins["given_ru"]) == ("Наталия", "confirmed")
    assert set(names.alternatives["given_ru"]) == {"Наталья", "Наталия"}


def test_a_chosen_chinese_form_stays_with_its_own_pinyin() -> None:
    names = filled(chinese_name="娜塔莉亚·索洛维约娃")
    assert names.values["chinese_name"] == "娜塔莉亚·索洛维约娃"
    assert str(names.values["pinyin"]).startswith("nà tǎ lì yà")
    assert len(names.alternatives["chinese_name"]) > 1
