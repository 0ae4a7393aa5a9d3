"""What a kind says about the settings of its modules."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import InvalidError, NotFoundError
from designer.kinds.manifest import Kind, read_manifest
from designer.records import Label
from tests.designer.two_floors import examples

BANNER = examples().kinds["banner"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2000) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "asset", "zones", "words", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def test_a_new_module_is_complete() -> None:
    values = BANNER.defaults()
    assert values["title"] == "秋茶上新"
    assert values["height"] == 600
    assert values["slides"] == []
    assert list(values) == [setting.id for setting in BANNER.settings]
    BANNER.check(values)


def test_given_values_stand_beside_defaults_in_parts_too() -> None:
    values = BANNER.complete({"slides": [{"id": "blk_1", "words": "茶"}]})
    part = values["slides"][0]
    assert part == {"id": "blk_1", "words": "茶", "picture": part["picture"], "pad": 24}


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"height": 90}, "height: 90 is less than 200"),
        ({"slides": [{"id": "a"}, {"id": "b", "pad": -1}]}, "slides.1.pad: -1 is less than 0"),
        ({"slides": [{"id": "a", "picture": {"asset": 7}}]}, "slides.0.picture.asset: needs"),
        ({"map": {"zones": [{"id": "z"}]}}, "map.zones.0: add the field “x”"),
    ],
)
def test_a_misfit_is_named_by_its_path(settings: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidError) as refused:
        BANNER.check(settings)
    assert str(refused.value).startswith(says)


def test_names_the_kind_does_not_know_are_let_be() -> None:
    BANNER.check({"from_a_newer_version": 3})
    assert "from_a_newer_version" not in BANNER.complete({"from_a_newer_version": 3})


def test_an_older_name_is_read_under_its_new_one() -> None:
    assert BANNER.complete({"headline": "旧标题"})["title"] == "旧标题"
    assert BANNER.complete({"headline": "旧", "title": "新"})["title"] == "新"


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("height", "range"),
        ("image.alt", "image"),
        ("slides", "blocks"),
        ("slides.2.words", "text"),
        ("slides.0.picture.alt", "image"),
    ],
)
def test_a_path_leads_to_its_setting(path: str, type_: str) -> None:
    assert BANNER.setting(path).type == type_


@pytest.mark.parametrize("path", ["nothing", "slides.0.nothing", "slides.x"])
def test_a_path_to_nowhere_is_told(path: str) -> None:
    with pytest.raises(NotFoundError, match=f"“banner” has no setting “{path}”"):
        BANNER.setting(path)


def test_a_value_is_read_by_path_with_its_default() -> None:
    assert BANNER.value({}, "height") == 600
    assert BANNER.value({"slides": [{"id": "a"}]}, "slides.0.pad") == 24


def test_a_field_shows_when_its_neighbours_say_so() -> None:
    height = BANNER.setting("height")
    assert BANNER.visible(height, BANNER.complete({"wide": True}))
    assert not BANNER.visible(height, BANNER.complete({"wide": False}))
    assert BANNER.visible(BANNER.setting("title"), {})


def test_the_inspector_tabs_share_the_settings() -> None:
    assert [s.id for s in BANNER.in_section("style")] == ["height", "ground"]
    assert len(BANNER.in_section("content")) + 2 == len(BANNER.settings)


def test_all_records_that_settings_name_are_found_once() -> None:
    settings = {
        "image": {"asset": "ast_1"},
        "slides": [
            {"id": "a", "picture": {"asset": "ast_2"}},
            {"id": "b", "picture": {"asset": "ast_1"}},
        ],
        "link": {"action": "page", "target": "page_items"},
    }
    assert BANNER.references(settings) == ("ast_1", "page_items", "ast_2")


@given(st.dictionaries(st.sampled_from([s.id for s in BANNER.settings]), JSON))
def test_whatever_a_project_holds_can_be_made_to_fit(settings: dict[str, Any]) -> None:
    fitting = BANNER.fitting(settings)
    BANNER.check(fitting)
    assert BANNER.fitting(fitting) == fitting
    assert BANNER.references(settings) == BANNER.references(fitting)
    assert list(BANNER.complete(settings)) == list(fitting)
    try:
        BANNER.check(settings)
    except InvalidError:
        return
    assert fitting == BANNER.complete(settings)


def test_a_manifest_that_lacks_a_part_says_which() -> None:
    with pytest.raises(InvalidError, match=r"settings\.0: add the field “label”"):
        read_manifest({**_manifest(), "settings": [{"id": "a", "type": "text"}]})
    with pytest.raises(InvalidError, match=r"settings\.0\.type: 'txt' is not one of"):
        read_manifest({**_manifest(), "settings": [{"id": "a", "type": "txt"}]})
    with pytest.raises(InvalidError, match="take out the unknown field “script”"):
        read_manifest({**_manifest(), "script": "alert(1)"})


def test_a_manifest_reads_its_names() -> None:
    kind: Kind = read_manifest(_manifest())
    assert kind.name == Label(zh="空", en="Empty")
    assert kind.floors == (1, 2)
    assert kind.limit is None


def _manifest() -> dict[str, Any]:
    return {
        "schema": 1,
        "id": "empty",
        "version": 1,
        "name": {"zh": "空", "en": "Empty"},
        "group": "frame",
        "settings": [],
    }
