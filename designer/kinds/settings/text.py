"""The `text` setting: one line or a few lines of plain text."""

from __future__ import annotations

from typing import Any

from designer.errors import InvalidError
from designer.kinds.problems import convert
from designer.kinds.settings.base import Setting
from designer.language import _
from designer.records import Label


class Text(Setting, tag="text"):
    """Plain text of at most `max_length` characters; `lines` above 1 asks for a taller field."""

    default: str = ""
    max_length: int = 200
    lines: int = 1
    placeholder: Label | None = None

    def initial(self) -> str:
        """The declared default."""
        return self.default

    def parse(self, value: Any, *, at: str = "") -> str:
        """The text itself."""
        text = convert(value, str, at=at)
        if len(text) > self.max_length:
            sentence = _(
                "has {count} characters, at most {limit} fit",
                count=len(text),
                limit=self.max_length,
            )
            raise InvalidError(f"{at}: {sentence}")
        return text
