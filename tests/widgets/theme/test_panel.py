"""The theme is edited by feel and by figures, and every pair says whether it can be read."""

from __future__ import annotations

import json

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from designer.actions.shop import set_shop, set_theme
from designer.brand import PAIRS, TOKENS, palettes, with_colour
from designer.colours import contrast
from tests.widgets.inspector import scene
from tests.widgets.inspector.test_access import nameless
from widgets.inspector.panel import InspectorPanel
from widgets.theme.dropper import Dropper
from widgets.theme.panel import ThemePanel
from widgets.theme.picker import written

LEFT = Qt.MouseButton.LeftButton


def colour(session, token: str) -> str:
    return session.document.shop.theme.colours[token]


def steps(session) -> int:
    return len(session.document.history.done)


def pick(panel, token: str):
    """Open the picker on a colour."""
    QTest.mouseClick(panel.rows[token], LEFT)
    assert panel.picker.isVisible()
    return panel.picker


def drag(widget, *points: QPointF) -> None:
    QTest.mousePress(widget, LEFT, pos=points[0].toPoint())
    for at in points[1:]:
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, widget.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
    QTest.mouseRelease(widget, LEFT, pos=points[-1].toPoint())


def pair(panel, text: str, ground: str):
    return next(row for row in panel.pairs if row.pair[:2] == (text, ground))


def test_every_token_of_the_theme_is_shown_by_name(panel, session) -> None:
    assert set(panel.rows) == set(TOKENS)
    for token, row in panel.rows.items():
        assert row.colour == colour(session, token)
        assert row.isVisible()


def test_nothing_selected_opens_the_theme_on_the_style_tab(session, qtbot) -> None:
    session.look(modules=())
    shown = InspectorPanel(session, section="style")
    qtbot.addWidget(shown)
    shown.show()
    theme = shown.findChild(ThemePanel)
    qtbot.waitUntil(theme.isVisible)
    session.look(modules=("mod_hero",))
    assert not theme.isVisible()
    session.look(modules=())
    qtbot.waitUntil(theme.isVisible)


def test_dragging_in_the_square_changes_the_page_at_once_and_is_one_step(panel, session) -> None:
    picker, before, heard = pick(panel, "accent"), colour(session, "accent"), []
    session.changed.connect(heard.append)
    square = picker.square
    drag(square, QPointF(20, 20), QPointF(60, 40), QPointF(120, 60))
    assert len(heard) >= 3, "each move is on the page"
    assert steps(session) == 1
    assert panel.rows["accent"].colour == colour(session, "accent") != before
    picker.close()
    session.undo()
    assert colour(session, "accent") == before


def test_a_second_gesture_is_a_second_step(panel, session) -> None:
    picker = pick(panel, "accent")
    drag(picker.square, QPointF(20, 20), QPointF(60, 40))
    drag(picker.strip, QPointF(20, 8), QPointF(160, 8))
    picker.close()
    assert steps(session) == 2


def test_the_arrow_keys_walk_the_square_and_the_hues(panel, session) -> None:
    picker = pick(panel, "primary")
    before = picker.colour()
    picker.square.setFocus()
    QTest.keyClick(picker.square, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    brighter = colour(session, "primary")
    assert contrast(brighter, "#000000") > contrast(before, "#000000")
    QTest.keyClick(picker.strip, Qt.Key.Key_Right)
    assert colour(session, "primary") != brighter
    picker.close()


@pytest.mark.parametrize(
    ("mode", "typed"),
    [
        ("HEX", "#336699"),
        ("RGB", "51, 102, 153"),
        ("HSL", "210, 50%, 40%"),
        ("HEX", "rgb(51 102 153)"),
    ],
)
def test_a_colour_is_typed_as_hex_rgb_or_hsl(panel, session, mode, typed) -> None:
    picker = pick(panel, "ink")
    QTest.mouseClick(picker.mode.button(mode), LEFT)
    picker.figures.setFocus()
    picker.figures.selectAll()
    QTest.keyClicks(picker.figures, typed)
    assert colour(session, "ink") == "#336699"
    picker.close()


def test_what_is_no_colour_is_said_and_changes_nothing(panel, session) -> None:
    before, picker = colour(session, "ink"), pick(panel, "ink")
    picker.figures.selectAll()
    QTest.keyClicks(picker.figures, "teal")
    assert picker.wrong.isVisible()
    assert colour(session, "ink") == before
    picker.close()


def test_the_ways_of_writing_say_the_same() -> None:
    assert written("#336699", "HEX") == "#336699"
    assert written("#336699", "RGB") == "51, 102, 153"
    assert written("#336699", "HSL") == "210, 50%, 40%"


def test_each_pair_says_its_contrast_and_follows_the_colours(panel, session) -> None:
    assert len(panel.pairs) == len(PAIRS)
    row = pair(panel, "ink", "paper")
    assert row.grade.verdict.text().endswith("AAA")
    theme = session.document.shop.theme
    set_theme(session.document, theme=with_colour(theme, "ink", "#9aa5a0"))
    assert not row.grade.verdict.passes()
    assert "too low" in row.grade.verdict.text()
    assert row.grade.better.isVisible()
    wrong = sum(not one.grade.verdict.passes() for one in panel.pairs)
    assert wrong >= 2
    assert panel.count.text() == f"{wrong} too low"


def test_everything_fits_a_narrow_panel_even_when_nothing_can_be_read(
    panel, session, qtbot
) -> None:
    theme = session.document.shop.theme
    for token in {row.pair.text for row in panel.pairs}:
        theme = with_colour(theme, token, "#8a8a8a")
    for ground in {row.pair.ground for row in panel.pairs}:
        theme = with_colour(theme, ground, "#7f7f7f")
    set_theme(session.document, theme=theme)
    panel.resize(300, 1500)
    area = panel.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.widget().width() <= area.viewport().width())
    assert area.widget().minimumSizeHint().width() <= 300


def test_a_click_takes_the_nearest_colour_that_can_be_read(panel, session) -> None:
    theme = with_colour(session.document.shop.theme, "price", "#8a1d10")
    set_theme(session.document, theme=with_colour(theme, "muted", "#b9c2bd"))
    session.document.history.seal()
    before = steps(session)
    QTest.mouseClick(pair(panel, "muted", "paper").grade.better, LEFT)
    assert all(row.grade.verdict.passes() for row in panel.pairs)
    assert steps(session) == before + 1
    assert panel.count.text() == "All can be read"


def test_the_picker_shows_the_contrast_where_the_colour_is_written_on_something(panel) -> None:
    picker = pick(panel, "muted")
    assert picker.grade.isVisible()
    picker.figures.selectAll()
    QTest.keyClicks(picker.figures, "#dddddd")
    assert not picker.grade.verdict.passes()
    QTest.mouseClick(picker.grade.better, LEFT)
    assert picker.grade.verdict.passes()
    picker.close()
    pick(panel, "paper")
    assert not picker.grade.isVisible()
    picker.close()


def test_a_ready_palette_is_taken_in_one_step(panel, session) -> None:
    QTest.mouseClick(panel.ready, LEFT)
    assert len(panel.palettes.cards) == len(palettes())
    QTest.mouseClick(panel.palettes.cards[2], LEFT)
    assert colour(session, "primary") == palettes()[2].primary
    assert session.document.shop.theme.heading == palettes()[2].heading
    assert steps(session) == 1
    assert not panel.palettes.isVisible()


def test_a_whole_palette_grows_from_one_colour(panel, session) -> None:
    QTest.mouseClick(panel.grow, LEFT)
    panel.picker.figures.selectAll()
    QTest.keyClicks(panel.picker.figures, "#7a2a8f")
    panel.picker.close()
    assert colour(session, "primary") == "#7a2a8f"
    assert all(row.grade.verdict.passes() for row in panel.pairs)


def test_palettes_grow_from_the_logo(panel, session, qtbot) -> None:
    with qtbot.waitSignal(session.said) as heard:
        QTest.mouseClick(panel.logo, LEFT)
    assert heard.args[0] == "This shop has no logo yet."
    assert scene.art, "the sample's pictures"
    shop = msgspec.structs.replace(session.document.shop, logo="ast_kv_autumn")
    set_shop(session.document, shop=shop)
    QTest.mouseClick(panel.logo, LEFT)
    assert panel.palettes.isVisible()
    card = panel.palettes.cards[0]
    QTest.mouseClick(card, LEFT)
    assert colour(session, "primary").upper() == card.text()


def test_type_corner_and_gap_are_slid_and_typed(panel, session) -> None:
    panel.scale.slider.setFocus()
    for __ in range(5):
        QTest.keyClick(panel.scale.slider, Qt.Key.Key_Right)
    assert session.document.shop.theme.scale == pytest.approx(1.05)
    panel.radius.box.setFocus()
    panel.radius.box.selectAll()
    QTest.keyClicks(panel.radius.box, "28")
    assert session.document.shop.theme.radius == 28
    panel.gap.box.setFocus()
    panel.gap.box.selectAll()
    QTest.keyClicks(panel.gap.box, "32")
    assert session.document.shop.theme.gap == 32
    QTest.mouseClick(panel.heading.button("serif"), LEFT)
    assert session.document.shop.theme.heading == "serif"


def test_a_theme_is_copied_to_another_shop_as_text(panel, session) -> None:
    panel.copy()
    text = QApplication.clipboard().text()
    assert json.loads(text)["colours"]["primary"] == "#1f4a40"
    set_theme(session.document, theme=with_colour(session.document.shop.theme, "ink", "#000000"))
    panel.paste()
    assert colour(session, "ink") == "#17211d"


def test_what_is_no_theme_is_refused_in_a_sentence(panel, session, qtbot) -> None:
    before = session.document.shop.theme
    QApplication.clipboard().setText("hello")
    with qtbot.waitSignal(session.said) as heard:
        panel.paste()
    assert "no theme" in heard.args[0]
    assert session.document.shop.theme == before


def test_the_menu_resets_all(panel, session) -> None:
    set_theme(session.document, theme=with_colour(session.document.shop.theme, "ink", "#abcdef"))
    next(one for one in panel.menu().actions() if one.text() == "Reset the theme").trigger()
    assert colour(session, "primary") == "#1f4a40"
    assert all(row.grade.verdict.passes() for row in panel.pairs)


def test_an_undo_from_elsewhere_arrives(panel, session) -> None:
    set_theme(session.document, theme=with_colour(session.document.shop.theme, "gold", "#ffcc00"))
    assert panel.rows["gold"].colour == "#ffcc00"
    session.undo()
    assert panel.rows["gold"].colour == "#c9a45c"


def test_everything_in_the_theme_has_a_name(panel) -> None:
    assert nameless(panel) == []
    picker = pick(panel, "ink")
    assert nameless(picker) == []
    picker.close()


# ---- taking a colour from the window ----


@pytest.fixture
def painted(qtbot):
    """A window whose left half is one colour."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 100)
    window.setAutoFillBackground(True)
    half = QWidget(window)
    half.setGeometry(0, 0, 100, 100)
    half.setAutoFillBackground(True)
    look = half.palette()
    look.setColor(half.backgroundRole(), Qt.GlobalColor.red)
    half.setPalette(look)
    window.show()
    with qtbot.waitExposed(window):
        pass
    return window


def test_a_colour_is_taken_from_the_window(painted, qtbot) -> None:
    dropper = Dropper(painted)
    dropper.begin()
    with qtbot.waitSignal(dropper.taken) as heard:
        QTest.mouseClick(dropper, LEFT, pos=QPoint(50, 50))
    assert heard.args[0] == "#ff0000"


def test_the_arrow_keys_and_enter_take_too_and_escape_gives_up(painted, qtbot) -> None:
    dropper = Dropper(painted)
    dropper.begin()
    QTest.mouseMove(dropper, QPoint(98, 50))
    dropper._at = QPoint(98, 50)
    for __ in range(10):
        QTest.keyClick(dropper, Qt.Key.Key_Left)
    with qtbot.waitSignal(dropper.taken) as heard:
        QTest.keyClick(dropper, Qt.Key.Key_Return)
    assert heard.args[0] == "#ff0000"
    again = Dropper(painted)
    again.begin()
    with qtbot.waitSignal(again.closed):
        QTest.keyClick(again, Qt.Key.Key_Escape)


def test_the_picker_comes_back_with_the_colour(panel, session, qtbot) -> None:
    picker = pick(panel, "gold")
    picker.take()
    assert not picker.isVisible()
    dropper = panel.window().findChild(Dropper)
    dropper.taken.emit("#123456")
    dropper._leave()
    assert picker.isVisible()
    assert colour(session, "gold") == "#123456"
    picker.close()
