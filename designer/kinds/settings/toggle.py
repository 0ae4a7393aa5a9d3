"""The `toggle` setting: yes or no."""

from __future__ import annotations

from typing import Any

from designer.kinds.problems import convert
from designer.kinds.settings.base import Setting


class Toggle(Setting, tag="toggle"):
    """A switch."""

    default: bool = False

    def initial(self) -> bool:
        """The declared default."""
        return self.default

    def parse(self, value: Any, *, at: str = "") -> bool:
        """The answer itself."""
        return convert(value, bool, at=at)
