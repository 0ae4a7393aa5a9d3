"""What a user does to assets: bring pictures, videos and models in, describe them, remove them."""

from __future__ import annotations

import hashlib
from typing import Protocol

from designer.actions.editing import free_name, kept
from designer.document.document import Document
from designer.document.media import inspected
from designer.errors import ReadOnlyError
from designer.language import _
from designer.records import Asset, new_id


class Vault(Protocol):
    """Where the bytes go."""

    def add(self, data: bytes) -> str:
        """Keep the bytes; returns their SHA-256."""


def add_asset(
    document: Document,
    *,
    project_assets: Vault,
    data: bytes,
    name: str,
    media: str,
    alt: str = "",
    tags: tuple[str, ...] = (),
) -> str:
    """Take a file into the project; bytes that are already there give the asset that has them.

    Raises InvalidError for what is too large, damaged, of another type than `media` or able to run.
    """
    facts = inspected(data, media, name=name)
    sha256 = hashlib.sha256(data).hexdigest()
    for asset in document.all(Asset):
        if asset.sha256 == sha256:
            return asset.id
    if document.read_only:
        raise ReadOnlyError(document.read_only)
    made = Asset(
        id=new_id(Asset),
        name=free_name(name, (asset.name for asset in document.all(Asset))),
        sha256=project_assets.add(data),
        media=media,
        size=len(data),
        width=facts.width,
        height=facts.height,
        alt=alt,
        tags=tags,
    )
    with document.transaction(_("Add asset {name}", name=made.name)):
        document.put(made)
    return made.id


def set_asset(document: Document, *, asset: Asset) -> str:
    """Replace the asset that has this id: its name, description or tags."""
    kept(document, asset, label=_("Change asset {name}", name=asset.name), of=Asset)
    return asset.id


def remove_asset(document: Document, *, asset: str) -> None:
    """Take an asset out; refused while something shows it. Its bytes stay for undo."""
    gone = document.get(asset, Asset)
    with document.transaction(_("Remove asset {name}", name=gone.name)):
        document.remove(asset)
