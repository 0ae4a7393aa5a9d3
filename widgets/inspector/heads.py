"""The head of the inspector: what is selected, and the variants of it to choose among."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from designer.actions import modules as module_actions
from designer.actions import variants as variant_actions
from designer.language import _
from designer.records import HIDDEN, Module, Variant
from widgets.inspector.base_line import BaseLine, fill_menu
from widgets.inspector.copying import CopyMenu
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import IconButton, Pressable, with_shortcut
from widgets.look.controls import Elided
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.chips import Flow
from widgets.parts.name_line import NameLine
from widgets.parts.records import kind_name
from widgets.words import letter

if TYPE_CHECKING:
    from widgets.session import Session

_CONTROL = Qt.KeyboardModifier.ControlModifier


class ModuleHead(QWidget):
    """Kind icon, the module's name to rename, its kind, and the variant chips."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.icon = KindIcon()
        self.name = NameLine()
        self.name.setAccessibleName(_("Name of the module"))
        self.name.named.connect(self._rename)
        self.kind = Elided("", "small")
        self.copying = CopyMenu(session)
        self.base = BaseLine(session)
        self.variants = VariantBar(session, base=self.base)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.kind)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.icon)
        top.addLayout(words, 1)
        top.addWidget(self.copying)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.variants)
        column.addWidget(self.base)

    def show_module(self, module: Module) -> None:
        """Show a module with the variant in hand."""
        self.name.show_name(module.name)
        self.kind.setText(kind_name(self._session, module))
        source = self._session.library.sources.get(module.kind)
        self.icon.show_icon(source.icon if source else None)
        self.variants.show_module(module)
        self.base.show_variant(self._session.variant())

    def _rename(self, name: str) -> None:
        module = self._session.module()
        if module is not None:
            session = self._session
            session.attempt(
                lambda: module_actions.rename(session.document, id=module.id, name=name)
            )
            self.name.show_name(session.document.get(module.id, Module).name)


class KindIcon(QWidget):
    """The icon of a kind on a soft ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: Path | None = None
        self.setFixedSize(36, 36)

    def show_icon(self, file: Path | None) -> None:
        """Show an icon file, or a box when there is none."""
        self._file = file
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            fill(painter, rect, look.colour("accent_soft"), radius=9)
            if self._file is not None:
                picture = icons.pixmap_of(self._file, size=QSize(20, 20), colour=look.accent_text,
                                          ratio=self.devicePixelRatioF())  # fmt: skip
                painter.drawPixmap(QPoint(8, 8), picture)
            else:
                icons.paint(painter, "box", at=rect, colour=look.colour("accent_text"), size=18)


class VariantBar(QWidget):
    """The variants as chips; a plus for one more; each chip has a menu."""

    def __init__(self, session: Session, *, base: BaseLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._base = session, base
        self._module: Module | None = None
        self._shown: object = None
        self.chips: dict[str, VariantChip] = {}
        self.flow = Flow(self, gap=6)
        self.add = IconButton("plus", _("Add a variant (a copy of this one)"), size=28, parent=self)
        self.add.clicked.connect(lambda: self._add(self._session.variant()))
        self.more = IconButton("ellipsis", _("More for this variant"), size=28, parent=self)
        self.more.clicked.connect(self._open_menu)
        self.setAccessibleName(_("Variants"))

    def show_module(self, module: Module) -> None:
        """Show the variants of a module, the one in hand marked."""
        self._module = module
        names = [self._session.document.get(key, Variant).name for key in module.variants]
        shown = (module.variants, tuple(names), module.default)
        if shown != self._shown:
            self._shown = shown
            self._rebuild(module)
        current = self._session.variant()
        for key, chip in self.chips.items():
            chip.setChecked(key == current)

    def _rebuild(self, module: Module) -> None:
        focused = next((key for key, chip in self.chips.items() if chip.hasFocus()), None)
        for chip in (*self.chips.values(), self.add, self.more):
            self.flow.removeWidget(chip)
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips = {key: self._chip(n, key) for n, key in enumerate(module.variants)}
        for chip in self.chips.values():
            self.flow.addWidget(chip)
        for button in (self.add, self.more):
            self.flow.addWidget(button)
        if focused in self.chips:
            self.chips[focused].setFocus()
        self.updateGeometry()

    def _chip(self, index: int, key: str) -> VariantChip:
        assert self._module is not None
        variant = self._session.document.get(key, Variant)
        chip = VariantChip(letter(index), variant.name, self)
        chip.set_default(key == self._module.default)
        chip.clicked.connect(lambda: self._session.look(variant=key))
        chip.renamed.connect(lambda: self._rename(key))
        chip.menu_wanted.connect(lambda at: self.menu_of(key).popup(at))
        chip.walked.connect(self._walk)
        chip.removed.connect(lambda: self._remove(key))
        chip.copied.connect(lambda: self._add(key))
        return chip

    def menu_of(self, key: str) -> QMenu:
        """What can be done with a variant."""
        assert self._module is not None
        module, session = self._module, self._session
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        deeds: list[tuple[str, str, Callable[[], object]] | None] = [
            (_("Rename"), "F2", lambda: self._rename(key)),
            (_("Duplicate"), "Ctrl+D", lambda: self._add(key)),
            None,
            (_("Show by default"), "", lambda: self._default(key)),
            (_("Hide by default"), "", lambda: self._default(HIDDEN)),
            None,
            (_("Remove"), "Del", lambda: self._remove(key)),
        ]
        for deed in deeds:
            if deed is None:
                menu.addSeparator()
                continue
            text, keys, run = deed
            action = menu.addAction(f"{text}\t{keys}" if keys else text)
            action.triggered.connect(lambda __=False, run=run: run())
            action.setEnabled(not session.project.read_only)
        menu.actions()[3].setEnabled(module.default != key)
        menu.actions()[4].setEnabled(module.default != HIDDEN)
        menu.actions()[6].setEnabled(len(module.variants) > 1)
        if key == session.variant():
            menu.addSeparator()
            fill_menu(menu, session, self._base, key)
        return menu

    def _open_menu(self) -> None:
        current = self._session.variant()
        if current in self.chips:
            self.menu_of(current).popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def _walk(self, step: int) -> None:
        keys = list(self.chips)
        at = next((n for n, chip in enumerate(self.chips.values()) if chip.hasFocus()), 0)
        key = keys[(at + step) % len(keys)]
        self.chips[key].setFocus()
        self._session.look(variant=key)

    def _add(self, copy_of: str | None) -> None:
        assert self._module is not None
        session, module = self._session, self._module
        made = session.attempt(lambda: variant_actions.add_variant(
            session.document, module=module.id, copy_of=copy_of
        ))  # fmt: skip
        if made is not None:
            session.look(variant=made)
            self._rename(made)

    def _remove(self, key: str) -> None:
        session = self._session
        session.attempt(lambda: variant_actions.remove_variant(session.document, variant=key))

    def _default(self, key: str) -> None:
        assert self._module is not None
        session, module = self._session, self._module
        session.attempt(lambda: variant_actions.set_default(
            session.document, slot=module.id, variant=key
        ))  # fmt: skip

    def _rename(self, key: str) -> None:
        chip = self.chips.get(key)
        if chip is None:
            return
        line = NameLine(self, size=fonts.CAPTION)
        line.setFrame(True)
        line.show_name(self._session.document.get(key, Variant).name)
        line.setGeometry(chip.geometry().adjusted(0, 1, max(0, 110 - chip.width()), -1))
        line.named.connect(lambda name: self._named(key, name))
        line.editingFinished.connect(line.deleteLater)
        line.show()
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _named(self, key: str, name: str) -> None:
        session = self._session
        session.attempt(lambda: module_actions.rename(session.document, id=key, name=name))


class VariantChip(Pressable):
    """One variant: its letter, its name, and a dot when it is the default."""

    renamed = Signal()
    removed = Signal()
    copied = Signal()
    walked = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, letter: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter, self._default = letter, False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(name)
        self.setAccessibleName(_("Variant {letter}, {name}", letter=letter, name=name))
        self.setToolTip(with_shortcut(_("Double-click to rename"), "F2"))

    def set_default(self, default: bool) -> None:
        """Mark the variant that everybody else sees."""
        self._default = default
        if default:
            self.setAccessibleDescription(_("Default"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(fonts.font(fonts.CAPTION)).horizontalAdvance(self.text())
        return QSize(min(200, words + 42 + (12 if self._default else 0)), 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        with painting(self) as painter:
            ground = "accent_soft" if chosen else "hover" if self.underMouse() else "panel"
            fill(painter, rect, look.colour(ground), radius=7)
            outline(painter, rect, look.colour("accent" if chosen else "line_strong"), radius=7)
            ink = look.accent_text if chosen else look.text
            self._paint_words(painter, rect, ink)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)

    def _paint_words(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        painter.setPen(ink)
        painter.setFont(fonts.font(fonts.CAPTION, weight=fonts.BOLD))
        painter.drawText(QRectF(rect.left() + 9, rect.top(), 14, rect.height()),
                         Qt.AlignmentFlag.AlignVCenter, self._letter)  # fmt: skip
        painter.setFont(fonts.font(fonts.CAPTION))
        right = 20 if self._default else 8
        words = QRectF(rect.left() + 25, rect.top(), rect.width() - 25 - right, rect.height())
        cut = QFontMetrics(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, round(words.width()) + 1
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        if self._default:
            at = QRectF(rect.right() - 19, rect.top(), 14, rect.height())
            icons.paint(painter, "house", at=at, colour=tokens.of(self).colour("muted"), size=11)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.renamed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.renamed.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() == Qt.Key.Key_D and event.modifiers() & _CONTROL:
            self.copied.emit()
        else:
            super().keyPressEvent(event)
