"""What a user does to assets: bring files in, describe, sort, replace, merge and remove them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

import msgspec

from designer.actions.editing import free_name, kept, renamed
from designer.document.document import Document
from designer.document.drawings import cleaned
from designer.document.media import ENDINGS, MOST_BYTES, inspected, told
from designer.document.pictures import usable
from designer.errors import InvalidError, ReadOnlyError
from designer.language import _, plural
from designer.records import AnyRecord, Asset, new_id


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


def taken(data: bytes, *, name: str, vault: Vault, folder: str = "") -> Asset:
    """Keep the bytes of a file from outside and tell what they are, ready for `add_assets`.

    This may take long and touches no record, so it can run beside the window. Drawings are cleaned
    and CMYK pictures turned into RGB. Raises InvalidError naming the file.
    """
    media = told(data)
    if not media:
        known = ", ".join(ENDINGS.values())
        text = _("“{name}” is no file that a page can show; bring one of {known}.",
                 name=name, known=known)  # fmt: skip
        raise InvalidError(text)
    if media == "image/svg+xml":
        data = cleaned(data, name=name)
    if len(data) <= MOST_BYTES:
        data = usable(data, media, name=name)
    facts = inspected(data, media, name=name)
    return Asset(
        id=new_id(Asset), name=name, sha256=vault.add(data), media=media, size=len(data),
        width=facts.width, height=facts.height, folder=folder,
    )  # fmt: skip


def add_assets(document: Document, *, assets: Sequence[Asset]) -> tuple[str, ...]:
    """Take files that were `taken` into the project as one step; bytes that are already there give
    the asset that has them. Returns the ids in the same order."""
    known = {one.sha256: one.id for one in document.all(Asset)}
    names = [one.name for one in document.all(Asset)]
    label = plural("Add {count} asset", "Add {count} assets", count=len(assets))
    if len(assets) == 1:
        label = _("Add asset {name}", name=assets[0].name)
    with document.transaction(label):
        for one in assets:
            if one.sha256 not in known:
                made = msgspec.structs.replace(one, name=free_name(one.name, names))
                document.put(made)
                names.append(made.name)
                known[one.sha256] = one.id
    return tuple(known[one.sha256] for one in assets)


def move_assets(document: Document, *, assets: Sequence[str], folder: str) -> None:
    """Put assets into a folder such as `posters/autumn`; the empty one is the top."""
    place = folder_path(folder)
    label = plural("Move {count} asset", "Move {count} assets", count=len(assets))
    with document.transaction(label):
        for key in assets:
            document.put(msgspec.structs.replace(document.get(key, Asset), folder=place))


def rename_folder(document: Document, *, folder: str, to: str) -> str:
    """Give a folder another path, with all that is in it; the empty path takes it away."""
    place = folder_path(to)
    if place == folder or f"{place}/".startswith(f"{folder}/"):
        return folder
    with document.transaction(_("Rename folder {name}", name=folder)):
        for one in document.all(Asset):
            if f"{one.folder}/".startswith(f"{folder}/"):
                rest = one.folder[len(folder) :].lstrip("/")
                path = "/".join(filter(None, (place, rest)))
                document.put(msgspec.structs.replace(one, folder=path))
    return place


def folder_path(folder: str) -> str:
    """A folder's path without blanks and empty parts around its names."""
    return "/".join(filter(None, (part.strip() for part in folder.split("/"))))


def tag_assets(
    document: Document, *, assets: Sequence[str], add: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> None:  # fmt: skip
    """Give assets more tags, or take some away."""
    label = plural("Tag {count} asset", "Tag {count} assets", count=len(assets))
    with document.transaction(label):
        for key in assets:
            one = document.get(key, Asset)
            kept_ = (tag for tag in one.tags if tag not in remove)
            tags = tuple(dict.fromkeys([*kept_, *(tag for tag in add if tag)]))
            document.put(msgspec.structs.replace(one, tags=tags))


def replace_file(document: Document, *, asset: str, by: Asset) -> None:
    """Put another file in an asset's place: everywhere it is shown the new one is seen.

    Raises InvalidError when it is of another sort: a film where a picture was shows nothing.
    """
    old = document.get(asset, Asset)
    if old.media.partition("/")[0] != by.media.partition("/")[0]:
        text = _("“{new}” cannot stand in for “{name}”: the one is {media}, the other {old}.",
                 new=by.name, name=old.name, media=by.media, old=old.media)  # fmt: skip
        raise InvalidError(text)
    with document.transaction(_("Replace asset {name} everywhere", name=old.name)):
        document.put(msgspec.structs.replace(
            old, sha256=by.sha256, media=by.media, size=by.size, width=by.width, height=by.height,
        ))  # fmt: skip


def add_poster(document: Document, *, film: str, poster: Asset) -> str:
    """Take a frame of a film in as a picture, and show it before the film wherever that has no
    poster yet; one step. Returns the picture's id."""
    name = document.get(film, Asset).name
    with document.transaction(_("Poster for {name}", name=name)):
        (made,) = add_assets(document, assets=[poster])
        for key in sorted(document.users(film)):
            record = document.records[key]
            shown = msgspec.to_builtins(record)
            if _give_poster(shown, film, made):
                document.put(msgspec.convert(shown, type(record)))
    return made


def _give_poster(value: object, film: str, poster: str) -> bool:
    """Fill the empty posters beside a film in a plain value; whether there were any."""
    if isinstance(value, list | tuple):
        return sum(_give_poster(one, film, poster) for one in value) > 0
    if not isinstance(value, dict):
        return False
    given = sum(_give_poster(one, film, poster) for one in value.values()) > 0
    if value.get("asset") == film and "poster" in value and not value["poster"]:
        value["poster"] = poster
        return True
    return given


def merge_assets(document: Document, *, keep: str, others: Sequence[str]) -> None:
    """Show one asset wherever the others were shown, and take the others out."""
    found = document.get(keep, Asset)
    gone = [key for key in others if key != keep]
    label = plural("Merge {count} asset into {name}", "Merge {count} assets into {name}",
                   count=len(gone), name=found.name)  # fmt: skip
    with document.transaction(label):
        for key in gone:
            one = document.get(key, Asset)
            for user in sorted(document.users(key)):
                document.put(_showing(document.records[user], key, keep))
            tags = tuple(dict.fromkeys([*document.get(keep, Asset).tags, *one.tags]))
            here = document.get(keep, Asset)
            document.put(msgspec.structs.replace(here, tags=tags, alt=here.alt or one.alt))
            document.remove(key)


def _showing(record: AnyRecord, old: str, new: str) -> AnyRecord:
    return msgspec.convert(renamed(msgspec.to_builtins(record), {old: new}), type(record))


def remove_asset(document: Document, *, asset: str) -> None:
    """Take an asset out; refused while something shows it. Its bytes stay for undo."""
    gone = document.get(asset, Asset)
    with document.transaction(_("Remove asset {name}", name=gone.name)):
        document.remove(asset)


def remove_assets(document: Document, *, assets: Sequence[str]) -> None:
    """Take several out as one step; refused, all of them, while something shows one."""
    if len(assets) == 1:
        remove_asset(document, asset=assets[0])
        return
    with document.transaction(plural("Remove {count} asset", "Remove {count} assets",
                                     count=len(assets))):  # fmt: skip
        for key in assets:
            document.remove(document.get(key, Asset).id)
