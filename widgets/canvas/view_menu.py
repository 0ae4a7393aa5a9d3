"""The menus of the canvas bar: which phone, which aids, how large."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from designer.actions.modules import said
from designer.language import _, mark
from designer.phones import Phone, phones
from widgets.canvas.viewing import AIDS, ARRANGEMENTS, Aid, Arrangement, Viewing

ARRANGED: Final[dict[Arrangement, tuple[str, str]]] = {
    "side": ("columns-2", mark("Floors side by side")),
    "stacked": ("rows-2", mark("Floors one below the other")),
    "pull": ("chevrons-down", mark("One floor, pulled down as on the phone")),
}
AIDED: Final[dict[Aid, str]] = {
    "rulers": mark("Rulers"),
    "guides": mark("Guides"),
    "fold": mark("First-screen line"),
    "safe": mark("Safe areas"),
    "outline": mark("Outlines only"),
}
LEVELS: Final = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)


def phone_menu(viewing: Viewing, parent: QWidget) -> QMenu:
    """Every phone with its size; the one in use is marked."""
    menu, group = _menu(parent)
    for one in phones():
        action = menu.addAction(f"{size_of(one)}   {said(one.name)}\t{one.like}")
        action.setCheckable(True)
        action.setChecked(one.id == viewing.view.phone)
        group.addAction(action)
        action.triggered.connect(lambda _on=False, key=one.id: viewing.set(phone=key))
    menu.addSeparator()
    action = menu.addAction(_keyed(_("Next phone"), "view.phone", parent))
    action.triggered.connect(lambda _on=False: viewing.next_phone())
    return menu


def aids_menu(viewing: Viewing, parent: QWidget) -> QMenu:
    """The aids, each on or off, and the arrangement of the floors."""
    menu, group = _menu(parent)
    for aid in AIDS:
        action = menu.addAction(_keyed(_(AIDED[aid]), f"view.{aid}", parent))
        action.setCheckable(True)
        action.setChecked(getattr(viewing.view, aid))
        action.triggered.connect(lambda _on=False, aid=aid: viewing.toggle(aid))
    menu.addSeparator()
    for arrangement in ARRANGEMENTS:
        action = menu.addAction(_(ARRANGED[arrangement][1]))
        action.setCheckable(True)
        action.setChecked(arrangement == viewing.view.arrangement)
        group.addAction(action)
        action.triggered.connect(lambda _on=False, key=arrangement: viewing.set(arrangement=key))
    return menu


def zoom_levels(parent: QWidget, *, zoom: float) -> tuple[QMenu, dict[str, object]]:
    """A menu of sizes, and what each of its actions asks for by its text."""
    menu, group = _menu(parent)
    asked: dict[str, object] = {
        _keyed(_("Fit the floors"), "zoom.fit", parent): "fit",
        _keyed(_("Fit the selection"), "zoom.selection", parent): "selection",
    }
    for text in asked:
        menu.addAction(text)
    menu.addSeparator()
    for level in LEVELS:
        text = _keyed(f"{level:.0%}", "zoom.whole" if level == 1 else "", parent)
        asked[text] = level
        action = group.addAction(menu.addAction(text))
        action.setCheckable(True)
        action.setChecked(abs(level - zoom) < 0.005)
    return menu, asked


def size_of(one: Phone) -> str:
    """A phone's screen, such as `390 × 844`."""
    return f"{one.width} × {one.height}"


def _menu(parent: QWidget) -> tuple[QMenu, QActionGroup]:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu, QActionGroup(menu)


def _keyed(text: str, command: str, parent: QWidget) -> str:
    """The text with the key behind it that the window's command of this name has now."""
    actions = getattr(getattr(parent.window(), "menus", None), "actions", {})
    action = actions.get(command)
    if not isinstance(action, QAction) or action.shortcut().isEmpty():
        return text
    return f"{text}\t{action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)}"
