"""Journey 5: the director opens the year, and every number opens the list it was counted from."""

import re

PEOPLE = ("persons", "new_persons")


def test_every_figure_opens_its_list_and_the_persons_are_as_many(enter):
    page = enter("zhaoyuan")
    page.goto("/year/2026/")
    figures = {link.get_attribute("href"): int(re.sub(r"\D", "", link.inner_text())) for link in page.locator(".figure a.value").all()}
    assert len(figures) == 6
    for address, number in figures.items():
        page.goto(address)
        rows = page.locator("tbody tr").count()
        assert rows == number if any(word in address for word in PEOPLE) else rows > 0


def test_every_bar_and_column_has_its_list(enter):
    page = enter("zhaoyuan", language="ru")
    page.goto("/year/2026/")
    links = page.locator(".year-months a, .year-rankings a").all()
    answers = {address: page.request.get(address).status for address in {link.get_attribute("href") or "" for link in links}}
    assert len(answers) > 12
    assert set(answers.values()) == {200}
