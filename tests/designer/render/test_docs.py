"""docs/kinds.md says what is so."""

from __future__ import annotations

import json
import re
import typing
from pathlib import Path

import pytest

from designer.kinds.library import Library
from designer.kinds.manifest import AnySetting
from designer.kinds.settings.base import COLOURS
from designer.kinds.settings.link import ACTIONS
from designer.kinds.template import FILTERS
from designer.render import views
from designer.render.filters import FILTERS as OWN_FILTERS

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "kinds.md").read_text(encoding="utf-8")
VIEWS = (
    "ModuleView",
    "ShopView",
    "ImageView",
    "MediaView",
    "LinkView",
    "CategoryView",
    "ProductView",
    "CouponView",
)


@pytest.mark.parametrize("name", VIEWS)
def test_every_field_of_every_view_is_explained_word_for_word(name: str) -> None:
    view = getattr(views, name)
    part = TEXT.split(f"**{view.__doc__.rstrip('.')}**")[1].split("\n\n")[1]
    hints = typing.get_type_hints(view, include_extras=True)
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", part, re.MULTILINE)
    assert rows == [
        (field, hints[field].__metadata__[0].description) for field in view.__struct_fields__
    ]


def test_every_view_is_in_the_list() -> None:
    own = [
        name
        for name, thing in vars(views).items()
        if isinstance(thing, type) and issubclass(thing, views.View)
    ]
    assert set(own) - {"View"} == set(VIEWS)


@pytest.mark.parametrize("setting", typing.get_args(AnySetting), ids=lambda s: s.__name__)
def test_every_setting_type_is_explained(setting: type) -> None:
    assert f"`{setting.__struct_config__.tag}`" in TEXT  # type: ignore[attr-defined]


def test_actions_colours_and_filters_are_all_named() -> None:
    for name in (*ACTIONS, *OWN_FILTERS):
        assert f"`{name}`" in TEXT
    for name in (*COLOURS, *(FILTERS - OWN_FILTERS.keys() - {"d", "e"})):
        assert re.search(rf"\b{name}\b", TEXT), name


def test_the_first_kind_of_the_guide_works(tmp_path: Path) -> None:
    folder = tmp_path / "notice"
    folder.mkdir()
    for file, kind in (("kind.json", "json"), ("template.html", "html"), ("style.css", "css")):
        (folder / file).write_text(
            re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)[0], encoding="utf-8"
        )
    library = Library.load([tmp_path])
    assert library.problems == ()
    assert list(library.kinds) == ["notice"]


def test_the_migration_in_the_guide_is_one_a_kind_may_hold() -> None:
    import msgspec

    from designer.kinds.migration import Migration

    source = "{" + re.findall(r"```json\n(\"migrations.*?)```", TEXT, re.DOTALL)[0] + "}"
    assert msgspec.convert(json.loads(source)["migrations"], list[Migration])
