"""The desktop's wish for little motion is found wherever it is kept."""

from __future__ import annotations

import stat

import pytest

from widgets.look.motion import is_calm


@pytest.fixture
def tool(tmp_path, monkeypatch):
    """A desktop's tool that answers what a test wants."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def made(name, script):
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(file.stat().st_mode | stat.S_IEXEC)

    return made


@pytest.mark.parametrize(("factor", "calm"), [("0", True), ("1", False), ("0.5", False)])
def test_kde_keeps_it_in_a_file(tmp_path, factor, calm):
    (tmp_path / "kdeglobals").write_text(f"[KDE]\nAnimationDurationFactor={factor}\n")
    asked = {"XDG_CURRENT_DESKTOP": "KDE", "XDG_CONFIG_HOME": str(tmp_path)}
    assert is_calm("linux", asked) == calm


def test_kde_without_the_file_moves(tmp_path):
    asked = {"XDG_CURRENT_DESKTOP": "KDE", "XDG_CONFIG_HOME": str(tmp_path)}
    assert not is_calm("linux", asked)


@pytest.mark.parametrize(("answer", "calm"), [("false", True), ("true", False)])
def test_gnome_is_asked(tool, answer, calm):
    tool("gsettings", f'test "$3" = enable-animations && echo {answer}')
    assert is_calm("linux", {"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}) == calm


@pytest.mark.parametrize(("answer", "calm"), [("1", True), ("0", False)])
def test_macos_is_asked(tool, answer, calm):
    tool("defaults", f'test "$3" = reduceMotion && echo {answer}')
    assert is_calm("darwin", {}) == calm


def test_a_desktop_that_does_not_answer_moves(tool):
    tool("gsettings", "exit 3")
    assert not is_calm("linux", {"XDG_CURRENT_DESKTOP": "GNOME"})
    assert not is_calm("darwin", {})
    assert not is_calm("linux", {})
