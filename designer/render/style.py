"""The page's stylesheet, put together from named sheets: base, theme, one for each kind, one for
each module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from designer.kinds.library import Library
from designer.kinds.settings.base import COLOURS
from designer.kinds.settings.number import figure
from designer.records import Theme
from designer.render.module import Fragment

PAGES = Path(__file__).resolve().parents[2] / "assets" / "pages"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_SPARE = dict(
    zip(
        COLOURS,
        (
            "#1f2937",
            "#ffffff",
            "#c2410c",
            "#ffffff",
            "#ffffff",
            "#f5f5f4",
            "#1c1917",
            "#57534e",
            "#e7e5e4",
            "#b91c1c",
            "#8a6a1f",
            "#111827",
            "#f5efe0",
        ),
        strict=True,
    )
)
"""Colours for tokens that a theme leaves out."""

SCALES = (0.8, 1.4)
"""The smallest and the largest type scale."""

_SERIF = '"Songti SC","Noto Serif SC","Noto Serif CJK SC","Source Han Serif SC",STSong,SimSun,serif'
_SANS = '"PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif'


def sheets(theme: Theme, fragments: Iterable[Fragment], *, library: Library) -> dict[str, str]:
    """Sheet name → CSS, in the page's order: `base`, `theme`, `kind:<id>` by id, `<module id>` in
    page order."""
    shown = list(fragments)
    named = {"base": base_css(), "theme": theme_css(theme)}
    named |= {
        f"kind:{kind}": kind_css(kind, library=library)
        for kind in sorted({f.kind for f in shown} - {""})
    }
    return named | {fragment.module: fragment.css for fragment in shown}


def text(named: Mapping[str, str]) -> str:
    """The whole stylesheet."""
    return "".join(named.values())


def kind_css(kind: str, *, library: Library) -> str:
    """A kind's own stylesheet, ending with a line break."""
    return library.source(kind).style.strip() + "\n"


def theme_css(theme: Theme) -> str:
    """The theme as custom properties of the page."""
    tokens = [f"--c-{name}:{colour_of(theme, name)}" for name in _SPARE]
    tokens += [
        f"--radius:{int(theme.radius)}",
        f"--gap:{int(theme.gap)}",
        f"--heading:{_SERIF if theme.heading == 'serif' else _SANS}",
        f"--type-scale:{figure(type_scale(theme))}",
    ]
    return f":root{{{';'.join(tokens)}}}\n"


def type_scale(theme: Theme) -> float:
    """The factor of all type, kept within what the kinds are drawn for."""
    low, high = SCALES
    return min(high, max(low, theme.scale)) if theme.scale == theme.scale else 1.0  # not a number


def colour_of(theme: Theme, name: str) -> str:
    """A colour token as the page shows it: `#rrggbb`."""
    value = theme.colours.get(name, _SPARE[name])
    return value if _HEX.fullmatch(value) else _SPARE[name]


@cache
def base_css() -> str:
    """The shared ground of every page."""
    return (PAGES / "base.css").read_text(encoding="utf-8").strip() + "\n"
