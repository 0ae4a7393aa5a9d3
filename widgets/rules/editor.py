"""The popover that edits a rule: for whom, when, and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.language import _
from designer.records import (
    Condition,
    Hide,
    Outcome,
    Rule,
    Slot,
    Window,
)
from widgets.look.buttons import Button
from widgets.look.controls import Text
from widgets.parts.line import Line
from widgets.parts.popup import Popup
from widgets.rules.audience import AudienceEdit
from widgets.rules.outcome import OutcomeEdit
from widgets.rules.window import WindowEdit
from widgets.rules.wording import words_of

if TYPE_CHECKING:
    from widgets.session import Session


class RuleEditor(Popup):
    """Edits a rule of a slot; a rule that is there changes at once, a new one when it is added."""

    made = Signal(object)
    """The rule as the user wants it now."""
    added = Signal(object)
    removed = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner, padding=14, spacing=12)
        self._session = session
        self._slot: Slot | None = None
        self._rule = Rule(id="", outcome=Hide())
        self.title = Text("", "strong")
        self.audience = AudienceEdit(session)
        self.audience.made.connect(lambda made: self._put(audience=made))
        self.window_ = WindowEdit(session)
        self.window_.made.connect(lambda made: self._put(window=made))
        self.outcome = OutcomeEdit(session)
        self.outcome.made.connect(lambda made: self._put(outcome=made))
        self.note = Line(placeholder=_("Note"))
        self.note.setAccessibleName(_("Note"))
        self.note.edited.connect(lambda text: self._put(note=text))
        self.remove = Button(_("Remove"), tone="quiet", icon="trash-2")
        self.remove.clicked.connect(self._remove)
        self.done = Button(_("Done"), tone="primary")
        self.done.clicked.connect(self._finish)
        self.body.addWidget(self.title)
        for label, widget in (
            (_("Who"), self.audience), (_("When"), self.window_), (_("Sees"), self.outcome),
        ):  # fmt: skip
            self.body.addWidget(_titled(label, widget))
        self.body.addWidget(self.note)
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.done)
        self.body.addLayout(foot)

    def edit(self, slot: Slot, rule: Rule, anchor: QWidget) -> None:
        """Open on a rule; one without an id is new."""
        self._slot, self._rule = slot, rule
        new = not rule.id
        self.title.setText(_("New rule") if new else _("Edit the rule"))
        self.done.setText(_("Add the rule") if new else _("Done"))
        self.done.updateGeometry()
        self.remove.setVisible(not new)
        self.audience.show_audience(rule.audience)
        self.window_.show_window(rule.window)
        self.outcome.show_outcome(slot, rule.outcome)
        self.note.show_text(rule.note)
        self.open_at(anchor, width=328)
        self.audience.setFocus()

    def rule(self) -> Rule:
        """The rule as it stands."""
        return self._rule

    def sentence(self) -> str:
        """The rule in words."""
        assert self._slot is not None
        return words_of(self._session.document, self._slot, self._rule).plain()

    def _put(self, **parts: Condition | Window | Outcome | str) -> None:
        self._rule = msgspec.structs.replace(self._rule, **parts)
        if self._rule.id:
            self.made.emit(self._rule)
        self.fit()

    def _finish(self) -> None:
        self.close()
        if not self._rule.id:
            self.added.emit(self._rule)

    def _remove(self) -> None:
        self.close()
        self.removed.emit(self._rule.id)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()


def _titled(label: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(5)
    column.addWidget(Text(label, "caption"))
    column.addWidget(widget)
    return holder


