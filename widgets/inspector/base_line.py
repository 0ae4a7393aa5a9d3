"""The line below the variants that says what the one in hand is based on, and its own settings."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from designer.actions import linking
from designer.actions.inheriting import possible_bases
from designer.document.queries import owner
from designer.language import _, plural
from designer.records import Module, Variant
from widgets.inspector.subject import overridden, title
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import IconButton, Pressable
from widgets.look.paint import fill, focus_ring, painting
from widgets.parts.choosing import Chooser, Option

if TYPE_CHECKING:
    from widgets.session import Session


class BaseLine(QWidget):
    """“Based on …” with a way there, the count of own settings, and a menu."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.words = BaseWords()
        self.words.clicked.connect(self._go)
        self.more = IconButton("ellipsis", _("More for what it is based on"), size=26)
        self.more.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.more)
        self.hide()

    @cached_property
    def chooser(self) -> Chooser:
        """The variants that this one could be based on, made when it is first opened."""
        made = Chooser(self, hint=_("Search variants"))
        made.picked.connect(self.rest_on)
        return made

    def show_variant(self, variant: str | None) -> None:
        """Show what a variant is based on; nothing when it stands alone."""
        found = self._session.document.find(variant)
        base = found.base if isinstance(found, Variant) else None
        known = base is not None and self._session.document.find(base) is not None
        if known and variant is not None and base is not None:
            count = len(overridden(self._session, variant))
            own = plural("{count} own setting", "{count} own settings", count=count)
            self.words.say(_("Based on “{name}”", name=title(self._session, base)), own)
        self.setVisible(known)

    def menu(self) -> QMenu:
        """What can be done about what the variant in hand is based on."""
        variant = self._session.variant()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self._session, self, variant)
        return menu

    def choose(self, anchor: QWidget) -> None:
        """Let the user choose another base."""
        variant = self._session.variant()
        if variant is None:
            return
        current = self._session.document.get(variant, Variant).base or ""
        self.chooser.open_with(options(self._session, variant), anchor, current=current)

    def rest_on(self, base: str | None) -> None:
        """Base the variant in hand on another, or on none; it looks as before."""
        session, variant = self._session, self._session.variant()
        if variant is not None:
            session.attempt(lambda: linking.rest_on(
                session.document, variant=variant, base=base, library=session.library
            ))  # fmt: skip

    def detach(self) -> None:
        """Let the variant in hand stand alone, looking as it does."""
        self.rest_on(None)

    def reset_all(self) -> None:
        """Take out everything in which the variant in hand differs from its base."""
        session, variant = self._session, self._session.variant()
        if variant is not None:
            session.attempt(lambda: linking.reset_to_base(session.document, variant=variant))

    def _go(self) -> None:
        found = self._session.document.find(self._session.variant())
        if isinstance(found, Variant) and found.base is not None:
            go_to(self._session, found.base)

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))


class BaseWords(Pressable):
    """The sentence; a press goes to the variant it names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, base: str, own: str) -> None:
        """Say what it is based on and how much is its own."""
        self._own = own
        self.setText(base)
        self.setAccessibleName(f"{base}, {own}")
        self.setToolTip(base + "\n" + _("Click to go there"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            fill(painter, rect, look.colour("violet_soft"), radius=7)
            at = QRectF(8, 0, 14, rect.height())
            icons.paint(painter, "link-2", at=at, colour=look.colour("violet"), size=13)
            painter.setFont(fonts.font(fonts.CAPTION))
            metrics = QFontMetrics(painter.font())
            side = metrics.horizontalAdvance(self._own)
            painter.setPen(look.colour("violet"))
            words = QRectF(28, 0, rect.width() - 28 - side - 18, rect.height())
            cut = metrics.elidedText(
                self.text(), Qt.TextElideMode.ElideMiddle, round(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
            painter.setPen(look.colour("muted"))
            own = QRectF(rect.right() - side - 9, 0, side + 2, rect.height())
            painter.drawText(own, Qt.AlignmentFlag.AlignVCenter, self._own)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)


def fill_menu(menu: QMenu, session: Session, line: BaseLine, variant: str | None) -> None:
    """Add to a menu what can be done about a variant's base; `line` does it."""
    found = session.document.find(variant)
    if not isinstance(found, Variant):
        return
    based, free = found.base is not None, not session.project.read_only
    own = len(overridden(session, found.id))
    reset = plural("Reset {count} own setting", "Reset {count} own settings", count=own)
    anchor = line.parentWidget() if line.isHidden() else line
    for text, run, can in (
        (_("Base it on…"), lambda: line.choose(anchor or line), bool(options(session, found.id))),
        (_("Go to what it is based on"), line._go, based),
        (reset if own else _("Reset all to the original"), line.reset_all, based and own > 0),
        (_("Detach"), line.detach, based),
    ):
        action = menu.addAction(text)
        action.setEnabled(can and free)
        action.triggered.connect(lambda __=False, run=run: run())


def options(session: Session, variant: str) -> list[Option]:
    """The variants that one can be based on, as a list to pick from."""
    document = session.document
    found = []
    for key in possible_bases(document, variant):
        name = document.get(key, Variant).name
        module = owner(document, key, Module)
        found.append(Option(value=key, title=title(session, key), note=_place(session, module)
                            if module.name != name else name, icon="layers"))  # fmt: skip
    return found


def go_to(session: Session, variant: str) -> None:
    """Select a variant wherever it stands."""
    from designer.document.queries import place_of
    from designer.records import Layout, Page

    document = session.document
    module = owner(document, variant, Module)
    layout = document.get(place_of(document, module.id).layout, Layout)
    page = owner(document, layout.id, Page)
    session.look(page=page.id, layout=layout.id, modules=(module.id,))
    session.look(variant=variant)


def _place(session: Session, module: Module) -> str:
    from designer.document.queries import place_of
    from designer.records import Layout, Page

    layout = session.document.get(place_of(session.document, module.id).layout, Layout)
    page = owner(session.document, layout.id, Page)
    return page.name if page.name == layout.name else f"{page.name} · {layout.name}"
