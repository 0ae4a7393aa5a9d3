"""Pictures, videos and products put up on a page: each becomes what it is for."""

from __future__ import annotations

import pytest

from designer.actions.pictures import (
    add_products,
    add_shelf,
    kind_for,
    products_setting,
    put_up,
    set_picture,
)
from designer.actions.variants import set_setting
from designer.document.document import Document
from designer.document.invariants import invariants, problems
from designer.document.pictured import pictures, showing
from designer.errors import NotFoundError, RefusedError
from designer.kinds.library import Library
from designer.records import Asset, Floor, Layout, Module, Page, Product, Shop, Theme, Variant


@pytest.fixture(scope="module")
def library():
    return Library.load()


def asset(key, media="image/png", width=600, height=900):
    return Asset(id=key, name=key.upper(), sha256=key * 8, media=media, size=9, width=width,
                 height=height, alt=f"alt {key}")  # fmt: skip


@pytest.fixture
def document(library):
    image = {"asset": "ast_a", "alt": "mine", "focus": [0.2, 0.2]}
    return Document(
        (
            Shop(id="shop", name="S", theme=Theme(colours={}), attributes=(), pages=("page_a",)),
            Page(id="page_a", name="Home", type="home", layouts=("lay_a",), default="lay_a"),
            Layout(id="lay_a", name="A", floors=("flr_a",)),
            Floor(id="flr_a", level=1, modules=("mod_p", "mod_c", "mod_z", "mod_g")),
            Module(id="mod_p", kind="poster", name="P", variants=("var_p",), default="var_p"),
            Module(id="mod_c", kind="carousel", name="C", variants=("var_c",), default="var_c"),
            Module(id="mod_z", kind="hot_zones", name="Z", variants=("var_z",), default="var_z"),
            Module(id="mod_g", kind="product_grid", name="G", variants=("var_g",),
                   default="var_g"),
            Variant(id="var_p", name="1", settings={"image": image}),
            Variant(id="var_c", name="1"), Variant(id="var_z", name="1"),
            Variant(id="var_g", name="1"),
            asset("ast_a"), asset("ast_b", width=750, height=300), asset("ast_n", width=0),
            asset("ast_v", "video/mp4"), asset("ast_m", "model/gltf-binary"),
            Product(id="prd_a", title="Tea", short="Tea", price=1),
            Product(id="prd_b", title="Pot", short="", price=2),
        ),
        invariants=invariants(library),
    )  # fmt: skip


def settings(document, module):
    return document.get(document.get(module, Module).default, Variant).settings


def test_a_picture_becomes_a_poster_of_its_shape_and_a_video_a_film(document, library):
    made = put_up(document, assets=["ast_b", "ast_v"], floor="flr_a", index=1, library=library)
    assert document.get("flr_a", Floor).modules[1:3] == made
    poster, film = (document.get(key, Module) for key in made)
    assert (poster.kind, poster.name) == ("poster", "AST_B")
    assert settings(document, poster.id)["height"] == 300
    assert settings(document, poster.id)["image"] == {
        "asset": "ast_b", "alt": "alt ast_b", "focus": [0.5, 0.5],
    }  # fmt: skip
    assert settings(document, poster.id)["headline"] == ""
    assert film.kind == "brand_video"
    assert settings(document, film.id)["video"]["asset"] == "ast_v"
    assert list(problems(document, library=library)) == []
    document.undo()
    assert len(document.get("flr_a", Floor).modules) == 4


@pytest.mark.parametrize(("key", "height"), [("ast_a", 1120), ("ast_n", 640)])
def test_a_poster_is_as_high_as_it_may_be(document, library, key, height):
    (made,) = put_up(document, assets=[key], floor="flr_a", index=0, library=library)
    assert settings(document, made)["height"] == height


def test_what_is_neither_picture_nor_video_is_refused(document, library):
    before = dict(document.records)
    with pytest.raises(RefusedError, match="neither a picture nor a video"):
        put_up(document, assets=["ast_a", "ast_m"], floor="flr_a", index=0, library=library)
    assert dict(document.records) == before
    assert (kind_for("image/webp"), kind_for("video/webm"), kind_for("x/y")) == (
        "poster", "brand_video", None,
    )  # fmt: skip


def test_another_picture_keeps_the_words_and_loses_the_crop(document, library):
    set_picture(document, variant="var_p", path="image", asset="ast_b", library=library)
    assert settings(document, "mod_p")["image"] == {
        "asset": "ast_b", "alt": "mine", "focus": [0.5, 0.5],
    }  # fmt: skip
    assert document.history.label(document.history.undoable) == "Replace the picture of P"
    with pytest.raises(NotFoundError):
        set_picture(document, variant="var_p", path="headline", asset="ast_b", library=library)


def test_every_picture_of_a_module_is_found_also_in_slides_and_hot_zones(document, library):
    found = pictures(document, "var_z", library=library)
    assert [one.path for one in found] == ["picture.image"]
    slides = pictures(document, "var_c", library=library)
    assert all("." in one.path for one in slides)
    (one,) = pictures(document, "var_p", library=library)
    assert (one.path, one.asset) == ("image", "ast_a")
    assert pictures(document, "var_g", library=library) == ()


def test_the_picture_at_an_address_is_found_else_the_first_empty_one(document, library):
    found = pictures(document, "var_p", library=library)
    address = "assets/" + document.get("ast_a", Asset).sha256[:16] + ".png"
    assert showing(document, found, address).path == "image"
    assert showing(document, found, "assets/0000.png") is None
    assert showing(document, found, "") is None
    empty = {"asset": None, "alt": "", "focus": [0.5, 0.5]}
    set_setting(document, variant="var_p", setting="image", value=empty)
    assert showing(document, pictures(document, "var_p", library=library), "").path == "image"


def test_a_slide_takes_a_picture(document, library):
    slide = {"id": "blk_1", "image": {"asset": "ast_a", "alt": "", "focus": [0.5, 0.5]}}
    set_setting(document, variant="var_c", setting="slides", value=[slide])
    (first, *__) = pictures(document, "var_c", library=library)
    set_picture(document, variant="var_c", path=first.path, asset="ast_b", library=library)
    assert settings(document, "mod_c")["slides"][0]["image"]["asset"] == "ast_b"


def test_products_make_a_shelf_or_join_one(document, library):
    made = add_shelf(document, products=["prd_b", "prd_a"], floor="flr_a", index=0,
                     library=library)  # fmt: skip
    assert settings(document, made)["products"]["items"] == ["prd_b", "prd_a"]
    variant = document.get("mod_g", Module).default
    add_products(document, variant=variant, products=["prd_a"], shown=["prd_b"], library=library)
    value = settings(document, "mod_g")["products"]
    assert (value["mode"], value["items"]) == ("manual", ["prd_b", "prd_a"])
    with pytest.raises(RefusedError, match="“Tea” is on this shelf already"):
        add_products(document, variant=variant, products=["prd_a"], shown=value["items"],
                     library=library)  # fmt: skip
    with pytest.raises(RefusedError, match="shows no products"):
        add_products(document, variant="var_p", products=["prd_a"], shown=[], library=library)
    assert products_setting(library, "poster") is None
    assert products_setting(library, "gone") is None
