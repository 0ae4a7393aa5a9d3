"""The menus of the preview: which phone, whose eyes, when, and in which arm."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from designer.actions.modules import said
from designer.language import _
from designer.phones import phones
from designer.records import Experiment, Persona
from widgets.calendar.dates import phases, spoken
from widgets.canvas.view_menu import size_of
from widgets.preview.looking import Looking


def phone_menu(chosen: str, parent: QWidget) -> QMenu:
    """Every phone; an action's data is its id."""
    menu, group = menu_of(parent)
    for one in phones():
        action = group.addAction(menu.addAction(f"{size_of(one)}   {said(one.name)}\t{one.like}"))
        action.setData(one.id)
        action.setCheckable(True)
        action.setChecked(one.id == chosen)
    return menu


def people_menu(looking: Looking, parent: QWidget) -> QMenu:
    """The visitor nobody knows, and every persona."""
    menu, group = menu_of(parent)
    document = looking.session.document
    named = [(key, document.get(key, Persona).name) for key in document.shop.personas]
    choices: list[tuple[str | None, str]] = [(None, _("Unknown visitor")), *named]
    for key, name in choices:
        action = group.addAction(menu.addAction(name))
        action.setCheckable(True)
        action.setChecked(key == looking.focus.persona)
        action.triggered.connect(lambda _on=False, key=key: looking.choose(persona=key))
    return menu


def time_menu(looking: Looking, parent: QWidget) -> QMenu:
    """Now, and the beginning of every phase."""
    menu, __ = menu_of(parent)
    zone = ZoneInfo(looking.session.document.shop.time_zone)
    now = menu.addAction(_("Now"))
    now.triggered.connect(lambda _on=False: looking.at(datetime.now(zone)))
    found = phases(looking.session.document)
    if found:
        menu.addSeparator()
    for phase in found:
        start = phase.start.astimezone(zone)
        action = menu.addAction(f"{phase.name}\t{spoken(start)}")
        action.triggered.connect(lambda _on=False, start=start: looking.at(start))
    return menu


def arms_menu(looking: Looking, parent: QWidget) -> QMenu:
    """The arms of every experiment."""
    menu, __ = menu_of(parent)
    for one in looking.session.document.all(Experiment):
        part = menu.addMenu(one.name)
        group = QActionGroup(part)
        choices = [("", _("As drawn")), *((arm.id, arm.name) for arm in one.arms)]
        for arm, name in choices:
            action = group.addAction(part.addAction(name))
            action.setCheckable(True)
            action.setChecked(looking.focus.arms.get(one.id, "") == arm)
            action.triggered.connect(lambda _on=False, key=one.id, arm=arm: looking.force(key, arm))
    return menu


def menu_of(parent: QWidget) -> tuple[QMenu, QActionGroup]:
    """An empty menu that goes when it closes, and a group for choices in it."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu, QActionGroup(menu)
