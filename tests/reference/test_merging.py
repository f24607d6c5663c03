"""Three versions of a row, field by field."""
from clinic.reference.merging import merge

FRESH = {"name": "", "grams": None}


def test_an_untouched_value_follows_the_file():
    result = merge(last={"name": "a"}, current={"name": "a"}, shipped={"name": "b"}, fresh=FRESH)
    assert (dict(result.updates), result.kept) == ({"name": "b"}, ())


def test_an_edited_value_stays():
    result = merge(last={"name": "a"}, current={"name": "mine"}, shipped={"name": "b"}, fresh=FRESH)
    assert (dict(result.updates), result.kept) == ({}, ("name",))


def test_an_edit_that_the_file_has_learnt_is_no_edit():
    result = merge(last={"name": "a"}, current={"name": "b"}, shipped={"name": "b"}, fresh=FRESH)
    assert (dict(result.updates), result.kept) == ({}, ())


def test_a_new_column_fills_what_is_still_empty():
    result = merge(last={"name": "a"}, current={"name": "a", "grams": None}, shipped={"name": "a", "grams": "3"}, fresh=FRESH)
    assert dict(result.updates) == {"grams": "3"}


def test_a_row_of_the_staffs_own_is_left_alone():
    result = merge(last=None, current={"name": "mine"}, shipped={"name": "b"}, fresh=FRESH)
    assert result.kept == ("name",)


def test_one_edit_does_not_hold_back_the_other_fields():
    last = {"name": "a", "grams": "3"}
    result = merge(last=last, current=last | {"name": "mine"}, shipped={"name": "b", "grams": "5"}, fresh=FRESH)
    assert (dict(result.updates), result.kept) == ({"grams": "5"}, ("name",))
