"""Which settings have a large editor of their own, and the windows these editors are in."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from designer.actions.zones import Spot
from designer.document.queries import owner
from designer.errors import DesignerError
from designer.kinds.manifest import Kind
from designer.kinds.settings.cube import Cube
from designer.kinds.settings.hot_zones import HotZones
from designer.records import Module
from widgets.session import Session

LARGE = (HotZones, Cube)
"""The setting types with an editor of their own."""


def editor_at(kind: Kind, path: str) -> str:
    """The path of the setting to open largely: the one at `path`, or for no path the first one."""
    if not path:
        return next((field.id for field in kind.settings if isinstance(field, LARGE)), "")
    steps = path.split(".")
    heads = (".".join(steps[:count]) for count in range(1, len(steps) + 1))
    return next((head for head in heads if _is_large(kind, head)), "")


def _is_large(kind: Kind, path: str) -> bool:
    try:
        return isinstance(kind.setting(path), LARGE)
    except DesignerError:
        return False


def editor_of(session: Session) -> tuple[str, str] | None:
    """The variant in hand and its setting that has a large editor, if it has one."""
    module, variant = session.module(), session.variant()
    kind = session.library.get(module.kind) if module else None
    path = editor_at(kind, "") if kind else ""
    return (variant, path) if variant is not None and path else None


class Editors(QObject):
    """The editors that are open, one for each picture or cube."""

    def __init__(self, session: Session, above: QWidget) -> None:
        super().__init__(above)
        self._session, self._above = session, above
        self._open: dict[Spot, QDialog] = {}
        session.editing.connect(self.open)

    def open(self, variant: str, setting: str) -> QDialog | None:
        """Open the editor of a setting, or bring the one that is open to the front."""
        spot = Spot(variant, setting)
        found = self._open.get(spot)
        if found is None or not isValid(found) or not found.isVisible():
            found = self._made(spot)
        if found is not None:
            self._open[spot] = found
            found.show()
            found.raise_()
            found.activateWindow()
        return found

    def _made(self, spot: Spot) -> QDialog | None:
        session = self._session
        try:
            module = owner(session.document, spot.variant, Module)
            kind = session.library.get(module.kind)
            field = kind.setting(spot.setting) if kind else None
        except DesignerError:
            return None
        if isinstance(field, HotZones):
            from widgets.zones.editor import ZoneEditor

            return ZoneEditor(session, spot, self._above)
        if isinstance(field, Cube) and kind is not None:
            from widgets.zones.cube_editor import CubeEditor

            return CubeEditor(session, spot, kind, self._above)
        return None
