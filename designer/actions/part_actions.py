"""What a selection can do with parts, as the registry of actions runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.actions import linking
from designer.document.document import Document
from designer.records import Module, Variant

if TYPE_CHECKING:
    from designer.actions.registry import Target


def make_part(document: Document, target: Target) -> str:
    """Offer the selected modules as parts."""
    return linking.make_part(document, modules=target.modules)[0]


def can_make_part(document: Document, target: Target) -> bool:
    """Whether one of them is no part yet and no copy of one."""
    return any(
        not module.part and linking.original_of(document, module.id) is None
        for module in _modules(document, target)
    )


def detach(document: Document, target: Target) -> str:
    """Let the selected copies stand alone; a selected part stops being one."""
    return linking.detach(document, modules=target.modules)[0]


def can_detach(document: Document, target: Target) -> bool:
    """Whether one of them is a part or a copy."""
    return any(
        module.part or linking.original_of(document, module.id) is not None
        for module in _modules(document, target)
    )


def reset(document: Document, target: Target) -> str:
    """Make the selected copies like their originals again."""
    return linking.reset_to_original(document, modules=target.modules)[0]


def can_reset(document: Document, target: Target) -> bool:
    """Whether one of them differs from its original."""
    return any(linking.overrides(document, module.id) for module in _modules(document, target))


def follow_variant(document: Document, target: Target) -> str:
    """Add a variant that takes everything from the one in hand until it is changed."""
    (module,) = _modules(document, target)
    return linking.follow_variant(document, variant=target.variant or module.variants[0])


def can_follow(document: Document, target: Target) -> bool:
    """Whether there is one module, with a variant to follow."""
    found = _modules(document, target)
    known = target.variant is None or isinstance(document.find(target.variant), Variant)
    return len(found) == 1 and known


def _modules(document: Document, target: Target) -> list[Module]:
    found = [document.find(key) for key in target.modules]
    return [module for module in found if isinstance(module, Module)]
