"""The steps of the first job: what to do, where to do it, and how it is known to be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from designer.document.queries import floor_at
from designer.language import mark
from designer.records import EVERYBODY, Module, Slot, Variant

if TYPE_CHECKING:
    from widgets.session import Session
    from widgets.window import Window

Notes = Mapping[str, Any]
"""What was so when a step began, and what earlier steps made."""


class Step(NamedTuple):
    """One step; `note` keeps what it needs, `done` says whether the user has done it.

    `make_ready` brings the place of the step into view and returns the widget it happens on.
    """

    title: str
    text: str
    make_ready: Callable[[Window], QWidget]
    note: Callable[[Session], Notes]
    done: Callable[[Session, Notes], Notes | None]


def modules_above(session: Session) -> tuple[str, ...]:
    """The modules of the second floor of the layout in focus."""
    floor = floor_at(session.document, session.focus.layout, 2)
    return floor.modules if floor is not None else ()


def _all_modules(session: Session) -> Notes:
    return {"modules": session.modules()}


def _added(session: Session, notes: Notes) -> Notes | None:
    new = [key for key in modules_above(session) if key not in notes["modules"]]
    return {"module": new[-1]} if new else None


def _settings(session: Session, module: str) -> tuple[Mapping[str, Any], ...]:
    found = session.document.find(module)
    if not isinstance(found, Module):
        return ()
    return tuple(session.document.get(key, Variant).settings for key in found.variants)


def _filled(session: Session) -> Notes:
    return {"settings": {key: _settings(session, key) for key in session.modules()}}


def _changed(session: Session, notes: Notes) -> Notes | None:
    before = notes["settings"]
    new = (key for key in session.modules() if _settings(session, key) != before.get(key))
    return next(({"module": key} for key in new), None)


def _for_some(session: Session) -> frozenset[tuple[str, str]]:
    """The rules of the page and its modules that are for a crowd and not for everybody."""
    slots: list[Slot] = [session.page()]
    slots += [session.document.get(key, Module) for key in session.modules()]
    found = (rule for slot in slots for rule in slot.rules if rule.audience != EVERYBODY)
    return frozenset((rule.id, repr(rule)) for rule in found)


def _rules(session: Session) -> Notes:
    return {"rules": _for_some(session)}


def _bound(session: Session, notes: Notes) -> Notes | None:
    return {} if _for_some(session) - notes["rules"] else None


def _eyes(session: Session) -> Notes:
    return {"persona": session.focus.persona}


def _other_eyes(session: Session, notes: Notes) -> Notes | None:
    return {} if session.focus.persona != notes["persona"] else None


def _newest(session: Session) -> Notes:
    return {"undoable": session.document.history.undoable}


def _taken_back(session: Session, notes: Notes) -> Notes | None:
    history = session.document.history
    return {} if history.redoable is not None or history.undoable != notes["undoable"] else None


def _nothing(_session: Session) -> Notes:
    return {}


def _at_hand_over(session: Session, _notes: Notes) -> Notes | None:
    return {} if session.focus.workspace == "handover" else None


# ---- places ----


def _palette(window: Window) -> QWidget:
    return window.design().side.show_tab("kinds")


def _content(window: Window) -> QWidget:
    return window.design().panels.show_tab("content")


def _audience(window: Window) -> QWidget:
    return window.design().panels.show_tab("rules")


def _persona(window: Window) -> QWidget:
    return window.design().bar.eyes


def _undo(window: Window) -> QWidget:
    return window.topbar.undo


def _export(window: Window) -> QWidget:
    return window.topbar.export


LESSON: tuple[Step, ...] = (
    Step(
        mark("Put a module on floor 2"),
        mark("Drag “Poster” out of the list onto floor 2, at the right of the stage. "
             "The blue line says where it will stand. (Double-click adds it to floor 1.)"),
        _palette, _all_modules, _added,
    ),
    Step(
        mark("Give it words of its own"),
        mark("Change a text here, or double-click a text on the page and write right there. "
             "The page follows every keystroke, and everything is saved at once."),
        _content, _filled, _changed,
    ),
    Step(
        mark("Choose who sees it"),
        mark("Add a rule and pick a crowd. The rule reads as a sentence, and beside it stands "
             "how many visitors it reaches."),
        _audience, _rules, _bound,
    ),
    Step(
        mark("Look through other eyes"),
        mark("Choose a persona. The page becomes what this visitor gets; press Ctrl+1 to Ctrl+9 "
             "to change eyes quickly."),
        _persona, _eyes, _other_eyes,
    ),
    Step(
        mark("Take a step back"),
        mark("Press Ctrl+Z. Every step can be undone, also tomorrow: the history is in the file."),
        _undo, _newest, _taken_back,
    ),
    Step(
        mark("Hand it over"),
        mark("Press “Export package”. Duplex checks the pages and writes everything for upload, "
             "each crowd's version included."),
        _export, _nothing, _at_hand_over,
    ),
)  # fmt: skip
"""The first job, in about three minutes."""
