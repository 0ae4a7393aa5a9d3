"""Settings as a kind's author writes them, for the tests of each type."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.kinds.manifest import AnySetting
from designer.kinds.settings.base import Setting

OPTIONS = [{"value": v, "label": {"zh": v, "en": v}} for v in ("left", "right")]
NEEDED: dict[str, dict[str, Any]] = {
    "range": {"min": 0, "max": 100, "default": 5},
    "choice": {"options": OPTIONS},
    "blocks": {"block": "slide"},
}
TYPES = (
    "text", "rich_text", "number", "range", "toggle", "choice", "colour", "image", "video",
    "panorama", "model", "link", "hot_zones", "cube", "products", "coupons", "date_time",
    "countdown", "spacing", "blocks",
)  # fmt: skip

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), WORDS,
    st.sampled_from(
        [10**400, -(10**400), 2**63, 1e308, -0.0, "javascript:alert(1)", "</style>", "}{;", "\0",
         "\u2028", "#abcdef", "primary", "²", "left", "none", "url", "item"]
    ),
)  # fmt: skip
KEYS = st.sampled_from(
    ["id", "asset", "alt", "focus", "poster", "muted", "action", "target", "image", "zones", "x",
     "y", "w", "h", "label", "link", "mode", "items", "category", "tags", "sort", "count", "until"]
)  # fmt: skip
HOSTILE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)
"""Anything a file, a script or another program may have left where a value should be."""


def setting(type_: str, **fields: Any) -> Setting:
    """A setting called `it`."""
    names = {"id": "it", "label": {"zh": "它", "en": "It"}}
    return msgspec.convert({**names, "type": type_, **NEEDED.get(type_, {}), **fields}, AnySetting)


def refusal(one: Setting, value: Any) -> str:
    """What the setting says against the value; nothing when it takes it."""
    try:
        one.check(value)
    except InvalidError as refused:
        return str(refused)
    return ""
