"""The window these tests work in."""

from __future__ import annotations

from tests.widgets.windows import window

__all__ = ["window"]
