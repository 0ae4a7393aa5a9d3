"""The walls between the rooms, each as a sentence that fails when the wall is broken."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterable

import pytest

from tests.architecture import ROOT, Source, is_inside, rings, running, sources

DESIGNER = sources("designer")
WIDGETS = sources("widgets")
PROGRAM = [*DESIGNER, *WIDGETS]

QT = ("PySide6", "PySide6Qlementine", "shiboken6", "pyqtgraph", "qtawesome", "qtpy")
HEAVY = {
    "pandas", "duckdb", "numpy", "numba", "scipy", "pyqtgraph", "PIL", "sqlite_utils", "openpyxl",
}  # fmt: skip
CRUNCHING = ("designer.population", "designer.experiments", "widgets.charts")
"""The rooms that calculate; they are themselves imported when first needed."""

GROUND = ("designer.errors", "designer.language", "designer.records")
CONDITIONS = ("designer.conditions", "designer.condition_checks", "designer.condition_words")
STEPS = {
    "designer.language": (),
    "designer.errors": ("designer.language",),
    "designer.records": GROUND,
    "designer.conditions": (*GROUND, *CONDITIONS),
    "designer.kinds": GROUND,
    "designer.document": (*GROUND, *CONDITIONS, "designer.kinds"),
    "designer.starters": GROUND,
    "designer.actions": (
        *GROUND, *CONDITIONS, "designer.kinds", "designer.document", "designer.starters",
    ),
}  # fmt: skip
"""What each lower room may stand on, from the bottom up."""

SIDE_BY_SIDE = (
    "designer.storage", "designer.render", "designer.decide", "designer.population",
    "designer.experiments",
)  # fmt: skip
SHARED_GROUND = ("designer.decide.bucket", "designer.decide.rulebook")
"""What a room may use of its neighbours: how a bucket is drawn, and the frozen rules."""


def breaches(found: Iterable[Source], banned: Iterable[str], allowed: tuple[str, ...] = ()) -> list:
    """Each import of a banned room, as `who → what`."""
    return [
        f"{source.name} → {name}"
        for source in found
        for name in sorted(source.imports)
        if any(is_inside(name, room) for room in banned)
        and not any(is_inside(name, room) for room in allowed)
    ]


def inside(room: str) -> list[Source]:
    return [source for source in PROGRAM if is_inside(source.name, room)]


def test_the_core_knows_no_qt_not_even_as_a_type():
    found = [s.name for s in DESIGNER for n in s.mentions if n.split(".")[0] in (*QT, "widgets")]
    assert not found


def test_nothing_imports_the_tests():
    assert not breaches([*PROGRAM, Source(ROOT / "dev.py")], ["tests"])


@pytest.mark.parametrize("room", STEPS)
def test_a_lower_room_stands_only_on_what_lies_below(room: str):
    above = {s.name for s in DESIGNER if s.name != "designer"} - {room}
    assert not breaches(inside(room), above, allowed=(room, *STEPS[room]))


@pytest.mark.parametrize("room", SIDE_BY_SIDE)
def test_rooms_side_by_side_leave_one_anothers_insides_alone(room: str):
    others = [other for other in SIDE_BY_SIDE if other != room]
    assert not breaches(inside(room), others, allowed=SHARED_GROUND)


@pytest.mark.parametrize("room", SIDE_BY_SIDE)
def test_a_room_side_by_side_uses_nothing_that_stands_on_it(room: str):
    above = ["designer.lint", "designer.export", "designer.cli", "designer.commands"]
    assert not breaches(inside(room), above)


def test_modules_import_one_another_in_no_ring():
    known = {source.name for source in PROGRAM}
    graph = {source.name: set(source.imports) & known - {source.name} for source in PROGRAM}
    assert rings(graph) == []


def test_packages_open_with_a_sentence_and_hand_nothing_on():
    opened = [source for source in PROGRAM if source.path.name == "__init__.py"]
    assert [s.name for s in opened if not ast.get_docstring(s.tree)] == []
    assert [s.name for s in opened if len(s.tree.body) != 1] == []


def test_every_file_opens_with_a_sentence():
    assert [source.name for source in PROGRAM if not ast.get_docstring(source.tree)] == []


def test_files_stay_short():
    lines = {source.name: filter(str.strip, source.text.splitlines()) for source in PROGRAM}
    assert [name for name, written in lines.items() if len([*written]) > 400] == []


def test_classes_stay_small():
    large = [
        f"{source.name}.{owner.name}"
        for source in PROGRAM
        for owner in source.classes()
        if sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in owner.body) > 25
    ]
    assert large == []


def test_functions_stay_short():
    long = [
        f"{source.name}.{one.name}"
        for source in PROGRAM
        for one in source.functions()
        if (one.end_lineno or 0) - one.lineno >= 50
    ]
    assert long == []


def test_every_function_says_what_it_returns():
    silent = [f"{s.name}.{one.name}" for s in PROGRAM for one in s.functions() if not one.returns]
    assert silent == []


def test_heavy_libraries_are_loaded_only_where_there_is_something_to_calculate():
    found = [
        f"{source.name} → {name}"
        for source in PROGRAM
        if not any(is_inside(source.name, room) for room in CRUNCHING)
        for name in sorted(source.imports_at_start)
        if name.split(".")[0] in HEAVY
    ]
    assert found == []


def heavy_after(program: str) -> list[str]:
    """The heavy libraries that a fresh Python has loaded after running some lines."""
    ask = f"""
import json, sys
loaded = sys.modules.keys()
{program}
print(json.dumps(sorted({HEAVY} & loaded)))
"""
    done = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_command_line_starts_light():
    assert heavy_after("import designer.cli") == []


def test_opening_a_project_stays_light(tmp_path, sample_dir):
    from designer.kinds.library import Library
    from designer.storage.unpacked import pack

    file = tmp_path / "store.duplex"
    pack(sample_dir, file, library=Library.load())
    assert (
        heavy_after(f"""
from pathlib import Path
from designer.kinds.library import Library
from designer.storage.project import Project
project = Project.open(Path({str(file)!r}), library=Library.load())
assert project.document.shop.name
project.close()
""")
        == []
    )


STUDIO = """
from widgets import __main__, window

begin = window.Window._begin  # what waits for the first paint
def painted(self):
    global loaded
    loaded = {*sys.modules}
    begin(self)

window.Window._begin = painted
sys.argv = ["studio", "--sample", "shanlan", "--self-test"]
assert __main__.main() == 0
assert "widgets.design.workspace" in loaded
"""


def test_the_studio_is_on_screen_before_anything_heavy_is_loaded():
    heavy_after(STUDIO)  # the first start of all makes the sample's file
    assert heavy_after(STUDIO) == []


def test_the_markup_of_kinds_holds_no_script_and_no_inline_style():
    barred = re.compile(r"(?i)</?script|javascript:|<style|\sstyle\s*=|\son[a-z]+\s*=")
    templates = sorted((ROOT / "assets" / "kinds").glob("*/template.html"))
    assert len(templates) >= 16
    found = [str(t.parent.name) for t in templates if barred.search(t.read_text("utf-8"))]
    assert found == []


def tracked() -> list[str]:
    """The text files under version control, but for what others wrote and we ship unchanged."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a git checkout")
    files = [name for name in listed.stdout.split("\0") if name]
    return [name for name in files if not name.startswith("assets/vendor/")]


def test_no_file_names_a_machine_or_a_registry():
    hosts = ["[p]ypi.org", "[p]ythonhosted.org", "[r]egistry.npmjs", "[d]eb.debian.org"]
    paths = ["/[r]oot/", "/[w]ork/", "/[h]ome/[a-z]", "/[t]mp/[a-z]", "/[U]sers/[a-z]"]
    barred = re.compile("|".join([*hosts, *(rf"(?<![\w.\-$}}]){path}" for path in paths)]))
    found = []
    for name in tracked():
        data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in data[:4096] and (hit := barred.search(data.decode("utf-8", "replace"))):
            found.append(f"{name}: {hit[0]}")
    assert found == []


def test_qt_takes_no_reference_to_none_away(qtbot):
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert sys.getrefcount(None) > before - 100


def test_the_rules_see_what_they_forbid():
    """The readers of the source find an import wherever it hides, and a ring of any length."""
    hidden = "def f():\n    from designer.export import package\n"
    typed = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas\n"

    class Text(Source):
        text = hidden

    assert "designer.export.package" in Text(ROOT / "x.py").imports
    assert "designer.export.package" not in Text(ROOT / "x.py").imports_at_start
    assert not [n for n in running(ast.parse(typed)) if "pandas" in ast.dump(n)]
    assert rings({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert rings({"a": {"b"}, "b": set()}) == []
