"""`duplex new` and `duplex open`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from designer.commands.sources import library
from designer.commands.speaking import JSON, say
from designer.errors import NotFoundError
from designer.language import _

SAMPLES = Path(__file__).resolve().parents[2] / "projects"


@click.command(
    "new",
    help=_("Make a new project FILE: an empty home with the eight crowds, or a copy of a sample."),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help=_("The shop's name; the file's name if not given."))
@click.option("--sample", metavar="NAME", help=_("Start from a sample: shanlan or mujian."))
@JSON
def new_command(file: Path, name: str | None, sample: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Make a new project."""
    file = file if file.suffix == ".duplex" else file.with_name(f"{file.name}.duplex")
    if sample is None:
        from designer.starting import blank
        from designer.storage.creating import write_new

        write_new(file, blank(name or file.stem))
    else:
        from designer.storage.unpacked import pack

        pack(_sample(sample), file, library=library())
    say({"file": file}, _("Made {file}.", file=file), as_json=as_json)


@click.command("open", help=_("Open PROJECT, or the sample store, in the studio."))
@click.argument("project", type=click.Path(path_type=Path), required=False)
def open_command(project: Path | None) -> int:
    """Start the studio and wait for it."""
    if project is not None and not project.exists():
        raise NotFoundError(_("There is no project at {path}.", path=project))
    given = [] if project is None else [str(project)]
    return subprocess.run([sys.executable, "-m", "widgets", *given]).returncode


def _sample(name: str) -> Path:
    known = sorted(folder.parent.name for folder in SAMPLES.glob("*/project.json"))
    if name not in known:
        text = _("There is no sample “{name}”; there are: {known}.",
                 name=name, known=", ".join(known))  # fmt: skip
        raise NotFoundError(text)
    return SAMPLES / name
