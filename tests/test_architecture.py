"""Imports point one way, rules are pure, and nothing outgrows one reader. The layers are those of docs/architecture.md."""

import ast
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP = ("patients", "interpreters", "clinic")
WIRING = "clinic"  # the modules at the top of the project: settings, urls, celery, health …

# From the ground up. A package may import what lies below it; packages of one layer do not know each other.
LAYERS = (
    {"clinic.audit", "clinic.backoffice", "clinic.postgresql"},
    {"patients", "interpreters", "clinic.departments", "clinic.herbs", "clinic.accounts"},
    {"clinic.plans"},
    {"clinic.visits"},
    {"clinic.reports", "clinic.statistics", "clinic.reminders"},
    {"clinic.reference"},
    {"clinic.desk", "clinic.api", "clinic.groups", "clinic.coordination", "clinic.my_day"},
    {"clinic.demo"},
    {WIRING},
)
HEIGHT = {package: height for height, layer in enumerate(LAYERS) for package in layer}

# Pure: they take and give frozen dataclasses, know no model, no setting and no clock.
RULES = (
    *("patients.minors", "patients.signatures", "patients.standing"),
    *("patients.mrz", "patients.names", "patients.lists", "patients.search_keys", "patients.duplicates", "patients.stays"),
    *("patients.plausibility", "patients.reach"),
    "patients.clues",
    *("interpreters.availability", "interpreters.matching", "interpreters.planning", "interpreters.duty", "interpreters.palladius"),
    "interpreters.delays",
    *("clinic.herbs.safety", "clinic.herbs.doses", "clinic.herbs.search_keys", "clinic.plans.completeness", "clinic.plans.icd10"),
    *("clinic.visits.slots", "clinic.visits.states", "clinic.groups.timetable", "clinic.coordination.urgency", "clinic.coordination.facts"),
    *("clinic.reports.content", "clinic.reminders.due", "clinic.reminders.news", "clinic.statistics.definitions"),
)
IMPURE = {"django", "celery", "redis", "weasyprint", "ninja", "requests", "urllib", "socket", "time"}
CLOCKS = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today")}
EDGES = {"views", "forms", "urls", "admin", "tasks", "channels", "context", "pdf"}
CORE = {"models", "translation"}
SUBJECTLESS = {"utils", "helpers", "services", "common", "core", "base", "misc", "selectors", "managers"}
NAMED_BY_DJANGO = {"clinic.postgresql.base"}


@dataclass(frozen=True)
class Module:
    path: Path
    name: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """patients, interpreters, clinic.<folder>, or `clinic` for the wiring."""
        first, *rest = self.path.relative_to(ROOT).parts
        return f"clinic.{rest[0]}" if first == "clinic" and len(rest) > 1 else first

    def imports(self) -> set[str]:
        """Full names of all that is imported, late imports and relative ones included."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    here = self.name.split(".") if self.path.name == "__init__.py" else self.name.split(".")[:-1]
                    base = ".".join([*here[: len(here) - node.level + 1], *([node.module] if node.module else [])])
                found |= {f"{base}.{alias.name}" for alias in node.names}
        return found


def read(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(path, name, ast.parse(path.read_text(encoding="utf-8")))


MODULES = [read(path) for top in TOP for path in sorted((ROOT / top).rglob("*.py")) if "migrations" not in path.parts]


def package_of(imported: str) -> str | None:
    """The package of ours that an imported name belongs to; None for everybody else's."""
    first, *rest = imported.split(".")
    if first not in TOP:
        return None
    return f"clinic.{rest[0]}" if first == "clinic" and rest and (ROOT / "clinic" / rest[0]).is_dir() else first


def arrows() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for module in MODULES:
        for imported in module.imports():
            target = package_of(imported)
            if target and target != module.package:
                found[module.package, target].append(f"{module.name} imports {imported}")
    return found


def test_every_package_has_its_layer() -> None:
    assert {module.package for module in MODULES} - set(HEIGHT) == set()


def test_imports_go_down_only() -> None:
    upward = {arrow: why for arrow, why in arrows().items() if HEIGHT[arrow[0]] <= HEIGHT[arrow[1]]}
    assert upward == {}


def test_no_two_packages_import_each_other() -> None:
    found = set(arrows())
    assert {pair for pair in found if pair[::-1] in found} == set()


@pytest.mark.parametrize("package", ["patients", "interpreters"])
def test_people_and_interpreters_know_nothing_of_the_clinic(package) -> None:
    """But the read log, which is the ground of the house and knows nobody: any page may write into it."""
    known = [why for (source, _target), whys in arrows().items() if source == package for why in whys]
    assert [why for why in known if " imports clinic.audit.reading." not in why or ".views." not in why.split(" imports ")[0]] == []


def rules() -> list[Module]:
    return [module for module in MODULES if module.name in RULES or module.name.startswith(tuple(f"{rule}." for rule in RULES))]


def test_rules_import_nothing_that_acts() -> None:
    assert {(m.name, name) for m in rules() for name in m.imports() if name.split(".")[0] in IMPURE} == set()


def test_rules_do_not_look_at_the_clock() -> None:
    calls = {(module.name, node.func.value.id, node.func.attr) for module in rules() for node in ast.walk(module.tree)
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)}  # fmt: skip
    assert {call for call in calls if call[1:] in CLOCKS} == set()


def test_rules_import_no_model_of_ours() -> None:
    assert {(m.name, name) for m in rules() for name in m.imports() if package_of(name) and set(name.split(".")) & (CORE | EDGES)} == set()


def test_models_import_no_verb_and_no_edge() -> None:
    models = [m for m in MODULES if m.path.name == "models.py"]
    assert {(m.name, name) for m in models for name in m.imports() if package_of(name) and set(name.split(".")) & EDGES} == set()


def test_edges_of_other_folders_are_not_imported() -> None:
    between_folders = [why for (source, _target), whys in arrows().items() if source != WIRING for why in whys]
    assert [why for why in between_folders if set(why.split(" imports ")[1].split(".")) & EDGES] == []


def test_only_one_file_knows_weasyprint() -> None:
    assert {m.name for m in MODULES if any(name.split(".")[0] == "weasyprint" for name in m.imports())} <= {"clinic.reports.pdf"}


def test_every_file_is_named_by_its_subject() -> None:
    assert [m.name for m in MODULES if set(m.name.split(".")) & SUBJECTLESS and m.name not in NAMED_BY_DJANGO] == []


def test_no_module_outgrows_one_reader() -> None:
    assert {m.name: lines for m in MODULES if (lines := len(m.path.read_text(encoding="utf-8").splitlines())) > 300} == {}


def functions() -> list[tuple[Module, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [(m, node) for m in MODULES for node in ast.walk(m.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_function_is_longer_than_forty_lines() -> None:
    assert {f"{m.name}.{f.name}": f.end_lineno - f.lineno + 1 for m, f in functions() if f.end_lineno - f.lineno >= 40} == {}


def test_every_function_says_what_it_returns() -> None:
    assert [f"{m.name}.{f.name}" for m, f in functions() if f.returns is None] == []


def test_no_function_takes_more_than_six_arguments() -> None:
    counted = {f"{m.name}.{f.name}": len({a.arg for a in (*f.args.args, *f.args.kwonlyargs)} - {"self", "cls"}) for m, f in functions()}
    assert {name: number for name, number in counted.items() if number > 6} == {}


def test_no_import_hides_in_a_function_without_a_reason() -> None:
    """A late import is allowed where it saves seconds or breaks a start-up order, with the reason on its line."""
    hidden = {(m.name, node.lineno) for m, f in functions() for node in ast.walk(f) if isinstance(node, ast.Import | ast.ImportFrom)
              if "#" not in m.path.read_text(encoding="utf-8").splitlines()[node.lineno - 1]}  # fmt: skip
    assert hidden == set()
