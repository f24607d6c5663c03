"""PostgreSQL's side of the name search: every whole key with the people who have it, newest first, kept by three triggers.

The trigram index answers for parts of names. It gives all who have them, in no order, so a common name costs as much as it has
bearers; here the newest twenty of a name, or of two names together, are read from an index and nobody else.
"""

import re
from collections.abc import Iterable
from itertools import islice, product

from patients.search_keys import Words

KEY = re.compile("[ 0-9A-Za-z\u3400-\u9fff]+")
MOST_WAYS = 32
SHORTEST_TRIGRAM = 3
NEWEST = 2000
"""So many people are looked through before an index is asked: of a name that one in a hundred has, twenty are among them."""
NEWEST_OF_A_NAME = 1500

# The parts of a Chinese name are keys of their own: it is written in one row there, and looked for by the surname alone.
KEYS_OF = "string_to_table({row}search_text || ' ' || translate({row}chinese_name, '·・•-', '    '), ' ')"
TABLE = """
CREATE TABLE patients_wholekey (key text COLLATE "C" NOT NULL, patient_id bigint NOT NULL, PRIMARY KEY (key, patient_id));
ALTER TABLE patients_wholekey ALTER COLUMN key SET STATISTICS 1000
"""
LEARN = f"""
CREATE FUNCTION patients_learn_keys() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO patients_wholekey SELECT key, NEW.id FROM {KEYS_OF.format(row="NEW.")} AS key
    WHERE key <> '' AND NEW.merged_into_id IS NULL ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$
"""  # noqa: S608 (our own columns)
FORGET = f"""
CREATE FUNCTION patients_forget_keys() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM patients_wholekey WHERE patient_id = OLD.id AND key IN (SELECT {KEYS_OF.format(row="OLD.")});
    RETURN NULL;
END $$
"""  # noqa: S608 (our own columns)
FORGET_ALL = """
CREATE FUNCTION patients_forget_all_keys() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    TRUNCATE patients_wholekey;
    RETURN NULL;
END $$
"""
# Triggers of one moment run in the order of their names: the old keys leave before the new ones come.
_CHANGED = """AFTER UPDATE OF search_text, chinese_name, merged_into_id ON patients_patient FOR EACH ROW WHEN (
    (OLD.search_text, OLD.chinese_name, OLD.merged_into_id) IS DISTINCT FROM (NEW.search_text, NEW.chinese_name, NEW.merged_into_id))"""
TRIGGERS = f"""
CREATE TRIGGER wholekey_insert AFTER INSERT ON patients_patient FOR EACH ROW EXECUTE FUNCTION patients_learn_keys();
CREATE TRIGGER wholekey_update_1 {_CHANGED} EXECUTE FUNCTION patients_forget_keys();
CREATE TRIGGER wholekey_update_2 {_CHANGED} EXECUTE FUNCTION patients_learn_keys();
CREATE TRIGGER wholekey_delete AFTER DELETE ON patients_patient FOR EACH ROW EXECUTE FUNCTION patients_forget_keys();
CREATE TRIGGER wholekey_truncate AFTER TRUNCATE ON patients_patient EXECUTE FUNCTION patients_forget_all_keys()
"""
# Sorted beforehand the index is built in order; everybody's keys are written, whoever was there before the table.
FILL = f"""
INSERT INTO patients_wholekey SELECT DISTINCT key, id FROM patients_patient, {KEYS_OF.format(row="")} AS key
WHERE key <> '' AND merged_into_id IS NULL ORDER BY 1, 2
"""  # noqa: S608 (our own columns)
AWAY = """
DROP TABLE IF EXISTS patients_wholekey;
DROP FUNCTION IF EXISTS patients_learn_keys() CASCADE;
DROP FUNCTION IF EXISTS patients_forget_keys() CASCADE;
DROP FUNCTION IF EXISTS patients_forget_all_keys() CASCADE
"""


def by_whole_keys(words: Words, *, limit: int) -> str:
    """Numbers of the newest who have each word as a whole key; nobody whose record was merged away.

    Each list is read from its newest; where several go side by side, the reading ends when enough are in all of them.
    """
    _must_be_keys(words)
    ways = islice(product(*([form.strip() for form in word] for word in words)), MOST_WAYS)
    return " UNION ALL ".join(_way(way, limit) for way in ways)


def _way(forms: tuple[str, ...], limit: int) -> str:
    first, *others = forms
    joined = "".join(
        f" JOIN patients_wholekey AS k{number} ON k{number}.patient_id = k.patient_id AND k{number}.key = '{form}'"
        for number, form in enumerate(others)
    )
    return (
        f"(SELECT k.patient_id FROM patients_wholekey AS k{joined} WHERE k.key = '{first}'"  # noqa: S608 (a key, see _must_be_keys)
        f" ORDER BY k.patient_id DESC LIMIT {limit})"
    )


def among_the_newest(words: Words, *, most: int) -> str:
    """Numbers and keys of those of the newest who have each word anywhere; a row with number 0 says that the house has more people."""
    names = _newest_of_each(words) if len(words) > 1 else ""
    return f"""
        (SELECT id, search_text FROM (
            (SELECT id, search_text, merged_into_id FROM patients_patient ORDER BY id DESC LIMIT {NEWEST}){names}
        ) AS newest WHERE merged_into_id IS NULL AND {written_out(words)} LIMIT {most})
        UNION ALL SELECT 0, '' FROM (SELECT MAX(id) - MIN(id) AS span FROM patients_patient) AS house WHERE span >= {NEWEST}"""  # noqa: S608


def among_beginnings(word: tuple[str, ...], *, most: int) -> str:
    """The same of everybody with a key that begins with one of these forms, the newest first; nobody is read but those shown."""
    _must_be_keys((word,))
    lists = " UNION ALL ".join(
        f"(SELECT patient_id FROM patients_wholekey WHERE key LIKE '{form.strip()}%' ORDER BY patient_id DESC LIMIT {most})"  # noqa: S608
        for form in word
    )
    return f"SELECT p.id, p.search_text FROM ({lists}) AS k JOIN patients_patient AS p ON p.id = k.patient_id"  # noqa: S608


def among_all(words: Words, *, most: int) -> str:
    """The same of everybody, the newest first. Who is not among the newest is too rare to be met by reading on from them.

    "All words as typed, or all in the other layout, or …": each of these is one walk through the index that stops where
    its rarest pattern ends; word by word it would read to the end what the commonest has.
    """
    order = "id + 0" if in_index(words) else "id"  # the sum hides the order, so that the index of trigrams is walked through
    found = f"merged_into_id IS NULL AND {written_out(words)}"
    return f"SELECT id, search_text FROM patients_patient WHERE {found} ORDER BY {order} DESC LIMIT {most}"  # noqa: S608


def _must_be_keys(words: Words) -> None:
    """They stand in the statement: with parameters PostgreSQL would plan once for the commonest and the rarest name.

    A key has letters, digits and blanks alone, whatever was typed; `search_keys` folds everything else away.
    """
    if not all(KEY.fullmatch(form) for word in words for form in word):
        raise ValueError("a key with signs in it")


def _newest_of_each(words: Words) -> str:
    """Of two names one is often typed to its end: then few people have to be looked through for the other."""
    forms = sorted({form.strip() for word in words for form in word})
    return "".join(
        f" UNION ALL (SELECT p.id, p.search_text, p.merged_into_id FROM patients_wholekey AS k"  # noqa: S608 (a key, see _must_be_keys)
        f" JOIN patients_patient AS p ON p.id = k.patient_id WHERE k.key = '{form}' ORDER BY k.patient_id DESC LIMIT {NEWEST_OF_A_NAME})"
        for form in forms
    )


def written_out(words: Words) -> str:
    """The condition that `search_text` has each word, for the trigram index."""
    _must_be_keys(words)
    ways = list(islice(product(*words), MOST_WAYS + 1))
    if len(ways) > MOST_WAYS:
        return _joined(" AND ", [_joined(" OR ", map(_has, word)) for word in words])
    return _joined(" OR ", [_joined(" AND ", map(_has, way)) for way in ways])


def in_index(words: Words) -> bool:
    """Some word has trigrams in each of its forms."""
    return any(all(len(form) >= SHORTEST_TRIGRAM for form in word) for word in words)


def _has(form: str) -> str:
    return f"search_text LIKE '%{form}%'"


def _joined(operator: str, conditions: Iterable[str]) -> str:
    return f"({operator.join(conditions)})"
