"""Opens the comparison of two states in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.language import _
from widgets.history.keeping import Keeper

if TYPE_CHECKING:
    from widgets.window import Window


def open_newest(window: Window) -> None:
    """The newest version, or the beginning, beside the present."""
    from widgets.history.comparison import Comparing

    keeper = Keeper.of(window.session)
    project = keeper.project()
    if project is None:
        window.session.said.emit(_("A project that is no file keeps no history."), "said")
        return
    versions = project.versions()
    made = Comparing(window.session, keeper=keeper, parent=window)
    made.show_states(versions[-1].seq if versions else 0)
    made.show()
