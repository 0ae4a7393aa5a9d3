"""From the project to a package in hand: by mouse and key, stopped or refused without remains."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.actions.variants import set_setting
from designer.export import package
from designer.export.verify import verify
from designer.records import Experiment, Module
from tests.widgets.experiments import lab
from widgets.handover.previews import Previews
from widgets.handover.workspace import HandoverWorkspace

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def heard(session) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    session.said.connect(lambda text, tone: said.append((text, tone)))
    return said


@pytest.fixture
def room(qtbot, session, monkeypatch) -> HandoverWorkspace:
    monkeypatch.setattr(Previews, "refresh", lambda self: None)  # a web view of its own test
    made = HandoverWorkspace(session)
    qtbot.addWidget(made)
    made.resize(1440, 848)
    made.show()
    qtbot.waitUntil(lambda: made.survey.seen is not None, timeout=30_000)
    return made


def aim(room: HandoverWorkspace, target: Path) -> None:
    room.form.path.show_text(str(target))


def finish(qtbot, room: HandoverWorkspace) -> None:
    qtbot.waitUntil(lambda: room._task is None, timeout=60_000)


def test_the_left_says_what_goes_in_with_true_sizes(room, session, qtbot, tmp_path):
    aim(room, tmp_path / "shop")
    QTest.mouseClick(room.form.export, LEFT)
    finish(qtbot, room)
    listed = {row.item.text: row.item.size for row in room.contents.pages.rows}
    assert list(listed) == ["首页", "新品"]
    assert listed["首页"] == (tmp_path / "shop" / "index.html").stat().st_size
    people = [row.item.text for row in room.contents.personas.rows]
    assert people == ["林小满", "周岩"]
    assert not room.contents.arms.isVisible()


def test_it_keeps_up_with_edits(room, session, qtbot):
    lab.stocked(session.document)
    qtbot.waitUntil(lambda: len(room.contents.arms.rows) == 4, timeout=30_000)
    names = [(row.item.text, row.item.note) for row in room.contents.arms.rows]
    assert ("A", "hero") in names
    assert len(session.document.all(Experiment)) == 2


def test_export_by_mouse_shows_the_package(room, qtbot, tmp_path, heard):
    aim(room, tmp_path / "shop.zip")
    QTest.mouseClick(room.form.export, LEFT)
    assert room.form.running.isVisible()
    assert not room.form.foot.isVisible()
    finish(qtbot, room)
    assert heard[-1] == (f"Exported to {tmp_path / 'shop.zip'}", "done")
    assert [card.title.text() for card in room.results] == ["shop.zip"]
    assert verify(tmp_path / "shop.zip").sound
    assert room.focusWidget() is room.results[0].check
    assert "is replaced" in room.form.note.text()


def test_export_by_key_and_again_the_newest_first(room, qtbot, tmp_path):
    for name in ("one.zip", "two.zip"):
        aim(room, tmp_path / name)
        room.form.path.setFocus()
        QTest.keyClick(room.form.path, Qt.Key.Key_Return)
        finish(qtbot, room)
    assert [card.title.text() for card in room.results] == ["two.zip", "one.zip"]
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_escape_stops_an_export_and_leaves_nothing(room, qtbot, tmp_path, heard, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()
    whole = package._assets

    def slow(*args: object) -> object:
        begun.set()
        go_on.wait(20)
        return whole(*args)

    monkeypatch.setattr(package, "_assets", slow)
    aim(room, tmp_path / "out" / "shop.zip")
    QTest.mouseClick(room.form.export, LEFT)
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    QTest.keyClick(room.form.cancel, Qt.Key.Key_Escape)
    go_on.set()
    finish(qtbot, room)
    assert heard[-1][0] == "The export was stopped; nothing was left behind."
    assert not (tmp_path / "out").exists()
    assert room.results == []
    assert room.form.foot.isVisible()


def test_a_full_disk_is_said_in_place_and_the_form_stays(room, qtbot, tmp_path, monkeypatch):
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("zipfile.ZipFile.writestr", full)
    aim(room, tmp_path / "shop.zip")
    QTest.mouseClick(room.form.export, LEFT)
    finish(qtbot, room)
    assert "disk that is full" in room.form.wrong.text()
    assert room.form.wrong.isVisible()
    assert [path.name for path in tmp_path.iterdir() if "zip" in path.name] == []
    QTest.keyClick(room.form.path, Qt.Key.Key_End)
    QTest.keyClick(room.form.path, Qt.Key.Key_Backspace)
    assert not room.form.wrong.isVisible()


def test_a_place_without_a_full_path_is_refused_at_once(room):
    aim(room, Path("shop.zip"))
    QTest.mouseClick(room.form.export, LEFT)
    assert "not a full path" in room.form.wrong.text()
    assert room._task is None


def test_zip_or_folder_changes_the_path_and_the_path_changes_the_form(room, tmp_path):
    aim(room, tmp_path / "shop.zip")
    QTest.mouseClick(room.form.form.button("folder"), LEFT)
    assert room.form.target() == tmp_path / "shop"
    aim(room, tmp_path / "other.zip")
    assert room.form.form.choice() == "zip"


def test_the_plain_pages_show_the_instant_that_is_asked_for(room, session, qtbot, tmp_path):
    assert room.form.at() == session.focus.instant
    QTest.mouseClick(room.form.time.button("start"), LEFT)
    aim(room, tmp_path / "shop.zip")
    QTest.mouseClick(room.form.export, LEFT)
    finish(qtbot, room)
    assert room.results[0].package.manifest.at.isoformat() == "2026-10-24T12:00:00+00:00"


def test_findings_stand_in_groups_and_lead_to_their_place(room, session, qtbot):
    wanted: list[tuple[str, str]] = []
    session.wanted.connect(lambda record, setting: wanted.append((record, setting)))
    row = next(row for row in room.findings.rows
               if isinstance(session.document.find(row.finding.record), Module)
               and row.finding.setting)  # fmt: skip
    assert room.findings.groups[row.finding.severity].isVisible()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert session.focus.workspace == "design"
    assert session.focus.modules == (row.finding.record,)
    assert wanted[-1][1] == row.finding.setting


def test_a_finding_that_was_mended_is_gone(room, session, qtbot):
    before = len(room.findings.rows)
    sale = [row for row in room.findings.rows if row.finding.record == "mod_sale"]
    assert sale
    image = session.document.find("var_1a").settings["image"]
    set_setting(session.document, variant="var_sale", setting="image", value=image)
    qtbot.waitUntil(lambda: len(room.findings.rows) < before, timeout=30_000)


def test_nothing_is_weighed_while_nobody_looks(room, session, qtbot):
    room.hide()
    seen = room.survey.seen
    set_setting(session.document, variant="var_1a", setting="headline", value="没人看")
    qtbot.wait(800)
    assert room.survey.seen is seen
    room.show()
    qtbot.waitUntil(lambda: room.survey.seen is not seen, timeout=30_000)
