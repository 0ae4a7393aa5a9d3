"""Layouts out of what is there: starters, crowds, other pages, templates; and parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog

from designer.actions.crowd_versions import apply_layout, followed_by, left_behind, summary
from designer.actions.linking import original_of
from designer.document.queries import modules_of, pages
from designer.language import _, mark, plural
from widgets.command import Command
from widgets.design.advice_sheet import show_record

if TYPE_CHECKING:
    from widgets.palette.panel import PalettePanel
    from widgets.session import Session
    from widgets.window import Window


def gallery(window: Window) -> None:
    """Choose a starter and make it a layout of the page in focus."""
    from widgets.starters.gallery import Gallery

    _opened(Gallery(window.session, parent=window))


def crowds(window: Window) -> None:
    """Choose crowds and make each its own version of the layout in focus."""
    from widgets.starters.crowds import CrowdDialog

    _opened(CrowdDialog(window.session, parent=window))


def _opened(dialog: QDialog) -> None:
    """Open a dialog over its window; it goes when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def elsewhere(window: Window) -> None:
    """Ask for another page and put a copy of the layout in focus there."""
    document, focus = window.session.document, window.session.focus
    others = [page for page in pages(document) if page.id != focus.page]
    title, hint = _("Use this layout on another page"), _("Page")
    names = [page.name for page in others]
    name, given = QInputDialog.getItem(window, title, hint, names, 0, editable=False)
    if given:
        use_on(window.session, others[names.index(name)].id)


def use_on(session: Session, page: str) -> None:
    """Put a copy of the layout in focus on a page, go there, and say what stayed behind."""
    document, layout = session.document, session.focus.layout
    behind = left_behind(document, layout=layout, page=page)
    made = session.attempt(lambda: apply_layout(document, layout=layout, page=page))
    if made is None:
        return
    session.look(page=page, layout=made, modules=())
    if behind:
        text = plural("{count} module of floor 2 stayed behind: this page has no second floor.",
                      "{count} modules of floor 2 stayed behind: this page has no second floor.",
                      count=len(behind))  # fmt: skip
        session.said.emit(text, "said")


def differences(window: Window) -> None:
    """Say how the layout in focus differs from the one it was made from."""
    session = window.session
    session.said.emit(summary(session.document, session.focus.layout), "said")


def original(window: Window) -> None:
    """Go to the module that the selected copy follows."""
    session = window.session
    found = original_of(session.document, session.focus.modules[0])
    if found is not None:
        show_record(session, found)


def save_template(window: Window) -> None:
    """Keep the selected modules as a template."""
    _palette(window, "templates").templates.ask()


def save_layout(window: Window) -> None:
    """Keep the whole layout as a template."""
    _palette(window, "templates").templates.ask(whole=True)


def show_parts(window: Window) -> None:
    """Show the parts in the palette."""
    _palette(window, "parts")


def show_templates(window: Window) -> None:
    """Show the templates in the palette."""
    _palette(window, "templates")


def _palette(window: Window, place: str) -> PalettePanel:
    from widgets.palette.panel import PalettePanel

    panel = window.design().side.show_tab("kinds")
    assert isinstance(panel, PalettePanel)
    panel.show_place(place)
    return panel


def _held(window: Window) -> str:
    """Why nothing may be changed; empty when it may."""
    return window.session.project.read_only


def _no_crowds(window: Window) -> str:
    if not window.session.document.shop.segments:
        return _("There are no crowds yet.")
    return _held(window)


def _no_page(window: Window) -> str:
    if len(window.session.document.shop.pages) == 1:
        return _("There is no other page.")
    return _held(window)


def _no_original(window: Window) -> str:
    session = window.session
    chosen = session.focus.modules
    if len(chosen) == 1 and original_of(session.document, chosen[0]) is not None:
        return ""
    return _("Select a linked copy first.")


def _no_selection(window: Window) -> str:
    return "" if window.session.focus.modules else _("Select a module first.")


def _empty(window: Window) -> str:
    session = window.session
    full = modules_of(session.document, session.focus.layout)
    return "" if full else _("There is nothing on this layout yet.")


def _no_version(window: Window) -> str:
    session = window.session
    found = followed_by(session.document, session.focus.layout)
    return "" if found else _("This layout follows no other.")


COMMANDS: tuple[Command, ...] = (
    Command("layout.starter", mark("New layout from a starter…"), "page", ("Ctrl+Alt+N",), gallery,
            _held),
    Command("layout.crowds", mark("Versions for crowds…"), "page", (), crowds, _no_crowds),
    Command("layout.elsewhere", mark("Use this layout on another page…"), "page", (), elsewhere,
            _no_page),
    Command("layout.differences", mark("How this version differs"), "page", (), differences,
            _no_version),
    Command("part.original", mark("Go to the original"), "arrange", ("Ctrl+Alt+G",), original,
            _no_original),
    Command("template.save", mark("Save as a template…"), "edit", (), save_template,
            _no_selection),
    Command("template.layout", mark("Save the layout as a template…"), "page", (), save_layout,
            _empty),
    Command("side.parts", mark("Parts"), "panels", (), show_parts),
    Command("side.templates", mark("Templates"), "panels", (), show_templates),
)  # fmt: skip
