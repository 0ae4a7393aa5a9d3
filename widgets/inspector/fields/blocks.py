"""The field for repeated parts: a card for each, folded or open, in an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.actions import variants
from designer.kinds.manifest import Block
from designer.kinds.settings.blocks import Blocks
from designer.language import _
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.form import Form
from widgets.look import access, icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Button, IconButton, with_shortcut
from widgets.look.controls import Text
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.stack import Stack

HEAD = 40
"""Height of a card's head, in pixels."""


class BlocksField(Field):
    """Cards to fill in, add, copy, remove, fold and put in order."""

    def __init__(self, setting: Blocks, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self._setting = setting
        self._block = place.kind.blocks[setting.block]
        self._parts: list[dict[str, Any]] = []
        self._cards: dict[str, BlockCard] = {}
        self._open: str | None = None
        self.stack = Stack(spacing=6)
        self.stack.moved.connect(self._move)
        self.stack.activated.connect(self._fold)
        name = said(self._block.name)
        self.add = Button(_("Add {name}", name=name), icon="plus", height=28)
        self.add.clicked.connect(lambda: self._insert(None, {}))
        self.count = Text("", "small")
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.stack)
        column.addLayout(foot)

    def show_value(self, value: Value) -> None:
        self._parts = [dict(part) for part in value]
        keys = [str(part["id"]) for part in self._parts]
        self._cards = {key: self._cards.get(key) or self._card(key) for key in keys}
        self.stack.show_rows([self._cards[key] for key in keys])
        for number, part in enumerate(self._parts, 1):
            card = self._cards[str(part["id"])]
            card.show_part(part, number=number, title=_title(self._block, part))
            card.set_open(card.key == self._open)
            card.remove.setEnabled(len(keys) > self._setting.min)
        self.add.setEnabled(len(keys) < self._setting.max)
        self.count.setText(f"{len(keys)} / {self._setting.max}")

    def refresh(self) -> None:
        for card in self._cards.values():
            card.refresh()

    def begin(self) -> None:
        self._open = None

    def card(self, index: int) -> BlockCard:
        """The card at a place, from 0."""
        return self._cards[str(self._parts[index]["id"])]

    def _card(self, key: str) -> BlockCard:
        card = BlockCard(key, self._block, self._inner(key))
        card.folded.connect(lambda: self._fold(self._place_of(key)))
        card.copied.connect(lambda: self._insert(self._place_of(key) + 1, self._copy(key)))
        card.removed.connect(lambda: self._remove(key))
        card.sealed.connect(self.sealed)
        return card

    def _inner(self, key: str) -> Place:
        outer = self.place

        def submit(path: str, value: object) -> str:
            return outer.submit(f"{self._setting.id}.{self._place_of(key)}.{path}", value)

        def path(name: str) -> str:
            return outer.path(f"{self._setting.id}.{self._place_of(key)}.{name}")

        return Place(session=outer.session, kind=outer.kind, variant=outer.variant, submit=submit,
                     field_for=outer.field_for, path=path)  # fmt: skip

    def _place_of(self, key: str) -> int:
        return next(n for n, part in enumerate(self._parts) if part["id"] == key)

    def _copy(self, key: str) -> Mapping[str, Any]:
        part = self._parts[self._place_of(key)]
        return {name: value for name, value in part.items() if name != "id"}

    def _fold(self, index: int) -> None:
        key = str(self._parts[index]["id"])
        self._open = None if self._open == key else key
        for card in self._cards.values():
            card.set_open(card.key == self._open)

    # ---- deeds ----

    def _insert(self, index: int | None, values: Mapping[str, Any]) -> None:
        session = self.place.session
        made = session.attempt(lambda: variants.add_block(
            session.document, variant=self.place.variant(), setting=self._setting.id, index=index,
            values=values, library=session.library,
        ))  # fmt: skip
        if made is not None:
            self._open = made
            self._cards[made].set_open(True)
            self._cards[made].form.focus_first()
            self.sealed.emit()

    def _remove(self, key: str) -> None:
        session, place = self.place.session, self._place_of(key)
        if len(self._parts) <= self._setting.min:
            return
        session.attempt(lambda: variants.remove_block(
            session.document, variant=self.place.variant(), setting=self._setting.id, block=key,
            library=session.library,
        ))  # fmt: skip
        self.stack.focus_row(min(place, len(self._parts) - 1))

    def _move(self, index: int, target: int) -> None:
        session, key = self.place.session, str(self._parts[index]["id"])
        session.attempt(lambda: variants.move_block(
            session.document, variant=self.place.variant(), setting=self._setting.id, block=key,
            index=target, library=session.library,
        ))  # fmt: skip
        self.stack.focus_row(target)


class BlockCard(QWidget):
    """One part: a head with its title, and its form when it is open."""

    folded = Signal()
    copied = Signal()
    removed = Signal()
    sealed = Signal()

    def __init__(self, key: str, block: Block, place: Place) -> None:
        super().__init__()
        access.tell_role(self, access.ENTRY)
        self.key = key
        self._title, self._number, self._hovered, self._is_open = "", 0, False, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._block, self._place = block, place
        self._part: Mapping[str, Any] = {}
        self._form: Form | None = None
        self.body = QWidget()
        self.inner = QVBoxLayout(self.body)
        self.inner.setContentsMargins(12, 2, 12, 12)
        self.fold = IconButton("chevron-right", _("Open"), "Return", size=26)
        self.copy = IconButton("copy", _("Duplicate"), "Ctrl+D", size=26)
        self.remove = IconButton("trash-2", _("Remove"), "Del", size=26)
        for button, signal in (
            (self.fold, self.folded), (self.copy, self.copied), (self.remove, self.removed),
        ):  # fmt: skip
            button.clicked.connect(signal)
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 6, 0)
        head.setSpacing(0)
        head.addWidget(self.fold)
        head.addStretch(1)
        head.addWidget(self.copy)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 7, 0, 7)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.body)
        self.set_open(False)

    @property
    def form(self) -> Form:
        """The form of the part, made when it is first opened."""
        if self._form is None:
            self._form = Form(self._block.settings, self._place)
            self._form.sealed.connect(self.sealed)
            self._form.show_values(self._part, given=frozenset())
            self.inner.addWidget(self._form)
        return self._form

    def refresh(self) -> None:
        """Look up again what the fields show of other records."""
        if self._form is not None:
            self._form.refresh()

    def show_part(self, part: Mapping[str, Any], *, number: int, title: str) -> None:
        """Show the values of the part."""
        self._number, self._title, self._part = number, title, part
        self.setAccessibleName(f"{number} {title}")
        self.setToolTip(with_shortcut(_("Drag to change the order"), "Ctrl+Down"))
        if self._form is not None:
            self._form.show_values(part, given=frozenset())
        self.update()

    def set_open(self, is_open: bool) -> None:
        """Unfold the form, or fold it."""
        if is_open:
            self.form.show()
        if is_open == self._is_open and self.body.isHidden() != is_open:
            return
        self._is_open = is_open
        self.body.setVisible(is_open)
        self.fold.set_icon("chevron-down" if is_open else "chevron-right")
        self.updateGeometry()
        self.update()

    def is_open(self) -> bool:
        """Whether the form is unfolded."""
        return self._is_open

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() == Qt.Key.Key_D and held:
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            if (event.key() == Qt.Key.Key_Right) != self._is_open:
                self.folded.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, look.colour("panel"), radius=tokens.RADIUS)
            line = look.colour("line_strong" if self._hovered or self._is_open else "line")
            outline(painter, rect, line, radius=tokens.RADIUS)
            ink = look.colour("muted" if self._hovered else "faint")
            grip = QRectF(2, 0, 18, HEAD)
            icons.paint(painter, "grip-vertical", at=grip, colour=ink, size=13)
            font = fonts.font(fonts.BODY, weight=fonts.MEDIUM)
            painter.setFont(font)
            painter.setPen(look.colour("text" if self._title else "muted"))
            words = QRectF(48, 0, self.width() - 48 - 62, HEAD)
            shown = f"{self._number}  {self._title or _('Empty')}"
            cut = QFontMetrics(font).elidedText(
                shown, Qt.TextElideMode.ElideRight, int(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=tokens.RADIUS)


def _title(block: Block, part: Mapping[str, Any]) -> str:
    """What a part is called in the list: the setting the kind names, else its first text."""
    names: Sequence[str] = [block.title] if block.title else []
    names = [*names, *(one.id for one in block.settings if one.type == "text")]
    found = (" ".join(str(part.get(name) or "").split()) for name in names)
    return next(filter(None, found), "")
