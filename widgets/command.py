"""What a command of the studio is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from widgets.window import Window


def _always(_window: Window) -> str:
    return ""


class Command(NamedTuple):
    """One command of a window; `label` is said through `_`.

    `refused` says why it cannot be done now; the empty text means that it can.
    """

    name: str
    label: str
    menu: str
    shortcuts: tuple[str, ...]
    run: Callable[[Window], object]
    refused: Callable[[Window], str] = _always
