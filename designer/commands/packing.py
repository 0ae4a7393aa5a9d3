"""`duplex pack` and `duplex unpack`."""

from __future__ import annotations

from pathlib import Path

import click

from designer.commands.sources import library
from designer.commands.speaking import JSON, say
from designer.errors import NotFoundError
from designer.language import _
from designer.storage.unpacked import pack, read_folder, unpack


@click.command("pack", help=_("Make the project FILE of an unpacked FOLDER."))
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=_("Replace FILE if it is there."))
@JSON
def pack_command(folder: Path, file: Path, force: bool, as_json: bool) -> None:  # noqa: FBT001
    """Pack a folder; what does not fit its kinds is said and kept."""
    if force and file.is_file():
        found = _replaced(folder, file)
    else:
        found = pack(folder, file, library=library())
    made = _("Made {file}.", file=file)
    say({"file": file, "misfits": found}, *found, made, as_json=as_json)


@click.command("unpack", help=_("Turn the project FILE into text and asset files in FOLDER."))
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@JSON
def unpack_command(file: Path, folder: Path, as_json: bool) -> None:  # noqa: FBT001
    """Unpack a project."""
    unpack(file, folder)
    records, assets = read_folder(folder)
    answer = {"folder": folder, "records": len(records), "assets": len(assets.names())}
    said = _("{records} records and {assets} assets are in {folder}.", **answer)
    say(answer, said, as_json=as_json)


def _replaced(folder: Path, file: Path) -> tuple[str, ...]:
    """Pack beside the old file, then put the new one in its place."""
    if not folder.is_dir():
        raise NotFoundError(_("There is no folder “{folder}”.", folder=folder))
    aside = file.with_name(f".{file.name}.packed")
    aside.unlink(missing_ok=True)
    found = pack(folder, aside, library=library())
    aside.replace(file)
    return found
