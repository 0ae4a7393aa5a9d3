"""What is done with chosen assets at once: each one verb, and a refusal is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject

from designer.actions import assets as verbs
from designer.document.queries import described, place_of
from designer.errors import DesignerError
from designer.language import _
from designer.records import Asset, Module, Variant

if TYPE_CHECKING:
    from widgets.session import Session


class Desk(QObject):
    """The verbs of the library on one session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._document = session, session.document

    def change(self, asset: Asset | None, **fields: str) -> None:
        """Give an asset another name or description."""
        if asset is not None:
            changed = msgspec.structs.replace(asset, **fields)
            self._do(lambda: verbs.set_asset(self._document, asset=changed))

    def tag(self, chosen: Sequence[Asset], tags: Sequence[str]) -> None:
        """Make these the tags that all chosen ones share."""
        if not chosen:
            return
        shared = [tag for tag in chosen[0].tags if all(tag in one.tags for one in chosen)]
        if shared != list(tags):
            gone = [tag for tag in shared if tag not in tags]
            keys = [one.id for one in chosen]
            self._do(lambda: verbs.tag_assets(self._document, assets=keys, add=tags, remove=gone))

    def move(self, keys: list[str], folder: str) -> None:
        """Put assets into a folder."""
        self._do(lambda: verbs.move_assets(self._document, assets=keys, folder=folder))

    def rename_folder(self, folder: str, to: str) -> None:
        """Give a folder another path."""
        self._do(lambda: verbs.rename_folder(self._document, folder=folder, to=to))

    def remove(self, keys: Sequence[str]) -> None:
        """Take assets out; those still used are said."""
        if keys:
            self._do(lambda: verbs.remove_assets(self._document, assets=keys))

    def merge(self, keys: Sequence[str]) -> None:
        """Show the one with the most pixels wherever the others were."""
        found = [self._document.get(key, Asset) for key in keys]
        if len(found) > 1:
            best = max(found, key=lambda one: (one.width * one.height, one.size))
            self._do(lambda: verbs.merge_assets(self._document, keep=best.id, others=keys))

    def unused(self) -> list[str]:
        """The assets that nothing shows."""
        every = self._document.all(Asset)
        return [one.id for one in every if not self._document.users(one.id)]

    def spare(self) -> int:
        """The bytes of the file that nothing needs."""
        from designer.storage.project import Project

        project = self._session.project
        return project.spare().size if isinstance(project, Project) else 0

    def visit(self, record: str) -> bool:
        """Go to a place where an asset is used; whether there is one on a page."""
        document, module = self._document, self._module(record)
        if module is None:
            said = _("It is used by {place}.", place=described(document, record))
            self._session.said.emit(said, "said")
            return False
        try:
            place = place_of(document, module)
        except DesignerError:
            return False
        look = self._session.look
        look(workspace="design", page=place.page, layout=place.layout, modules=(module,))
        if record != module:
            look(variant=record)
        return True

    def _module(self, record: str) -> str | None:
        found = self._document.find(record)
        if isinstance(found, Module):
            return record
        if not isinstance(found, Variant):
            return None
        owners = sorted(self._document.users(record))
        return next((k for k in owners if isinstance(self._document.find(k), Module)), None)

    def _do(self, deed: Callable[[], object]) -> None:
        self._session.attempt(deed)
