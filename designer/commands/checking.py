"""`duplex lint`, `duplex kinds` and `duplex doctor`: what is there, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from designer.commands.sources import source
from designer.commands.speaking import JSON, PROJECT, say, table
from designer.document.queries import described
from designer.language import _, current
from designer.records import Label


@click.command("lint", help=_("Name what could be wrong with PROJECT; exit code 1 on errors."))
@PROJECT
@JSON
def lint_command(project: Path, as_json: bool) -> int:  # noqa: FBT001
    """Print the findings, worst first."""
    from designer.kinds.library import Library
    from designer.lint.findings import findings

    document = source(project).document
    found = findings(document, library=Library.load())
    sentences = [
        f"{_severity(one.severity)} {described(document, one.variant or one.record)}: "
        f"{one.message}. {one.mend}".rstrip()
        for one in found
    ]
    say(found, *(sentences or [_("Nothing is wrong.")]), as_json=as_json)
    return 1 if any(one.severity == "error" for one in found) else 0


@click.command("kinds", help=_("List the kinds of modules; exit code 1 when one cannot be used."))
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@JSON
def kinds_command(folders: tuple[Path, ...], as_json: bool) -> int:  # noqa: FBT001
    """List the built-in kinds, or those in the folders, and what is wrong with any."""
    from designer.kinds.library import BUILT_IN, Library

    library = Library.load(folders or [BUILT_IN])
    kinds = [
        {"id": k.id, "version": k.version, "name": k.name, "group": k.group, "floors": k.floors,
         "limit": k.limit, "settings": [setting.id for setting in k.settings]}
        for k in library.kinds.values()
    ]  # fmt: skip
    problems = [problem._asdict() for problem in library.problems]
    if as_json:
        say({"kinds": kinds, "problems": problems}, as_json=True)
    else:
        rows = [
            (k.id, _said(k.name), _numbers(k.floors), str(k.limit or "–"), str(len(k.settings)))
            for k in library.kinds.values()
        ]
        table((_("Kind"), _("Name"), _("Floors"), _("Per floor"), _("Settings")), rows)
        for problem in library.problems:
            click.echo(str(problem), err=True)
    return 1 if problems else 0


@click.command("doctor", help=_("Name what this machine lacks; exit code 1 when something does."))
@JSON
def doctor_command(as_json: bool) -> int:  # noqa: FBT001
    """Look at everything Duplex stands on."""
    from designer.doctor import examine

    found = examine()
    marks = {"ok": "✓", "advice": "!", "broken": "✗"}
    sentences = [
        f"{marks[one.state]} {one.about}: {one.found}" + (f"\n  {one.mend}" if one.mend else "")
        for one in found
    ]
    say(found, *sentences, as_json=as_json)
    return 1 if any(one.state == "broken" for one in found) else 0


def _severity(severity: str) -> str:
    return {"error": _("[error]"), "warn": _("[warning]"), "info": _("[hint]")}[severity]


def _numbers(values: Iterable[int]) -> str:
    return " ".join(map(str, values))


def _said(label: Label) -> str:
    return label.zh if current() == "zh_CN" else label.en
