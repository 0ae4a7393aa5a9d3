"""What commands are given: projects in both forms, names, instants, consumers, forced arms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from designer.actions.modules import rename
from designer.commands import sources
from designer.errors import InvalidError, NotFoundError
from designer.records import ANONYMOUS, Consumer, Page
from designer.storage.project import Project
from designer.storage.unpacked import unpack
from tests.designer import small_shop


@pytest.fixture
def document():
    return small_shop.document()


def test_a_file_and_its_folder_are_the_same_project(shop, tmp_path):
    unpack(shop, tmp_path / "folder")
    file, folder = sources.source(shop), sources.source(tmp_path / "folder")
    assert dict(file.document.records) == dict(folder.document.records)
    for source in (file, folder):
        assert source.document.read_only
        assert source.assets.has(small_shop.PICTURE_SHA)
        assert source.assets.get(small_shop.PICTURE_SHA) == small_shop.PICTURE


def test_a_project_that_is_open_can_be_asked_about(shop):
    with Project.open(shop, library=small_shop.library()) as project:
        assert project.read_only == ""
        assert sources.source(shop).document.shop == project.document.shop


@pytest.mark.parametrize("text", ["page_home", "Home", "home"])
def test_a_page_is_called_by_id_name_or_type(document, text):
    assert sources.page_called(document, text).id == "page_home"


def test_a_name_that_is_not_there_lists_those_that_are(document):
    with pytest.raises(NotFoundError, match="no page “Hom”; there are: Home, All items"):
        sources.page_called(document, "Hom")
    with pytest.raises(NotFoundError, match="no persona “Lin”; there are: Mia, Nobody"):
        sources.persona_called(document, "Lin")


def test_a_name_that_two_have_asks_for_the_id(document):
    page = document.get("page_home", Page)
    rename(document, id="mod_peak", name="Hero")
    with pytest.raises(InvalidError, match="say which by its id: mod_hero, mod_peak"):
        sources.slot_called(document, page, "Hero")


def test_a_slot_is_the_page_or_a_module_of_any_of_its_layouts(document):
    page = document.get("page_home", Page)
    assert sources.slot_called(document, page, "Home") is page
    assert sources.slot_called(document, page, "mod_peak").name == "Peak"


@pytest.mark.parametrize(
    "text",
    ["2026-11-11T20:00", "2026-11-11 20:00:00", "2026-11-11T20:00+08:00", "2026-11-11T12:00Z"],
)
def test_an_instant_without_an_offset_is_the_shops(document, text):
    expected = datetime(2026, 11, 11, 12, tzinfo=UTC)
    assert sources.instant(text, document.shop) == expected


def test_without_an_instant_it_is_now(document):
    assert abs(sources.instant(None, document.shop) - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize("text", ["tomorrow", "", "11/11/2026"])
def test_what_is_no_instant_is_told(document, text):
    with pytest.raises(InvalidError, match="not an instant; write it as"):
        sources.instant(text, document.shop)


def test_a_zone_this_machine_does_not_know_is_china_or_utc():
    assert sources._zone("Mars/Olympus") is UTC
    assert sources._zone("Asia/Shanghai").utcoffset(datetime(2026, 1, 1)) == timedelta(hours=8)  # noqa: DTZ001


def test_a_consumer_is_a_persona_json_or_a_file(document, tmp_path):
    mia = sources.consumer(document, persona="Mia")
    told = '{"id": "c1", "gender": "f", "age": 22, "fan": true, "likes": ["video"]}'
    (tmp_path / "mia.json").write_text(told)
    assert mia == sources.consumer(document, data=told)
    assert mia == sources.consumer(document, data=f"@{tmp_path / 'mia.json'}")
    assert sources.consumer(document) == Consumer() == ANONYMOUS


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "must be an object"),
        ('{"shoe": 38}', "“shoe” is not in the shop's attribute dictionary"),
        ('{"age": "old"}', "“age” needs a number"),
    ],
)
def test_what_is_no_consumer_is_told(document, data, said):
    with pytest.raises(InvalidError, match=said):
        sources.consumer(document, data=data)


def test_a_persona_and_a_consumer_at_once_are_told(document):
    with pytest.raises(InvalidError, match="not both"):
        sources.consumer(document, persona="Mia", data="{}")


@pytest.mark.parametrize("text", ["exp_hero=arm_b", "hero=B", "Hero test=arm_b"])
def test_an_arm_is_forced_by_id_key_or_name(document, text):
    assert sources.arms_called(document, [text]) == {"exp_hero": "arm_b"}


def test_an_arm_that_is_not_there_is_told(document):
    with pytest.raises(NotFoundError, match="“Hero test” has no arm “C”; there are: A, B"):
        sources.arms_called(document, ["hero=C"])
    with pytest.raises(NotFoundError, match="no experiment “x”"):
        sources.arms_called(document, ["x=C"])
