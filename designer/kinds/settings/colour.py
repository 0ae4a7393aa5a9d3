"""The `colour` setting: a token of the theme, or a colour of its own."""

from __future__ import annotations

import re
from typing import Any

from designer.errors import InvalidError
from designer.kinds.problems import convert
from designer.kinds.settings.base import COLOURS, Rules, Setting
from designer.language import _

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


class Colour(Setting, tag="colour"):
    """A theme token such as `primary`, which follows the theme, or `#rrggbb`; in CSS `--<id>`."""

    default: str = "primary"

    def initial(self) -> str:
        """The declared default."""
        return self.default

    def parse(self, value: Any, *, at: str = "") -> str:
        """The token or the hex colour."""
        text = convert(value, str, at=at)
        if text not in COLOURS and not _HEX.fullmatch(text):
            sentence = _(
                "“{value}” is neither #rrggbb nor a theme colour ({known})",
                value=text,
                known=", ".join(COLOURS),
            )
            raise InvalidError(f"{at}: {sentence}")
        return text

    def rules(self, value: Any) -> Rules:
        """`--<id>: var(--c-primary)` or the colour itself."""
        yield "", {f"--{self.id}": value.lower() if value.startswith("#") else f"var(--c-{value})"}
