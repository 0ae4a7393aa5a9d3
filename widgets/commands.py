"""What the studio itself can do: go places, zoom, look through other eyes, undo, name a version."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from designer.actions import guides
from designer.document.queries import floors_of, pages
from designer.language import mark
from widgets import find_commands, layout_commands, page_commands, style_commands
from widgets.assets.opening import show_library
from widgets.clipboard.commands import CLIPBOARD, SELECTING
from widgets.command import Command
from widgets.rooms import ROOMS
from widgets.session import WORKSPACES
from widgets.zones import commands as zone_commands

if TYPE_CHECKING:
    from widgets.canvas.viewing import Aid, Arrangement
    from widgets.window import Window


def undo(window: Window) -> None:
    """Take back the newest step."""
    window.session.undo()


def redo(window: Window) -> None:
    """Bring back the step undone last."""
    window.session.redo()


def preview(window: Window) -> None:
    """Show the page on a phone with its scripts alive."""
    window.design().open_preview()


def name_version(window: Window) -> None:
    """Ask for a name and keep the present state under it."""
    from widgets.history.versions import NameAsk

    asking = window.findChild(NameAsk, "name-version") or NameAsk(window)
    if not asking.objectName():
        asking.setObjectName("name-version")
        asking.named.connect(lambda name, note: keep_version(window, name, note))
    asking.ask(window.topbar.page)


def keep_version(window: Window, name: str, note: str = "") -> None:
    """Keep the present state under a name."""
    from widgets.history.keeping import Keeper

    Keeper.of(window.session).keep(name, note, host=window)


def compare_states(window: Window) -> None:
    """Open the newest version beside the present."""
    from widgets.history.opening import open_newest

    open_newest(window)


def select_all(window: Window) -> None:
    """Select every module of the floor in hand, or of the first floor."""
    session = window.session
    floors = floors_of(session.document, session.focus.layout)
    chosen = session.focus.modules
    here = next((one for one in floors if chosen and chosen[-1] in one.modules), floors[0])
    session.look(modules=here.modules)


def rename(window: Window) -> None:
    """Rename the selected module, or the layout, right in the outline."""
    workspace = window.design()
    outline = workspace.side.outline
    workspace.side.show_tab("outline")
    focus = window.session.focus
    key = focus.variant or (focus.modules[-1] if focus.modules else focus.layout)
    current = outline.tree.node(outline.currentIndex())
    if outline.hasFocus() and current.kind in ("page", "layout", "variant"):
        key = current.key
    if not outline.tree.index_of(key).isValid():
        key = focus.page
    outline.expand(outline.tree.index_of("pages"))
    outline.rename(key)


def zoom(by: float | str) -> Callable[[Window], None]:
    """A command that zooms to a number, to "fit", or by one step (+1, -1 as text)."""

    def run(window: Window) -> None:
        bar = window.design().bar
        if by in ("+1", "-1"):
            bar.step(int(by))
        else:
            bar.zoom_wanted.emit(by)

    return run


def aid(name: Aid) -> Callable[[Window], None]:
    """A command that draws an aid on the canvas, or draws it no more."""
    return lambda window: window.design().canvas.viewing.toggle(name)


def arranged(arrangement: Arrangement) -> Callable[[Window], None]:
    """A command that arranges the floors on the canvas."""
    return lambda window: window.design().canvas.viewing.set(arrangement=arrangement)


def next_phone(window: Window) -> None:
    """Lay the page out for the next phone."""
    window.design().canvas.viewing.next_phone()


def guides_at_selection(window: Window) -> None:
    """Lay a guide along each edge of the selection."""
    window.design().canvas.sight.lay_around()


def clear_guides(window: Window) -> None:
    """Take all guides of the layout away."""
    session = window.session
    session.attempt(lambda: guides.clear_guides(session.document, floors=session.layout().floors))


def go(workspace: str) -> Callable[[Window], None]:
    """A command that goes to a workspace."""
    return lambda window: window.session.look(workspace=workspace)


def be(number: int) -> Callable[[Window], None]:
    """A command that looks through the eyes of the n-th persona."""

    def run(window: Window) -> None:
        personas = window.session.document.shop.personas
        if number <= len(personas):
            chosen = personas[number - 1]
            again = chosen == window.session.focus.persona
            window.session.look(persona=None if again else chosen)

    return run


def next_layout(window: Window) -> None:
    """Go to the next layout of the page, after the last to the first."""
    session = window.session
    layouts = session.page().layouts
    at = layouts.index(session.focus.layout)
    session.look(layout=layouts[(at + 1) % len(layouts)], modules=())


def next_page(window: Window) -> None:
    """Go to the next page, after the last to the first."""
    session = window.session
    keys = [page.id for page in pages(session.document)]
    at = keys.index(session.focus.page)
    session.look(page=keys[(at + 1) % len(keys)], modules=())


def other_floor(window: Window) -> None:
    """Select the first module of the other floor."""
    session = window.session
    floors = floors_of(session.document, session.focus.layout)
    chosen = session.focus.modules
    others = [one for one in floors if not chosen or chosen[-1] not in one.modules]
    if others and others[-1].modules:
        session.look(modules=(others[-1].modules[0],))


def panel(key: str) -> Callable[[Window], None]:
    """A command that shows one panel of the selection."""
    return lambda window: _shown(window.design().panels.show_tab(key))


def side(key: str) -> Callable[[Window], None]:
    """A command that shows one tab of the left side."""
    return lambda window: _shown(window.design().side.show_tab(key))


def filter_outline(window: Window) -> None:
    """Put the keyboard into the line that filters the outline."""
    side = window.design().side
    side.show_tab("outline")
    side.structure.search.setFocus()


def unfold_outline(window: Window) -> None:
    """Unfold every row of the outline."""
    window.design().side.outline.expandAll()


def fold_outline(window: Window) -> None:
    """Fold every row of the outline."""
    window.design().side.outline.fold_all()


def _shown(widget: object) -> None:
    getattr(widget, "setFocus", lambda: None)()


COMMANDS: tuple[Command, ...] = (
    Command("version.name", mark("Name this version…"), "file", ("Ctrl+S",), name_version),
    Command("file.export", mark("Export package…"), "file", ("Ctrl+E",), go("handover")),
    Command("edit.undo", mark("Undo"), "history", ("Ctrl+Z",), undo),
    Command("edit.redo", mark("Redo"), "history", ("Ctrl+Shift+Z", "Ctrl+Y"), redo),
    *CLIPBOARD,
    Command("edit.all", mark("Select all on this floor"), "edit", ("Ctrl+A",), select_all),
    *SELECTING,
    Command("edit.rename", mark("Rename"), "edit", ("F2",), rename),
    Command("page.next", mark("Next page"), "page", ("Ctrl+Shift+PgDown",), next_page),
    Command("layout.next", mark("Next layout"), "page", ("Ctrl+PgDown",), next_layout),
    Command("floor.other", mark("Go to the other floor"), "page", ("Ctrl+J",), other_floor),
    *(
        Command(f"go.{key}", ROOMS[key].title, "view", (f"Alt+{number}",), go(key))
        for number, key in enumerate(WORKSPACES, 1)
    ),
    Command("view.preview", mark("Preview on a phone"), "view", ("F5",), preview),
    Command("zoom.in", mark("Zoom in"), "zoom", ("Ctrl+=", "Ctrl++"), zoom("+1")),
    Command("zoom.out", mark("Zoom out"), "zoom", ("Ctrl+-",), zoom("-1")),
    Command("zoom.whole", mark("Show at 100 %"), "zoom", ("Ctrl+0", "Shift+0"), zoom(1.0)),
    Command("zoom.fit", mark("Fit both floors"), "zoom", ("Ctrl+9", "Shift+1"), zoom("fit")),
    Command("zoom.selection", mark("Fit the selection"), "zoom", ("Shift+2",), zoom("selection")),
    Command("view.phone", mark("Next phone"), "view", ("Ctrl+Alt+P",), next_phone),
    Command("view.side", mark("Floors side by side"), "view", (), arranged("side")),
    Command("view.stacked", mark("Floors one below the other"), "view", (), arranged("stacked")),
    Command(
        "view.pull", mark("One floor, pulled down as on the phone"), "view", (), arranged("pull")
    ),
    Command("view.rulers", mark("Rulers"), "view", ("Shift+R",), aid("rulers")),
    Command("view.guides", mark("Guides"), "view", ("Ctrl+;",), aid("guides")),
    Command("view.fold", mark("First-screen line"), "view", (), aid("fold")),
    Command("view.safe", mark("Safe areas"), "view", (), aid("safe")),
    Command("view.outline", mark("Outlines only"), "view", ("Shift+O",), aid("outline")),
    Command("guides.around", mark("Guides along the selection"), "view", (), guides_at_selection),
    Command("guides.clear", mark("Remove all guides"), "view", (), clear_guides),
    Command("side.outline", mark("Outline"), "panels", ("Ctrl+Alt+1",), side("outline")),
    Command("side.kinds", mark("Modules"), "panels", ("Ctrl+Alt+2",), side("kinds")),
    Command("side.assets", mark("Assets"), "panels", ("Ctrl+Alt+3",), side("assets")),
    Command("side.products", mark("Products"), "panels", ("Ctrl+Alt+4",), side("products")),
    Command("panel.content", mark("Content"), "panels", ("Ctrl+Alt+5",), panel("content")),
    Command("panel.rules", mark("Audience"), "panels", ("Ctrl+Alt+6",), panel("rules")),
    Command("panel.style", mark("Style"), "panels", ("Ctrl+Alt+7",), panel("style")),
    Command("panel.history", mark("History"), "panels", ("Ctrl+Alt+8",), panel("history")),
    Command("assets.library", mark("Asset library"), "panels", ("Ctrl+Alt+A",), show_library),
    Command("history.compare", mark("Compare two states…"), "panels", (), compare_states),
    Command(
        "outline.filter", mark("Filter the outline"), "panels", ("Ctrl+Alt+F",), filter_outline
    ),
    Command("outline.unfold", mark("Unfold all"), "panels", (), unfold_outline),
    Command("outline.fold", mark("Fold all"), "panels", (), fold_outline),
    *find_commands.COMMANDS,
    *style_commands.COMMANDS,
    *zone_commands.COMMANDS,
    *page_commands.COMMANDS,
    *layout_commands.COMMANDS,
)
