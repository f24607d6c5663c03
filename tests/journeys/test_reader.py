"""Readers in every layout, wherever the cursor stands; nothing of a form is lost, and no person is taken for a reader."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import LINES, PHONE
from tests.journeys.wedge import TO_CHINESE, TO_RUSSIAN, compose, scan
from tests.make import make_patient, make_user
from tests.patients.zones import ICAO_TD1, INTERNAL

REGISTER = "**/patients/register/"
LINES = tuple(line.ljust(44, "<")[:44] for line in LINES)
LAYOUTS = {
    "latin": str,
    "russian": lambda line: line.translate(TO_RUSSIAN),
    "full width": lambda line: line.translate(TO_CHINESE),
    "chinese signs": lambda line: line.replace("<", "《"),
    "caps lock": str.lower,
    "russian caps lock": lambda line: line.translate(TO_RUSSIAN).lower(),
}


@pytest.fixture
def house(transactional_db: None, settings: object) -> None:
    """An empty clinic is enough for a reader, and opens in a moment."""
    settings.DEMO = True
    make_user("reception", username="liufang")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_lines_are_read_on_every_layout_without_a_click(enter, layout):
    page = enter("liufang")
    scan(page, tuple(LAYOUTS[layout](line) for line in LINES))
    page.wait_for_url(REGISTER)
    assert page.input_value("#id_surname_latin") == "SOLOVEVA"


@pytest.mark.parametrize("end", ["CRLF", "LF", "Tab", "nothing"])
def test_whatever_ends_a_line_no_half_passport_is_sent(enter, end):
    page = enter("liufang")
    posts = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" and "suggest" not in request.url else None)
    page.keyboard.press("/")
    scan(page, LINES, end=end)
    page.wait_for_url(REGISTER)
    assert (page.input_value("#id_document_number"), len([p for p in posts if p.endswith("/search/")])) == ("758214639", 1)


def test_the_three_lines_of_a_card_arrive_whole(enter):
    page = enter("liufang")
    scan(page, ICAO_TD1, between=0.25)
    page.wait_for_url(REGISTER)
    assert (page.input_value("#id_surname_latin"), page.input_value("#id_document_number")) == ("ERIKSSON", "D23145890")


def test_a_reader_that_leaves_the_fillers_out_and_one_that_is_slower(enter):
    page = enter("liufang")
    scan(page, (LINES[0].rstrip("<"), LINES[1]), pause=0.015, between=0.4)
    page.wait_for_url(REGISTER)
    assert page.input_value("#id_given_latin") == "NATALIA"


def test_the_russian_passport_for_the_inside_gives_its_cyrillic(enter):
    page = enter("liufang")
    scan(page, INTERNAL)
    page.wait_for_url(REGISTER)
    assert page.input_value("#id_patronymic_ru").casefold() == "анатольевич"


def test_one_line_alone_is_not_sent_and_the_desk_is_told(enter):
    page = enter("liufang", language="en")
    scan(page, LINES[:1])
    expect(page.locator(".box .reading")).to_have_text("A line is missing: please read the passport again.")
    assert (page.url.endswith("/desk/"), page.input_value("#box")) == (True, "")


def test_an_input_method_that_commits_both_lines_at_once_is_read(enter):
    page = enter("liufang")
    page.keyboard.press("/")
    compose(page, "".join(LINES).translate(TO_CHINESE))
    page.wait_for_url(REGISTER)
    assert page.input_value("#id_document_number") == "758214639"


def test_an_input_method_that_swallowed_the_letters_is_named(enter):
    page = enter("liufang", language="en")
    page.keyboard.press("/")
    compose(page, "破《如素《《娜塔《《《《《《《《《《《《《《《《《《《《《《《《《")
    expect(page.locator(".box .reading")).to_contain_text("English")
    assert page.url.endswith("/desk/")


def test_somebody_who_types_a_name_with_a_filler_in_it_is_no_reader(enter):
    page = enter("liufang")
    patient = make_patient(mrn="T26-00009", surname_ru="Барбашова", surname_latin="BARBASHOVA")
    page.keyboard.press("/")
    page.keyboard.type("барбашова", delay=70)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/chart/{patient.mrn}/")


def test_a_passport_typed_by_hand_waits_for_its_second_line(enter):
    page = enter("liufang", language="en")
    page.keyboard.press("/")
    page.keyboard.type(LINES[0], delay=70)
    page.keyboard.press("Enter")
    expect(page.locator(".box .reading")).to_have_text("line read – now the next one")
    page.wait_for_timeout(1500)
    page.keyboard.type(LINES[1], delay=70)
    page.keyboard.press("Enter")
    page.wait_for_url(REGISTER)
    assert page.input_value("#id_surname_latin") == "SOLOVEVA"


@pytest.mark.parametrize("field", ["#id_phone", "#id_nationality", "#id_surname_ru", "#id_basis", "#id_allergies"])
def test_a_passport_read_while_the_cursor_stands_in_a_half_filled_form_fills_only_what_is_empty(enter, field):
    page = enter("liufang")
    page.goto("/patients/register/")
    page.fill("#id_surname_ru", "Соловьева")
    page.fill("#id_phone", "8 914 555-41-27")
    page.fill("#id_allergies", "мёд")
    page.press("#id_allergies", "Enter")
    page.focus(field)
    scan(page, LINES, after=1.2)
    page.wait_for_load_state()
    expect(page.locator("#id_document_number")).to_have_value("758214639")
    posted = page.evaluate("Object.fromEntries(new FormData(document.getElementById('registration')))")
    typed = [posted[name] for name in ("surname_ru", "phone", "allergies", "nationality", "basis")]
    assert typed == ["Соловьева", "8 914 555-41-27", "мёд", "RUS", "visa_free"]


def test_what_was_typed_and_what_was_read_stand_side_by_side_until_somebody_decides(enter):
    page = enter("liufang", language="en")
    page.goto("/patients/register/")
    page.fill("#id_surname_latin", "SOLOVYOVA")
    scan(page, LINES, after=1.2)
    expect(page.locator("#id_document_number")).to_have_value("758214639")
    assert page.input_value("#id_surname_latin") == "SOLOVYOVA"
    page.get_by_role("button", name="take from the passport").click()
    assert page.input_value("#id_surname_latin") == "SOLOVEVA"


def test_a_reader_on_another_page_with_a_half_filled_form_opens_beside_it(enter):
    page = enter("liufang")
    make_patient(mrn="T26-00003")
    page.goto("/patients/T26-00003/to-know/")
    page.fill("#id_text", "пенициллин")
    page.focus("#id_text_zh")
    with page.context.expect_page() as opened:
        scan(page, LINES)
    opened.value.wait_for_url(REGISTER)
    assert (page.input_value("#id_text"), page.input_value("#id_text_zh"), page.url.endswith("/to-know/")) == ("пенициллин", "", True)


def test_letters_typed_outside_of_fields_go_to_the_box_and_nowhere_else(enter):
    page = enter("liufang")
    page.goto("/patients/register/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.type("Iva")
    assert (page.evaluate("document.activeElement.id"), page.input_value("#box")) == ("box", "Iva")
    page.focus("#id_basis")
    page.keyboard.type("x")
    assert (page.evaluate("document.activeElement.id"), page.input_value("#box")) == ("id_basis", "Iva")


def test_a_misread_sign_is_put_back_or_confirmed_beside_its_field(enter):
    page = enter("liufang", language="en")
    scan(page, (LINES[0].replace("SOLOVEVA", "S0LOVEVA"), LINES[1]))
    page.wait_for_url(REGISTER)
    assert page.input_value("#id_surname_latin") == "SOLOVEVA"
    page.get_by_role("button", name="take “0”").click()
    assert page.input_value("#id_surname_latin") == "S0LOVEVA"
    page.get_by_role("button", name="“O” is right").click()
    assert page.input_value("#id_surname_latin") == "SOLOVEVA"


def test_a_reading_stays_when_the_language_changes(enter):
    page = enter("liufang")
    scan(page, LINES)
    page.wait_for_url(REGISTER)
    page.fill("#id_patronymic_ru", "Игоревна")
    page.locator("button[name=speak][value=ru]").click()
    page.wait_for_function("document.documentElement.lang === 'ru'")
    kept = [page.input_value(name) for name in ("#id_surname_latin", "#id_patronymic_ru", "#id_document_number", "#id_expiry_date")]
    assert kept == ["SOLOVEVA", "Игоревна", "758214639", "2033-08-26"]
    assert page.locator(".field .origin.read").count() > 3


def test_what_nobody_was_found_by_becomes_the_beginning_of_a_record(enter):
    page = enter("liufang")
    page.keyboard.press("/")
    page.keyboard.type("ghtj,hf;tycrfz tktyf", delay=30)
    page.locator("#found-new").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(REGISTER)
    assert [page.input_value(name) for name in ("#id_surname_ru", "#id_given_ru")] == ["Преображенская", "Елена"]


def test_arrows_home_end_and_escape_walk_the_results(enter):
    page = enter("liufang")
    for number in range(1, 5):
        make_patient(mrn=f"T26-0010{number}", surname_ru="Щедрина", surname_latin="SHCHEDRINA")
    page.keyboard.press("/")
    page.keyboard.type("щедрина", delay=30)
    page.locator("#found [role=option]").nth(3).wait_for()
    walked = []
    for key in ("ArrowDown", "End", "ArrowUp", "Home", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        walked.append(page.get_attribute("#box", "aria-activedescendant"))
    assert walked == ["found-1", "found-4", "found-3", "found-1", None, "found-4"]
    page.keyboard.press("Escape")
    assert (page.locator("#found [role=option]").count(), page.get_attribute("#box", "aria-expanded")) == (0, "false")


def test_the_box_is_on_the_phone_too(enter):
    page = enter("liufang", viewport=PHONE)
    scan(page, LINES)
    page.wait_for_url(REGISTER)
    assert page.input_value("#id_surname_latin") == "SOLOVEVA"
