"""The comparison: two states of the project side by side, told in words, parts to bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.actions.restoring import restore_parts
from designer.document.comparing import Comparison, compare
from designer.document.document import Document
from designer.language import _, plural
from designer.records import Module
from widgets.history import states
from widgets.history.changes import LOOKS, Changes
from widgets.history.twin import Mark, Side, TwinPages, decision_for
from widgets.look.buttons import Button, IconButton, SegmentedControl
from widgets.look.controls import Elided, Hairline
from widgets.look.states import EmptyState
from widgets.parts.choosing import Chooser, Option
from widgets.parts.undoing import undo_here

if TYPE_CHECKING:
    from designer.storage.project import Project
    from widgets.history.keeping import Keeper
    from widgets.session import Session


class Comparing(QDialog):
    """Left the earlier state, right the later one; it follows the project while it is open."""

    settled = Signal()
    """Both pages stand and are marked."""

    def __init__(self, session: Session, *, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Compare two states"))
        self.resize(QSize(1240, 820))
        self._session, self._keeper = session, keeper
        self._seqs: tuple[int | None, int | None] = (0, None)
        self._documents: tuple[Document, Document] = (session.document, session.document)
        self._layout = ("", "")
        self.found = Comparison()
        self.pages = TwinPages(session)
        self.pages.picked.connect(self._picked_on_page)
        self.pages.shown.connect(self.settled)
        self.changes = Changes()
        self.changes.chosen.connect(self.jump)
        self.changes.ticked.connect(self._ticked)
        self._make_buttons()
        self.choosers = {name: Chooser(self) for name in ("before", "after", "layout")}
        self.choosers["before"].picked.connect(lambda key: self._choose(0, key))
        self.choosers["after"].picked.connect(lambda key: self._choose(1, key))
        self.choosers["layout"].picked.connect(self._choose_layout)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=150)
        self._soon.timeout.connect(self.refresh)
        session.changed.connect(self._later)
        undo_here(self, session)

    def show_states(self, before: int, after: int | None = None) -> None:
        """Compare the state after one edit with that after another, or with the present."""
        self._seqs = (before, after)
        self.refresh()

    # ---- making ----

    def _make_buttons(self) -> None:
        said = {
            "before": _("The state at the left"), "after": _("The state at the right"),
            "layout": _("Layout"),
        }  # fmt: skip
        self.picks = {
            name: Button("", tone="plain", trailing="chevron-down", icon=icon)
            for name, icon in (("before", "history"), ("after", "history"), ("layout", "file"))
        }
        for name, button in self.picks.items():
            button.setMaximumWidth(260)
            button.setAccessibleName(said[name])
            button.setToolTip(said[name])
            button.clicked.connect(lambda _on=False, name=name: self._offer(name))
        self.swap = IconButton("arrow-left-right", _("Swap the two states"))
        self.swap.clicked.connect(self._swap)
        self.floors = SegmentedControl([("1", _("Floor 1")), ("2", _("Floor 2"))])
        self.floors.chosen.connect(lambda key: self.pages.set_level(int(key)))
        self.up = IconButton("chevron-up", _("Previous difference"))
        self.up.clicked.connect(lambda: self.walk(-1))
        self.down = IconButton("chevron-down", _("Next difference"))
        self.down.clicked.connect(lambda: self.walk(1))
        self.all = Button(_("Tick all"), tone="quiet", height=28)
        self.all.clicked.connect(self.changes.tick_all)
        self.part = Button(_("Restore what is ticked"), tone="primary")
        self.part.clicked.connect(self.restore_ticked)
        self.whole = Button(_("Restore the whole left state"), tone="plain")
        self.whole.clicked.connect(self.restore_whole)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(8)
        left: tuple[QWidget, ...] = (self.picks["before"], self.swap, self.picks["after"])
        right: tuple[QWidget, ...] = (self.picks["layout"], self.floors, self.up, self.down)
        for widget in left:
            head.addWidget(widget)
        head.addStretch(1)
        for widget in right:
            head.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self._side())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addLayout(middle, 1)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(372)
        side.setAutoFillBackground(True)
        self.count = Elided("", "strong")
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 10, 4)
        top.addWidget(self.count, 1)
        top.addWidget(self.all)
        self.same = EmptyState("equal", _("Nothing differs"), _("Both states are the same."))
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 16, 14)
        foot.setSpacing(8)
        for button in (self.part, self.whole):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            foot.addWidget(button)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.changes, 1)
        column.addWidget(self.same, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)
        return side

    # ---- what ----

    def refresh(self) -> None:
        """Compare anew: the present may have gone on."""
        project, (first, second) = self._project(), self._seqs
        self._documents = (states.state(project, first), states.state(project, second))
        before, after = self._documents
        self.found = compare(before, after, library=self._session.library)
        self.changes.show_comparison(self.found)
        for name, seq in zip(("before", "after"), self._seqs, strict=True):
            self.picks[name].setText(states.title(project, seq))
        self.count.setText(states.counted(len(self.found.items)))
        self.changes.setVisible(bool(self.found))
        self.all.setVisible(bool(self.found))
        self.same.setVisible(not self.found)
        locked = bool(self._session.project.read_only)
        self.whole.setEnabled(bool(self.found) and not locked and first is not None)
        if self._layout not in states.places(self._documents):
            self._layout = self._first_layout()
        self._show_layout()

    def _project(self) -> Project:
        project = self._keeper.project()
        assert project is not None
        return project

    def _first_layout(self) -> states.Place:
        """The layout in focus when it differs, else the first that does, else the one in focus."""
        focus = self._session.focus
        here, known = (focus.page, focus.layout), states.places(self._documents)
        differing = [(group.page, group.layout) for group in self.found.groups if group.layout]
        wanted = [here, *differing] if here in differing else [*differing, here, *known]
        return next(one for one in wanted if one in known)

    def _show_layout(self) -> None:
        page, layout = self._layout
        self.picks["layout"].setText(states.place_name(self._documents, self._layout))
        floors = states.levels(self._documents, layout)
        self.floors.setVisible(len(floors) > 1)
        if int(self.floors.choice()) not in floors:
            self._go_to_floor(min(floors, default=1))
        first, second = (
            Side(title=states.title(self._project(), seq),
                 decision=decision_for(self._session, document, layout, page))
            for seq, document in zip(self._seqs, self._documents, strict=True)
        )  # fmt: skip
        marks = {
            item.id: Mark(change=item.change, label=_(LOOKS[item.change][2]))
            for item in self.found.items
            if any(isinstance(one.find(item.id), Module) for one in self._documents)
        }
        self.pages.show_sides(self._documents, (first, second), marks)

    # ---- picking ----

    def _offer(self, name: str) -> None:
        button, project = self.picks[name], self._project()
        if name != "layout":
            current = states.key_of(self._seqs[("before", "after").index(name)])
            found = states.options(project)
            self.choosers[name].open_with(found, button, current=current, width=340)
            return
        counts = {group.layout: len(group.items) for group in self.found.groups}
        found = [
            Option(value="/".join(one), title=states.place_name(self._documents, one), icon="file",
                   note=states.counted(counts.get(one[1], 0)))
            for one in states.places(self._documents)
        ]  # fmt: skip
        self.choosers[name].open_with(found, button, current="/".join(self._layout))

    def _choose(self, side: int, key: str) -> None:
        seq = None if key == states.NOW else int(key)
        self._seqs = (seq, self._seqs[1]) if side == 0 else (self._seqs[0], seq)
        self.refresh()

    def _choose_layout(self, key: str) -> None:
        page, __, layout = key.partition("/")
        self._layout = (page, layout)
        self._show_layout()

    def _swap(self) -> None:
        self._seqs = (self._seqs[1], self._seqs[0])
        self.refresh()

    # ---- going to a difference ----

    def jump(self, key: str) -> None:
        """Bring a difference into view on the pages."""
        for group in self.found.groups:
            if group.layout and any(item.id == key for item in group.items):
                if (group.page, group.layout) != self._layout:
                    self._layout = (group.page, group.layout)
                    self._show_layout()
                level = states.level_of(self._documents, key, group.layout)
                self._go_to_floor(level or int(self.floors.choice()))
                self.pages.pick(key)

    def _go_to_floor(self, level: int) -> None:
        self.floors.choose(str(level))
        self.pages.set_level(level)

    def walk(self, by: int) -> None:
        """Go to the next difference, or the one before."""
        ids = [item.id for item in self.found.items]
        if not ids:
            return
        row = self.changes.currentItem()
        here = next((n for n, key in enumerate(ids) if self.changes.row(key) is row), None)
        at = (0 if by > 0 else -1) if here is None else (here + by) % len(ids)
        self.changes.pick(ids[at])
        self.jump(ids[at])

    def _picked_on_page(self, module: str) -> None:
        if any(item.id == module for item in self.found.items):
            self.changes.pick(module)
            self.pages.pick(module)

    # ---- bringing back ----

    def _ticked(self, count: int) -> None:
        self.part.setText(
            plural("Restore {count} ticked part", "Restore {count} ticked parts", count=count)
        )
        self.part.setEnabled(count > 0 and not self._session.project.read_only)

    def restore_ticked(self) -> None:
        """Bring back what has a tick as it is at the left."""
        past, chosen = self._documents[0], self.changes.chosen_ids()
        count = self._session.attempt(
            lambda: restore_parts(self._session.document, past=past, chosen=chosen)
        )
        if count is not None:
            said = plural("{count} part is back. Undo takes you to where you were.",
                          "{count} parts are back. Undo takes you to where you were.",
                          count=count)  # fmt: skip
            self._session.said.emit(said, "done")

    def restore_whole(self) -> None:
        """Bring back the whole state at the left."""
        seq, project = self._seqs[0], self._project()
        if seq is None:
            return
        name = states.title(project, seq)
        label = _("Restore {name}", name=name)
        diff = self._session.attempt(lambda: project.restore_state(seq, label=label))
        if diff is not None:
            said = _("“{name}” is back. Undo takes you to where you were.", name=name)
            self._session.said.emit(said, "done")

    # ---- Qt ----

    def _later(self, _diff: object) -> None:
        if None in self._seqs:
            self._soon.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._session.browser().discard(self.pages.page())
        super().closeEvent(event)
