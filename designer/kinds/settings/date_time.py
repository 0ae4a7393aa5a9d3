"""The `date_time` and `countdown` settings: an instant, and an instant that is counted down to."""

from __future__ import annotations

from typing import Any

from designer.kinds.problems import convert
from designer.kinds.settings.base import Scene, Setting
from designer.records import Instant, Struct


class CountdownValue(Struct):
    """The instant that is counted down to, and the words before the figures."""

    until: Instant | None = None
    label: str = ""


class DateTime(Setting, tag="date_time"):
    """An instant with its offset (`2026-11-11T00:00:00+08:00`), or none."""

    def initial(self) -> None:
        """No instant."""

    def parse(self, value: Any, *, at: str = "") -> Any:
        """The instant, or None."""
        return convert(value, Instant | None, at=at)  # type: ignore[arg-type]

    def view(self, value: Any, scene: Scene) -> Any:
        """A datetime, or None."""
        del scene
        return self.parse(value)


class Countdown(Setting, tag="countdown"):
    """An instant that the page counts down to, with a label."""

    def initial(self) -> dict[str, Any]:
        """Nothing to count down to."""
        return {"until": None, "label": ""}

    def parse(self, value: Any, *, at: str = "") -> CountdownValue:
        """The typed value."""
        return convert(value, CountdownValue, at=at)

    def view(self, value: Any, scene: Scene) -> CountdownValue:
        """`until` (a datetime or None) and `label`."""
        del scene
        return self.parse(value)
