"""The head of the inspector when several modules are selected: how many, and what they share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.kinds.manifest import Kind
from designer.language import _, current, plural
from designer.records import Module
from widgets.inspector.copying import CopyMenu
from widgets.inspector.heads import KindIcon
from widgets.inspector.subject import Subject
from widgets.look.controls import Elided

if TYPE_CHECKING:
    from widgets.session import Session


class SeveralHead(QWidget):
    """How many modules share the form below, and of which kinds they are."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.icon = KindIcon()
        self.copying = CopyMenu(session)
        self.count = Elided("", "title")
        self.kinds = Elided("", "small")
        self.note = Elided("", "small")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.count)
        words.addWidget(self.kinds)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.icon)
        top.addLayout(words, 1)
        top.addWidget(self.copying)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.note)

    def show_subject(self, subject: Subject, kinds: Sequence[Kind]) -> None:
        """Show what is selected."""
        count = len(subject.modules)
        self.count.setText(
            plural("{count} module selected", "{count} modules selected", count=count)
        )
        names = [one.name.zh if current() == "zh_CN" else one.name.en for one in kinds]
        self.kinds.setText(_(", ").join(names))
        same = len(kinds) == 1 and kinds[0].id
        source = self._session.library.sources.get(kinds[0].id) if same else None
        self.icon.show_icon(source.icon if source else None)
        self.note.setText(
            _("What you change here changes in all of them.")
            if same
            else _("These are the settings that all of them have.")
        )
        self.setAccessibleName(self.count.text())
        found = [self._session.document.get(key, Module).name for key in subject.modules]
        self.count.setToolTip("\n".join(found))
