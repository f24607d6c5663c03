"""How a Russian patient is spoken to: given name and patronymic, children by the given name, a title where neither is known."""

import pytest

from patients.names.address import Address, polite_address

CASES = [
    ({"given": "Капитолина", "patronymic": "Александровна", "surname": "Белоусова-Дорофеева"}, Address("Капитолина Александровна")),
    ({"given": "ЕЛЕНА", "patronymic": "СЕРГЕЕВНА", "surname": "КОВАЛЁВА"}, Address("Елена Сергеевна")),
    ({"given": "АННА-МАРИЯ", "patronymic": "", "surname": "ЮН"}, Address("Анна-Мария")),
    ({"given": "Маша", "patronymic": "Петровна", "surname": "Юдина", "age": 9}, Address("Маша")),
    ({"given": "Мария", "patronymic": "Петровна", "surname": "Юдина", "age": 14}, Address("Мария Петровна")),
    ({"given": "", "patronymic": "", "surname": "Юдина"}, Address("Юдина", "woman")),
    ({"given": " ", "patronymic": "", "surname": "Юдин", "sex": "M"}, Address("Юдин", "man")),
    ({"given": "", "patronymic": "", "surname": "Ким", "sex": "X"}, Address("Ким")),
    ({"given": "", "patronymic": "", "surname": ""}, Address("")),
    ({"given": "Рустам", "patronymic": "Алишер оглы", "surname": "Мамедов", "sex": "M"}, Address("Рустам Алишер оглы")),
]


@pytest.mark.parametrize(("known", "address"), CASES)
def test_the_polite_form(known, address):
    assert polite_address(**{"sex": "F", **known}) == address
