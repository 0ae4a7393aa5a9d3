"""What the library shows: by folder, filter and words, in the order asked for."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.records import Asset
from tests.designer import small_shop
from widgets.assets.order import ANYWHERE, FILTERS, SORTS, Query, counts, folders, found, is_in

BASE = next(one for one in small_shop.catalogue() if isinstance(one, Asset))


@pytest.fixture
def document():
    def one(key, **fields):
        return msgspec.structs.replace(BASE, id=key, **fields)

    return small_shop.document(
        one("ast_a", name="Autumn", folder="posters/autumn", tags=("warm",), size=3_000_000),
        one("ast_b", name="bowl", folder="posters", alt="", width=10),
        one("ast_c", name="Cup", media="video/webm", folder="films"),
        one("ast_d", name="Dish", media="model/gltf-binary"),
    )


def ids(document, **asked) -> list[str]:
    return [one.id for one in found(document, Query(**asked))]


def test_everything_is_shown_by_name(document):
    assert ids(document) == ["ast_a", "ast_b", "ast_c", "ast_d", "ast_hero"]


def test_a_folder_shows_what_is_below_it_too(document):
    assert ids(document, folder="posters") == ["ast_a", "ast_b"]
    assert ids(document, folder="posters/autumn") == ["ast_a"]
    assert ids(document, folder="post") == []
    assert ids(document, folder="") == ["ast_d", "ast_hero"]


def test_words_are_found_in_name_description_tags_and_folder(document):
    assert ids(document, text="WARM autumn") == ["ast_a"]
    assert ids(document, text="films") == ["ast_c"]
    assert ids(document, text="a hero cup") == ["ast_c"]


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("unused", ["ast_a", "ast_b", "ast_c", "ast_d"]), ("heavy", ["ast_a"]), ("alt", ["ast_b"]),
        ("picture", ["ast_a", "ast_b", "ast_hero"]), ("film", ["ast_c"]), ("model", ["ast_d"]),
    ],
)  # fmt: skip
def test_each_filter_leaves_what_it_says(document, key, shown):
    assert ids(document, filter=key) == shown
    assert counts(document, [])[key] == len(shown)


def test_those_that_look_the_same_stand_together(document):
    groups = (("ast_d", "ast_a"), ("ast_c", "ast_b"))
    assert ids(document, filter="alike", groups=groups) == ["ast_d", "ast_a", "ast_c", "ast_b"]
    assert counts(document, groups)["alike"] == 4


def test_the_order_can_be_chosen(document):
    assert ids(document, sort="size")[0] == "ast_a"
    assert ids(document, sort="uses")[0] == "ast_hero"
    assert ids(document, sort="type")[-1] == "ast_c"


def test_folders_above_a_folder_are_there_too():
    made = [msgspec.structs.replace(BASE, folder=path) for path in ("b/c/d", "a", "b")]
    assert folders(made, ("z",)) == ["a", "b", "b/c", "b/c/d", "z"]


@given(st.sampled_from(sorted(FILTERS)), st.sampled_from(sorted(SORTS)))
def test_a_filter_and_an_order_neither_invent_nor_double(key, sort):
    document = small_shop.document(msgspec.structs.replace(BASE, id="ast_z", name="Z"))
    shown = ids(document, filter=key, sort=sort)
    assert len(shown) == len(set(shown))
    assert set(shown) <= {one.id for one in document.all(Asset)}


def test_anywhere_is_everywhere():
    assert is_in(BASE, ANYWHERE)
