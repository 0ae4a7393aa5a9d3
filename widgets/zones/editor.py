"""The hot-zone editor: the picture large, the zones beside it, every deed on bar and keys."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from designer.actions.zones import Spot
from designer.language import _, plural
from widgets.inspector.gallery import Gallery
from widgets.look.buttons import Button
from widgets.look.controls import Elided, Hairline
from widgets.look.states import EmptyState, Toast
from widgets.session import Session
from widgets.zones.bar import Bar
from widgets.zones.board import Board
from widgets.zones.deeds import DEEDS, Deed, told
from widgets.zones.detail import ZoneDetail
from widgets.zones.listing import ZoneList
from widgets.zones.subject import Subject

SIDE = 320
"""Width of the list and the form, in pixels."""


class ZoneEditor(QDialog):
    """A window beside the studio's own: the page there follows every edit here."""

    subject: Subject
    board: Board

    def __init__(self, session: Session, spot: Spot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setSizeGripEnabled(True)
        self.subject = Subject(session, spot, self)
        self.board = Board(self.subject)
        self.list = ZoneList(self.subject)
        self.detail = ZoneDetail(self.subject)
        self.bar = Bar()
        self.pointer = Elided("", "caption")
        self.state = Elided("", "caption")
        self.empty = self._invitation()
        self.toast = Toast(self)
        self.actions_: dict[str, QAction] = {}
        self._lay_out()
        self._bind()
        self.resize(1180, 780)
        self.refresh()

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.board)
        self.splitter.addWidget(self._side())
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([860, SIDE])
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 7)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.pointer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Hairline())
        column.addWidget(self.splitter, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)

    def _side(self) -> QWidget:
        """The list above, the form below it, each scrolled for itself."""
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.list)
        column.addStretch(1)
        lower = QWidget()
        foot = QVBoxLayout(lower)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.detail)
        foot.addStretch(1)
        self.rows = _scrolling(upper)
        side = QSplitter(Qt.Orientation.Vertical)
        side.setHandleWidth(1)
        side.setChildrenCollapsible(False)
        side.addWidget(self.rows)
        side.addWidget(_scrolling(lower))
        side.setStretchFactor(0, 1)
        side.setSizes([320, 420])
        side.setMinimumWidth(280)
        return side

    def _invitation(self) -> EmptyState:
        button = Button(_("Add a zone"), icon="plus", tone="primary")
        button.clicked.connect(lambda: self.do(_deed("add")))
        return EmptyState(
            "mouse-pointer-click", _("No zones yet"),
            _("Drag on the picture to draw one. Each zone is one place to tap."), button=button,
        )  # fmt: skip

    def _bind(self) -> None:
        for deed in DEEDS:
            action = QAction(_(deed.label), self)
            action.setShortcuts([QKeySequence(keys) for keys in deed.keys])
            action.triggered.connect(lambda __=False, deed=deed: self.do(deed))
            self.addAction(action)
            self.actions_[deed.name] = action
        self.bar.wanted.connect(self.do)
        self.bar.picture_wanted.connect(self._choose_picture)
        self.board.zoomed.connect(self.bar.show_zoom)
        self.board.moved_over.connect(self._point)
        self.board.opened.connect(self._open)
        self.board.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.board.customContextMenuRequested.connect(self._menu)
        self.list.opened.connect(self._open)
        self.subject.changed.connect(self.refresh)
        self.subject.chosen.connect(self.refresh)
        self.subject.chosen.connect(self._reveal_row)
        self.subject.gone.connect(self.close)
        self.subject.session.said.connect(self._say)
        self.bar.show_zoom(self.board.lens.zoom)

    # ---- doing ----

    def do(self, deed: Deed) -> None:
        """Carry out a deed, when it can be done now."""
        if self.can(deed):
            deed.run(self)

    def can(self, deed: Deed) -> bool:
        """Whether a deed can be done now."""
        free = not (deed.writes and self.subject.read_only)
        return free and len(self.subject.selected) >= deed.least

    def refresh(self) -> None:
        """Say how things are: the title, the numbers, what can be done."""
        subject = self.subject
        self.setWindowTitle(_("Hot zones · {name}", name=subject.module.name))
        self.bar.show_state(selected=len(subject.selected), read_only=subject.read_only)
        self.bar.picture.setText(_("Replace…") if subject.asset else _("Picture…"))
        for deed in DEEDS:
            self.actions_[deed.name].setEnabled(self.can(deed))
        self.empty.setVisible(not subject.zones)
        self.list.setVisible(bool(subject.zones))
        self.state.setText(" · ".join(self._state()))

    def _state(self) -> list[str]:
        subject = self.subject
        w, h = subject.picture.size
        said = [_("{w} × {h} px", w=w, h=h) if subject.asset else _("No picture yet")]
        count = len(subject.zones)
        said.append(plural("{count} zone", "{count} zones", count=count))
        wrong = sum(bool(told(found)) for found in subject.problems().values())
        if wrong:
            said.append(plural("{count} with a problem", "{count} with problems", count=wrong))
        elif count:
            said.append(_("no problem"))
        if subject.read_only:
            said.append(_("locked; look only"))
        return said

    def _reveal_row(self) -> None:
        if self.subject.selected:
            self.rows.ensureWidgetVisible(self.list.row(self.subject.selected[-1]), 0, 4)

    def _point(self, pixel: tuple[int, int] | None) -> None:
        self.pointer.setText("" if pixel is None else f"{pixel[0]}, {pixel[1]} px")

    def _open(self, key: str) -> None:
        self.subject.choose([key])
        self.detail.label.setFocus()
        self.detail.label.selectAll()

    def _say(self, text: str, tone: str) -> None:
        if self.isActiveWindow():
            self.toast.say(text, tone=tone)  # type: ignore[arg-type]

    @cached_property
    def gallery(self) -> Gallery:
        """The project's pictures, made when it is first opened."""
        made = Gallery(self.subject.session, self)
        made.picked.connect(self.subject.show_picture)
        return made

    def _choose_picture(self) -> None:
        asset = self.subject.asset
        self.gallery.open_with(self.bar.picture, current=asset.id if asset else "")

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = None
        for name in ("add", "duplicate", "copy", "cut", "paste", "remove", "lock", "earlier",
                     "later", "mend", "selection", "fit", "whole"):  # fmt: skip
            if group is not None and name in ("copy", "remove", "earlier", "mend", "selection"):
                menu.addSeparator()
            group = name
            menu.addAction(self.actions_[name])
        menu.popup(self.board.mapToGlobal(at))

    # ---- Qt ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """A gesture is given up, then the keyboard goes back, then the selection, then the rest."""
        if self.board.give_up():
            return
        if not self.board.hasFocus():
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.subject.selected:
            self.subject.choose(())
        else:
            self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.board.give_up()
        self.subject.session.document.history.seal()
        super().closeEvent(event)


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


def _deed(name: str) -> Deed:
    return next(deed for deed in DEEDS if deed.name == name)
