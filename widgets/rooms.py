"""Makes a room of the studio at the first visit, so that start-up loads only what is seen."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from designer.language import _, mark
from widgets.session import Session, Workspace


class Room(NamedTuple):
    """Where a workspace's widget lives, and what it is called."""

    module: str
    name: str
    title: str


ROOMS: dict[Workspace, Room] = {
    "design": Room("widgets.design.workspace", "DesignWorkspace", mark("Design")),
    "crowds": Room("widgets.crowds.workspace", "CrowdsWorkspace", mark("Crowds")),
    "personas": Room("widgets.personas.workspace", "PersonasWorkspace", mark("Personas")),
    "experiments": Room(
        "widgets.experiments.workspace", "ExperimentsWorkspace", mark("Experiments")
    ),
    "handover": Room("widgets.handover.workspace", "HandoverWorkspace", mark("Hand-over")),
}


def title(workspace: Workspace) -> str:
    """What a workspace is called in the user's language."""
    return _(ROOMS[workspace].title)


def make(workspace: Workspace, session: Session) -> QWidget:
    """The widget of a workspace."""
    room = ROOMS[workspace]
    made: Callable[[Session], QWidget] = getattr(import_module(room.module), room.name)
    return made(session)
