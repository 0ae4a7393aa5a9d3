"""The user's guide speaks of the program as it is: its kinds, its keys, its words on the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from designer import language
from designer.kinds.library import Library

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "guide.md"
MENUS = ("file", "history", "edit", "arrange", "page", "view", "zoom", "panels", "help")


@pytest.fixture(scope="module")
def guide():
    return GUIDE.read_text(encoding="utf-8")


def kinds():
    """The table of kinds, as the library has them."""
    shown = {(1,): "floor 1", (2,): "floor 2", (1, 2): "both floors"}
    found = sorted(Library.load().kinds.values(), key=lambda kind: (kind.group, kind.id))
    return "\n".join(f"| 「{k.name.zh}」 {k.name.en} | {shown[tuple(k.floors)]} |" for k in found)


def keys():
    """The table of keys, as menus and shortcuts are made from it."""
    from designer.actions.registry import ACTIONS
    from widgets.commands import COMMANDS

    texts = language.catalogue("zh_CN")
    doings = [one for one in (*COMMANDS, *ACTIONS) if one.shortcuts]
    doings.sort(key=lambda one: MENUS.index(one.menu))
    rows = (
        f"| {_pressed(one.shortcuts)} | 「{texts[one.label]}」 {one.label.rstrip('…')} |"
        for one in doings
    )
    return "\n".join(("| key | what it does |", "|---|---|", *rows))


def _pressed(shortcuts):
    signs = {"Up": "↑", "Down": "↓"}
    named = ("+".join(signs.get(part, part) for part in re.split(r"\+(?=.)", key))
             for key in shortcuts)  # fmt: skip
    return " ".join(f"`{key}`" for key in named)


def test_every_key_of_the_menus_is_in_the_guide(guide):
    assert keys() in guide


def test_every_kind_is_in_the_guide(guide):
    assert kinds() in guide


def test_every_word_in_corner_brackets_stands_on_the_screen(guide):
    shown = set(language.catalogue("zh_CN").values())
    shown |= {kind.name.zh for kind in Library.load().kinds.values()}
    quoted = set(re.findall("「([^」]+)」", guide))
    assert len(quoted) > 60
    assert not quoted - shown


def test_the_guide_is_reached_from_the_readme():
    assert "(docs/guide.md)" in (GUIDE.parent.parent / "README.md").read_text(encoding="utf-8")
