"""Choose what everybody sees whom no rule catches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from designer.actions import variants
from designer.document.queries import contents
from designer.records import HIDDEN, Module, Slot
from widgets.parts.choosing import Chooser, Option
from widgets.rules.wording import choice_words

if TYPE_CHECKING:
    from widgets.session import Session


class DefaultMenu:
    """A list of the slot's variants; the one picked becomes the default."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        self._session = session
        self._slot = ""
        self.chooser = Chooser(owner)
        self.chooser.picked.connect(self._picked)

    def open(self, at: Slot, anchor: QWidget) -> None:
        """Open under a card."""
        self._slot = at.id
        document = self._session.document
        keys = [*contents(at), *((HIDDEN,) if isinstance(at, Module) else ())]
        options = [
            Option(value=key, title=choice_words(document, at, key),
                   icon="eye-off" if key == HIDDEN else "eye")
            for key in keys
        ]  # fmt: skip
        self.chooser.open_with(options, anchor, current=at.default)

    def _picked(self, key: str) -> None:
        session = self._session
        session.attempt(
            lambda: variants.set_default(session.document, slot=self._slot, variant=key)
        )
