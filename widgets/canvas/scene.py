"""The scene: what the overlay must know to name floors and modules, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.actions.modules import said
from designer.document.queries import floors_of, is_hidden
from designer.language import _, plural
from designer.records import HIDDEN, Floor, Module, Variant
from widgets.canvas.zoning import zones_of
from widgets.words import floor_title, letter_of

if TYPE_CHECKING:
    from widgets.look.tokens import Tokens
    from widgets.session import Session


def words() -> dict[str, str]:
    """The fixed texts of the overlay."""
    return {
        "fold": _("First screen {height} pt", height="{height}"),
        "pull": _("Pull down for the second floor"),
        "back": _("Back to the shelf"),
        "sign_top": _("Status and search bar"),
        "sign_bottom": _("Name and follow row"),
        "second_top": _("Dark gradient of the app: no logo, no words"),
        "empty": _("Nothing here yet\nDrag a module here, or double-click one in Modules"),
        "landing": _("{floor} · place {n} · {name}", floor="{floor}", n="{n}", name="{name}"),
        "refused": _("“{name}” cannot stand on “{floor}”", name="{name}", floor="{floor}"),
        "full": _(
            "“{floor}” holds at most {limit} × {name}",
            floor="{floor}",
            limit="{limit}",
            name="{name}",
        ),
        "locked": _("“{name}” is locked; unlock it to move it", name="{name}"),
        "many": _("{count} modules", count="{count}"),
    }


def colours(look: Tokens) -> dict[str, str]:
    """The colours the overlay is drawn in."""
    return {
        "accent": look.accent, "text": look.text, "muted": look.muted, "faint": look.faint,
        "panel": look.panel, "stage": look.stage, "danger": look.danger,
        "fold": look.warn, "fold-ink": look.warn, "fold-ground": look.warn_soft,
        "line": look.line_strong, "guide": "#0d8aa0", "measure": "#d92d43",
        "safe": "#e5384d52", "safe-soft": "#ffffff1f", "safe-line": "#e5384dcc",
        "safe-ink": look.danger, "safe-ground": look.danger_soft,
    }  # fmt: skip


def early(look: Tokens) -> str:
    """The colours of the stage as they come with the page's address, before the scene itself."""
    told = {"s": "stage", "t": "faint", "i": "text", "p": "panel"}
    worn = colours(look)
    return "".join(f"&{short}={worn[name].removeprefix('#')}" for short, name in told.items())


def structure(session: Session) -> dict[str, Any]:
    """Floors and modules of the layout in focus: titles, counts, names, allowed levels."""
    floors = floors_of(session.document, session.focus.layout)
    return {
        "floors": [_floor(floor) for floor in floors],
        "modules": {key: _module(session, key) for floor in floors for key in floor.modules},
        "limits": {key: kind.limit for key, kind in session.library.kinds.items() if kind.limit},
        "movable": not session.project.read_only,
    }


def selection(session: Session) -> dict[str, Any]:
    """The selected modules and what is written on their frames."""
    chosen = session.focus.modules
    labels = {key: label_of(session, key) for key in chosen}
    return {"selected": list(chosen), "labels": labels, "zones": zones_of(session)}


def label_of(session: Session, key: str) -> dict[str, Any]:
    """The label of one module: its name, its variant, and whether the persona would not see it."""
    module = session.document.get(key, Module)
    seen = session.seen(key)
    single = session.focus.modules == (key,)
    shown = session.variant() if single else seen
    return {
        "label": _named(session, module, shown),
        "note": _hidden(session, key) if seen == HIDDEN else "",
        "ghost": seen == HIDDEN,
    }


def _hidden(session: Session, key: str) -> str:
    if is_hidden(session.document, key):
        return _("hidden from everybody")
    return _("hidden from this visitor")


def _named(session: Session, module: Module, variant: str | None) -> str:
    if variant is None or variant == HIDDEN or len(module.variants) < 2:
        return module.name
    letter = letter_of(module, variant)
    name = session.document.get(variant, Variant).name
    return _("{module} · Variant {letter} “{name}”", module=module.name, letter=letter, name=name)


def _floor(floor: Floor) -> dict[str, Any]:
    count = plural("{count} module", "{count} modules", count=len(floor.modules))
    if floor.level == 2:
        count = _("Pull down to enter · {count}", count=count)
    guides = [[guide.axis, guide.at] for guide in floor.guides]
    return {
        "id": floor.id, "level": floor.level, "title": floor_title(floor), "count": count,
        "guides": guides,
    }  # fmt: skip


def _module(session: Session, key: str) -> dict[str, Any]:
    module = session.document.get(key, Module)
    kind = session.library.get(module.kind)
    named = said(kind.name) if kind else module.kind
    return {
        "name": module.name, "kind": named, "levels": list(kind.floors) if kind else [1, 2],
        "type": module.kind, "locked": module.locked, "hidden": is_hidden(session.document, key),
    }  # fmt: skip
