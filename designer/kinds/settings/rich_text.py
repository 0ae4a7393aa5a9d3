"""The `rich_text` setting: a little formatting and links, cleaned of everything else."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from designer.errors import InvalidError
from designer.kinds.problems import convert
from designer.kinds.settings.base import Scene, Setting
from designer.language import _

TAGS = frozenset({"a", "b", "i", "em", "strong", "u", "br", "p", "ul", "li", "span"})
INKS = ("ink", "muted", "primary", "accent", "price", "gold", "paper")
"""The theme's colours a part of a text may have, as the class `c-<name>` of a span."""
_CLASSES = frozenset(f"c-{name}" for name in INKS)
_HREF = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)


class RichText(Setting, tag="rich_text"):
    """Formatted text: b, i, em, strong, u, br, p, ul, li, span in a colour of the theme, and links
    to http(s) addresses."""

    default: str = ""
    max_length: int = 4000

    def initial(self) -> str:
        """The declared default."""
        return self.default

    def parse(self, value: Any, *, at: str = "") -> str:
        """The text as it was written."""
        text = convert(value, str, at=at)
        if len(text) > self.max_length:
            sentence = _(
                "has {count} characters, at most {limit} fit",
                count=len(text),
                limit=self.max_length,
            )
            raise InvalidError(f"{at}: {sentence}")
        return text

    def view(self, value: Any, scene: Scene) -> Markup:
        """The cleaned text, safe to print as it is."""
        del scene
        return cleaned(value)


def cleaned(text: str) -> Markup:
    """Rich text with only our tags and links left."""
    if "<" not in text and "&" not in text:
        return Markup(text)
    import nh3

    html = nh3.clean(
        text,
        tags=set(TAGS),
        attributes={"a": {"href"}, "span": {"class"}},
        url_schemes={"http", "https"},
        attribute_filter=_kept,
        link_rel="noopener noreferrer",
    )
    return Markup(html)


def _kept(_tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return value if value in _CLASSES else None
    return value if name != "href" or _HREF.fullmatch(value) else None
