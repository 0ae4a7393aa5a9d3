"""The look: legible in both themes, pressed by mouse and key, free of style sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from designer.records import Persona
from widgets.look import icons, theme, tokens
from widgets.look.buttons import with_shortcut
from widgets.look.controls import (
    Avatar,
    Badge,
    Button,
    Card,
    Elided,
    EmptyState,
    IconButton,
    Panel,
    Pill,
    Row,
    SearchField,
    Section,
    SegmentedControl,
    ShareBar,
    Tabs,
    Text,
    Toast,
)

WIDGETS = Path(__file__).resolve().parents[3] / "widgets"


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    shade = QColor(colour)
    red, green, blue = (linear(p) for p in (shade.redF(), shade.greenF(), shade.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "ink", ["text", "muted", "accent_text", "good", "warn", "danger", "violet"]
)
@pytest.mark.parametrize("ground", ["panel", "raised", "stage"])
def test_every_text_colour_reads_on_every_surface(look, ink, ground):
    assert contrast(getattr(look, ink), getattr(look, ground)) >= 4.5


@pytest.mark.parametrize("look", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["accent", "good", "warn", "danger", "violet"])
def test_text_reads_on_its_own_soft_ground(look, name):
    ink = "accent_text" if name == "accent" else name
    assert contrast(getattr(look, ink), getattr(look, f"{name}_soft")) >= 4.5


@pytest.mark.parametrize("look", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_the_word_on_a_primary_button_reads(look):
    assert contrast(look.on_accent, look.accent) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_theme_dresses_widgets_and_they_know_it(qtbot, qapp, mode):
    theme.apply(qapp, mode=mode)
    widget = QWidget()
    qtbot.addWidget(widget)
    assert tokens.of(widget).name == mode
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == tokens.of(widget).panel
    assert qapp.font().families()[0] == "Inter"


def test_no_room_uses_style_sheets():
    """Qlementine's combo boxes crash under a style sheet, so nothing may set one."""
    guilty = [p for p in WIDGETS.rglob("*.py") if "setStyleSheet" in p.read_text("utf-8")]
    assert not guilty


def test_every_icon_file_draws_something(qapp):
    for file in icons.FOLDER.glob("*.svg"):
        image = icons.pixmap(file.stem, size=16, colour="#ff0000").toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), file


def test_an_icon_button_is_pressed_by_mouse_and_key_and_names_its_key(qtbot):
    button = IconButton("undo-2", "Undo", "Ctrl+Z")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert button.toolTip() == with_shortcut("Undo", "Ctrl+Z")
    assert button.toolTip().endswith("Ctrl+Z")
    assert button.accessibleName() == "Undo"


@pytest.mark.parametrize("kind", [SegmentedControl, Tabs])
def test_segments_are_chosen_by_mouse_and_arrow_keys(qtbot, kind):
    control = kind([("a", "One"), ("b", "Two"), ("c", "Three")])
    qtbot.addWidget(control)
    control.show()
    heard = []
    control.chosen.connect(heard.append)
    qtbot.mouseClick(control.button("b"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(control.button("b"), Qt.Key.Key_Right)
    qtbot.keyClick(control.button("c"), Qt.Key.Key_Right)
    assert heard == ["b", "c", "a"]
    assert control.choice() == "a"


def test_choosing_by_code_announces_nothing(qtbot):
    control = SegmentedControl([("a", "One"), ("b", "Two")])
    qtbot.addWidget(control)
    with qtbot.assertNotEmitted(control.chosen):
        control.choose("b")
    assert control.choice() == "b"


def test_a_card_is_clicked_and_marked(qtbot):
    card = Card()
    card.add(Text("Rule", "strong"))
    qtbot.addWidget(card)
    card.show()
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    card.set_current(True)
    assert card.is_current()


def test_a_row_gives_its_field_the_labels_name(qtbot):
    field = SearchField("Search")
    field.setAccessibleName("")
    row = Row("Title", field)
    qtbot.addWidget(row)
    assert field.accessibleName() == "Title"
    assert row.label.buddy() is field


def test_escape_empties_a_search_first(qtbot):
    field = SearchField("Search")
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "tea")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_long_label_ends_in_dots_and_tells_the_rest(qtbot):
    label = Elided("Spring tea from the high mountain gardens, first flush")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    label.grab()
    assert label.toolTip() == label.text()


def painted(widget: QWidget, colour: str) -> int:
    image = widget.grab().toImage()
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


def test_a_share_bar_paints_each_share_in_its_colour(qtbot):
    bar = ShareBar([(0.25, "#aa0000"), (0.5, "#00aa00")], height=10)
    qtbot.addWidget(bar)
    bar.resize(200, 10)
    red, green = painted(bar, "#aa0000"), painted(bar, "#00aa00")
    assert red == pytest.approx(500, abs=40)
    assert green == pytest.approx(1000, abs=40)


def test_an_avatar_wears_its_personas_colour(qtbot):
    disc = Avatar(Persona(id="per_a", name="Lin", colour="#3b5bfd"))
    qtbot.addWidget(disc)
    assert painted(disc, "#3b5bfd") > 300
    disc.set_persona(None)
    assert painted(disc, "#3b5bfd") == 0


def test_pills_and_badges_fit_their_text(qtbot):
    pill, badge = Pill("Experiment", "violet"), Badge(3)
    qtbot.addWidget(pill)
    qtbot.addWidget(badge)
    before = pill.sizeHint().width()
    pill.set_text("Experiment in two layers")
    assert pill.sizeHint().width() > before
    assert badge.sizeHint().width() >= badge.sizeHint().height()
    assert pill.accessibleName() == "Experiment in two layers"


def test_an_empty_state_offers_one_deed(qtbot):
    button = Button("New segment", icon="plus")
    panel = Panel()
    section = Section("Crowds", action=Button("Add", tone="quiet"))
    section.add(EmptyState("users", "No crowds yet", "Start from the eight.", button=button))
    panel.add(section)
    qtbot.addWidget(panel)
    panel.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_toast_says_its_sentence_and_leaves_on_a_click(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    toast = Toast(host)
    toast.say("The module is used by 2 rules.", tone="problem")
    QApplication.processEvents()
    assert toast.isVisible()
    assert toast.text() == "The module is used by 2 rules."
    assert host.rect().contains(toast.geometry())
    qtbot.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()
