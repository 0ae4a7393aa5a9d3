"""What was exported can be opened, copied from, listed and checked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from widgets.handover.packing import Order, packed
from widgets.handover.result import ResultCard
from widgets.tasks import Progress

LEFT = Qt.MouseButton.LeftButton


def card_of(qtbot, session, target) -> ResultCard:
    order = Order.of(session, at=session.focus.instant)
    made = ResultCard(packed(order, target, Progress(lambda share, text: None)))
    qtbot.addWidget(made)
    made.resize(680, 400)
    made.show()
    return made


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    urls: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url.toLocalFile()))
    return urls


def check(qtbot, card: ResultCard) -> list[str]:
    with qtbot.waitSignal(card.checked, timeout=30_000):
        QTest.mouseClick(card.check, LEFT)
        assert [note.text() for note in card.notes] == ["Checking…"]
    return [note.text() for note in card.notes]


def test_a_folder_is_opened_and_so_is_its_home_page(qtbot, session, tmp_path, opened):
    card = card_of(qtbot, session, tmp_path / "shop")
    QTest.mouseClick(card.open, LEFT)
    QTest.keyClick(card.view, Qt.Key.Key_Return)
    assert opened == [str(tmp_path / "shop"), str(tmp_path / "shop" / "index.html")]


def test_of_a_zip_the_folder_around_it_is_opened(qtbot, session, tmp_path, opened):
    card = card_of(qtbot, session, tmp_path / "shop.zip")
    assert not card.view.isVisible()
    QTest.mouseClick(card.open, LEFT)
    assert opened == [str(tmp_path)]


def test_a_sound_package_is_said_to_be_sound(qtbot, session, tmp_path):
    card = card_of(qtbot, session, tmp_path / "shop.zip")
    said = check(qtbot, card)
    assert said[0].startswith("Sound: ")
    assert card.package.report.sound
    assert card.check.isEnabled()


def test_a_changed_file_is_found_by_name(qtbot, session, tmp_path):
    card = card_of(qtbot, session, tmp_path / "shop")
    with (tmp_path / "shop" / "index.html").open("ab") as file:
        file.write(b" ")
    said = check(qtbot, card)
    assert "wrong with the package" in said[0]
    assert any(text.startswith("index.html: The file was changed") for text in said)


def test_a_package_that_is_gone_is_said_to_be_gone(qtbot, session, tmp_path):
    card = card_of(qtbot, session, tmp_path / "shop.zip")
    (tmp_path / "shop.zip").unlink()
    assert any("There is no package at" in text for text in check(qtbot, card))


def test_the_fingerprint_goes_to_the_clipboard(qtbot, session, tmp_path):
    card = card_of(qtbot, session, tmp_path / "shop.zip")
    QTest.mouseClick(card.copy, LEFT)
    assert QGuiApplication.clipboard().text() == card.package.digest
    assert len(card.package.digest) == 64


def test_every_file_is_listed_with_its_size(qtbot, session, tmp_path):
    card = card_of(qtbot, session, tmp_path / "shop")
    QTest.mouseClick(card.files, LEFT)
    names = [card.list.topLevelItem(n).text(0) for n in range(card.list.topLevelItemCount())]
    there = {p.relative_to(tmp_path / "shop").as_posix()
             for p in (tmp_path / "shop").rglob("*") if p.is_file()}  # fmt: skip
    assert set(names) == there - {"manifest.json"}
    QTest.mouseClick(card.files, LEFT)
    assert not card.list.isVisible()
