"""Who looks at the phone, when and in which arm: as the studio does, or by a choice of its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from designer.decide.choose import decide_page
from designer.records import Decision, Page, Persona
from widgets.session import Focus, consumer_of

if TYPE_CHECKING:
    from widgets.session import Session


class Looking(QObject):
    """What the phone shows; it follows the studio until somebody chooses here.

    Links lead away from the studio's page (`walk`), `back` leads home again step by step.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._own: Focus | None = None
        self._way: list[str] = []
        session.selected.connect(self._selected)

    @property
    def follows(self) -> bool:
        """Whether persona, instant and arms are those of the studio."""
        return self._own is None

    @property
    def focus(self) -> Focus:
        """Persona, instant and arms in force."""
        return self._own or self.session.focus

    def persona(self) -> Persona | None:
        """Through whose eyes the phone is seen."""
        found = self.session.document.find(self.focus.persona)
        return found if isinstance(found, Persona) else None

    def page(self) -> Page:
        """The page on the phone."""
        document = self.session.document
        while self._way and not isinstance(document.find(self._way[-1]), Page):
            self._way.pop()  # it was removed meanwhile
        return document.get(self._way[-1] if self._way else self.session.focus.page, Page)

    def decision(self) -> Decision:
        """What is seen: the studio's layout while nothing was chosen here, else what is decided."""
        if self.follows and not self._way:
            return self.session.shown()
        focus = self.focus
        return decide_page(
            self.page().id, consumer_of(self.persona()), focus.instant,
            book=self.session.rulebook(), arms=focus.arms,
        )  # fmt: skip

    def choose(self, **changes: object) -> None:
        """Look otherwise than the studio: another persona, instant or arms."""
        own = msgspec.structs.replace(self.focus, **changes)
        if own != self.focus:
            self._own = own
            self.changed.emit()

    def follow(self) -> None:
        """Look as the studio does again."""
        if self._own is not None:
            self._own = None
            self.changed.emit()

    def force(self, experiment: str, arm: str) -> None:
        """Look at one arm of an experiment; the empty one lets the bucket draw."""
        rest = {key: one for key, one in self.focus.arms.items() if key != experiment}
        self.choose(arms={**rest, experiment: arm} if arm else rest)

    def at(self, instant: datetime) -> None:
        """Look at another time."""
        self.choose(instant=instant.replace(second=0, microsecond=0))

    # ---- from page to page ----

    def walk(self, page: str) -> None:
        """Follow a link to a page of the shop."""
        if isinstance(self.session.document.find(page), Page) and page != self.page().id:
            self._way.append(page)
            self.changed.emit()

    def back(self) -> None:
        """Return to the page before."""
        if self._way:
            self._way.pop()
            self.changed.emit()

    @property
    def strayed(self) -> bool:
        """Whether there is a way back."""
        return bool(self._way)

    def _selected(self, _focus: Focus) -> None:
        self.changed.emit()
