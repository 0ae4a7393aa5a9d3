"""What a user does to the shop itself: its name, logo, holdings and the theme of its pages."""

from __future__ import annotations

import msgspec

from designer.actions.editing import kept
from designer.document.document import Document
from designer.language import _
from designer.records import Shop, Theme


def set_theme(document: Document, *, theme: Theme, label: str = "") -> None:
    """Replace the brand's look; changes of the same parts in a row fold into one step."""
    before = document.shop.theme
    tokens = {*before.colours.items()} ^ {*theme.colours.items()}
    touched = [token for token, __ in tokens]
    touched += [
        name
        for name in ("radius", "gap", "heading", "scale")
        if getattr(before, name) != getattr(theme, name)
    ]
    merge = f"theme:{','.join(sorted({*touched}))}"
    with document.transaction(label or _("Change the theme"), merge=merge):
        document.put(msgspec.structs.replace(document.shop, theme=theme))


def set_shop(document: Document, *, shop: Shop) -> None:
    """Replace the shop."""
    kept(document, shop, label=_("Change the shop"), of=Shop)
