"""The parts: modules kept to be put on any page as copies that follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QGridLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from designer.actions.linking import copies_of, detach, make_part, parts
from designer.document.diff import Diff
from designer.document.inheritance import effective
from designer.document.queries import described
from designer.language import _, plural
from designer.records import HIDDEN, Asset, Module, Variant
from widgets.design.advice_sheet import show_record
from widgets.dragging import Dragged, add_here
from widgets.look import tokens
from widgets.look.controls import Button, EmptyState, SearchField
from widgets.look.thumbnails import Thumbnails
from widgets.palette.grids import cleared, scrolled
from widgets.palette.kinds import where
from widgets.palette.tiles import Files, Tile, preset_picture

if TYPE_CHECKING:
    from widgets.session import Session

COLUMNS = 2


class PartsPanel(QWidget):
    """Every part by name with how many copies follow it; the selection can become one."""

    def __init__(
        self, session: Session, *, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._pictures = thumbnails
        self._files = Thumbnails(Files(), self)
        self.tiles: list[Tile] = []
        self.search = SearchField(_("Search parts"))
        self.search.textChanged.connect(self.refresh)
        self.make = Button(_("Make the selection a part"), icon="component", tone="quiet")
        self.make.clicked.connect(self._make)
        inside = QWidget()
        inside.setAutoFillBackground(True)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(tokens.PAD, 4, tokens.PAD, tokens.PAD)
        self.area: QScrollArea = scrolled(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(tokens.PAD, 0, tokens.PAD, 0)
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addWidget(self.make)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        self.refresh()

    def refresh(self, _text: str = "") -> None:
        """Show the parts as they are now."""
        cleared(self._column)
        wanted = self.search.text().strip().lower()
        every = parts(self.session.document)
        found = [part for part in every if wanted in part.name.lower()]
        self.tiles = [self._tile(part) for part in found]
        if found:
            self._column.addWidget(self._grid())
        elif every:
            self._column.addWidget(EmptyState("search", _("Nothing found"), _("Try another word.")))
        else:
            said = _("Select a module and press Ctrl+G. Its copies on any page follow it: edit "
                     "once, and all of them change.")  # fmt: skip
            self._column.addWidget(EmptyState("component", _("No parts yet"), said))
        self._column.addStretch(1)
        self._selected()

    def add(self, dragged: Dragged) -> None:
        """Add a linked copy after the selection, or at the end of a floor that takes it."""
        place = where(self.session, self.session.library.kinds[dragged.kind])
        if place is None:
            self.session.said.emit(_("This module cannot stand on this page."), "problem")
            return
        add_here(self.session, dragged, floor=place[0], index=place[1])

    def _grid(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for index, tile in enumerate(self.tiles):
            grid.addWidget(tile, index // COLUMNS, index % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        return holder

    def _tile(self, part: Module) -> Tile:
        document, count = self.session.document, len(copies_of(self.session.document, part.id))
        copies = plural("{count} linked copy", "{count} linked copies", count=count)
        about = "\n".join((described(document, part.id), copies, _("Drag it onto the page")))
        picture = self._picture(part)
        tile = Tile(
            part.name, Dragged(part.kind, part=part.id, name=part.name), about=about,
            picture=picture or preset_picture(part.kind, 0), mark=f"×{count}" if count else "",
            thumbnails=self._pictures if picture else self._files,
        )  # fmt: skip
        tile.setAccessibleDescription(copies)
        tile.wanted.connect(self.add)
        tile.menu_wanted.connect(lambda at, key=part.id: self._menu(key, at))
        return tile

    def _picture(self, part: Module) -> str:
        """The SHA-256 of the first picture a part shows itself."""
        document = self.session.document
        kind = self.session.library.get(part.kind)
        chosen = part.variants[0] if part.default == HIDDEN else part.default
        if kind is None or not isinstance(document.find(chosen), Variant):
            return ""
        for key in kind.references(effective(document, chosen)):
            asset = document.find(key)
            if isinstance(asset, Asset) and asset.media.startswith("image/"):
                return asset.sha256
        return ""

    def _menu(self, part: str, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        session = self.session
        original = menu.addAction(_("Go to the original"))
        original.triggered.connect(lambda: show_record(session, part))
        release = menu.addAction(_("Dissolve the part; its copies stay as they look"))
        release.setEnabled(not session.project.read_only)
        release.triggered.connect(
            lambda: session.attempt(lambda: detach(session.document, modules=[part]))
        )
        menu.popup(at)

    def _make(self) -> None:
        session, chosen = self.session, self.session.focus.modules
        if chosen and session.attempt(lambda: make_part(session.document, modules=chosen)):
            session.said.emit(_("Drag it from here onto any page."), "done")

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Module, Variant):
            self.refresh()

    def _selected(self, _focus: object = None) -> None:
        writable = not self.session.project.read_only
        self.make.setEnabled(writable and bool(self.session.focus.modules))
