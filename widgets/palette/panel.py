"""The modules tab: kinds with their presets, parts that stay linked, and the user's templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from designer.language import _
from widgets.look import tokens
from widgets.look.controls import SearchField, SegmentedControl
from widgets.palette.kinds import KindCard, KindsPanel
from widgets.palette.parts import PartsPanel
from widgets.palette.templates import TemplatesPanel

if TYPE_CHECKING:
    from widgets.look.thumbnails import Thumbnails
    from widgets.session import Session

Place = Literal["kinds", "parts", "templates"]


class PalettePanel(QWidget):
    """Three places under one tab; parts and templates are made when they are first seen."""

    def __init__(
        self, session: Session, *, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._thumbnails = thumbnails
        self.switch = SegmentedControl(
            [("kinds", _("Modules")), ("parts", _("Parts")), ("templates", _("Templates"))]
        )
        self.switch.chosen.connect(self.show_place)
        self.kinds = KindsPanel(session)
        self._made: dict[str, QWidget] = {"kinds": self.kinds}
        self.stack = QStackedWidget()
        self.stack.addWidget(self.kinds)
        row = QHBoxLayout()
        row.setContentsMargins(tokens.PAD, 12, tokens.PAD, 0)
        row.addWidget(self.switch)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    @property
    def search(self) -> SearchField:
        """Where kinds are searched."""
        return self.kinds.search

    @property
    def cards(self) -> list[KindCard]:
        """The kinds that are shown."""
        return self.kinds.cards

    @property
    def parts(self) -> PartsPanel:
        """The parts, made now if they were not seen before."""
        made = self._place("parts")
        assert isinstance(made, PartsPanel)
        return made

    @property
    def templates(self) -> TemplatesPanel:
        """The templates, made now if they were not seen before."""
        made = self._place("templates")
        assert isinstance(made, TemplatesPanel)
        return made

    def show_place(self, place: str) -> QWidget:
        """Show one of the three."""
        made = self._place(place)
        self.switch.choose(place)
        self.stack.setCurrentWidget(made)
        return made

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        current = self.stack.currentWidget()
        search = getattr(current, "search", None)
        if isinstance(search, QWidget):
            search.setFocus(event.reason())

    def _place(self, place: str) -> QWidget:
        if place not in self._made:
            made: QWidget
            if place == "parts":
                made = PartsPanel(self.session, thumbnails=self._thumbnails)
            else:
                made = TemplatesPanel(self.session)
            self._made[place] = made
            self.stack.addWidget(made)
        return self._made[place]
