"""Zones for the tests: public specimen lines, and a maker that computes the check digits of invented ones."""
from datetime import date

TODAY = date(2026, 11, 22)

RUSSIAN = ("P<RUSIMIAREK<<EVGENII<<<<<<<<<<<<<<<<<<<<<<<", "1104000008RUS8209120M2601157<<<<<<<<<<<<<<06")
INTERNAL = ("PNRUSZDRIL7K<<SERGEQ<ANATOL9EVI3<<<<<<<<<<<<", "3919353498RUS7207233M<<<<<<<4151218910003<50")
ICAO_TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
ICAO_TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
ICAO_TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
LONG_TD1 = ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<")
LONG_TD2 = ("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8")
MRV_A = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")
MRV_B = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")
SPECIMENS = (RUSSIAN, INTERNAL, ICAO_TD3, ICAO_TD2, ICAO_TD1, LONG_TD1, LONG_TD2, MRV_A, MRV_B)

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digit(text: str) -> str:
    return str(sum(max(_ALPHABET.find(c), 0) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


def passport(**changes: str) -> tuple[str, str]:
    """A TD3 zone whose check digits agree."""
    f = {
        "code": "P<", "state": "RUS", "names": "IVANOVA<<ANNA", "number": "751234567", "nationality": "RUS",
        "birth": "850314", "sex": "F", "expiry": "310520", "optional": "",
    } | changes
    number, optional = f["number"].ljust(9, "<"), f["optional"].ljust(14, "<")
    numbered = number + digit(number)
    born, expires = f["birth"] + digit(f["birth"]), f["expiry"] + digit(f["expiry"])
    rest = expires + optional + digit(optional)
    data = numbered + f["nationality"].ljust(3, "<") + born + f["sex"] + rest
    return (f["code"] + f["state"].ljust(3, "<") + f["names"]).ljust(44, "<")[:44], data + digit(numbered + born + rest)


def damaged(lines: tuple[str, ...], line: int, position: int, character: str) -> tuple[str, ...]:
    """The same lines with one character read wrongly; line and position count from 1."""
    changed = list(lines)
    text = changed[line - 1]
    changed[line - 1] = text[: position - 1] + character + text[position:]
    return tuple(changed)
