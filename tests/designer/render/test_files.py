"""What files of a package are called: one name each, none outside the package."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer.document.document import Document
from designer.document.media import ENDINGS
from designer.records import Page
from designer.render.files import asset_file, page_file
from tests.designer.two_floors import asset, records

TYPES = ("home", "items", "category", "member", "new", "stores", "campaign", "custom")
PAGES = st.lists(
    st.tuples(st.sampled_from(TYPES), st.text("abc123", min_size=1, max_size=4)),
    min_size=1, max_size=8, unique_by=lambda pair: pair[1],
)  # fmt: skip


def shop(pages: list[tuple[str, str]]) -> Document:
    """The small shop with these pages and no other."""
    rest = [record for record in records() if not isinstance(record, Page)]
    made = [
        Page(id=key, name=key, type=type_, layouts=("lay_day",), default="lay_day")  # type: ignore[arg-type]
        for type_, key in pages
    ]
    return Document([*rest, *made])


@settings(max_examples=60)
@given(PAGES.map(lambda pages: [(type_, f"page_{key}") for type_, key in pages]))
def test_every_page_has_a_file_of_its_own_and_the_first_home_is_the_index(pages) -> None:
    document = shop(pages)
    files = [page_file(page, document) for page in document.all(Page)]
    assert len(set(files)) == len(files)
    assert ("index.html" in files) == any(type_ == "home" for type_, __ in pages)
    assert all(re.fullmatch(r"[a-z0-9-]+\.html", file) for file in files)


@settings(max_examples=60)
@given(st.text(max_size=12))
@example("../../evil")
@example("a/b")
@example("C:\\x")
@example("x\0")
def test_no_page_is_written_outside_the_package(key: str) -> None:
    document = shop([("custom", f"page_{key}"), ("custom", "page_other")])
    for page in document.all(Page):
        name = page_file(page, document)
        assert not set(name) & set('/\\:*?"<>|\0\n')
        assert name.endswith(".html")


@pytest.mark.parametrize(("media", "ending"), [*ENDINGS.items(), ("text/html", "bin")])
def test_assets_are_called_by_their_content_and_end_in_their_type(media, ending) -> None:
    assert asset_file(asset("ast_x", "ab" * 32, media=media)) == f"assets/{'ab' * 8}.{ending}"
