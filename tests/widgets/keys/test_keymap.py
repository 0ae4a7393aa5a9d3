"""Keys as data: given, taken over, brought back, carried to another machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import UnreadableError
from widgets.keys.keymap import Keymap, normal, warning
from widgets.settings import Settings

KEYS = ("Ctrl+D", "Ctrl+Shift+D", "F2", "Alt+1", "Ctrl+K", "Del", "?")
NAMES = ("copy", "rename", "launch", "remove")
OWN = {"copy": ("Ctrl+D",), "rename": ("F2",), "launch": ("Ctrl+K", "?"), "remove": ("Del",)}


def keymap(settings=None):
    made = Keymap(settings)
    for name, keys in OWN.items():
        made.declare(name, keys)
    return made


def test_keys_are_written_one_way():
    assert normal("shift+ctrl+d") == normal("Ctrl+Shift+D") == "Ctrl+Shift+D"
    assert normal("no such key+") == ""


def test_a_key_belongs_to_one_command(qapp):
    made = keymap()
    made.give("rename", ["F2", "Ctrl+D"])
    assert made.keys("rename") == ("F2", "Ctrl+D")
    assert made.keys("copy") == ()
    assert made.holder("ctrl+d") == "rename"


def test_everything_comes_back(qapp):
    made = keymap()
    made.give("rename", ["Ctrl+D"])
    made.reset("copy")
    assert made.keys("copy") == ("Ctrl+D",)
    assert made.keys("rename") == ()
    made.reset()
    assert {name: made.keys(name) for name in NAMES} == OWN


def test_they_are_kept_for_the_next_start(qapp, tmp_path):
    file = tmp_path / "studio.ini"
    keymap(Settings(file)).give("copy", ["Alt+1"])
    again = keymap(Settings(file))
    assert again.keys("copy") == ("Alt+1",)
    assert again.is_changed("copy")
    again.reset()
    assert keymap(Settings(file)).keys("copy") == ("Ctrl+D",)


def test_wrong_settings_count_as_none(qapp, tmp_path):
    settings = Settings(tmp_path / "studio.ini")
    settings.keep("keys/changed", "{broken")
    assert keymap(settings).keys("copy") == ("Ctrl+D",)


def test_they_travel_as_json(qapp):
    made = keymap()
    made.give("copy", ["Alt+1"])
    other = keymap()
    assert other.read(made.written()) == ()
    assert other.keys("copy") == ("Alt+1",)
    assert other.read(b'{"duplex_keys": 1, "keys": {"unknown": ["F9"]}}') == ("unknown",)
    assert {name: other.keys(name) for name in NAMES} == OWN


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"\xff", b'{"keys": {}}', b'{"duplex_keys": 1, "keys": {"copy": 3}}']
)
def test_a_strange_file_is_refused_and_changes_nothing(qapp, data):
    made = keymap()
    made.give("copy", ["Alt+1"])
    with pytest.raises(UnreadableError):
        made.read(data)
    with pytest.raises(UnreadableError, match="too large"):
        made.read(b" " * 70_000)
    assert made.keys("copy") == ("Alt+1",)


def test_keys_of_input_methods_are_warned_of():
    assert "Chinese input" in warning("ctrl+space")
    assert "Chinese input" in warning("Ctrl+Shift+F")
    assert warning("Ctrl+D") == ""


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(KEYS), max_size=3))))
def test_no_key_ever_has_two_commands(qapp, given_keys):
    made = keymap()
    for name, keys in given_keys:
        made.give(name, keys)
        held = [key for one in NAMES for key in made.keys(one)]
        assert len(held) == len(set(held))
        assert set(map(normal, keys)) == set(made.keys(name))
    twin = keymap()
    twin.read(made.written())
    assert {name: twin.keys(name) for name in NAMES} == {name: made.keys(name) for name in NAMES}
    made.reset()
    assert {name: made.keys(name) for name in NAMES} == OWN
