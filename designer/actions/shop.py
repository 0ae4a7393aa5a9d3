"""What a user does to the shop itself: its name, logo, holdings and the theme of its pages."""

from __future__ import annotations

import msgspec

from designer.actions.editing import kept
from designer.document.document import Document
from designer.language import _
from designer.records import Shop, Theme


def set_theme(document: Document, *, theme: Theme) -> None:
    """Replace the brand's look."""
    before = document.shop.theme
    tokens = {*before.colours.items()} ^ {*theme.colours.items()}
    touched = ",".join(sorted({token for token, __ in tokens}))
    with document.transaction(_("Change the theme"), merge=f"theme:{touched}"):
        document.put(msgspec.structs.replace(document.shop, theme=theme))


def set_shop(document: Document, *, shop: Shop) -> None:
    """Replace the shop."""
    kept(document, shop, label=_("Change the shop"), of=Shop)
