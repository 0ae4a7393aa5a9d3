"""The experiments workspace: tests and layers at the left, one page, its figures at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from designer.actions import experiments as actions
from designer.document.diff import Diff
from designer.language import _, plural
from designer.records import (
    Arm,
    Experiment,
    Floor,
    Layer,
    Layout,
    Module,
    Page,
    Population,
    Segment,
    Shop,
    Variant,
    new_id,
)
from widgets.experiments import sums
from widgets.experiments.figures_panel import SplitPanel
from widgets.experiments.layer_page import LayerPage
from widgets.experiments.lists import Line, Shelf
from widgets.experiments.page import ExperimentPage
from widgets.experiments.parts import Note, Percent, tried
from widgets.experiments.words import arms_words, colour_of, layer_words, places_of
from widgets.figures import Figures
from widgets.look import tokens
from widgets.look.buttons import Button
from widgets.look.controls import EmptyState, Hairline, Section, Text

if TYPE_CHECKING:
    from widgets.session import Session

LEFT, RIGHT, READABLE = 264, 320, 760
_SHOWN = (Experiment, Layer, Shop, Page, Layout, Floor, Module, Variant, Segment, Population)


class ExperimentsWorkspace(QWidget):
    """What is being tested: lists, the page of one test or layer, and whom it really takes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.figures = Figures.of(session)
        self._stale = True
        self.chosen: str | None = None
        self.setAutoFillBackground(True)
        self.tests = Shelf(_("Tests"), add=_("Add a test"), shortcut="Ctrl+Shift+N",
                           empty=_("A test shows its arms to people drawn at random."))  # fmt: skip
        self.layers = Shelf(_("Exclusion layers"), add=_("Add a layer"),
                            empty=_("Tests in one layer never share a person."))  # fmt: skip
        self.holdout = Holdout()
        self.page, self.layer_page = ExperimentPage(session), LayerPage(session)
        self.panel = SplitPanel(session)
        self.pages = QStackedWidget()
        self._lay_out()
        self._listen()

    # ---- arranging ----

    def _lay_out(self) -> None:
        self.pages.addWidget(_scrolled(_readable(self.page)))
        self.pages.addWidget(_scrolled(_readable(self.layer_page)))
        self.pages.addWidget(self._invitation())
        self.facts = _scrolled(_padded(self.panel))
        self.facts.setFixedWidth(RIGHT)
        self.edge = Hairline(Qt.Orientation.Vertical)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self.pages, 1)
        row.addWidget(self.edge)
        row.addWidget(self.facts)

    def _left(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 12, 10, 16)
        column.setSpacing(18)
        for part in (self.tests, self.layers, self.holdout):
            column.addWidget(part)
        column.addStretch(1)
        left = _scrolled(inner)
        left.setFixedWidth(LEFT)
        return left

    def _invitation(self) -> QWidget:
        self.begin = Button(_("Start a test"), tone="primary", icon="flask-conical")
        self.begin.clicked.connect(self.add_test)
        text = _("A test shows two or more arms, modules or whole layouts, to people drawn at "
                 "random, always the same arm to the same person.")  # fmt: skip
        return EmptyState("flask-conical", _("Which one works better?"), text, button=self.begin)

    def _listen(self) -> None:
        session = self.session
        for shelf in (self.tests, self.layers):
            shelf.picked.connect(self.choose)
        self.tests.added.connect(self.add_test)
        self.tests.copied.connect(self.copy_test)
        self.layers.added.connect(self.add_layer)
        for removed in (self.tests.removed, self.page.removed):
            removed.connect(self.remove_test)
        for removed in (self.layers.removed, self.layer_page.removed):
            removed.connect(self.remove_layer)
        self.page.copied.connect(self.copy_test)
        self.page.opened.connect(self._open)
        self.layer_page.opened.connect(self.choose)
        self.panel.wanted.connect(self._sample)
        self.holdout.made.connect(self._hold_out)
        session.changed.connect(self._changed)
        shortcut = QShortcut(QKeySequence("Ctrl+Shift+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.add_test)

    # ---- when ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
        lines = {**self.tests.lines, **self.layers.lines}
        if self.chosen in lines:
            lines[self.chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, diff: Diff) -> None:
        if diff.touches(*_SHOWN):
            self._stale = True
            if self.isVisible():
                self.refresh()

    # ---- what ----

    def refresh(self) -> None:
        """Show the lists and the page as they are now."""
        self._stale = False
        document = self.session.document
        tests, layers = document.all(Experiment), document.all(Layer)
        if self.chosen is None or document.find(self.chosen) is None:
            self.chosen = next((one.id for one in (*tests, *layers)), None)
        self.tests.show_lines([self._test_line(one) for one in tests], current=self.chosen)
        self.layers.show_lines([self._layer_line(one) for one in layers], current=self.chosen)
        self.holdout.show_share(document.shop.holdout.share)
        writable = not self.session.project.read_only
        for part in (self.tests.plus, self.layers.plus, self.holdout, self.layer_page, self.begin):
            part.setEnabled(writable)
        self.page.allow(writable=writable)
        self._show_page()

    def choose(self, key: str) -> None:
        """Open the page of a test or layer."""
        self.chosen = key
        for shelf in (self.tests, self.layers):
            shelf.mark(key)
        self._show_page()

    def _show_page(self) -> None:
        found = self.session.document.find(self.chosen)
        is_test = isinstance(found, Experiment)
        self.facts.setVisible(is_test)
        self.edge.setVisible(is_test)
        if isinstance(found, Experiment):
            self.pages.setCurrentIndex(0)
            self.page.show_experiment(found.id)
            self.panel.show_experiment(found.id)
        elif isinstance(found, Layer):
            self.pages.setCurrentIndex(1)
            self.layer_page.show_layer(found.id)
        else:
            self.pages.setCurrentIndex(2)

    def _test_line(self, one: Experiment) -> Line:
        document = self.session.document
        colour = colour_of(document, one.id)
        line = Line(one.id, one.name, arms_words(one), colour=colour)
        line.setToolTip(f"{one.name}\n{arms_words(one)}\n{layer_words(document, one)}")
        places = len(places_of(document, one.id))
        line.show_figure(
            plural("{count} place", "{count} places", count=places) if places else _("nowhere")
        )
        part = one.slice
        start, end = (part.start, part.end) if part else (0.0, 1.0)
        line.show_bar([(start, start + (end - start) * one.coverage, colour)])
        return line

    def _layer_line(self, one: Layer) -> Line:
        document = self.session.document
        found = sums.slices(document, one.id)
        count = plural("{count} test", "{count} tests", count=len(found))
        line = Line(one.id, one.name, count, colour="faint")
        line.show_bar([(start, end, colour_of(document, test.id)) for start, end, test in found])
        return line

    # ---- deeds ----

    def add_test(self) -> None:
        """Add a test of two equal arms and go on with its name."""
        document = self.session.document
        self._made(lambda: actions.add_experiment(document, name=_("New test"), key="test"))

    def copy_test(self, key: str) -> None:
        """Add a test like this one, under a key of its own, running nowhere yet."""
        document = self.session.document
        old = document.get(key, Experiment)
        arms = tuple(msgspec.structs.replace(arm, id=new_id("arm")) for arm in old.arms)
        self._made(lambda: _copied(self.session, old, arms))

    def remove_test(self, key: str) -> None:
        """Take a test out; refused while it runs somewhere."""
        document = self.session.document
        self.session.attempt(lambda: actions.remove_experiment(document, experiment=key))

    def add_layer(self) -> None:
        """Add an exclusion layer and go on with its name."""
        document = self.session.document
        self._made(lambda: actions.add_layer(document, name=_("New layer")))

    def remove_layer(self, key: str) -> None:
        """Take a layer out; refused while a test stands in it."""
        document = self.session.document
        self.session.attempt(lambda: actions.remove_layer(document, layer=key))

    def _made(self, add: Callable[[], str]) -> None:
        key = self.session.attempt(add)
        if key is not None:
            self.choose(key)
            is_test = isinstance(self.session.document.find(key), Experiment)
            name = self.page.name if is_test else self.layer_page.name
            name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold_out(self, share: float) -> None:
        document = self.session.document
        self.holdout.note.say(tried(lambda: actions.set_holdout(document, share=share)))
        document.history.seal()

    def _sample(self) -> None:
        from widgets.crowds.presets import add_sample

        self.session.attempt(lambda: add_sample(self.session.document))

    def _open(self, slot: str) -> None:
        from designer.document.queries import owner

        page = owner(self.session.document, slot, Page)
        self.session.look(page=page.id)
        if page.id == slot:
            self.session.look(workspace="design", modules=())
        else:
            layout = owner(self.session.document, slot, Layout)
            self.session.look(workspace="design", layout=layout.id, modules=(slot,))


class Holdout(QWidget):
    """The share of everybody that is kept out of every test."""

    made = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.share = Percent(_("Shop-wide holdout"))
        self.note = Note(tone="danger", icon="circle-alert")
        self.share.valueChanged.connect(lambda __: self.made.emit(self.share.share()))
        about = Text(_("These people see no test at all; against them you tell what all tests "
                       "together bring."), "small")  # fmt: skip
        about.setWordWrap(True)
        section = Section(_("Shop-wide holdout"), action=self.share)
        section.add(about)
        section.add(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(section)

    def show_share(self, share: float) -> None:
        """Show the share as it is."""
        self.share.show_share(share)
        self.note.say("")


def _copied(session: Session, old: Experiment, arms: tuple[Arm, ...]) -> str:
    document = session.document
    with document.transaction(_("Duplicate experiment {name}", name=old.name)):
        key = actions.add_experiment(
            document, name=old.name, key=old.key, arms=arms, coverage=old.coverage,
            hypothesis=old.hypothesis,
        )  # fmt: skip
        made = document.get(key, Experiment)
        document.put(msgspec.structs.replace(made, metric=old.metric))
    return key


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(tokens.PAD + 4, 20, tokens.PAD + 4, 20)
    column.addWidget(widget)
    return holder


class _Readable(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(READABLE, super().sizeHint().height())


def _readable(page: QWidget) -> QWidget:
    """The page in the middle, not wider than reads well."""
    page.setMaximumWidth(READABLE)
    holder = _Readable()
    row = QHBoxLayout(holder)
    row.setContentsMargins(28, 20, 28, 24)
    row.addStretch(1)
    row.addWidget(page, 100)
    row.addStretch(1)
    return holder
