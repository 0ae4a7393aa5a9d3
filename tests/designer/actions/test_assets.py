"""Assets: brought in once, measured, refused when they are not what they seem."""

from __future__ import annotations

import msgspec
import pytest

from designer.actions import assets, shop
from designer.document.document import Document
from designer.errors import InvalidError, ReadOnlyError, RefusedError
from designer.records import Asset, Theme
from tests.designer import small_shop


class Vault:
    """Keeps bytes in a list."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    def add(self, data: bytes) -> str:
        from hashlib import sha256

        self.kept.append(data)
        return sha256(data).hexdigest()


def test_a_picture_is_taken_in_and_measured(document, undone):
    vault, data = Vault(), small_shop.png(9, width=30, height=20)
    key = assets.add_asset(document, project_assets=vault, data=data, name="Hero",
                           media="image/png", alt="Leaves", tags=("tea",))  # fmt: skip
    asset = document.get(key, Asset)
    assert (asset.width, asset.height, asset.size) == (30, 20, len(data))
    assert (asset.name, asset.alt, asset.tags) == ("Hero 2", "Leaves", ("tea",))
    assert vault.kept == [data]
    undone()


def test_the_same_bytes_are_the_same_asset(document):
    vault = Vault()
    key = assets.add_asset(document, project_assets=vault, data=small_shop.PICTURE, name="Again",
                           media="image/png")  # fmt: skip
    assert key == "ast_hero"
    assert vault.kept == []
    assert document.history.undoable is None


@pytest.mark.parametrize(
    ("data", "media", "said"),
    [
        (small_shop.PICTURE, "image/jpeg", "not what its ending says"),
        (b"", "image/png", "between 1 byte and"),
        (small_shop.PICTURE[:20], "image/png", "damaged"),
        (b"%PDF-1.7", "application/pdf", "a page cannot hold"),
    ],
)
def test_what_is_no_picture_is_refused(document, data, media, said):
    vault = Vault()
    with pytest.raises(InvalidError, match=f"“x.png” .*{said}"):
        assets.add_asset(document, project_assets=vault, data=data, name="x.png", media=media)
    assert vault.kept == []


def test_nothing_is_kept_in_a_project_that_is_only_looked_at():
    vault = Vault()
    document = Document(small_shop.records(), read_only="Look only.")
    with pytest.raises(ReadOnlyError, match="Look only"):
        assets.add_asset(document, project_assets=vault, data=small_shop.png(9), name="x",
                         media="image/png")  # fmt: skip
    assert vault.kept == []


def test_an_asset_is_described_and_stays_while_it_is_shown(document):
    asset = document.get("ast_hero", Asset)
    assets.set_asset(document, asset=msgspec.structs.replace(asset, alt="A cup of tea"))
    assert document.get("ast_hero", Asset).alt == "A cup of tea"
    with pytest.raises(RefusedError, match="“Hero” is still used by"):
        assets.remove_asset(document, asset="ast_hero")


def test_an_asset_nobody_shows_goes(document):
    key = assets.add_asset(document, project_assets=Vault(), data=small_shop.png(9), name="x",
                           media="image/png")  # fmt: skip
    assets.remove_asset(document, asset=key)
    assert document.find(key) is None


def test_the_theme_is_painted_in_one_step(document, undone):
    for tone in ("#000000", "#111111"):
        shop.set_theme(
            document, theme=Theme(colours={**document.shop.theme.colours, "primary": tone})
        )
    assert document.shop.theme.colours["primary"] == "#111111"
    undone()


def test_the_shop_itself_is_changed(document, undone):
    shop.set_shop(document, shop=msgspec.structs.replace(document.shop, slogan="Fresh leaves"))
    assert document.shop.slogan == "Fresh leaves"
    undone()
