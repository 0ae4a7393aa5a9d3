"""The top bar: where you are, the workspaces, when it is, what is wrong, the one big deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from designer.document.diff import Diff
from designer.document.queries import pages
from designer.language import _, plural
from designer.records import Layout, Page, Shop
from widgets.calendar.instant import InstantButton
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.controls import Button, Elided, IconButton, SegmentedControl, Text
from widgets.look.paint import fill, focus_ring, painting
from widgets.rooms import title
from widgets.session import WORKSPACES, Focus, Session

HEIGHT = 52
Choice = tuple[str, str, Callable[[], None]]


class LogoButton(Pressable):
    """The mark of Duplex; it opens the main menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(34, 34)
        self.setToolTip(_("Menu"))
        self.setAccessibleName(_("Menu"))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), self.rect().toRectF()
        picture = icons.pixmap_of(
            icons.FOLDER / "duplex.svg", size=QSize(26, 26), ratio=self.devicePixelRatioF()
        )
        with painting(self) as painter:
            if (ground := self.ground()) is not None:
                fill(painter, rect, ground, radius=8)
            painter.drawPixmap(4, 4, picture)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=8)


class TopBar(QWidget):
    """One row in three parts; the middle stays in the middle."""

    menu_wanted = Signal(QPoint)
    advice_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setFixedHeight(HEIGHT)
        self.setAutoFillBackground(True)
        self.logo = LogoButton()
        self.shop = Elided("", "body")
        self.page = Button("", tone="ghost", height=34)
        self.layout_button = Button("", height=34, trailing="chevron-down")
        self.workspaces = SegmentedControl([(key, title(key)) for key in WORKSPACES])
        self.undo = IconButton("undo-2", _("Undo"), "Ctrl+Z", size=34)
        self.redo = IconButton("redo-2", _("Redo"), "Ctrl+Shift+Z", size=34)
        self.instant = InstantButton(session)
        self.advice = Button("", height=34)
        self.export = Button(_("Export package"), tone="primary", height=34)
        self._lay_out()
        self._connect()
        self._refresh()
        self.set_advice(0)

    def set_advice(self, count: int) -> None:
        """Say how much there is to mend."""
        said = plural("{count} suggestion", "{count} suggestions", count=count)
        self.advice.setText(said if count else _("All good"))
        self.advice.set_dot("warn" if count else "good")
        self.advice.setToolTip(_("What is worth mending before hand-over"))

    def _lay_out(self) -> None:
        whole = QGridLayout(self)
        whole.setContentsMargins(10, 0, 14, 0)
        whole.setHorizontalSpacing(12)
        self.page.setFont(fonts.font(weight=fonts.BOLD))
        self.shop.setForegroundRole(self.shop.foregroundRole().PlaceholderText)
        first = _row(self.logo, 6, self.shop, Text("›", "caption"), self.page,
                     Text("›", "caption"), 4, self.layout_button)  # fmt: skip
        first.addStretch(1)
        last = _row(self.undo, self.redo, 8, self.instant, 8, self.advice, 8, self.export)
        last.insertStretch(0, 1)
        whole.addLayout(first, 0, 0)
        whole.addWidget(self.workspaces, 0, 1, Qt.AlignmentFlag.AlignCenter)
        whole.addLayout(last, 0, 2)
        whole.setColumnStretch(0, 1)
        whole.setColumnStretch(2, 1)

    def _connect(self) -> None:
        session = self.session
        self.logo.clicked.connect(lambda: self.menu_wanted.emit(_below(self.logo)))
        self.page.clicked.connect(self.open_pages)
        self.layout_button.clicked.connect(self.open_layouts)
        self.workspaces.chosen.connect(lambda key: session.look(workspace=key))
        self.undo.clicked.connect(session.undo)
        self.redo.clicked.connect(session.redo)
        self.advice.clicked.connect(self.advice_wanted)
        self.export.clicked.connect(self.export_wanted)
        session.selected.connect(self._selected)
        session.changed.connect(self._changed)

    def _selected(self, focus: Focus) -> None:
        self._refresh()

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Shop, Page, Layout):
            self._refresh()
        self._refresh_history()

    def _refresh(self) -> None:
        page = self.session.page()
        self.shop.setText(self.session.document.shop.name)
        self.page.setText(page.name)
        self.page.setToolTip(_("Go to another page"))
        self.layout_button.setText(self.session.layout().name)
        self.layout_button.setToolTip(_("Go to another layout of this page"))
        self.workspaces.choose(self.session.focus.workspace)
        self._refresh_history()

    def _refresh_history(self) -> None:
        history = self.session.document.history
        back, forth = history.undoable, history.redoable
        self.undo.setEnabled(back is not None)
        self.redo.setEnabled(forth is not None)

    # ---- going elsewhere ----

    def open_pages(self) -> None:
        """Offer every page."""
        here, look = self.session.focus.page, self.session.look
        choices: list[Choice] = [
            (one.id, one.name, lambda key=one.id: look(page=key, modules=()))  # type: ignore[misc]
            for one in pages(self.session.document)
        ]
        _offer(self.page, choices, here=here)

    def open_layouts(self) -> None:
        """Offer every layout of the page."""
        page, document, look = self.session.page(), self.session.document, self.session.look
        names = {key: document.get(key, Layout).name for key in page.layouts}
        marked = {key: f"{name} · {_('Default')}" for key, name in names.items()}
        choices: list[Choice] = [
            (key, marked[key] if key == page.default else names[key],
             lambda key=key: look(layout=key, modules=()))  # type: ignore[misc]
            for key in page.layouts
        ]  # fmt: skip
        _offer(self.layout_button, choices, here=self.session.focus.layout)


def _offer(button: QWidget, choices: Sequence[Choice], *, here: str) -> None:
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    for key, text, run in choices:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(key == here)
        group.addAction(action)
        action.triggered.connect(lambda _on=False, run=run: run())
    menu.popup(_below(button))


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(QPoint(0, widget.height() + 4))


def _row(*parts: QWidget | int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for part in parts:
        if isinstance(part, int):
            row.addSpacing(part)
        else:
            row.addWidget(part)
    return row
