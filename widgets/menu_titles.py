"""The menus by key, in their order, with what they are called; one without a name is shown in
another."""

from __future__ import annotations

from typing import Final

from designer.language import mark

TITLES: Final = {
    "file": mark("Project"), "history": "", "edit": mark("Edit"), "arrange": mark("Arrange"),
    "page": mark("Page"), "view": mark("View"), "zoom": mark("Zoom"), "panels": mark("Panels"),
    "help": mark("Help"),
}  # fmt: skip
