"""What assistive tools are told of controls that we draw ourselves.

Qt calls such a widget a client area whatever it is, and a factory of our own for its roles brings
the web engine down; so the role is said in words, in the widget's description.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from designer.language import _, mark

ENTRY: Final = mark("Entry of a list")
GROUP: Final = mark("Group of controls")
CHART: Final = mark("Chart")
SLIDER: Final = mark("Slider")
HEADER: Final = mark("Captions of a table")
SURFACE: Final = mark("Drawing surface")
DAYS: Final = mark("Calendar: arrow keys walk the days")


def tell_role(widget: QWidget, role: str) -> None:
    """Say what a widget is, where it says nothing yet."""
    if not widget.accessibleDescription():
        widget.setAccessibleDescription(_(role))
