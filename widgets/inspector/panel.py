"""The inspector: the settings of the variant in hand, as a form made from its kind."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from designer.actions import variants
from designer.document.diff import Diff
from designer.document.inheritance import bases, effective
from designer.errors import DesignerError
from designer.kinds.manifest import Kind
from designer.language import _, plural
from designer.records import (
    Asset,
    Campaign,
    Category,
    Coupon,
    Module,
    Page,
    Product,
    Shop,
    Variant,
)
from widgets.inspector.fields.field import Place
from widgets.inspector.fields.registry import field_for
from widgets.inspector.form import Form, in_place
from widgets.inspector.heads import ModuleHead
from widgets.look import tokens
from widgets.look.controls import Hairline, Text
from widgets.look.states import EmptyState
from widgets.parts.keys import claims
from widgets.session import Session

Side = Literal["content", "style"]
_LOOKED_UP = (Asset, Product, Category, Coupon, Campaign, Page, Module, Shop)
"""Records whose names, prices and pictures fields show."""


class InspectorPanel(QWidget):
    """One tab of the inspector: the content of a module, or its style."""

    def __init__(
        self, session: Session, *, section: Side = "content", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._section = session, section
        self._stale = True
        self._shown: tuple[Kind | None, str] | None = None
        self._pages: dict[str, QWidget] = {}
        self._kinds: dict[str, Kind | None] = {}
        self.form: Form | None = None
        self.head = ModuleHead(session)
        self.setAutoFillBackground(True)
        self.column = QVBoxLayout()
        self.column.addStretch(1)
        self.area = _scrolling(self.column)
        self.filled = QWidget()
        self._lay_out()
        self.empty = QWidget()
        QVBoxLayout(self.empty)
        self.stack = QStackedLayout(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.filled)
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        session.wanted.connect(self._wanted)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(tokens.PAD, 12, tokens.PAD, 12)
        head.addWidget(self.head)
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

    def _selected(self) -> None:
        self._later()

    def _changed(self, diff: Diff) -> None:
        module, variant = self._session.module(), self._session.variant()
        own = {key for key in (module.id if module else None, variant) if key}
        own.update(module.variants if module else ())
        own.update(bases(self._session.document, variant) if variant else ())
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
        module, variant = self._session.module(), self._session.variant()
        if module is None or variant is None:
            self._show_nothing()
            return
        self.head.show_module(module)
        kind = self._session.library.get(module.kind)
        if (kind, variant) != self._shown:
            self._turn_to(module.kind, kind)
            self._shown = (kind, variant)
        if self.form is not None and kind is not None:
            record = self._session.document.get(variant, Variant)
            given = frozenset(record.settings)
            settings = effective(self._session.document, variant)
            self.form.show_values(kind.complete(settings), given=given)
        self.stack.setCurrentWidget(self.filled)

    def _show_nothing(self) -> None:
        self._shown = None
        self.form = None
        self._fill_empty(self._nothing())
        self.stack.setCurrentWidget(self.empty)

    def _nothing(self) -> EmptyState:
        count = len(self._session.focus.modules)
        if count > 1:
            title = plural("{count} module selected", "{count} modules selected", count=count)
            return EmptyState("layers", title, _("Select a single one to change its settings."))
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
            return _note(_("This kind has no settings here."))
        return self._form(kind)

    def _form(self, kind: Kind) -> Form:
        place = Place(session=self._session, kind=kind, variant=self._variant,
                      submit=self._submit, field_for=field_for)  # fmt: skip
        form = Form(kind.in_section(self._section), place)
        form.sealed.connect(self._session.document.history.seal)
        form.reset.connect(self._reset)
        form.setEnabled(not self._session.project.read_only)
        return form

    def _variant(self) -> str:
        """The variant that is on show; the session's may already be another."""
        assert self._shown is not None
        return self._shown[1]

    # ---- deeds ----

    def _submit(self, path: str, value: object) -> str:
        session = self._session
        try:
            variants.set_setting(session.document, variant=self._variant(), setting=path,
                                 value=value, library=session.library)  # fmt: skip
        except DesignerError as problem:
            return in_place(str(problem))
        return ""

    def _reset(self, key: str) -> None:
        session = self._session
        session.attempt(lambda: variants.reset_setting(
            session.document, variant=self._variant(), setting=key
        ))  # fmt: skip

    def _wanted(self, key: str, setting: str) -> None:
        """Bring a setting into view and put the keyboard on it, when it is on this tab."""
        variant = self._session.variant()
        if self.form is None or key not in (variant, *self._session.focus.modules):
            return
        row = self.form.rows.get(setting.partition(".")[0])
        if row is not None and self.isVisible():
            self.area.ensureWidgetVisible(row)
            row.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- inside ----

    def _fill_empty(self, widget: QWidget) -> None:
        layout = self.empty.layout()
        assert isinstance(layout, QVBoxLayout)
        self._clear(layout)
        layout.addWidget(widget)

    def _clear(self, layout: QVBoxLayout) -> None:
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


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
