"""The commands of the clipboard, and those that select: what the menus, keys and launcher offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from designer.language import _, mark
from designer.records import Module
from widgets.command import Command

if TYPE_CHECKING:
    from widgets.clipboard.board import Board
    from widgets.window import Window


def _board(window: Window) -> Board:
    return window.design().canvas.board


def _with_board(deed: Callable[[Board], object]) -> Callable[[Window], object]:
    return lambda window: deed(_board(window))


def _elsewhere(window: Window) -> str:
    """Why nothing can be copied or selected now."""
    return "" if window.session.focus.workspace == "design" else _("Only while laying out pages.")


def _nothing_chosen(window: Window) -> str:
    if not window.session.focus.modules:
        return _("Select a module first.")
    return _elsewhere(window)


def _not_one(window: Window) -> str:
    if len(window.session.focus.modules) != 1:
        return _("Select one module to copy its settings.")
    return _elsewhere(window)


def _looking_only(window: Window) -> str:
    return window.session.project.read_only or _elsewhere(window)


def _nothing_to_change(window: Window) -> str:
    return window.session.project.read_only or _nothing_chosen(window)


def select_none(window: Window) -> None:
    """Let go of everything."""
    window.session.look(modules=())


def invert(window: Window) -> None:
    """Select what is not selected, and let go of what is."""
    session = window.session
    chosen = session.focus.modules
    session.look(modules=tuple(key for key in session.modules() if key not in chosen))


def same_kind(window: Window) -> None:
    """Select every module of the page that is of the kind of one that is selected."""
    session = window.session
    document = session.document
    kinds = {document.get(key, Module).kind for key in session.focus.modules}
    same = (key for key in session.modules() if document.get(key, Module).kind in kinds)
    session.look(modules=tuple(same))


CLIPBOARD: tuple[Command, ...] = (
    Command("edit.cut", mark("Cut"), "edit", ("Ctrl+X",), _with_board(lambda b: b.cut()),
            _nothing_to_change),
    Command("edit.copy", mark("Copy"), "edit", ("Ctrl+C",), _with_board(lambda b: b.copy()),
            _nothing_chosen),
    Command("edit.paste", mark("Paste"), "edit", ("Ctrl+V",), _with_board(lambda b: b.paste()),
            _looking_only),
    Command("edit.paste_in_place", mark("Paste in place"), "edit", ("Ctrl+Shift+V",),
            _with_board(lambda b: b.paste_in_place()), _looking_only),
    Command("edit.copy_settings", mark("Copy settings"), "edit", ("Ctrl+Alt+C",),
            _with_board(lambda b: b.copy_settings()), _not_one),
    Command("edit.paste_settings", mark("Paste settings"), "edit", ("Ctrl+Alt+V",),
            _with_board(lambda b: b.paste_settings()), _nothing_to_change),
)  # fmt: skip
"""Copying and pasting, in the order of the menu."""

SELECTING: tuple[Command, ...] = (
    Command("edit.none", mark("Select none"), "edit", (), select_none, _nothing_chosen),
    Command("edit.invert", mark("Invert the selection"), "edit", ("Ctrl+Shift+A",), invert,
            _elsewhere),
    Command("edit.same", mark("Select all of the same kind"), "edit", (), same_kind,
            _nothing_chosen),
)  # fmt: skip
"""Selecting more, or less."""
