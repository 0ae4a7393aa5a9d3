"""`duplex export` and `duplex verify`."""

from __future__ import annotations

from pathlib import Path

import click

from designer.commands.sources import instant, library, source
from designer.commands.speaking import JSON, OUT, PROJECT, progress, say
from designer.language import _


@click.command(
    "export",
    help=_("Export PROJECT as a package that decides by itself: a folder, or a file ending in "
           ".zip. The same project gives the same bytes."),
)  # fmt: skip
@PROJECT
@click.option("--out", type=OUT, required=True, help=_("Folder or .zip to write."))
@click.option("--at", metavar="INSTANT", help=_("The instant that the plain pages show."))
@JSON
def export_command(project: Path, out: Path, at: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Write the package."""
    from designer.export.package import export_package

    given = source(project)
    with progress(_("Exporting")) as step:
        manifest = export_package(
            given.document,
            given.assets,
            out,
            library=library(),
            at=None if at is None else instant(at, given.document.shop),
            progress=step,
        )
    size = sum(file.size for file in manifest.files.values())
    said = _("{files} files, {size} kB, in {out}.",
             files=len(manifest.files), size=size // 1024, out=out)  # fmt: skip
    say({"out": out, "files": len(manifest.files), "bytes": size}, said, as_json=as_json)


@click.command("verify", help=_("Check PACKAGE, a folder or .zip; exit code 1 when it is unsound."))
@click.argument("package", type=click.Path(path_type=Path))
@JSON
def verify_command(package: Path, as_json: bool) -> int:  # noqa: FBT001
    """Check every byte and every decision of a package."""
    from designer.export.verify import verify

    report = verify(package)
    sentences = [f"{one.file}: {one.message} {one.mend}".rstrip() for one in report.findings]
    last = _("The package is sound: {files} files, {pages} pages, {slots} slots.",
             files=report.files, pages=report.pages, slots=report.slots)  # fmt: skip
    say(report, *sentences, *([last] if report.sound else []), as_json=as_json)
    return 0 if report.sound else 1
