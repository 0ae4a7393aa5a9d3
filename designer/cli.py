"""The command line: every command, loaded when it is called, and errors as one sentence."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from designer.errors import CancelledError, DesignerError
from designer.language import _, mark

COMMANDS = {
    "new": ("designer.commands.starting", mark("Make a new project.")),
    "open": ("designer.commands.starting", mark("Open a project in the studio.")),
    "render": ("designer.commands.rendering", mark("Show a page as one consumer sees it.")),
    "explain": ("designer.commands.deciding", mark("Say why a consumer sees what they see.")),
    "simulate": ("designer.commands.deciding", mark("Decide a page for many consumers.")),
    "population": ("designer.commands.people", mark("Write synthesised consumers.")),
    "lint": ("designer.commands.checking", mark("Name what could be wrong with a project.")),
    "export": ("designer.commands.handover", mark("Export the page package.")),
    "verify": ("designer.commands.handover", mark("Check an exported package.")),
    "pack": ("designer.commands.packing", mark("Make a project file of an unpacked folder.")),
    "unpack": ("designer.commands.packing", mark("Turn a project file into text and assets.")),
    "kinds": ("designer.commands.checking", mark("List the kinds of modules.")),
    "doctor": ("designer.commands.checking", mark("Name what this machine lacks.")),
}
"""By name: the module that holds the command (as a function of that name), and one line of help."""

OK, NOT_RIGHT, CANNOT, STOPPED = 0, 1, 2, 130
"""Exit codes: done; what was asked about is not right; the question is not; stopped."""


class Commands(click.Group):
    """A group that imports a command when it is needed, so that starting costs little."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of a project's life."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, __ = COMMANDS[cmd_name]
        found = getattr(importlib.import_module(module), f"{cmd_name}_command")
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(said)) for name, (__, said) in COMMANDS.items()])


def program() -> click.Group:
    """The command line as click runs it."""
    return Commands(
        name="duplex",
        help=_("Duplex: lay out two-floor shop homepages, decide who sees what, test, hand over. "
               "A PROJECT is a .duplex file or an unpacked folder."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    try:
        code = program().main(
            args=None if arguments is None else list(arguments),
            prog_name="duplex",
            standalone_mode=False,
        )
    except click.ClickException as error:
        error.show()
        return CANNOT
    except (click.Abort, CancelledError, KeyboardInterrupt):
        return _refused(_("Stopped; nothing of it was kept."), STOPPED)
    except DesignerError as error:
        return _refused(str(error), CANNOT)
    except BrokenPipeError:  # who read our output has gone, for instance `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        said = _("“{path}” cannot be used: {reason}.", path=error.filename, reason=error.strerror)
        return _refused(said, CANNOT)
    return code if isinstance(code, int) else OK


def _refused(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code
