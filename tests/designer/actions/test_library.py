"""Assets are sorted into folders, tagged, replaced everywhere, merged and removed, undoably."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.actions.assets import (
    add_assets,
    add_poster,
    folder_path,
    merge_assets,
    move_assets,
    remove_assets,
    rename_folder,
    replace_file,
    tag_assets,
    taken,
)
from designer.document.document import Document
from designer.errors import InvalidError, RefusedError
from designer.lint.files import faults, is_heavy
from designer.records import Asset, Product, Variant
from tests.designer import small_shop
from tests.media_files import glb, mp4, picture, webm


class Vault:
    def __init__(self) -> None:
        self.kept: list[bytes] = []

    def add(self, data: bytes) -> str:
        import hashlib

        self.kept.append(data)
        return hashlib.sha256(data).hexdigest()


@pytest.fixture
def shop() -> Document:
    return small_shop.document()


def take(data: bytes, name: str = "New", **more: str) -> Asset:
    return taken(data, name=name, vault=Vault(), **more)


def another(shop: Document, key: str = "ast_two", **fields: object) -> str:
    made = msgspec.structs.replace(shop.get("ast_hero", Asset), id=key, **fields)
    with shop.transaction("another"):
        shop.put(made)
    return key


@pytest.mark.parametrize(
    ("data", "media", "sides"),
    [
        (picture(), "image/png", (80, 60)), (picture(media="WEBP"), "image/webp", (80, 60)),
        (picture(media="AVIF"), "image/avif", (80, 60)), (mp4(), "video/mp4", (720, 1280)),
        (webm(), "video/webm", (320, 180)), (glb(), "model/gltf-binary", (0, 0)),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_bytes(data, media, sides):
    made = take(data)
    assert (made.media, made.width, made.height, made.size) == (media, *sides, len(data))


def test_a_file_of_no_known_type_is_one_sentence():
    with pytest.raises(InvalidError, match="“notes” is no file that a page can show; bring one of"):
        take(b"just text", name="notes")


def test_many_files_are_one_step_and_the_same_bytes_one_asset(shop):
    first, second = take(picture(), "A"), take(picture(90, 60), "A")
    again = take(picture(), "B")
    made = add_assets(shop, assets=[first, second, again, take(small_shop.PICTURE)])
    assert made == (first.id, second.id, first.id, "ast_hero")
    assert [shop.get(key, Asset).name for key in made[:2]] == ["A", "A 2"]
    shop.undo()
    assert shop.find(first.id) is None


def test_folders_are_paths_that_are_renamed_with_all_below(shop):
    another(shop, folder="posters/autumn")
    move_assets(shop, assets=["ast_hero"], folder=" posters / ")
    assert shop.get("ast_hero", Asset).folder == "posters"
    rename_folder(shop, folder="posters", to="campaign/posters")
    assert shop.get("ast_two", Asset).folder == "campaign/posters/autumn"
    rename_folder(shop, folder="campaign/posters", to="")
    assert shop.get("ast_two", Asset).folder == "autumn"
    shop.undo()
    assert shop.get("ast_hero", Asset).folder == "campaign/posters"


def test_a_folder_is_not_put_into_itself(shop):
    another(shop, folder="a")
    assert rename_folder(shop, folder="a", to="a/b") == "a"


@given(st.text(st.sampled_from("a/ 茶"), max_size=12))
def test_a_folders_path_is_always_tidy(text):
    path = folder_path(text)
    assert folder_path(path) == path
    assert "//" not in path
    assert path == path.strip("/ ")


def test_tags_come_and_go_for_many_at_once(shop):
    another(shop, tags=("old", "tea"))
    tag_assets(shop, assets=["ast_hero", "ast_two"], add=["tea", "new", ""], remove=["old"])
    assert shop.get("ast_two", Asset).tags == ("tea", "new")
    assert shop.get("ast_hero", Asset).tags == ("tea", "new")


def test_a_file_in_anothers_place_is_seen_wherever_that_was(shop):
    by = take(picture(90, 70))
    before = dict(shop.records)
    replace_file(shop, asset="ast_hero", by=by)
    now = shop.get("ast_hero", Asset)
    assert (now.sha256, now.width, now.alt, now.name) == (by.sha256, 90, "A hero", "Hero")
    shop.undo()
    assert dict(shop.records) == before


def test_a_film_does_not_come_in_a_pictures_place(shop):
    with pytest.raises(InvalidError, match="“New” cannot stand in for “Hero”"):
        replace_file(shop, asset="ast_hero", by=take(webm()))
    assert shop.get("ast_hero", Asset).media == "image/png"


def test_duplicates_become_one_wherever_they_were_shown(shop):
    another(shop, tags=("blue",))
    with shop.transaction("use"):
        shop.put(msgspec.structs.replace(shop.get("prd_green", Product), image="ast_two"))
    before = dict(shop.records)
    merge_assets(shop, keep="ast_two", others=["ast_hero", "ast_two"])
    assert shop.find("ast_hero") is None
    assert shop.get("prd_oolong", Product).image == "ast_two"
    assert shop.get("var_hero", Variant).settings["image"]["asset"] == "ast_two"
    assert shop.shop.logo == "ast_two"
    assert shop.get("ast_two", Asset).tags == ("blue",)
    shop.undo()
    assert dict(shop.records) == before


def test_a_frame_becomes_the_poster_where_there_is_none_yet(shop):
    another(shop, "ast_film", media="video/webm")
    empty = {"asset": "ast_film", "poster": None, "muted": True}
    full = {"asset": "ast_film", "poster": "ast_hero", "muted": True}
    with shop.transaction("use"):
        shop.put(Variant(id="var_sign", name="S", settings={"video": empty, "more": [full, empty]}))
    made = add_poster(shop, film="ast_film", poster=take(picture(), "Frame"))
    told = shop.get("var_sign", Variant).settings
    assert told["video"]["poster"] == made
    assert [one["poster"] for one in told["more"]] == ["ast_hero", made]
    shop.undo()
    assert shop.find(made) is None
    assert shop.get("var_sign", Variant).settings["video"]["poster"] is None


def test_several_go_together_or_not_at_all(shop):
    for key in ("ast_a", "ast_b"):
        another(shop, key)
    with pytest.raises(RefusedError, match="still used"):
        remove_assets(shop, assets=["ast_a", "ast_hero"])
    assert shop.find("ast_a") is not None
    remove_assets(shop, assets=["ast_a", "ast_b"])
    assert shop.find("ast_b") is None
    shop.undo()
    assert shop.find("ast_a") is not None


# ---- what the platform would say ----


def rules(asset: Asset, **known: float) -> list[str]:
    return [one.rule for one in faults(asset, **known)]


def test_a_file_is_weighed_by_what_it_is(shop):
    hero = shop.get("ast_hero", Asset)
    good = msgspec.structs.replace(hero, width=900, height=600)
    assert rules(good) == []
    assert rules(msgspec.structs.replace(good, size=3_000_000)) == ["heavy"]
    assert not is_heavy(msgspec.structs.replace(good, size=3_000_000, media="video/mp4"))
    assert is_heavy(msgspec.structs.replace(good, size=6_000_000, media="model/gltf-binary"))


def test_narrow_undescribed_long_and_complex_files_are_told(shop):
    hero = shop.get("ast_hero", Asset)
    assert rules(msgspec.structs.replace(hero, alt="")) == ["narrow", "alt"]
    film = msgspec.structs.replace(hero, media="video/webm", alt="")
    assert rules(film, seconds=61) == ["long"]
    assert rules(film, seconds=60) == []
    model = msgspec.structs.replace(hero, media="model/gltf-binary")
    assert rules(model, triangles=50_001) == ["complex"]
    assert "50,001 triangles" in faults(model, triangles=50_001)[0].text
