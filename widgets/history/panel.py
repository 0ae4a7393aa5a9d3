"""The history: every step of the project to travel to, and the versions that have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from designer.language import _, plural
from widgets.history.keeping import Keeper
from widgets.history.list import StepsView
from widgets.history.steps import Signs, Step, steps_of, travel
from widgets.history.versions import NameAsk, VersionCard
from widgets.look import icons, tokens
from widgets.look.buttons import Button, IconButton, SegmentedControl, with_shortcut
from widgets.look.controls import Elided, SearchField
from widgets.look.states import EmptyState
from widgets.look.thumbnails import Thumbnails
from widgets.session import Session

if TYPE_CHECKING:
    from designer.storage.versions import Version
    from widgets.history.comparison import Comparing


class HistoryPanel(QWidget):
    """Steps and versions, one beside the other; both can be compared with the present."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAutoFillBackground(True)
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self.refresh)
        self.keeper = Keeper.of(session)
        self._edited: Version | None = None
        self.thumbnails = Thumbnails(session.project.assets, self)
        self.keep = Button(_("Name this version"), tone="plain", icon="bookmark-plus", height=30)
        self.keep.setToolTip(with_shortcut(_("Keep the present state under a name"), "Ctrl+S"))
        self.keep.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.keep.clicked.connect(self._ask)
        self.compare = IconButton("columns-2", _("Compare two states…"), size=30)
        self.compare.clicked.connect(self._compare)
        self.asking = NameAsk(self)
        self.asking.named.connect(self._named)
        self.which = SegmentedControl([("steps", _("Steps")), ("versions", _("Versions"))])
        self.which.chosen.connect(self.show_part)
        self.search = SearchField(_("Search steps"))
        self.search.textChanged.connect(self._find)
        self.count = Elided("", "caption")
        self.signs = Signs(session.document)
        self.steps = StepsView(zone=session.document.shop.time_zone, signs=self.signs)
        self.steps.wanted.connect(self._travel)
        self.steps.menu_wanted.connect(self._step_menu)
        self.versions = QVBoxLayout()
        self.none = EmptyState(
            "bookmark", _("No version has a name yet"),
            _("Each step is kept all the same. Name a state you want to find again, such as "
              "“Approved by Lin”."),
        )  # fmt: skip
        self.stack = QStackedWidget()
        self._lay_out()
        session.changed.connect(self._later)
        session.said.connect(self._later)
        self.keeper.changed.connect(self._later)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(tokens.PAD, 10, tokens.PAD, 8)
        head.setSpacing(6)
        head.addWidget(self.which)
        head.addStretch(1)
        head.addWidget(self.compare)
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.PAD, 8, tokens.PAD, 0)
        foot.addWidget(self.keep, 1)
        self.stack.addWidget(self._steps_part())
        self.stack.addWidget(self._versions_part())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    def _steps_part(self) -> QWidget:
        part = QWidget()
        top = QHBoxLayout()
        top.setContentsMargins(tokens.PAD, 0, tokens.PAD, 4)
        top.setSpacing(10)
        top.addWidget(self.search, 1)
        top.addWidget(self.count)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.steps, 1)
        return part

    def _versions_part(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.PAD, 2, tokens.PAD, 8)
        column.setSpacing(8)
        self.versions.setSpacing(8)
        column.addLayout(self.versions)
        column.addWidget(self.none)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def show_part(self, key: str) -> None:
        """Show the steps or the versions."""
        self.which.choose(key)
        self.stack.setCurrentIndex(["steps", "versions"].index(key))

    # ---- when ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _later(self) -> None:
        if self.isVisible():
            self._soon.start()

    # ---- what ----

    def refresh(self) -> None:
        """Show the steps and versions as they are now."""
        history = self._session.document.history
        if history.done:
            self.signs.forget(history.done[-1])  # a burst may have grown
        self.steps.show_steps(steps_of(self._session.document))
        count = len(history.done)
        self.count.setText(plural("{count} step", "{count} steps", count=count))
        self._show_versions()

    def _find(self, text: str) -> None:
        self.steps.search(text)

    def _show_versions(self) -> None:
        project = self.keeper.project()
        found = project.versions() if project is not None else ()
        self.keep.setVisible(project is not None and not self._session.project.read_only)
        self.compare.setVisible(project is not None)
        known = [card.version for card in self.cards()]
        self.none.setVisible(not found)
        if known != list(reversed(found)):
            self._rebuild(found)

    def cards(self) -> list[VersionCard]:
        """The versions shown, the newest first."""
        items = (self.versions.itemAt(n) for n in range(self.versions.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [one for one in widgets if isinstance(one, VersionCard)]

    def _rebuild(self, found: tuple[Version, ...]) -> None:
        while (item := self.versions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for version in reversed(found):
            self.versions.addWidget(self._card(version))

    def _card(self, version: Version) -> VersionCard:
        card = VersionCard(
            version, zone=self._session.document.shop.time_zone, thumbnails=self.thumbnails,
            locked=self._session.project.read_only,
        )  # fmt: skip
        card.compared.connect(lambda: self.open_comparison(version.seq))
        card.restored.connect(lambda: self.keeper.restore(version))
        card.described.connect(lambda: self._describe(version, card))
        card.forgotten.connect(lambda: self.keeper.forget(version))
        return card

    # ---- deeds ----

    def open_comparison(self, before: int, after: int | None = None) -> Comparing:
        """Two states side by side; None is the present."""
        from widgets.history.comparison import Comparing

        window = Comparing(self._session, keeper=self.keeper, parent=self.window())
        window.show_states(before, after)
        window.show()
        return window

    def _compare(self) -> None:
        project = self.keeper.project()
        versions = project.versions() if project is not None else ()
        self.open_comparison(versions[-1].seq if versions else 0)

    def _travel(self, away: int) -> None:
        travel(self._session, away)

    def _ask(self) -> None:
        self._edited = None
        self.asking.ask(self.keep)

    def _describe(self, version: Version, card: QWidget) -> None:
        self._edited = version
        self.asking.ask(card, name=version.name, note=version.note)

    def _named(self, name: str, note: str) -> None:
        if self._edited is not None:
            self.keeper.describe(self._edited, name=name, note=note)
        elif self.keeper.keep(name, note, host=self):
            self.show_part("versions")
        self.refresh()

    def _step_menu(self, step: Step, at: QPoint) -> None:
        self.menu_of(step).popup(at)

    def menu_of(self, step: Step) -> QMenu:
        """What can be done with a step."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go = menu.addAction(icons.icon("history"), _("Go to this state"))
        go.setEnabled(step.away != 0 and not self._session.project.read_only)
        go.triggered.connect(lambda: self._travel(step.away))
        if self.keeper.project() is not None:
            now = menu.addAction(icons.icon("columns-2"), _("Compare with now"))
            now.triggered.connect(lambda: self.open_comparison(step.seq))
            now.setEnabled(step.away != 0)
            did = menu.addAction(icons.icon("scan-eye"), _("What this step changed"))
            before = step.edit if step.away > 0 else max(0, step.seq - 1)
            did.triggered.connect(lambda: self.open_comparison(before, step.seq))
            did.setEnabled(step.edit != 0)
        return menu
