"""Who sees what: the rules of the selected slot as sentences, and why the persona sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from designer.actions import rules as rule_actions
from designer.decide.choose import Trace
from designer.document.diff import Change, Diff
from designer.document.queries import contents, rule_of
from designer.language import _, plural
from designer.records import (
    HIDDEN,
    Campaign,
    Experiment,
    Hide,
    Layer,
    Layout,
    Module,
    Page,
    Persona,
    Population,
    Rule,
    Run,
    Segment,
    Shop,
    Show,
    Slot,
    Variant,
)
from widgets.figures import Figures, slot_in_focus
from widgets.look import tokens
from widgets.look.buttons import Button
from widgets.look.controls import Elided, Hairline
from widgets.look.states import EmptyState
from widgets.parts.keys import claims
from widgets.parts.records import people
from widgets.parts.stack import Stack
from widgets.rules.cards import RuleCard
from widgets.rules.choosing import DefaultMenu
from widgets.rules.editor import RuleEditor
from widgets.rules.unseen import UnseenRow
from widgets.rules.why import Why
from widgets.rules.wording import choice_words, default_words, words_of
from widgets.session import Session

if TYPE_CHECKING:
    from designer.population.exposure import RuleExposure

_SHOWN = (
    Shop, Page, Layout, Module, Segment, Persona, Campaign, Experiment, Layer, Population,
)  # fmt: skip
DEFAULT = "default"
"""The key of the card at the bottom."""


class RulesPanel(QWidget):
    """The rules table of the slot in focus."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._figures = Figures.of(session)
        self._stale = True
        self._held: str | None = None
        self.cards: dict[str, RuleCard] = {}
        self.setAutoFillBackground(True)
        self.title = Elided("", "strong")
        self.order = Elided(_("Who sees what · first match wins"), "caption")
        self.add = Button(_("Rule"), tone="quiet", icon="plus", height=26)
        self.add.setToolTip(_("Add a rule"))
        self.add.clicked.connect(self._new)
        self.stack = Stack(spacing=10)
        self.stack.moved.connect(self._move)
        self.stack.activated.connect(self._hold)
        self.stack.opened.connect(lambda index: self._edit(list(self.cards)[index]))
        self.unseen = QVBoxLayout()
        self.unseen.setSpacing(2)
        self.why = Why(session)
        self.editor = RuleEditor(session, self)
        self.editor.made.connect(self._change)
        self.editor.added.connect(self._insert)
        self.editor.removed.connect(self._remove)
        self.editor.closed.connect(session.document.history.seal)
        self.default_menu = DefaultMenu(session, self)
        self._lay_out()
        session.changed.connect(self._changed)
        session.selected.connect(self._later)
        self._figures.updated.connect(self._counted)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(tokens.PAD, 12, tokens.PAD, 24)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self.order, 1)
        head.addWidget(self.add)
        column.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(self.stack)
        column.addLayout(self.unseen)
        column.addSpacing(4)
        column.addWidget(Hairline())
        column.addWidget(self.why)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.filled = area
        self.several = QWidget()
        QVBoxLayout(self.several)
        self.pages = QStackedLayout(self)
        self.pages.addWidget(self.filled)
        self.pages.addWidget(self.several)

    # ---- when ----

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _changed(self, diff: Diff) -> None:
        if diff.touches(*_SHOWN) or any(map(_renamed, diff.changes.values())):
            self._later()

    def _later(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _counted(self) -> None:
        at = self.slot()
        shown = at is not None and all(rule.id in self.cards for rule in at.rules)
        if shown and self.isVisible() and not self._stale:  # else the refresh is on its way
            self._show_figures()

    # ---- what ----

    def slot(self) -> Slot | None:
        """The slot whose rules are on show."""
        return slot_in_focus(self._session)

    def refresh(self) -> None:
        """Show the rules of the slot in focus."""
        self._stale = False
        at = self.slot()
        if at is None:
            self._show_several()
            return
        self.pages.setCurrentWidget(self.filled)
        self.title.setText(at.name)
        self.add.setEnabled(not self._session.project.read_only)
        self._show_cards(at)
        trace = self.why.show_slot(at.id)
        self._mark(at, trace)
        self._show_figures()

    def _show_several(self) -> None:
        layout = self.several.layout()
        assert isinstance(layout, QVBoxLayout)
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        count = len(self._session.focus.modules)
        title = plural("{count} module selected", "{count} modules selected", count=count)
        layout.addWidget(EmptyState("route", title, _("Select a single one to see its rules.")))
        self.pages.setCurrentWidget(self.several)

    def _show_cards(self, at: Slot) -> None:
        focused = next((key for key, card in self.cards.items() if card.hasFocus()), None)
        keys = [*(rule.id for rule in at.rules), DEFAULT]
        self.cards = {key: self.cards.get(key) or self._card(key) for key in keys}
        document = self._session.document
        for rule in at.rules:
            self.cards[rule.id].show_words(words_of(document, at, rule))
        self.cards[DEFAULT].show_words(default_words(document, at))
        self.stack.show_rows([self.cards[key] for key in keys], movable=len(at.rules))
        if focused in self.cards:
            self.cards[focused].setFocus()

    def _card(self, key: str) -> RuleCard:
        card = RuleCard(key, movable=key != DEFAULT)
        card.edited.connect(self._edit)
        card.removed.connect(self._remove)
        return card

    def _mark(self, at: Slot, trace: Trace) -> None:
        decided = trace.rule or DEFAULT
        shown = self._session.variant() if isinstance(at, Module) else self._session.focus.layout
        held = self._held if self._held and shown in _outcomes(at, self._held) else None
        for key, card in self.cards.items():
            card.set_current(key == (held or decided))
            card.show_seer(self._session.persona(), here=key == decided)

    def _show_figures(self) -> None:
        at = self.slot()
        found = self._figures.slot(at.id) if at is not None else None
        if at is None:
            return
        counts = {one.rule: one for one in found.rules} if found else {}
        for rule in at.rules:
            one = counts.get(rule.id)
            self._show_count(rule.id, one.got if one else None)
            if one is not None and not one.open:
                self.cards[rule.id].show_closed()
            self._warn(rule.id, one)
        self._show_count(DEFAULT, found.default if found else None)
        self._show_unseen(at, tuple(found.unseen) if found else ())

    def _warn(self, key: str, one: RuleExposure | None) -> None:
        """Say that nobody gets what a rule in force shows, and what stands in the way."""
        if one is None or not one.open or one.got:
            self.cards[key].warn("")
            return
        why = _("{people} match, but an earlier rule or another layout takes them",
                people=people(one.matched))  # fmt: skip
        none = _("Nobody in the population matches")
        self.cards[key].warn(_("nobody"), why=why if one.matched else none)

    def _show_count(self, key: str, count: int | None) -> None:
        card = self.cards[key]
        colour = card.dot.first()
        card.show_figures(count, self._figures.share(count or 0), colour=colour)

    def _show_unseen(self, at: Slot, uncounted: Sequence[str]) -> None:
        while (item := self.unseen.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        led = _led(at)
        for choice in contents(at):
            if choice in led and choice not in uncounted:
                continue
            name = choice_words(self._session.document, at, choice)
            why = _("nobody gets it now") if choice in led else _("no rule shows it")
            row = UnseenRow(name, why)
            row.clicked.connect(lambda __=False, choice=choice: _look(self._session, at, choice))
            self.unseen.addWidget(row)

    # ---- deeds ----

    def _hold(self, index: int) -> None:
        """A click on a card puts what it shows on the canvas."""
        at = self.slot()
        if at is None:
            return
        key = list(self.cards)[index]
        self._held = key
        choice = next((c for c in _outcomes(at, key) if c != HIDDEN), None)
        if choice is not None:
            _look(self._session, at, choice)
        self.refresh()

    def _edit(self, key: str) -> None:
        at = self.slot()
        if at is None or self._session.project.read_only:
            return
        if key == DEFAULT:
            self.default_menu.open(at, self.cards[DEFAULT])
        else:
            self.editor.edit(at, rule_of(at, key), self.cards[key])

    def _new(self) -> None:
        at = self.slot()
        if at is None:
            return
        self.editor.edit(at, Rule(id="", outcome=Show(variant=_unseen(at))), self.add)

    def _insert(self, rule: Rule) -> None:
        at, session = self.slot(), self._session
        if at is None:
            return
        made = session.attempt(lambda: rule_actions.add_rule(
            session.document, slot=at.id, outcome=rule.outcome, audience=rule.audience,
            window=rule.window, note=rule.note,
        ))  # fmt: skip
        if made is not None:
            self._held = made
            self.refresh()
            self.cards[made].setFocus()

    def _change(self, rule: Rule) -> None:
        at, session = self.slot(), self._session
        if at is not None:
            session.attempt(lambda: rule_actions.set_rule(
                session.document, slot=at.id, rule=rule
            ))  # fmt: skip

    def _remove(self, key: str) -> None:
        at, session = self.slot(), self._session
        if at is None:
            return
        place = list(self.cards).index(key)
        session.attempt(lambda: rule_actions.remove_rule(session.document, slot=at.id, rule=key))
        self.stack.focus_row(min(place, len(self.cards) - 1))

    def _move(self, index: int, target: int) -> None:
        at, session = self.slot(), self._session
        if at is None:
            return
        key = at.rules[index].id
        session.attempt(lambda: rule_actions.move_rule(
            session.document, slot=at.id, rule=key, index=target
        ))  # fmt: skip
        self.stack.focus_row(target)


def _look(session: Session, at: Slot, choice: str) -> None:
    """Put a variant or a layout on the canvas."""
    if isinstance(at, Module):
        session.look(variant=choice)
    else:
        session.look(layout=choice)


def _led(at: Slot) -> set[str]:
    """What any rule or the default leads to."""
    keys = [*(rule.id for rule in at.rules), DEFAULT]
    return {choice for key in keys for choice in _outcomes(at, key)}


def _unseen(at: Slot) -> str:
    """What a new rule starts with: something nothing leads to, else anything but the default."""
    led = _led(at)
    free = [choice for choice in contents(at) if choice not in led]
    others = [choice for choice in contents(at) if choice != at.default]
    return (free or others or [at.default])[0]


def _renamed(change: Change) -> bool:
    """Whether a variant came, went, or has another name; its settings are not said here."""
    before, after = change.before, change.after
    if not isinstance(before, Variant) or not isinstance(after, Variant):
        return isinstance(before or after, Variant)
    return before.name != after.name


def _outcomes(at: Slot, key: str) -> tuple[str, ...]:
    """What a card can lead to."""
    if key == DEFAULT:
        return (at.default,)
    rule = next((one for one in at.rules if one.id == key), None)
    if rule is None:
        return ()
    if isinstance(rule.outcome, Show):
        return (rule.outcome.variant,)
    if isinstance(rule.outcome, Run):
        return tuple(rule.outcome.arms.values())
    assert isinstance(rule.outcome, Hide)
    return (HIDDEN,)
