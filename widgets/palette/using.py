"""What the palette puts on a page: a filled-in kind, a linked copy of a part, a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.actions.linking import add_linked
from designer.actions.modules import add_module
from designer.actions.templates import layout_from_template, use_template
from designer.language import _
from designer.templates import Templates

if TYPE_CHECKING:
    from widgets.session import Session


def put_kind(
    session: Session, kind: str, preset: int | None, *, floor: str, index: int
) -> None:  # fmt: skip
    """Add a module of a kind and select it."""
    made = session.attempt(
        lambda: add_module(session.document, kind=kind, floor=floor, index=index,
                           library=session.library, preset=preset)
    )  # fmt: skip
    if made is not None:
        session.look(modules=(made,))


def put_part(session: Session, part: str, *, floor: str, index: int) -> None:
    """Add a copy that follows a part and select it."""
    made = session.attempt(
        lambda: add_linked(session.document, part=part, floor=floor, index=index)
    )
    if made is not None:
        session.look(modules=(made,))


def put_template(session: Session, key: str, *, floor: str, index: int) -> None:
    """Add the modules of a template and select them; a whole layout becomes one of the page."""
    shelf = Templates()
    found = session.attempt(lambda: shelf.get(key))
    parcel = found and session.attempt(lambda: shelf.read(found))
    if found is None or parcel is None:
        return
    if found.about.whole:
        put_layout(session, key)
        return
    fragment, files = parcel
    made = session.attempt(
        lambda: use_template(
            session.document, fragment=fragment, files=files, floor=floor, index=index,
            name=found.about.name, library=session.library, vault=session.project.assets,
        )
    )  # fmt: skip
    if made is not None:
        session.look(modules=made.modules)
        _tell(session, made.notes)


def put_layout(session: Session, key: str) -> None:
    """Make a layout of a template on the page in focus and go there."""
    shelf = Templates()
    found = session.attempt(lambda: shelf.get(key))
    parcel = found and session.attempt(lambda: shelf.read(found))
    if found is None or parcel is None:
        return
    fragment, files = parcel
    page, name = session.focus.page, found.about.name
    made = session.attempt(
        lambda: layout_from_template(
            session.document, fragment=fragment, files=files, page=page, name=name,
            library=session.library, vault=session.project.assets,
        )
    )  # fmt: skip
    if made is not None:
        layout, done = made
        session.look(layout=layout, modules=())
        _tell(session, done.notes)
        session.said.emit(_("Made layout “{name}”.", name=session.layout().name), "done")


def _tell(session: Session, notes: tuple[str, ...]) -> None:
    if notes:
        session.said.emit(" · ".join(notes), "said")
