"""The window of keys: all of them at a glance, or one by one to be changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from designer.errors import DesignerError
from designer.language import _
from widgets.keys.keymap import normal
from widgets.keys.overview import Overview, groups_of, write_pdf
from widgets.keys.rows import KeyRow, Recorder
from widgets.launcher.ranking import fit
from widgets.look.controls import Button, Hairline, SearchField, SegmentedControl, Text
from widgets.menu_titles import TITLES

if TYPE_CHECKING:
    from widgets.menus import Menus
    from widgets.window import Window

SIZE: Final = (1016, 720)


class KeySheet(QDialog):
    """Two pages: an overview to look at and print, and the commands with their keys to change."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(*SIZE)
        self._window, self._menus = window, window.menus
        self._rows: dict[str, KeyRow] = {}
        self._heads: dict[str, QWidget] = {}
        self.pages = SegmentedControl([("overview", _("Overview")), ("changing", _("Change"))])
        self.pages.chosen.connect(self._show)
        self.overview = Overview(groups_of(self._menus))
        self.search = SearchField(_("Search by name"))
        self.by_key = Recorder(_("or press a key to find who has it"))
        self.nothing = Text(_("No command is called that or has this key."), "caption")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self._list = QWidget()
        self._list.setAutoFillBackground(True)
        self._column = QVBoxLayout(self._list)
        self.stack = QStackedWidget()
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.by_key.pressed.connect(self._filter)
        self.by_key.left.connect(self._filter)
        self._menus.keymap.changed.connect(self._rekeyed)

    def open_overview(self) -> None:
        """Show every key."""
        self._show("overview")
        self.show()
        self.overview.setFocus()

    def open_changing(self) -> None:
        """Show every command with its keys, to be changed."""
        self._show("changing")
        self.show()
        self.search.setFocus()

    def row(self, name: str) -> KeyRow:
        """The row of a command."""
        return self._rows[name]

    def export_to(self, file: Path) -> None:
        """Write the changed keys."""
        self._try(lambda: file.write_bytes(self._menus.keymap.written()))

    def import_from(self, file: Path) -> None:
        """Take over keys from a file."""

        def take() -> None:
            unknown = self._menus.keymap.read(file.read_bytes())
            if unknown:
                text = _("Not known here: {names}", names=", ".join(unknown))
                self._window.session.said.emit(text, "said")

        self._try(take)

    def print_to(self, file: Path) -> None:
        """Write the overview as a page to print."""
        self._try(lambda: write_pdf(file, groups_of(self._menus), title=self.windowTitle()))

    # ---- inside ----

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.addWidget(self.pages)
        head.addStretch(1)
        for text, icon, run in (
            (_("Import…"), "import", self._ask_import),
            (_("Export…"), "file-down", self._ask_export),
            (_("For printing…"), "printer", self._ask_print),
            (_("All as they were"), "rotate-ccw", self._reset_all),
        ):  # fmt: skip
            button = Button(text, icon=icon, tone="ghost")
            button.clicked.connect(run)
            head.addWidget(button)
        self.stack.addWidget(_scrolled(self.overview))
        self.stack.addWidget(self._changing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addWidget(self.stack, 1)

    def _changing(self) -> QWidget:
        page = QWidget()
        page.setAutoFillBackground(True)
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 8)
        top.setSpacing(10)
        top.addWidget(self.search, 1)
        top.addWidget(self.by_key, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.nothing)
        column.addWidget(_scrolled(self._list), 1)
        return page

    def _show(self, page: str) -> None:
        self.pages.choose(page)
        if page == "changing" and not self._rows:
            self._fill()
        self.stack.setCurrentIndex(0 if page == "overview" else 1)

    def _fill(self) -> None:
        """Make the rows at the first need, by menu."""
        menus = self._menus
        names = {n: a.text().replace("&", "").rstrip("…") for n, a in menus.actions.items()}
        self._column.setContentsMargins(0, 4, 0, 16)
        self._column.setSpacing(0)
        for menu, title in TITLES.items():
            here = [name for name in menus.actions if _menu(menus, name) == menu]
            if not title or not here:
                continue
            head = Text(_(title), "strong")
            head.setContentsMargins(20, 14, 20, 6)
            self._heads[menu] = head
            self._column.addWidget(head)
            for name in here:
                row = KeyRow(name, names[name], menus.keymap, names)
                self._rows[name] = row
                self._column.addWidget(row)
        self._column.addStretch(1)

    def _filter(self, _what: str = "") -> None:
        """Show the commands that are called so and have the pressed key."""
        text, key = self.search.text(), normal(self.by_key.text())
        keymap, menus = self._menus.keymap, self._menus
        shown = {
            name for name, row in self._rows.items()
            if (not text.strip() or fit(text, row.label, (menus.labels[name],)))
            and (not key or key in keymap.keys(name))
        }  # fmt: skip
        for name, row in self._rows.items():
            row.setVisible(name in shown)
        for menu, head in self._heads.items():
            head.setVisible(any(_menu(menus, name) == menu for name in shown))
        self.nothing.setVisible(not shown)

    def _rekeyed(self) -> None:
        self.overview.show_groups(groups_of(self._menus))
        for row in self._rows.values():
            row.rest()

    def _reset_all(self) -> None:
        self._menus.keymap.reset()

    def _try(self, work: object) -> None:
        try:
            work()  # type: ignore[operator]
        except (DesignerError, OSError) as problem:
            self._window.session.said.emit(str(problem), "problem")

    def _ask_export(self) -> None:
        file, __ = QFileDialog.getSaveFileName(self, _("Export…"), "duplex-keys.json", "*.json")
        if file:
            self.export_to(Path(file))

    def _ask_import(self) -> None:
        file, __ = QFileDialog.getOpenFileName(self, _("Import…"), "", "*.json")
        if file:
            self.import_from(Path(file))

    def _ask_print(self) -> None:
        file, __ = QFileDialog.getSaveFileName(self, _("For printing…"), "duplex-keys.pdf", "*.pdf")
        if file:
            self.print_to(Path(file))


def _menu(menus: Menus, name: str) -> str:
    """The heading a command stands under: undo and redo stand with the other edits."""
    menu = menus.menu_of(name)
    return menu if TITLES.get(menu) else "edit"


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
