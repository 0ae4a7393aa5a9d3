"""Drawings come in without anything that runs, loads or reaches out."""

from __future__ import annotations

import pytest

from designer.document.drawings import cleaned
from designer.document.media import inspected
from designer.errors import InvalidError

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 40 30">%s</svg>'
)


@pytest.mark.parametrize(
    ("inside", "gone"),
    [
        ("<script>alert(1)</script><rect/>", "alert"),
        ('<rect onload="alert(1)"/>', "onload"),
        ('<image xlink:href="https://evil.example/x.png"/><rect/>', "evil"),
        ('<a href="javascript:alert(1)"><rect/></a>', "javascript"),
        ("<foreignObject><body/></foreignObject><rect/>", "foreignObject"),
        ('<rect style="fill:url(https://evil.example/x)"/>', "evil"),
        ("<style>@import 'https://evil.example/x.css'; rect{fill:red}</style><rect/>", "evil"),
    ],
)
def test_what_is_harmful_goes_and_the_drawing_stays(inside, gone):
    made = cleaned((SVG % inside).encode(), name="d")
    assert gone not in made.decode()
    assert b"<rect" in made
    assert inspected(made, "image/svg+xml", name="d") == (40, 30)


def test_a_plain_drawing_keeps_its_own_links():
    made = cleaned((SVG % '<g id="g"/><use href="#g"/><rect fill="url(#g)"/>').encode(), name="d")
    assert b'href="#g"' in made
    assert b"url(#g)" in made


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', b"<svg", b"<svg><g></svg>",
        b"<svg>" + b" " * 9_000_000 + b"</svg>",
    ],
)  # fmt: skip
def test_what_cannot_be_read_safely_is_one_sentence(data):
    with pytest.raises(InvalidError, match="“d”"):
        cleaned(data, name="d")
