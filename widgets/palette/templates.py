"""The user's templates: found by words, trade and occasion, put on the page, kept in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from designer.errors import NotFoundError
from designer.language import _, plural
from designer.starters import OCCASIONS, TRADES
from designer.templates import ENDING, Template, Templates
from widgets.dragging import Dragged, add_here
from widgets.look import tokens
from widgets.look.controls import Button, EmptyState, IconButton, SearchField
from widgets.look.thumbnails import Thumbnails
from widgets.palette.grids import cleared, scrolled
from widgets.palette.kinds import where
from widgets.palette.saving import Keeper, SaveDialog
from widgets.palette.tiles import Tile
from widgets.palette.using import put_layout

if TYPE_CHECKING:
    from widgets.session import Session

COLUMNS = 2


class Pictures:
    """The pictures of templates, as thumbnails ask for them: the key names a template's state."""

    def __init__(self, shelf: Templates) -> None:
        self._shelf = shelf

    def get(self, sha256: str) -> bytes:
        """The bytes; raises NotFoundError."""
        data = self._shelf.picture(self._shelf.get(sha256.partition("|")[0]))
        if not data:
            raise NotFoundError(sha256)
        return data

    def add(self, data: bytes) -> str:
        """Nothing is kept here."""
        raise NotImplementedError

    def has(self, sha256: str) -> bool:
        """Whether it can be asked for."""
        return bool(sha256)


class TemplatesPanel(QWidget):
    """Templates as tiles; the selection or the layout is kept as one more."""

    def __init__(
        self, session: Session, *, shelf: Templates | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.shelf = shelf or Templates()
        self.keeper = Keeper(session, self.shelf, host=self)
        self._thumbnails = Thumbnails(Pictures(self.shelf), self)
        self.tiles: list[Tile] = []
        self.search = SearchField(_("Search templates"))
        self.search.textChanged.connect(self.refresh)
        self.save = Button(_("Save as a template…"), icon="bookmark-plus", tone="quiet")
        self.save.clicked.connect(self._ask)
        self.bring = IconButton("import", _("Bring in template files…"), size=32)
        self.bring.clicked.connect(self._ask_files)
        inside = QWidget()
        inside.setAutoFillBackground(True)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(tokens.PAD, 4, tokens.PAD, tokens.PAD)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(tokens.PAD, 0, tokens.PAD, 0)
        top.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.save, 1)
        row.addWidget(self.bring)
        top.addWidget(self.search)
        top.addLayout(row)
        column.addLayout(top)
        column.addWidget(scrolled(inside), 1)
        self.refresh()

    def refresh(self, _text: str = "") -> None:
        """Look into the folder again."""
        cleared(self._column)
        wanted = self.search.text().strip().lower()
        every = self.shelf.all()
        found = [one for one in every if wanted in _words(one)]
        self.tiles = [self._tile(one) for one in found]
        if found:
            self._column.addWidget(self._grid())
        elif every:
            self._column.addWidget(EmptyState("search", _("Nothing found"), _("Try another word.")))
        else:
            said = _("Select modules and save them: they are there for every page and every shop.")
            self._column.addWidget(EmptyState("layout-template", _("No templates yet"), said))
        self._column.addStretch(1)

    def ask(self, *, whole: bool = False) -> None:
        """Ask how the selection, or the layout, is to be kept, and keep it."""
        dialog = SaveDialog(self.session, whole=whole, parent=self.window())
        if dialog.exec() == SaveDialog.DialogCode.Accepted:
            self.keep(dialog)
        dialog.deleteLater()

    def _ask(self) -> None:
        self.ask()

    def keep(self, dialog: SaveDialog) -> None:
        """Keep what a dialog asks for and show it."""
        made = self.keeper.keep(dialog.wanted(), done=self.refresh)
        if made is not None:
            self.search.clear()
            self.refresh()
            self.session.said.emit(_("Saved template “{name}”.", name=made.about.name), "done")

    def add(self, dragged: Dragged) -> None:
        """Put a template after the selection, or at the end of a floor that takes it."""
        place = where(self.session, self.session.library.kinds[dragged.kind])
        if place is None:
            self.session.said.emit(_("This module cannot stand on this page."), "problem")
            return
        add_here(self.session, dragged, floor=place[0], index=place[1])

    def bring_in(self, files: list[Path]) -> None:
        """Copy template files into the folder; what is none is named."""
        for file in files:
            self.session.attempt(lambda file=file: self.shelf.bring(file))  # type: ignore[misc]
        self.refresh()

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

    def _tile(self, one: Template) -> Tile:
        about, known = one.about, self.session.library.kinds
        kind = next((key for key in about.kinds if key in known), "")
        stamp = one.file.stat().st_mtime_ns if one.file.is_file() else 0
        told = "\n".join(filter(None, (about.name, _extent(one), _purpose(one))))
        tile = Tile(
            about.name, Dragged(kind, template=one.key, name=about.name), about=told,
            picture=f"{one.key}|{stamp}", thumbnails=self._thumbnails,
            mark=_("Layout") if about.whole else "",
        )  # fmt: skip
        tile.setEnabled(bool(kind) and not self.session.project.read_only)
        tile.wanted.connect(self.add)
        tile.menu_wanted.connect(lambda at, key=one.key: self._menu(key, at))
        return tile

    def _menu(self, key: str, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        session = self.session
        deeds = (
            (_("New layout from it"), lambda: put_layout(session, key)),
            (_("Rename…"), lambda: self._rename(key)),
            (_("Save a copy…"), lambda: self._hand_out(key)),
            (_("Delete template"), lambda: self._remove(key)),
        )
        for label, deed in deeds:
            menu.addAction(label).triggered.connect(lambda _on=False, deed=deed: deed())
        menu.popup(at)

    def _rename(self, key: str) -> None:
        one = self.shelf.get(key)
        name, given = QInputDialog.getText(
            self, _("Rename template"), _("Name"), text=one.about.name
        )
        if given:
            self.session.attempt(lambda: self.shelf.rename(one, name))
            self.refresh()

    def _remove(self, key: str) -> None:
        one = self.shelf.get(key)
        sure = _("Delete “{name}”? Pages made from it stay as they are.", name=one.about.name)
        if QMessageBox.question(self, _("Delete template"), sure) == QMessageBox.StandardButton.Yes:
            self.shelf.remove(one)
            self.refresh()

    def _hand_out(self, key: str) -> None:
        one = self.shelf.get(key)
        start = f"{one.about.name}{ENDING}".replace("/", "-")
        file, __ = QFileDialog.getSaveFileName(self, _("Save a copy"), start, f"*{ENDING}")
        if file:
            self.shelf.hand_out(one, Path(file))

    def _ask_files(self) -> None:
        files, __ = QFileDialog.getOpenFileNames(
            self, _("Bring in template files"), "", f"*{ENDING}"
        )
        self.bring_in([Path(file) for file in files])


def _extent(one: Template) -> str:
    if one.about.whole:
        return _("A whole layout")
    return plural("{count} module", "{count} modules", count=len(one.about.modules))


def _purpose(one: Template) -> str:
    known = (TRADES.get(one.about.trade, ""), OCCASIONS.get(one.about.occasion, ""))
    return " · ".join(_(label) for label in known if label)


def _words(one: Template) -> str:
    return " ".join((one.about.name, *one.about.modules, _purpose(one))).lower()
