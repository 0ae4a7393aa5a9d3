"""Menus and keys: the actions on a selection and the window's own commands as Qt actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from designer.actions.registry import ACTIONS, Action, Target
from designer.document.diff import Diff, only_fills
from designer.document.queries import place_of
from designer.language import _
from designer.records import Layout, Module, Page, Record
from widgets.clipboard.commands import CLIPBOARD
from widgets.command import Command
from widgets.commands import COMMANDS
from widgets.keys.keymap import Keymap, normal
from widgets.menu_titles import TITLES

PAUSE = 150
"""Milliseconds without a key after which the menus look again at what can be done."""

if TYPE_CHECKING:
    from widgets.session import Session
    from widgets.window import Window


class Menus(QObject):
    """Every action of one window by name; those on a selection know when they make sense."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.session: Session = window.session
        self.actions: dict[str, QAction] = {}
        self._by_menu: dict[str, list[QAction]] = {}
        self._verbs: dict[str, Action] = {}
        self._commands: dict[str, Command] = {}
        self.labels: dict[str, str] = {}
        self.keymap = Keymap(self.session.settings, self)
        for given in self.window.file_actions():
            self._adopt(given)
        for command in COMMANDS:
            self._add_command(command)
        for action in ACTIONS:
            self._add_action(action)
        self.session.selected.connect(self.refresh)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.refresh)
        self.session.changed.connect(self._changed)
        self.keymap.changed.connect(self._rekey)
        self.refresh()

    def _changed(self, diff: Diff) -> None:
        """While somebody types, the menus wait for the pause after the last key."""
        if only_fills(diff):
            self._refresh_history()
            self._soon.start()
        else:
            self.refresh()

    def refresh(self, _what: object = None) -> None:
        """Enable what makes sense for the present selection."""
        target, document = target_of(self.session), self.session.document
        writable = not self.session.project.read_only
        here = self.session.focus.workspace == "design"  # elsewhere the keys have another meaning
        for name, verb in self._verbs.items():
            self.actions[name].setEnabled(writable and here and verb.enabled(document, target))
        for name, command in self._commands.items():
            self.actions[name].setEnabled(not command.refused(self.window))
        self._refresh_history()

    def _refresh_history(self) -> None:
        history = self.session.document.history
        self.actions["edit.undo"].setEnabled(history.undoable is not None)
        self.actions["edit.redo"].setEnabled(history.redoable is not None)

    def why_not(self, name: str) -> str:
        """Why an action cannot be done now; empty when it can."""
        if self.actions[name].isEnabled():
            return ""
        if name in self._commands:
            return self._commands[name].refused(self.window) or _("There is nothing to do it to.")
        if self.session.project.read_only:
            return self.session.project.read_only
        if self.session.focus.workspace != "design":
            return _("Only while laying out pages.")
        return _("Nothing is selected that it can be done to.")

    def menu_of(self, name: str) -> str:
        """The menu an action stands in, by its key in `TITLES`."""
        action = self.actions[name]
        return next((key for key, found in self._by_menu.items() if action in found), "file")

    def present_key(self, own: str) -> str:
        """The key in force of the command whose own key this is; the same when nobody has it."""
        wanted = normal(own)
        for name in self.keymap.names():
            if wanted in self.keymap.own(name):
                keys = self.keymap.keys(name)
                return own if wanted in keys else (keys[0] if keys else "")
        return own

    def main(self, parent: QWidget) -> QMenu:
        """The main menu, with one submenu for each group."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        *first, quit_ = self.window.file_actions() or [None]
        menu.addActions([one for one in first if one is not None])
        menu.addActions(self._by_menu["file"])
        menu.addSeparator()
        for name, title in TITLES.items():
            if title and name != "file":
                sub = menu.addMenu(_(title))
                extra = self._by_menu["history"] if name == "edit" else []
                sub.addActions([*extra, *self._by_menu.get(name, [])])
        menu.addSeparator()
        for below in self.window.preference_menus(menu):
            menu.addMenu(below)
        if quit_ is not None:
            menu.addSeparator()
            menu.addAction(quit_)
        return menu

    def context(self, at: QPoint) -> QMenu:
        """The menu of the present selection, opened at a place of the screen."""
        menu = QMenu(self.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.actions[command.name] for command in CLIPBOARD])
        menu.addSeparator()
        menu.addActions([self.actions["edit.rename"], *self._named("edit")])
        menu.addSeparator()
        menu.addActions(self._named("arrange"))
        menu.popup(at)
        return menu

    def _named(self, menu: str) -> list[QAction]:
        return [self.actions[name] for name, verb in self._verbs.items() if verb.menu == menu]

    def _add_command(self, command: Command) -> None:
        action = self._made(command.name, command.label, command.menu, command.shortcuts)
        self._commands[command.name] = command
        action.triggered.connect(lambda _on=False: command.run(self.window))

    def _add_action(self, verb: Action) -> None:
        action = self._made(verb.name, verb.label, verb.menu, verb.shortcuts)
        self._verbs[verb.name] = verb
        action.triggered.connect(lambda _on=False: self.run(verb))

    def run(self, verb: Action) -> None:
        """Do an action on the selection and look at what came of it."""
        document, target = self.session.document, target_of(self.session)
        made = self.session.attempt(lambda: verb.run(document, target))
        if isinstance(made, tuple):
            self.session.look(modules=made)
            return
        found = document.find(made)
        if found is not None:
            look_at(self.session, found)

    def _made(self, name: str, label: str, menu: str, shortcuts: tuple[str, ...]) -> QAction:
        action = QAction(_(label), self.window)
        self.labels[name] = label
        self.keymap.declare(name, shortcuts)
        action.setShortcuts([QKeySequence(key) for key in self.keymap.keys(name)])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.window.addAction(action)
        self.actions[name] = action
        self._by_menu.setdefault(menu, []).append(action)
        return action

    def _adopt(self, action: QAction) -> None:
        """Let an action of the application have keys and a name like those of the window."""
        name = action.objectName()
        if name:
            own = [key.toString() for key in action.shortcuts()]
            self.keymap.declare(name, own)
            self.labels[name] = action.text()
            action.setShortcuts([QKeySequence(key) for key in self.keymap.keys(name)])
            self.actions[name] = action
            self.window.addAction(action)

    def _rekey(self) -> None:
        """Give every action the keys that are in force now."""
        for name, action in self.actions.items():
            action.setShortcuts([QKeySequence(key) for key in self.keymap.keys(name)])


def target_of(session: Session) -> Target:
    """What is selected, as actions see it."""
    focus = session.focus
    floor = place_of(session.document, focus.modules[0]).floor if focus.modules else None
    return Target(
        page=focus.page, layout=focus.layout, floor=floor, modules=focus.modules,
        variant=session.variant(),
    )  # fmt: skip


def look_at(session: Session, record: Record) -> None:
    """Bring a record into focus, whatever it is."""
    if isinstance(record, Module):
        session.look(modules=(record.id,))
    elif isinstance(record, Layout):
        session.look(layout=record.id, modules=())
    elif isinstance(record, Page):
        session.look(page=record.id, modules=())
    elif record.id.startswith("var_"):
        session.look(variant=record.id)
