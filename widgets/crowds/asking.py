"""Ask for one condition in a dialog of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from designer.language import _
from designer.records import Condition
from widgets.crowds.builder import ConditionBuilder
from widgets.look.buttons import Button
from widgets.look.controls import Hairline, Text

if TYPE_CHECKING:
    from widgets.session import Session


class ConditionDialog(QDialog):
    """The condition builder with its sentence, for an audience that is not a named segment."""

    def __init__(
        self, session: Session, condition: Condition, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Own condition"))
        self.resize(720, 520)
        self.builder = ConditionBuilder(session)
        self.builder.judged.connect(self._judged)
        self.builder.changed.connect(lambda __: self._judged(""))
        self.sentence = Text("", "caption")
        self.sentence.setWordWrap(True)
        self.use = Button(_("Use the condition"), tone="primary")
        self.use.clicked.connect(self.accept)
        cancel = Button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(20, 20, 20, 20)
        box.addWidget(self.builder)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.addWidget(self.sentence, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)
        self.builder.show_condition(condition)
        self._judged(self.builder.problem())

    def _judged(self, problem: str) -> None:
        self.use.setEnabled(not problem)
        self.sentence.setText(problem or self.builder.sentence())


def asked_condition(session: Session, condition: Condition, *, parent: QWidget) -> Condition | None:
    """The condition the user made, or None when it was given up."""
    dialog = ConditionDialog(session, condition, parent.window())
    done = dialog.exec()
    made = dialog.builder.condition
    dialog.deleteLater()
    return made if done == QDialog.DialogCode.Accepted else None
