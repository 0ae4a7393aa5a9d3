"""Who stands on the wall, and which arm of a running experiment everybody is put in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from designer.language import _
from designer.records import Experiment, Persona
from widgets.look.controls import Button
from widgets.session import Session

MOST = 12
FIRST = 4


def first_people(session: Session) -> tuple[str, ...]:
    """Whom the wall shows at first: the first few personas of the shop."""
    return session.document.shop.personas[:FIRST]


class PeopleButton(Button):
    """“4 / 9 people”; its menu puts personas on the wall and takes them off."""

    chosen = Signal(object)

    def __init__(self, session: Session, people: tuple[str, ...]) -> None:
        super().__init__("", height=30, trailing="chevron-down")
        self.session, self.people = session, people
        self.setToolTip(_("Choose who stands on the wall, up to {count}", count=MOST))
        self.clicked.connect(self.open_menu)
        self.refresh()

    def refresh(self) -> None:
        """Let go of personas that are gone, and say how many there are."""
        there = self.session.document.shop.personas
        kept = tuple(key for key in self.people if key in there)
        if kept != self.people:
            self.people = kept
            self.chosen.emit(kept)
        text = _("{shown} / {all} people", shown=len(kept), all=len(there))
        self.setText(text)
        self.setAccessibleName(text)

    def switch(self, key: str) -> None:
        """Put somebody on the wall, in the shop's order, or take them off; one always stays."""
        wanted = {*self.people} ^ {key}
        if not wanted or len(wanted) > MOST:
            said = _("The wall shows at least one person and at most {count}.", count=MOST)
            self.session.said.emit(said, "said")
            return
        self.people = tuple(one for one in self.session.document.shop.personas if one in wanted)
        self.refresh()
        self.chosen.emit(self.people)

    def open_menu(self) -> QMenu:
        """Offer every persona."""
        menu = _menu(self)
        for key in self.session.document.shop.personas:
            persona = self.session.document.get(key, Persona)
            action = menu.addAction(persona.name)
            action.setCheckable(True)
            action.setChecked(key in self.people)
            action.triggered.connect(lambda __=False, key=key: self.switch(key))
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        return menu


class ArmsButton(Button):
    """Which arm to look at: as drawn by each person's bucket, or one arm for all."""

    def __init__(self, session: Session) -> None:
        super().__init__("", height=30, trailing="chevron-down")
        self.session = session
        self.setToolTip(_("Look at one arm of an experiment"))
        self.clicked.connect(self.open_menu)
        self.hide()  # until there is an experiment, and a bar to stand in

    def refresh(self) -> None:
        """Say what is forced."""
        experiments = self.session.document.all(Experiment)
        self.setVisible(bool(experiments))
        forced = self.session.focus.arms
        names = [
            arm.name for one in experiments for arm in one.arms if forced.get(one.id) == arm.id
        ]
        text = _("Arm: {names}", names=" · ".join(names)) if names else _("Arms: as drawn")
        self.setText(text)
        self.setAccessibleName(text)

    def open_menu(self) -> QMenu:
        """Offer the arms of every experiment."""
        menu = _menu(self)
        for experiment in self.session.document.all(Experiment):
            part = menu.addMenu(experiment.name)
            group = QActionGroup(part)
            choices = [("", _("As drawn")), *((arm.id, arm.name) for arm in experiment.arms)]
            for arm, name in choices:
                self._offer(part.addAction(name), group, experiment=experiment.id, arm=arm)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        return menu

    def force(self, *, experiment: str, arm: str) -> None:
        """Put everybody whom the rule reaches into an arm; an empty one lets the bucket draw."""
        rest = {key: one for key, one in self.session.focus.arms.items() if key != experiment}
        self.session.look(arms={**rest, experiment: arm} if arm else rest)
        self.refresh()

    def _offer(self, action: QAction, group: QActionGroup, *, experiment: str, arm: str) -> None:
        action.setCheckable(True)
        action.setChecked(self.session.focus.arms.get(experiment, "") == arm)
        group.addAction(action)
        action.triggered.connect(lambda __=False: self.force(experiment=experiment, arm=arm))


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
