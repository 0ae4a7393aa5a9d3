"""The personas workspace: the wall, who is on it, and beside it what differs and why."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.document.diff import Change, Diff
from designer.document.queries import floors_of
from designer.language import _
from designer.records import Module, Page, Variant
from widgets.look import tokens
from widgets.look.controls import Hairline, SegmentedControl
from widgets.look.paint import painting
from widgets.personas.choosing import ArmsButton, PeopleButton, first_people
from widgets.personas.side import Side
from widgets.personas.view import WallView
from widgets.session import Session


class PersonasWorkspace(QWidget):
    """Everybody's page at one instant, what differs, and the reason for any module of anybody."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.view = WallView(session)
        self.people = PeopleButton(session, first_people(session))
        self.arms = ArmsButton(session)
        self.level = SegmentedControl([("1", _("Floor 1")), ("2", _("Floor 2"))])
        self.side = Side(session)
        self._update = QTimer(self, singleShot=True, interval=0)
        self._update.timeout.connect(self._fill)
        self._lay_out()
        self._connect()
        self._show_people()

    def _connect(self) -> None:
        self.people.chosen.connect(lambda __: self._show_people())
        self.level.chosen.connect(lambda key: self.view.set_level(int(key)))
        self.view.bridge.was_picked.connect(self.ask)
        self.view.bridge.was_opened.connect(self._open)
        self.side.asked.connect(self.ask)
        self.session.changed.connect(self._changed)
        self.session.selected.connect(self._selected)

    def _changed(self, diff: Diff) -> None:
        """Words and pictures of a variant are the wall's alone; all else may change who sees it."""
        if not all(_only_filled(change) for change in diff.changes.values()):
            self._update.start()

    def _selected(self, _focus: object) -> None:
        self._update.start()

    def ask(self, persona: str, slot: str) -> None:
        """Why does this persona see this in the slot? The answer stands beside the wall."""
        self.view.pick(persona, slot)
        self.session.look(persona=persona)
        if isinstance(self.session.document.find(slot), Module | Page):
            self.side.explain(slot)

    def _open(self, persona: str, module: str) -> None:
        """Go and change the module, seeing the page through this persona's eyes."""
        self.session.look(persona=persona)
        self.session.look(workspace="design", modules=(module,))

    def _show_people(self) -> None:
        self.view.set_people(self.people.people)
        self._update.start()

    def _fill(self) -> None:
        if self.isVisible():
            document = self.session.document
            self.people.refresh()
            self.arms.refresh()
            self.side.show_seen(self.view)
            floors = floors_of(document, self.session.focus.layout)
            has_two = any(floor.level == 2 for floor in floors)
            self.level.setVisible(has_two)
            if not has_two and self.view.level == 2:
                self.level.choose("1")
                self.view.set_level(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._update.start()

    def _lay_out(self) -> None:
        bar = _Bar()
        for widget in (self.people, self.arms):
            bar.row.addWidget(widget)
        bar.row.addStretch(1)
        bar.row.addWidget(self.level)
        stage = QVBoxLayout()
        stage.setSpacing(0)
        stage.addWidget(bar)
        stage.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(stage, 1)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self.side)


def _only_filled(change: Change) -> bool:
    before, after = change.before, change.after
    both = isinstance(before, Variant) and isinstance(after, Variant)
    return both and before.name == after.name  # type: ignore[union-attr]


class _Bar(QWidget):
    """The strip above the wall, on the stage's ground."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(46)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(18, 8, 18, 4)
        self.row.setSpacing(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            painter.fillRect(QRectF(self.rect()), tokens.of(self).colour("stage"))
