"""Two records field by field."""

from dataclasses import dataclass

from patients.models import Patient

COMPARED = (
    "surname_ru", "given_ru", "patronymic_ru", "surname_latin", "given_latin", "chinese_name", "birth_date", "sex", "nationality",
    "phone", "email", "region", "language", "referral",
)  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One field of both. `fills`: the kept record has nothing there and takes the other's."""

    label: str
    kept: str
    absorbed: str

    @property
    def differs(self) -> bool:
        return bool(self.kept and self.absorbed) and self.kept != self.absorbed

    @property
    def fills(self) -> bool:
        return not self.kept and bool(self.absorbed)


def compared(kept: Patient, absorbed: Patient) -> list[Compared]:
    """Fields of which at least one record knows something."""
    rows = [Compared(_label(name), _shown(kept, name), _shown(absorbed, name)) for name in COMPARED]
    return [row for row in rows if row.kept or row.absorbed]


def _label(name: str) -> str:
    return str(getattr(Patient._meta.get_field(name), "verbose_name", name))


def _shown(patient: Patient, name: str) -> str:
    display = getattr(patient, f"get_{name}_display", None)
    value = display() if display and getattr(patient, name) else getattr(patient, name)
    return str(value) if value else ""
