"""`duplex render`: one page as one consumer sees it, as HTML or as a picture."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import click

from designer.commands.sources import (
    Source,
    arms_called,
    consumer,
    instant,
    library,
    page_called,
    source,
)
from designer.commands.speaking import AT, JSON, OUT, PAGE, PROJECT, say
from designer.errors import DesignerError, InvalidError
from designer.language import _
from designer.records import Asset, Decision


@click.command(
    "render",
    help=_("Show a page of PROJECT as one consumer sees it, as FILE.html (with its files beside "
           "it) or as a picture, FILE.png."),
)  # fmt: skip
@PROJECT
@click.option("--persona", metavar="NAME", help=_("Who looks: a persona by name or id."))
@click.option("--consumer", "data", metavar="JSON", help=_("Who looks: JSON, or @FILE."))
@PAGE
@AT
@click.option("--arm", "arms", multiple=True, metavar="EXPERIMENT=ARM", help=_("Force an arm."))
@click.option("--out", type=OUT, required=True, help=_("The .html or .png to write."))
@JSON
def render_command(
    project: Path,
    persona: str | None,
    data: str | None,
    page: str,
    at: str | None,
    arms: tuple[str, ...],
    out: Path,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Decide, then render."""
    from designer.decide.choose import decide_page
    from designer.decide.rulebook import Rulebook

    if out.suffix.lower() not in (".html", ".htm", ".png"):
        raise InvalidError(_("“{out}” must end in .html or .png.", out=out))
    given = source(project)
    book = Rulebook.of(given.document)
    decision = decide_page(
        page_called(given.document, page).id,
        consumer(given.document, persona=persona, data=data),
        instant(at, given.document.shop),
        book=book,
        arms=arms_called(given.document, arms),
    )
    if out.suffix.lower() == ".png":
        _picture(given, decision, out)
    else:
        _write(given, decision, out)
    say({"out": out, "decision": decision}, _("Made {file}.", file=out), as_json=as_json)


def _write(given: Source, decision: Decision, out: Path) -> None:
    """The page, and its stylesheet, script and assets in a folder named after it."""
    from designer.export.pages import favicon
    from designer.render.files import asset_file
    from designer.render.page import render_page
    from designer.render.style import PAGES

    folder = out.with_name(f"{out.stem}_files")
    rendered = render_page(
        given.document, decision, library=library(), root=f"{quote(folder.name)}/"
    )
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    out.write_text(rendered.html, encoding="utf-8")
    (folder / "page.css").write_text(rendered.css, encoding="utf-8")
    (folder / "favicon.svg").write_text(favicon(given.document.shop), encoding="utf-8")
    (folder / "runtime.js").write_bytes((PAGES / "runtime.js").read_bytes())
    for asset in given.document.all(Asset):
        if asset.sha256 in rendered.assets and given.assets.has(asset.sha256):
            (folder / asset_file(asset)).write_bytes(given.assets.get(asset.sha256))


def _picture(given: Source, decision: Decision, out: Path) -> None:
    """Let a browser of its own process draw the page."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="duplex-") as room:
        page = Path(room) / "page.html"
        _write(given, decision, page)
        command = [sys.executable, "-m", "widgets.picture", str(page), str(out)]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode or not out.is_file():
        reason = (done.stderr.strip().splitlines() or [_("no reason was given")])[-1]
        raise DesignerError(_("The picture could not be made: {reason}", reason=reason))
