"""The line above the canvas that says how a version differs from the layout it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from designer.actions.crowd_versions import Comparison, compared, in_words
from designer.actions.linking import reset_to_original
from designer.document.diff import Diff
from designer.language import _
from designer.records import Floor, Layout, Module, Page, Variant
from widgets.design.advice_sheet import show_record
from widgets.look import icons, tokens
from widgets.look.controls import Button, Elided
from widgets.look.paint import painting

if TYPE_CHECKING:
    from widgets.session import Session

WAIT = 120
"""Milliseconds without another edit before it is looked at again."""


class VersionLine(QWidget):
    """Shown only while a version is in focus; its menu leads to every difference."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.found: Comparison | None = None
        self.words = Elided("", "caption")
        self.show_all = Button(_("Show differences"), tone="quiet", height=26,
                               trailing="chevron-down")  # fmt: skip
        self.show_all.clicked.connect(self.open_menu)
        self.back = Button(_("Go to the original"), tone="quiet", height=26)
        self.back.clicked.connect(self.go_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 3, 10, 3)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.show_all)
        row.addWidget(self.back)
        self._later = QTimer(self, singleShot=True, interval=WAIT)
        self._later.timeout.connect(self.refresh)
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        self._layout = ""
        self.hide()
        self._selected()

    def refresh(self) -> None:
        """Compare again and say it; nothing is shown for a layout of its own."""
        document = self.session.document
        self._layout = self.session.focus.layout
        self.found = compared(document, self._layout) if self._follows() else None
        if self.found is not None:
            self.words.setText(in_words(document, self.found))
            self.setAccessibleName(self.words.text())
            count = len(self.found.changed) + len(self.found.own) + len(self.found.missing)
            self.show_all.setVisible(count > 0)
        self.setVisible(self.found is not None)

    def menu(self) -> QMenu:
        """Every difference with a way there, and the way back to being alike."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        found, session = self.found, self.session
        if found is None:
            return menu
        named = ((_("Changed: {name}"), found.changed), (_("Added: {name}"), found.own),
                 (_("Left out: {name}"), found.missing))  # fmt: skip
        for label, keys in named:
            for key in keys:
                name = session.document.get(key, Module).name
                action = menu.addAction(label.format(name=name))
                action.triggered.connect(lambda _on=False, key=key: show_record(session, key))
        if found.changed and not session.project.read_only:
            menu.addSeparator()
            menu.addAction(_("Reset all that changed")).triggered.connect(self.reset_all)
        return menu

    def open_menu(self) -> None:
        """Open the menu below its button."""
        self.menu().popup(self.show_all.mapToGlobal(QPoint(0, self.show_all.height())))

    def go_back(self) -> None:
        """Go to the layout this version was made from."""
        if self.found is not None:
            show_record(self.session, self.found.original)

    def reset_all(self) -> None:
        """Make every changed module like its original again."""
        session, found = self.session, self.found
        if found is not None:
            session.attempt(lambda: reset_to_original(session.document, modules=found.changed))

    def _follows(self) -> bool:
        """Whether anything here rests on another module: a quick look before a thorough one."""
        document = self.session.document
        for key in self.session.modules():
            module = document.get(key, Module)
            for variant in module.variants:
                base = document.get(variant, Variant).base
                if base is not None and base not in module.variants:
                    return True
        return False

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Page, Layout, Floor, Module, Variant):
            self._later.start()

    def _selected(self, _focus: object = None) -> None:
        if self.session.focus.layout != self._layout:
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            painter.fillRect(self.rect(), look.colour("accent_soft"))
            at = QRectF(10, 0, 22, self.height())
            icons.paint(painter, "link-2", at=at, colour=look.colour("accent_text"), size=15)
