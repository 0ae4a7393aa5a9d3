"""A picture is cropped, aimed, pasted and dropped by hand, and told how it suits its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.kinds.settings.crop import SMALLEST, WHOLE, Crop
from designer.kinds.settings.image import Image
from designer.lint.rules import limit
from designer.records import Asset, Label
from tests.widgets.inspector.test_fields import PICTURE, make, needs_art
from widgets.inspector.crop_hand import GRIPS, drawn, moved, place_of, pulled
from widgets.inspector.picture_checks import checks

__all__ = ["make"]

LEFT = Qt.MouseButton.LeftButton
NAME = Label(zh="图", en="Picture")
SIDES = st.floats(SMALLEST, 1)
POINTS = st.tuples(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5))
SHAPES = st.none() | st.floats(0.1, 8)
VALUE = {"asset": PICTURE, "alt": "", "focus": [0.5, 0.5]}


@st.composite
def crops(draw: st.DrawFn) -> Crop:
    w, h = draw(SIDES), draw(SIDES)
    return Crop(draw(st.floats(0, 1)) * (1 - w), draw(st.floats(0, 1)) * (1 - h), w, h)


# ---- what a hand does ----


@given(crops(), st.sampled_from(GRIPS), POINTS, SHAPES)
def test_pulling_stays_inside_and_keeps_what_is_opposite(crop, grip, at, shape) -> None:
    made = pulled(crop, grip, at, shape=shape)
    assert made.x >= -1e-9
    assert made.y >= -1e-9
    assert made.x + made.w <= 1 + 1e-9
    assert made.y + made.h <= 1 + 1e-9
    opposite = (-grip[0], -grip[1])
    before, after = place_of(crop, opposite), place_of(made, opposite)
    if grip[0]:
        assert after[0] == pytest.approx(before[0], abs=1e-6)
    if grip[1]:
        assert after[1] == pytest.approx(before[1], abs=1e-6)


@given(crops(), st.sampled_from(GRIPS), POINTS, st.floats(0.3, 3))
def test_a_kept_shape_is_kept(crop, grip, at, shape) -> None:
    made = pulled(crop, grip, at, shape=shape)
    assert made.w / made.h == pytest.approx(shape, rel=1e-6)


@given(crops(), st.floats(-2, 2), st.floats(-2, 2))
def test_moving_changes_no_size(crop, dx, dy) -> None:
    made = moved(crop, dx, dy)
    assert (made.w, made.h) == (crop.w, crop.h)
    assert made.fits()


@given(POINTS, POINTS, st.none() | st.floats(0.3, 3))
def test_drawing_gives_a_crop_that_fits(start, at, shape) -> None:
    made = drawn(start, at, shape=shape)
    assert min(made.x, made.y) >= -1e-9
    assert max(made.x + made.w, made.y + made.h) <= 1 + 1e-6
    if shape is not None:
        assert made.w / made.h == pytest.approx(shape, rel=1e-6)


# ---- how it suits ----


def asset(width: int = 1200, height: int = 1500, size: int = 100_000) -> Asset:
    return Asset(id="ast_1", name="a", sha256="0" * 64, media="image/png", size=size, width=width,
                 height=height)  # fmt: skip


def told(crop: Crop | None = None, *, ratio=(4, 5), min_width: int = 0, **of: int):
    setting = Image(id="a", label=NAME, ratio=ratio, min_width=min_width)
    return [(one.good, one.text) for one in checks(setting, asset(**of), crop)]


def test_a_picture_that_suits_is_told_so() -> None:
    assert told() == [
        (True, "Fits 4 : 5"),
        (True, "1200 px wide, sharp"),
        (True, "98 KB of 2.0 MB"),
    ]


def test_what_does_not_suit_is_told_with_the_numbers_of_the_platform() -> None:
    least = int(limit("picture.min_width"))
    assert told(width=600, height=600, size=3 << 20) == [
        (False, "Will be cut to 4 : 5"),
        (False, f"600 px wide, {least} px would be sharp"),
        (False, "3.0 MB, more than 2.0 MB"),
    ]


def test_the_part_that_shows_is_what_counts() -> None:
    square = Crop(0, 0, 1, 0.8)
    assert told(square, ratio=(1, 1))[0] == (True, "Fits 1 : 1")
    assert told(Crop(0, 0, 0.25, 0.25), ratio=None)[0][0] is False
    assert told(ratio=None, min_width=2000)[0] == (False, "1200 px wide, 2000 px would be sharp")


# ---- by hand ----


def point(view, x: float, y: float) -> QPoint:
    rect = view.picture_rect()
    return QPoint(round(rect.left() + x * rect.width()), round(rect.top() + y * rect.height()))


def drag(view, *path: tuple[float, float]) -> None:
    QTest.mousePress(view, LEFT, pos=point(view, *path[0]))
    for place in path[1:]:
        at = QPointF(point(view, *place))
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
    QTest.mouseRelease(view, LEFT, pos=point(view, *path[-1]))


@pytest.fixture
def field(make):
    made = make(Image(id="a", label=NAME, ratio=(1, 1)), VALUE)
    made.resize(300, 520)
    return made


def crop_of(field) -> list[float]:
    return field.heard[-1]["crop"]


@needs_art
def test_a_crop_is_drawn_moved_pulled_and_taken_away(field) -> None:
    QTest.mouseClick(field.crop, LEFT)
    assert field.bar.isVisible()
    drag(field.view, (0.3, 0.3), (0.5, 0.5), (0.7, 0.7))
    assert crop_of(field) == pytest.approx([0.3, 0.3, 0.4, 0.4], abs=0.02)
    drag(field.view, (0.5, 0.5), (0.6, 0.4))
    assert crop_of(field) == pytest.approx([0.4, 0.2, 0.4, 0.4], abs=0.03)
    drag(field.view, (0.8, 0.6), (0.9, 0.8))
    assert crop_of(field)[2:] == pytest.approx([0.5, 0.6], abs=0.03)
    QTest.mouseClick(field.bar.whole, LEFT)
    assert "crop" not in field.heard[-1]
    QTest.mouseClick(field.bar.end, LEFT)
    assert not field.bar.isVisible()


@needs_art
def test_a_drag_is_one_burst(field) -> None:
    ends = []
    field.sealed.connect(lambda: ends.append(len(field.heard)))
    QTest.mouseClick(field.crop, LEFT)
    drag(field.view, (0.2, 0.2), (0.4, 0.4), (0.5, 0.5), (0.6, 0.6))
    assert len(field.heard) >= 3
    assert ends[-1] == len(field.heard)
    assert len(set(ends)) == 1, "it ends once, after the last"


@needs_art
def test_the_keys_move_and_resize_the_crop_by_pixels(field, session) -> None:
    width = session.document.records[PICTURE].width
    QTest.mouseClick(field.crop, LEFT)
    drag(field.view, (0.3, 0.3), (0.7, 0.7))
    x, __, w, ___ = crop_of(field)
    QTest.keyClick(field.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert crop_of(field)[0] == pytest.approx(x + 10 / width, abs=2e-4)
    QTest.keyClick(field.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert crop_of(field)[2] == pytest.approx(w + 1 / width, abs=2e-4)
    QTest.keyClick(field.view, Qt.Key.Key_Escape)
    assert not field.bar.isVisible()
    assert not field.crop.isChecked()


@needs_art
def test_one_click_crops_to_the_shape_of_the_module_around_the_focus(field, session) -> None:
    record = session.document.records[PICTURE]
    field.show_value({**VALUE, "focus": [1.0, 0.5]})
    assert "Will be cut to 1 : 1" in field.checks.said()
    field.checks.mend.emit()
    x, __, w, h = crop_of(field)
    assert w * record.width == pytest.approx(h * record.height, rel=0.01)
    assert x + w == pytest.approx(1, abs=0.001)
    assert "Fits 1 : 1" in field.checks.said()


@needs_art
def test_a_chosen_shape_is_kept_while_pulling(field, session) -> None:
    record = session.document.records[PICTURE]
    QTest.mouseClick(field.crop, LEFT)
    field.bar.shape.setCurrentIndex(field.bar.shape.place_of((16, 9)))
    field.bar.shape.activated.emit(field.bar.shape.currentIndex())
    x, y, w, h = crop_of(field)
    assert w * record.width / (h * record.height) == pytest.approx(16 / 9, rel=0.01)
    drag(field.view, (x + w, y + h), (x + w / 2, y + h / 2))
    __, ___, w, h = crop_of(field)
    assert w * record.width / (h * record.height) == pytest.approx(16 / 9, rel=0.01)


@needs_art
def test_another_picture_starts_uncropped(field) -> None:
    field.show_value({**VALUE, "crop": [0.2, 0.2, 0.5, 0.5]})
    assert field.measure.text().endswith(" px")
    field._picked("ast_kv_autumn")
    assert "crop" not in field.heard[-1]
    assert field.view._crop == WHOLE


@needs_art
def test_a_crop_reaches_the_page(session, show, settings) -> None:
    from designer.render.module import render_module

    panel = show("mod_hero")
    field = panel.form.rows["image"].field
    QTest.mouseClick(field.crop, LEFT)
    drag(field.view, (0.25, 0.25), (0.75, 0.75))
    assert settings("var_b", "image")["crop"] == pytest.approx([0.25, 0.25, 0.5, 0.5], abs=0.03)
    made = render_module(session.document, "mod_hero", "var_b", library=session.library)
    assert "cropped" in made.html
    assert "--part:inset(" in made.css
    session.undo()
    assert "crop" not in settings("var_b", "image")


def test_a_picture_is_pasted_from_the_clipboard(make, session, qtbot) -> None:
    field = make(Image(id="a", label=NAME))
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#c8452b"))
    QApplication.clipboard().setImage(image)
    field.view.setFocus()
    QTest.keyClick(field.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(field.heard), timeout=20_000)
    record = session.document.records[field.heard[-1]["asset"]]
    assert (record.width, record.height, record.media) == (60, 40, "image/png")


def test_a_file_is_dropped_onto_the_setting(make, session, tmp_path) -> None:
    field = make(Image(id="a", label=NAME))
    image = QImage(50, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    image.save(str(tmp_path / "tea.png"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "tea.png"))])
    held = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field.view, QDragEnterEvent(QPoint(20, 20), *held))
    QApplication.sendEvent(field.view, QDropEvent(QPointF(20, 20), *held))
    assert session.document.records[field.heard[-1]["asset"]].name == "tea"


@needs_art
@pytest.mark.parametrize("mime", ["application/x-duplex-asset", "application/x-duplex-product"])
def test_a_picture_of_the_project_dropped_on_it_is_shown(field, session, mime) -> None:
    other = next(one.id for one in session.document.all(Asset) if one.id != PICTURE
                 and one.media.startswith("image/"))  # fmt: skip
    data = QMimeData()
    data.setData(mime, other.encode())
    held = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(20, 20), *held)
    QApplication.sendEvent(field.view, enter)
    QApplication.sendEvent(field.view, QDropEvent(QPointF(20, 20), *held))
    ours = mime.endswith("asset")
    assert enter.isAccepted() == ours
    assert [one["asset"] for one in field.heard] == [other] * ours


@needs_art
def test_the_thumbnail_is_drawn_in_every_state(field) -> None:
    for value in (VALUE, {**VALUE, "crop": [0.1, 0.2, 0.5, 0.5]}, {**VALUE, "asset": None}):
        field.show_value(value)
        assert not field.view.grab().isNull()
    field.show_value({**VALUE, "asset": "ast_gone"})
    assert not field.crop.isVisible()
    assert not field.view.grab().isNull()


@needs_art
def test_the_menu_of_a_picture_finds_it_in_the_library(field, qtbot) -> None:
    from widgets.assets.library import Library

    deeds = {one.text(): one for one in field.menu().actions()}
    assert list(deeds)[:3] == ["Replace…", "Paste a picture", "Crop"]
    deeds["Show in the library"].trigger()
    library = field.findChild(Library)
    qtbot.waitUntil(library.isVisible)
    assert [one.id for one in library.chosen()] == [PICTURE]
    library.close()


@needs_art
def test_the_focal_point_goes_back_to_the_middle(field) -> None:
    field.show_value({**VALUE, "focus": [0.1, 0.9]})
    deeds = {one.text(): one for one in field.menu().actions()}
    deeds["Focal point in the middle"].trigger()
    assert field.heard[-1]["focus"] == [0.5, 0.5]
