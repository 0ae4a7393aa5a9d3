"""The library: all pictures, films and models of the project in one window of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from designer.actions.assets import folder_path
from designer.actions.editing import free_name
from designer.document.diff import Diff
from designer.language import _, plural
from designer.records import Asset
from widgets.assets import order
from widgets.assets.bar import Foot, Head
from widgets.assets.bringing import PATTERN, Bringing
from widgets.assets.deeds import Deeds
from widgets.assets.desk import Desk
from widgets.assets.details import Details
from widgets.assets.finding import Alike
from widgets.assets.grid import AssetGrid
from widgets.assets.lightbox import Lightbox
from widgets.assets.pasting import pasted
from widgets.assets.places import Places
from widgets.look import icons
from widgets.look.buttons import Button
from widgets.look.controls import Hairline
from widgets.look.states import EmptyState
from widgets.look.thumbnails import Thumbnails
from widgets.parts.undoing import undo_here

if TYPE_CHECKING:
    from widgets.session import Session


class Library(QDialog):
    """Filters and folders at the left, the grid in the middle, what is chosen at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Assets of {name}", name=session.document.shop.name))
        self.resize(QSize(1240, 800))
        self._session = session
        self.query = order.Query()
        self._new_folders: set[str] = set()
        self.thumbnails = Thumbnails(session.project.assets, self)
        self.bringing, self.deeds = Bringing(session, self), Deeds(session, self)
        self.alike, self.desk = Alike(session, self), Desk(session, self)
        self.head, self.foot = Head(locked=bool(session.project.read_only)), Foot()
        self.places = Places()
        self.grid = AssetGrid(session, self.thumbnails)
        self.details = Details(session, self.thumbnails)
        self.bring_button = Button(_("Bring in files…"), tone="primary", icon="upload")
        self.nothing = EmptyState(
            "image", _("Nothing here yet"),
            _("Drop pictures, videos or 3D models here, or bring them in from a folder."),
            button=self.bring_button,
        )  # fmt: skip
        self._soon = QTimer(self, singleShot=True, interval=40)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(not session.project.read_only)
        self.lightbox = Lightbox(self, self.thumbnails)
        self.refresh()

    def _lay_out(self) -> None:
        self.places.setFixedWidth(208)
        middle = QVBoxLayout()
        middle.setContentsMargins(8, 0, 8, 0)
        middle.addWidget(self.grid, 1)
        middle.addWidget(self.nothing, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.places)
        body.addWidget(Hairline(Qt.Orientation.Vertical))
        body.addLayout(middle, 1)
        body.addWidget(Hairline(Qt.Orientation.Vertical))
        body.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(Hairline())
        column.addLayout(body, 1)
        column.addWidget(Hairline())
        column.addWidget(self.foot)

    def _connect(self) -> None:
        head, places, details = self.head, self.places, self.details
        head.searched.connect(lambda text: self.ask(text=text))
        head.sorted.connect(lambda key: self.ask(sort=key))
        head.sized.connect(self.grid.set_cell)
        head.bring.clicked.connect(self.ask_files)
        self.bring_button.clicked.connect(self.ask_files)
        corner = QPoint(0, head.more.height() + 4)
        head.more.clicked.connect(lambda: self.menu().popup(head.more.mapToGlobal(corner)))
        places.wanted.connect(lambda key, folder: self.ask(filter=key, folder=folder))
        places.dropped.connect(self.desk.move)
        places.renamed.connect(self._rename_folder)
        places.made.connect(self.new_folder)
        self.grid.picked.connect(self._picked)
        self.grid.opened.connect(
            lambda key: self.lightbox.show_assets(self.grid.assets.assets, first=key)
        )
        self.grid.unwanted.connect(lambda: self.desk.remove(self.grid.chosen()))
        self._connect_details(details)
        self._connect_work()
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(lambda: self.bring(pasted()))
        undo_here(self, self._session)

    def _connect_details(self, details: Details) -> None:
        desk = self.desk
        details.renamed.connect(lambda name: desk.change(details.asset, name=name))
        details.described.connect(lambda alt: desk.change(details.asset, alt=alt))
        details.sealed.connect(self._session.document.history.seal)
        details.tagged.connect(lambda tags: desk.tag(self.chosen(), tags))
        details.replaced.connect(self.ask_replacement)
        details.lightened.connect(lambda: self.deeds.lighten(self.chosen()))
        details.removed.connect(lambda: desk.remove(self.grid.chosen()))
        details.merged.connect(lambda: desk.merge(self.grid.chosen()))
        details.visited.connect(self._visit)
        details.framed.connect(self.deeds.keep_frame)

    def _connect_work(self) -> None:
        for work in (self.bringing, self.deeds):
            work.progressed.connect(self.foot.show_progress)
            work.ended.connect(self.foot.hide_progress)
        self.foot.cancel.clicked.connect(self.bringing.cancel)
        self.foot.cancel.clicked.connect(self.deeds.cancel)
        self.bringing.brought.connect(self._show_new)
        self.deeds.made.connect(self._show_new)
        self.alike.found.connect(self._alike_known)
        self._session.changed.connect(self._changed)
        self._session.said.connect(self.foot.say)

    # ---- showing ----

    def ask(self, **parts: str) -> None:
        """Change what is asked for: text, folder, filter or sort."""
        self.query = replace(self.query, **parts)  # type: ignore[arg-type]
        if self.query.filter == "alike":
            self.alike.look()
        self.refresh()

    def refresh(self) -> None:
        """Show what answers the question now."""
        document, query = self._session.document, self.query
        every = document.all(Asset)
        self.grid.show_assets(order.found(document, query))
        folders = order.folders(every, tuple(self._new_folders))
        sizes = {path: sum(order.is_in(one, path) for one in every) for path in ("", *folders)}
        here = (query.filter, query.folder)
        counts = order.counts(document, self.alike.groups)
        self.places.show_places(counts, folders, sizes, current=here)
        shown = bool(self.grid.assets.assets)
        self.grid.setVisible(shown)
        self.nothing.setVisible(not shown)
        self._say_nothing(empty=not every)
        self._picked(self.grid.chosen())

    def _say_nothing(self, *, empty: bool) -> None:
        """What an empty grid says, and what to do about it."""
        self.bring_button.setVisible(empty)
        self.nothing.title.setText(_("Nothing here yet") if empty else _("Nothing matches."))
        text = _("Drop pictures, videos or 3D models here, or bring them in from a folder.")
        if not empty:
            text = _("Try other words, another filter or folder.")
        if self.alike.running:
            text = _("Looking at the pictures…")
        self.nothing.text.setText(text)

    def chosen(self) -> list[Asset]:
        """The chosen assets."""
        found = (self._session.document.find(key) for key in self.grid.chosen())
        return [one for one in found if isinstance(one, Asset)]

    def _picked(self, _keys: list[str]) -> None:
        chosen = self.chosen()
        self.details.show_assets(chosen)
        self.foot.count(self.grid.assets.assets, chosen)

    def _changed(self, diff: Diff) -> None:
        if diff.changes:
            self._soon.start()

    def _alike_known(self) -> None:
        self.query = replace(self.query, groups=self.alike.groups)
        self.refresh()

    # ---- bringing in ----

    def ask_files(self) -> None:
        """Let files be chosen, then bring them in."""
        kinds = _("Pictures, videos and 3D models") + f" ({PATTERN})"
        files, __ = QFileDialog.getOpenFileNames(self, _("Bring in files…"), "", kinds)
        self.bring([Path(file) for file in files])

    def ask_folder(self) -> None:
        """Let a folder be chosen, then bring in what is in it."""
        folder = QFileDialog.getExistingDirectory(self, _("Bring in a folder…"))
        self.bring([Path(folder)] if folder else [])

    def bring(self, paths: list[Path]) -> None:
        """Bring in files and folders, into the folder that is shown."""
        here = self.query.folder
        self.bringing.start(paths, folder="" if here == order.ANYWHERE else here)

    def _show_new(self, keys: list[str]) -> None:
        self.refresh()
        if keys:
            self.grid.choose(keys)

    # ---- deeds ----

    def new_folder(self, inside: str = "") -> None:
        """Make a folder, named at once; it lasts once something is in it."""
        known = order.folders(self._session.document.all(Asset), tuple(self._new_folders))
        prefix = f"{inside}/" if inside else ""
        name = free_name(prefix + _("New folder"), known)
        self._new_folders.add(name)
        self.ask(filter="all", folder=name)
        self.places.edit_folder(name)

    def _rename_folder(self, folder: str, to: str) -> None:
        place = folder_path(to)
        self._new_folders = {place if one == folder else one for one in self._new_folders} - {""}
        self.desk.rename_folder(folder, to)
        self.ask(filter="all", folder=place or order.ANYWHERE)

    def ask_replacement(self) -> None:
        """Let the file be chosen that comes in the asset's place."""
        one = self.details.asset
        if one is None:
            return
        file, __ = QFileDialog.getOpenFileName(
            self, _("Replace everywhere…"), "", f"{order.kind_word(one)} ({PATTERN})"
        )
        if file:
            self.deeds.replace(one, Path(file))

    def _visit(self, record: str) -> None:
        window = self.parentWidget()
        if self.desk.visit(record) and window is not None:
            window.window().activateWindow()

    def menu(self) -> QMenu:
        """What else can be done."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        locked, desk = bool(self._session.project.read_only), self.desk
        unused, spare = desk.unused(), desk.spare()
        removing = plural("Remove {count} unused asset", "Remove {count} unused assets",
                          count=len(unused))  # fmt: skip
        tidying = _("Tidy the file ({size} MB that nothing needs)", size=f"{spare / 1024**2:.1f}")
        rows: tuple[tuple[str, str, Callable[[], None], bool], ...] = (
            ("folder-open", _("Bring in a folder…"), self.ask_folder, True),
            ("plus", _("New folder"), self.new_folder, True),
            ("trash-2", removing, lambda: desk.remove(unused), bool(unused)),
            ("sparkles", tidying, self.deeds.tidy, spare > 0),
        )
        for icon, text, run, possible in rows:
            action = menu.addAction(icons.icon(icon), text)
            action.triggered.connect(lambda _on=False, run=run: run())
            action.setEnabled(possible and not locked)
        return menu

    # ---- Qt ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.bring([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        self.bringing.cancel()
        if self.details.stage is not None:
            self._session.browser().discard(self.details.stage.page())
        super().closeEvent(event)
