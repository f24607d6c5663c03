"""SQLite's side of the name search: a full-text table of trigrams, kept by three triggers.

Altering the patients' table makes SQLite build it anew and forget the triggers; so they are looked after at the end of
every migrate, and the index is built again when they were missing.
"""

from django.apps import AppConfig
from django.db import connections

TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS patient_search"
    " USING fts5(search_text, content='patients_patient', content_rowid='id', tokenize='trigram')"
)
FORGET = "INSERT INTO patient_search(patient_search, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);"
LEARN = "INSERT INTO patient_search(rowid, search_text) VALUES (NEW.id, NEW.search_text);"
TRIGGERS = {
    "patient_search_insert": f"AFTER INSERT ON patients_patient BEGIN {LEARN} END",
    "patient_search_update": f"AFTER UPDATE OF search_text ON patients_patient BEGIN {FORGET} {LEARN} END",
    "patient_search_delete": f"AFTER DELETE ON patients_patient BEGIN {FORGET} END",
}
REBUILD = "INSERT INTO patient_search(patient_search) VALUES ('rebuild')"


def ensure(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Table and triggers as they should be; nothing on PostgreSQL, and nothing to do when all stand."""
    connection = connections[using]
    if connection.vendor != "sqlite" or "patients_patient" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'patient_search_%'")
        standing = {name for (name,) in cursor.fetchall()}
        if standing == set(TRIGGERS):
            return
        cursor.execute(TABLE)
        for name, body in TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE TRIGGER {name} {body}")
        cursor.execute(REBUILD)
