"""Models tell how much there is to draw; those that reach outside or are no models are refused."""

from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.document.shapes import Shape, shape
from designer.errors import InvalidError
from tests.media_files import glb


def test_a_triangle_is_counted_and_measured():
    assert shape(glb(), name="tea") == Shape(triangles=1, meshes=1, size=(1.0, 2.0, 0.0))


@pytest.mark.parametrize(("mode", "count"), [(4, 3), (5, 7), (6, 7), (1, 0)])
def test_lists_strips_and_fans_are_counted_as_they_are_drawn(mode, count):
    points = {"count": 9, "min": [0, 0, 0], "max": [1, 1, 1]}
    piece = {"attributes": {"POSITION": 0}, "mode": mode}
    scene = {"accessors": [points], "meshes": [{"primitives": [piece]}]}
    assert shape(glb(scene), name="tea").triangles == count


def test_materials_textures_and_animations_are_counted():
    scene = {"materials": [{}, {}], "textures": [{}], "animations": [{}, {}, {}]}
    assert shape(glb(scene), name="tea")[2:5] == (2, 1, 3)


@pytest.mark.parametrize("where", ["buffers", "images"])
def test_a_model_that_names_files_beside_it_is_refused(where):
    with pytest.raises(InvalidError, match=r"“tea” names the file “\.\./secret\.bin” beside it"):
        shape(glb({where: [{"uri": "../secret.bin"}]}), name="tea")


def test_an_older_format_says_how_to_mend_it():
    old = glb()
    with pytest.raises(InvalidError, match="glTF 1; save it as glTF 2"):
        shape(old[:4] + struct.pack("<I", 1) + old[8:], name="tea")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"glTF", b"nope" + bytes(40), glb()[:60], glb(body=b"[]"), glb(body=b"{"),
        glb(body=b'{"meshes": 3}'), glb(body=b'{"meshes": [{"primitives": [{}]}]}'),
        glb({"accessors": []}), glb({"accessors": [{"count": "many"}]}),
        glb(body=b"[" * 100_000),
    ],
)  # fmt: skip
def test_what_is_no_model_is_one_sentence(data):
    with pytest.raises(InvalidError, match="“tea” is damaged"):
        shape(data, name="tea")


@given(st.binary(max_size=200), st.integers(0, 200))
def test_no_bytes_break_the_reader(junk, at):
    whole = glb()
    for data in (junk, whole[:at] + junk, whole[:at] + junk + whole[at:]):
        with suppress(InvalidError):
            assert shape(data, name="tea").triangles >= 0
