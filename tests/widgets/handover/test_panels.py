"""What goes in, what is to be mended, and the form: each says what is so, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from designer.lint.finding import Finding
from tests.widgets.experiments import lab
from widgets.handover.contents import ContentsPanel, listed
from widgets.handover.findings import MOST, FindingsPanel
from widgets.handover.form import ExportForm
from widgets.handover.packing import Order
from widgets.handover.previews import Previews
from widgets.handover.survey import Survey, surveyed
from widgets.tasks import Progress

LEFT = Qt.MouseButton.LeftButton


def seen(session):
    order = Order.of(session, at=session.focus.instant)
    return surveyed(order, Progress(lambda share, text: None))


# ---- contents ----


def test_the_groups_hold_every_file_but_the_smallest_helpers(session):
    lab.stocked(session.document)
    manifest = seen(session).manifest
    groups = listed(session.document, manifest)
    assert [len(group) for group in groups] == [2, 2, 4, 2]
    listed_size = sum(item.size for group in groups for item in group)
    total = sum(file.size for file in manifest.files.values())
    others = sum(manifest.files[name].size for name in ("favicon.svg", "licences/growthbook.txt"))
    assert listed_size + others == total


def test_personas_carry_their_colours(session):
    __, personas, __, __ = listed(session.document, seen(session).manifest)
    assert [(one.text, one.colour) for one in personas] == [
        ("林小满", "#3b5bfd"), ("周岩", "#b45309")
    ]  # fmt: skip


def test_before_it_is_weighed_nothing_is_claimed(qtbot, session):
    panel = ContentsPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_contents(session.document, None, "")
    assert (panel.total.text(), panel.said.text()) == ("–", "Weighing…")
    panel.show_contents(session.document, None, "The layout “X” is gone.")
    assert panel.said.text() == "The layout “X” is gone."
    assert not panel.pages.isVisible()
    panel.show_contents(session.document, seen(session).manifest, "")
    assert panel.total.text().endswith(("KB", "MB"))
    assert panel.pages.isVisible()
    assert panel.pages.title.text() == "Pages  2"


# ---- findings ----


def finding(message: str, severity: str = "warn", record: str = "mod_1", setting: str = ""):
    return Finding(rule="r", severity=severity, record=record, message=message, setting=setting)


@pytest.fixture
def findings(qtbot, session) -> FindingsPanel:
    made = FindingsPanel(session)
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    return made


def test_until_somebody_has_looked_nothing_is_said_to_be_good(findings):
    assert findings.looking.isVisible()
    assert not findings.good.isVisible()
    findings.show_findings([])
    assert not findings.looking.isVisible()
    assert findings.good.isVisible()


def test_the_gravest_stand_first(findings):
    some = [finding("hint", "info"), finding("bad", "error"), finding("so", "warn")]
    findings.show_findings(some)
    assert [row.finding.message for row in findings.rows] == ["bad", "so", "hint"]
    titles = [group.title.text() for group in findings.groups.values()]
    assert titles == ["Must be mended  1", "Should be looked at  1", "Hints  1"]


def test_what_says_the_same_of_the_same_thing_is_one_row(findings):
    same = [finding("cut", setting=f"slides.{n}.image") for n in range(4)]
    findings.show_findings([*same, finding("cut", record="mod_2")])
    rows = [(row.finding.record, row.count) for row in findings.rows]
    assert rows == [("mod_1", 4), ("mod_2", 1)]
    assert findings.rows[0].accessibleName().endswith("4 places")
    assert findings.groups["warn"].title.text().endswith("5")


def test_a_long_sentence_wraps_and_makes_its_row_higher(findings, qtbot):
    long = finding("a very long sentence " * 12, record="mod_2")
    findings.show_findings([finding("short"), long])
    first, second = findings.rows
    qtbot.waitUntil(lambda: second.height() > 2 * first.height(), timeout=5000)
    assert all(row.width() <= findings.width() for row in findings.rows)


def test_of_very_many_the_first_are_shown(findings):
    findings.show_findings([finding(f"n{n}") for n in range(3 * MOST)])
    assert len(findings.rows) == MOST
    assert findings.groups["warn"].title.text() == f"Should be looked at  {3 * MOST}"


def test_a_row_is_pressed_by_mouse_and_by_key(findings):
    went: list[str] = []
    findings.wanted.connect(lambda one: went.append(one.message))
    findings.show_findings([finding("one"), finding("two", record="mod_2")])
    QTest.mouseClick(findings.rows[1], LEFT)
    QTest.keyClick(findings.rows[0], Qt.Key.Key_Space)
    assert went == ["two", "one"]


# ---- the form ----


@pytest.fixture
def form(qtbot, session) -> ExportForm:
    made = ExportForm(session)
    qtbot.addWidget(made)
    made.resize(680, 300)
    made.show()
    return made


def test_a_place_is_chosen_in_the_systems_dialog(form, monkeypatch, tmp_path):
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *a: (str(tmp_path / "mine"), "Zip (*.zip)")
    )
    QTest.mouseClick(form.browse, LEFT)
    assert form.target() == tmp_path / "mine.zip"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a: str(tmp_path / "folder"))
    QTest.mouseClick(form.form.button("folder"), LEFT)
    QTest.mouseClick(form.browse, LEFT)
    assert form.target() == tmp_path / "folder"


def test_a_dialog_that_is_given_up_changes_nothing(form, monkeypatch):
    before = form.target()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: ("", ""))
    QTest.mouseClick(form.browse, LEFT)
    assert form.target() == before


def test_what_would_be_replaced_is_said_beforehand(form, tmp_path):
    (tmp_path / "old.zip").write_bytes(b"PK")
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "manifest.json").write_text("{}")
    (tmp_path / "empty").mkdir()
    for name, said in (("old.zip", True), ("package", True), ("empty", False), ("new", False)):
        form.path.show_text(str(tmp_path / name))
        assert form.note.isVisible() is said, name


def test_while_it_runs_only_cancel_can_be_pressed(form, tmp_path):
    asked: list[Path] = []
    form.asked.connect(asked.append)
    form.path.show_text(str(tmp_path / "a.zip"))
    form.show_running()
    form.show_progress(0.42, "首页")
    form.ask()
    assert asked == []
    assert not form.path.isEnabled()
    assert (form.step.text(), form.bar.accessibleDescription()) == ("首页", "42%")
    form.show_idle("The disk is full.")
    assert form.wrong.text() == "The disk is full."
    form.ask()
    assert asked == [tmp_path / "a.zip"]


def test_the_instant_in_view_is_written_out(form, session):
    assert form.time.button("view").text() == "Nov 5, 20:00"
    assert form.at() == session.focus.instant
    QTest.mouseClick(form.time.button("start"), LEFT)
    assert form.at() is None


# ---- survey and previews ----


def test_a_broken_look_says_why_and_the_next_mends_it(qtbot, session, monkeypatch):
    survey = Survey(session)
    monkeypatch.setattr("designer.lint.findings.findings", lambda *a, **k: 1 / 0)
    survey.look(at=session.focus.instant)
    qtbot.waitUntil(lambda: bool(survey.problem), timeout=30_000)
    assert survey.seen is None
    monkeypatch.undo()
    survey.look(at=None)
    qtbot.waitUntil(lambda: survey.seen is not None, timeout=30_000)
    assert survey.problem == ""


def test_looking_again_at_the_same_does_nothing(qtbot, session):
    survey = Survey(session)
    survey.look(at=None)
    qtbot.waitUntil(lambda: survey.seen is not None, timeout=30_000)
    survey.look(at=None)
    assert not survey.busy


@pytest.fixture
def previews(session):
    made = Previews(session)
    yield made
    made.hide()
    if made.frames is not None:
        session.browser().discard(made.frames.page())
    made.deleteLater()


def test_each_page_stands_above_its_name(qtbot, session, previews):
    previews.resize(700, 280)
    previews.show()
    said = [name.text() for name in previews.names]
    assert said == ["首页 · 2 layouts", "新品 · 1 layout"]
    heard: list[str] = []
    code = "[...document.querySelectorAll('iframe')].map(f=>f.contentDocument.body.innerText)[0]"

    def told() -> bool:
        previews.frames.page().runJavaScript(code, 0, lambda text: heard.append(text or ""))
        qtbot.wait(100)
        return "秋茶上新" in "".join(heard)

    qtbot.waitUntil(told, timeout=30_000)
    assert len(previews.frames._shown) == 2
