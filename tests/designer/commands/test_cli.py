"""The command line as a whole: help for everything, telling exit codes, quick to start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from designer import cli
from designer.cli import COMMANDS, main
from designer.errors import CancelledError
from designer.language import use

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("numpy", "pandas", "duckdb", "numba", "PySide6", "sqlite_utils", "PIL", "jinja2", "rich")


def test_help_names_every_command(duplex):
    answer = duplex("--help")
    assert answer.code == 0
    assert all(f"  {name} " in answer.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(duplex, name):
    answer = duplex(name, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"Usage: duplex {name} ")
    assert len(answer.out.splitlines()) > 4
    assert "--help" in answer.out


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "open"])
def test_whatever_a_program_may_read_comes_as_json(duplex, name):
    assert "--json" in duplex(name, "--help").out


def test_every_option_says_what_it_is_for():
    silent = [
        f"{name} {option.opts[0]}"
        for name in COMMANDS
        for option in _command(name).params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


def _command(name: str) -> click.Command:
    found = cli.program().get_command(click.Context(cli.program()), name)
    assert found is not None
    return found


def test_help_is_said_in_chinese_too(duplex):
    use("zh_CN")
    assert "导出页面包。" in duplex("--help").out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["explain"],
        ["render", "x.duplex"],
        ["population", "x", "--size", "-1"],
        ["--no"],
    ],
)
def test_a_wrong_question_is_2_with_a_hint(duplex, arguments):
    answer = duplex(*arguments)
    assert answer.code == 2
    assert "Usage: duplex" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("command", ["lint", "explain", "unpack", "export", "render", "simulate"])
def test_a_file_that_is_not_there_is_one_sentence(duplex, command, tmp_path):
    more = {
        "unpack": [tmp_path / "out"], "export": ["--out", tmp_path / "out"],
        "render": ["--out", tmp_path / "x.html"], "simulate": ["--population", "3"],
    }.get(command, [])  # fmt: skip
    answer = duplex(command, tmp_path / "gone.duplex", *more)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err == f"There is no file “{tmp_path / 'gone.duplex'}”.\n"


def test_a_foreign_file_is_one_sentence(duplex, tmp_path):
    (tmp_path / "x.duplex").write_text("hello")
    answer = duplex("lint", tmp_path / "x.duplex")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "not a Duplex project" in answer.err


def test_stopping_is_said(duplex, monkeypatch):
    def stop(*_args: object, **_more: object) -> None:
        raise CancelledError

    monkeypatch.setattr(cli.Commands, "main", stop)
    assert main(["kinds"]) == 130


def test_a_place_that_cannot_be_written_is_one_sentence(duplex, shop):
    answer = duplex("render", shop, "--out", "/proc/nowhere/x.html")
    assert answer.code == 2
    assert "/proc/nowhere" in answer.err
    assert answer.err.count("\n") == 1


def test_the_command_line_starts_without_heavy_libraries():
    program = (
        "import sys, contextlib, io\nfrom designer.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()): main(['--help'])\n"
        f"print(sorted(set({HEAVY!r}) & sys.modules.keys()))"
    )
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"


def test_the_module_is_the_program():
    run = [sys.executable, "-m", "designer", "verify", "nowhere"]
    done = subprocess.run(run, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
