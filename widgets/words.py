"""What things without a name of their own are called on screen: floors, and variants by letter."""

from __future__ import annotations

from designer.language import _
from designer.records import Floor, Module


def floor_title(floor: Floor) -> str:
    """What a floor is called on screen."""
    return _("Floor 1 · Shelf") if floor.level == 1 else _("Floor 2 · Brand space")


def letter_of(module: Module, variant: str) -> str:
    """A, B, C… by the place of the variant; after Z the numbers go on."""
    return letter(module.variants.index(variant))


def letter(index: int) -> str:
    """A, B, C… for a place in an order; after Z the numbers go on."""
    return chr(ord("A") + index) if index < 26 else str(index + 1)
