"""The inspector: the settings of what is in hand, as a form made from its kind."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from designer.document.diff import Diff
from designer.document.inheritance import bases
from designer.kinds.manifest import Kind
from designer.language import _
from designer.records import (
    Asset,
    Campaign,
    Category,
    Coupon,
    Module,
    Page,
    Product,
    Shop,
)
from widgets.inspector import subject as subjects
from widgets.inspector.deeds import Deeds
from widgets.inspector.fields.field import Place
from widgets.inspector.fields.registry import field_for
from widgets.inspector.form import Form
from widgets.inspector.heads import ModuleHead
from widgets.inspector.lock_note import LockNote
from widgets.inspector.searching import SearchBar
from widgets.inspector.several import SeveralHead
from widgets.inspector.subject import Subject
from widgets.look import tokens
from widgets.look.controls import Hairline, Text
from widgets.look.states import EmptyState
from widgets.parts.keys import claims
from widgets.session import Session

Side = Literal["content", "style"]
_LOOKED_UP = (Asset, Product, Category, Coupon, Campaign, Page, Module, Shop)
"""Records whose names, prices and pictures fields show."""


class InspectorPanel(QWidget):
    """One tab of the inspector: the content of modules, or their style."""

    def __init__(
        self, session: Session, *, section: Side = "content", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._section = session, section
        self._stale = True
        self._shown: tuple[str, Subject] | None = None
        self._kind: Kind | None = None
        self._pages: dict[str, QWidget] = {}
        self._kinds: dict[str, Kind | None] = {}
        self._deeds = Deeds(session, self._subject)
        self.form: Form | None = None
        self.head = ModuleHead(session)
        self.several = SeveralHead(session)
        self.lock = LockNote(session)
        self.search = SearchBar()
        self.search.changed.connect(self._search)
        self.setAutoFillBackground(True)
        self.column = QVBoxLayout()
        self.column.addStretch(1)
        self.area = _scrolling(self.column)
        self.filled = QWidget()
        self._lay_out()
        self.empty = QWidget()
        self._blank: QWidget | None = None
        self.room = QVBoxLayout(self.empty)
        self.room.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedLayout(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.filled)
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        session.wanted.connect(self._wanted)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(tokens.PAD, 12, tokens.PAD, 10)
        head.setSpacing(8)
        for widget in (self.head, self.several, self.lock, self.search):
            head.addWidget(widget)
        page = QVBoxLayout(self.filled)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(Hairline())
        page.addWidget(self.area, 1)

    # ---- when ----

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/" and not self.search.isHidden():
            self.search_settings()
        else:
            super().keyPressEvent(event)

    def search_settings(self) -> None:
        """Put the keyboard on the search of settings."""
        self.search.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.line.selectAll()

    def _selected(self) -> None:
        self._later()

    def _changed(self, diff: Diff) -> None:
        document = self._session.document
        own: set[str] = set(self._session.focus.modules)
        for key in self._session.focus.modules:
            module = document.find(key)
            own.update(module.variants if isinstance(module, Module) else ())
        for key in tuple(own):
            own.update(bases(document, key))
        if own & diff.changes.keys():
            self._later()
        if diff.touches(*_LOOKED_UP) and self.form is not None and self.isVisible():
            self.form.refresh()

    def _later(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    # ---- what ----

    def refresh(self) -> None:
        """Show what is in focus now."""
        self._stale = False
        subject = subjects.chosen(self._session)
        if subject is None:
            self._show_nothing()
            return
        name, kind = self._heading(subject)
        if (name, subject) != self._shown or kind is not self._kind:
            self._shown, self._kind = (name, subject), kind
            self._turn_to(name, kind)
        free = self.lock.show_subject(subject)
        if self.form is not None and kind is not None:
            values, given, sources = subjects.values(self._session, kind, subject)
            self.form.setEnabled(free)
            self.form.show_values(values, given=given, sources=sources)
        many = self.form is not None and len(self.form.rows) > 5
        self.search.setVisible(many or bool(self.search.line.text()))
        self.stack.setCurrentWidget(self.filled)

    def _heading(self, subject: Subject) -> tuple[str, Kind | None]:
        """Fill the head; the name of the form that is needed, and the kind it is made from."""
        session = self._session
        self.head.setVisible(subject.single)
        self.several.setVisible(not subject.single)
        if subject.single:
            module = session.document.get(subject.modules[0], Module)
            self.head.show_module(module)
            return module.kind, session.library.get(module.kind)
        kinds = subjects.kinds_of(session, subject)
        self.several.show_subject(subject, kinds)
        name = "+".join(["", *(kind.id for kind in kinds)])
        known = self._kinds.get(name)
        made = subjects.shared(kinds)
        return name, known if known == made else made

    def _show_nothing(self) -> None:
        self._shown = self._kind = None
        self.form = None
        if self._blank is None:
            self._blank = self._nothing()
            self.room.addWidget(self._blank)
        self.stack.setCurrentWidget(self.empty)

    def _nothing(self) -> QWidget:
        if self._section == "style":
            from widgets.theme.panel import ThemePanel

            return ThemePanel(self._session)
        return EmptyState(
            "mouse-pointer-click",
            _("Select a module"),
            _("Click a module on the canvas or in the outline to fill it in here."),
        )

    def _turn_to(self, name: str, kind: Kind | None) -> None:
        """Bring the form of a kind to the front; forms are kept, so it is there at once."""
        for page in self._pages.values():
            page.hide()
        if name not in self._pages or kind is not self._kinds.get(name):
            self._make_page(name, kind)
        page = self._pages[name]
        page.show()
        self.form = page if isinstance(page, Form) else None
        self.search.line.clear()
        if self.form is not None:
            self.form.begin()
        self.area.verticalScrollBar().setValue(0)

    def _make_page(self, name: str, kind: Kind | None) -> None:
        old = self._pages.pop(name, None)
        if old is not None:
            old.deleteLater()
        self._kinds[name] = kind
        self._pages[name] = self._page(name, kind)
        self.column.insertWidget(0, self._pages[name])

    def _page(self, name: str, kind: Kind | None) -> QWidget:
        if kind is None:
            said = _("The kind “{kind}” is not installed. The module keeps all its settings.",
                     kind=name)  # fmt: skip
            return EmptyState("box", _("Unknown module kind"), said)
        if not kind.in_section(self._section):
            alone = not name.startswith("+")
            return _note(
                _("This kind has no settings here.")
                if alone
                else _("These modules have no settings in common here.")
            )
        return self._form(kind)

    def _form(self, kind: Kind) -> Form:
        place = Place(session=self._session, kind=kind, variant=self._variant,
                      submit=self._deeds.submit, field_for=field_for)  # fmt: skip
        form = Form(kind.in_section(self._section), place)
        form.sealed.connect(self._session.document.history.seal)
        form.reset.connect(self._deeds.reset)
        form.wanted.connect(self._deeds.source)
        return form

    def _subject(self) -> Subject:
        """What is on show; the session's may already be another."""
        assert self._shown is not None
        return self._shown[1]

    def _variant(self) -> str:
        return self._subject().variants[0]

    # ---- deeds ----

    def _search(self, text: str) -> None:
        if self.form is not None:
            self.search.found(self.form.search(text), of=len(self.form.rows))

    def _wanted(self, key: str, setting: str) -> None:
        """Bring a setting into view and put the keyboard on it, when it is on this tab."""
        variant = self._session.variant()
        if self.form is None or key not in (variant, *self._session.focus.modules):
            return
        row = self.form.rows.get(setting.partition(".")[0])
        if row is not None and self.isVisible():
            self.search.line.clear()
            self.area.ensureWidgetVisible(row)
            row.field.setFocus(Qt.FocusReason.OtherFocusReason)


def _scrolling(column: QVBoxLayout) -> QScrollArea:
    inner = QWidget()
    inner.setLayout(column)
    column.setContentsMargins(tokens.PAD, 14, tokens.PAD, 24)
    scroll = QScrollArea()
    scroll.setWidget(inner)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll


def _note(text: str) -> Text:
    note = Text(text, "caption")
    note.setWordWrap(True)
    return note
