"""The user's templates: kept, found, used here and elsewhere, handed out; hostile files refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from designer.actions.pages import add_layout
from designer.actions.templates import layout_from_template, of_layout, use_template
from designer.document.document import Document
from designer.document.fragment import take
from designer.document.inheritance import effective
from designer.document.invariants import invariants, problems
from designer.document.queries import floors_of, modules_of
from designer.errors import (
    DesignerError,
    InvalidError,
    NotFoundError,
    RefusedError,
    UnreadableError,
)
from designer.records import Asset, Module, Page, Product
from designer.starting import blank
from designer.templates import ENDING, MOST_FILES, Templates
from tests.designer import small_shop

LIBRARY = small_shop.library()
FILES = {small_shop.PICTURE_SHA: small_shop.PICTURE}


class Vault:
    def __init__(self, **files: bytes) -> None:
        self.files = dict(files)

    def add(self, data: bytes) -> str:
        key = small_shop.hashlib.sha256(data).hexdigest()
        self.files[key] = data
        return key

    def has(self, sha256: str) -> bool:
        return sha256 in self.files


@pytest.fixture
def shelf(tmp_path) -> Templates:
    return Templates(tmp_path / "templates")


def kept(shelf: Templates, document: Document, modules=("mod_hero", "mod_shelf"), **more):
    return shelf.save(take(document, modules), files=FILES, name="Tea pair", **more)


def elsewhere() -> Document:
    return Document(blank("Other"), invariants=invariants(LIBRARY))


def test_an_empty_folder_holds_no_template(shelf):
    assert shelf.all() == ()
    with pytest.raises(NotFoundError):
        shelf.get("gone")


def test_a_selection_is_kept_with_its_words_and_pictures(shelf, document):
    made = kept(shelf, document, trade="tea", occasion="daily", picture=small_shop.PICTURE)
    (found,) = shelf.all()
    assert found == made
    assert found.about.name == "Tea pair"
    assert (found.about.trade, found.about.occasion) == ("tea", "daily")
    assert found.about.modules == ("Hero", "Shelf")
    assert found.about.kinds == ("poster", "shelf")
    assert shelf.picture(found) == small_shop.PICTURE
    fragment, files = shelf.read(shelf.get(found.key))
    assert fragment == take(document, ["mod_hero", "mod_shelf"])
    assert files == FILES


def test_the_newest_stands_first_and_a_name_can_change(shelf, document):
    first, second = kept(shelf, document), kept(shelf, document)
    assert [one.key for one in shelf.all()] == [second.key, first.key]
    shelf.rename(first, "  New name ")
    assert {one.about.name for one in shelf.all()} == {"New name", "Tea pair"}
    assert shelf.read(shelf.get(first.key))[1] == FILES
    with pytest.raises(InvalidError, match="needs a name"):
        shelf.rename(first, " ")
    shelf.remove(first)
    assert [one.key for one in shelf.all()] == [second.key]


def test_a_picture_can_come_later(shelf, document):
    made = kept(shelf, document)
    assert shelf.picture(made) == b""
    shelf.depict(made, small_shop.PICTURE)
    assert shelf.picture(shelf.get(made.key)) == small_shop.PICTURE


def test_a_template_is_used_in_the_same_shop_with_its_own_records(shelf, document, undone):
    fragment, files = shelf.read(kept(shelf, document))
    made = use_template(document, fragment=fragment, files=files, floor="flr_items", index=0,
                        name="Tea pair", library=LIBRARY, vault=Vault())  # fmt: skip
    assert [document.get(key, Module).name for key in made.modules] == ["Hero", "Shelf"]
    assert len(document.all(Asset)) == 1
    assert document.history.label(document.history.done[-1]) == "Use template Tea pair"
    undone()


def test_a_template_is_used_in_another_shop_and_brings_what_it_needs(shelf, document):
    fragment, files = shelf.read(kept(shelf, document))
    other, vault = elsewhere(), Vault()
    floor = floors_of(other, other.get(other.shop.pages[0], Page).default)[0].id
    made = use_template(other, fragment=fragment, files=files, floor=floor, index=0,
                        name="Tea pair", library=LIBRARY, vault=vault)  # fmt: skip
    assert len(made.modules) == 2
    assert vault.has(small_shop.PICTURE_SHA)
    assert [product.short for product in other.all(Product)] == ["Oolong"]
    assert list(problems(other, library=LIBRARY)) == []


def test_a_whole_layout_comes_back_as_a_layout(shelf, document):
    fragment, files = shelf.read(
        shelf.save(of_layout(document, "lay_main"), files=FILES, name="Home", whole=True)
    )
    other = elsewhere()
    page = other.shop.pages[0]
    layout, __ = layout_from_template(other, fragment=fragment, files=files, page=page,
                                      name="Home", library=LIBRARY, vault=Vault())  # fmt: skip
    names = [[other.get(key, Module).name for key in f.modules] for f in floors_of(other, layout)]
    assert names == [["Store sign", "Hero", "Shelf"], ["Brand slides"]]
    assert other.get(page, Page).layouts[-1] == layout
    hero = modules_of(other, layout)[1]
    assert effective(other, hero.variants[0])["title"] == "Tea"
    other.undo()
    assert layout not in other.records


def test_a_page_without_a_second_floor_takes_the_first_alone(document):
    layout, __ = layout_from_template(
        document, fragment=of_layout(document, "lay_main"), files={}, page="page_items",
        name="Items", library=LIBRARY, vault=Vault(),
    )  # fmt: skip
    assert [m.name for m in modules_of(document, layout)] == ["Store sign", "Hero", "Shelf"]
    before = dict(document.records)
    with pytest.raises(RefusedError, match="floor 2 alone"):
        layout_from_template(
            document, fragment=take(document, ["mod_slides"]), files={}, page="page_items",
            name="Items", library=LIBRARY, vault=Vault(),
        )  # fmt: skip
    assert dict(document.records) == before


def test_an_empty_layout_is_no_template(document):
    empty = add_layout(document, page="page_home")
    with pytest.raises(RefusedError, match="nothing on this layout"):
        of_layout(document, empty)


def test_a_template_is_handed_out_and_brought_in(shelf, document, tmp_path):
    made = kept(shelf, document, picture=small_shop.PICTURE)
    out = tmp_path / f"pair{ENDING}"
    shelf.hand_out(made, out)
    other = Templates(tmp_path / "other")
    came = other.bring(out)
    assert came.about == made.about
    assert other.read(came) == shelf.read(made)
    assert other.picture(came) == small_shop.PICTURE


# ---- hostile files


def zipped(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as held:
        for name, part in parts.items():
            held.writestr(name.replace("__", "/").replace("_json", ".json"), part)
    return data.getvalue()


ABOUT = b'{"format":"duplex-template","version":1,"name":"x","at":"2026-01-01T00:00:00Z"}'


@pytest.mark.parametrize("data", [
    b"", b"PK\x03\x04 no", b"\x00" * 4096, zipped(fragment_json=b"{}"),
    zipped(about_json=b"[" * 100_000), zipped(about_json=ABOUT, fragment_json=b"[" * 9_000),
    zipped(about_json=ABOUT), zipped(about_json=ABOUT, fragment_json=b"{}"),
    zipped(about_json=ABOUT, fragment_json=b"0" * (1 << 24)),
    zipped(about_json=b'{"format":"other","name":"x","at":"2026-01-01T00:00:00Z"}'),
])  # fmt: skip
def test_a_file_that_is_no_template_is_refused_in_one_sentence(shelf, tmp_path, data):
    file = tmp_path / f"bad{ENDING}"
    file.write_bytes(data)
    with pytest.raises(DesignerError) as refused:
        shelf.bring(file)
    assert "\n" not in str(refused.value)
    assert shelf.all() == ()


def test_too_many_entries_and_ways_out_of_the_folder_are_refused(shelf, document, tmp_path):
    made = kept(shelf, document)
    crowded = tmp_path / f"many{ENDING}"
    with zipfile.ZipFile(crowded, "w") as held:
        held.writestr("about.json", ABOUT)
        for number in range(MOST_FILES + 1):
            held.writestr(f"assets/{number:064d}", b"")
    with pytest.raises(UnreadableError):
        shelf.bring(crowded)
    with zipfile.ZipFile(made.file, "a") as held:
        held.writestr("../../escape", b"x")
        held.writestr("assets/../x", b"x")
    came = Templates(tmp_path / "deep" / "er").bring(made.file)
    with zipfile.ZipFile(came.file) as held:
        assert all(".." not in name for name in held.namelist())
    assert not (tmp_path / "escape").exists()


def test_a_picture_that_is_not_what_it_says_is_refused_when_used(shelf, document):
    made = shelf.save(take(document, ["mod_hero"]), files={small_shop.PICTURE_SHA: b"other"},
                      name="x")  # fmt: skip
    fragment, files = shelf.read(made)
    other = elsewhere()
    before = dict(other.records)
    floor = floors_of(other, other.get(other.shop.pages[0], Page).default)[0].id
    with pytest.raises(InvalidError, match="damaged"):
        use_template(other, fragment=fragment, files=files, floor=floor, index=0, name="x",
                     library=LIBRARY, vault=Vault())  # fmt: skip
    assert dict(other.records) == before


def test_a_broken_file_in_the_folder_does_not_hide_the_others(shelf, document):
    made = kept(shelf, document)
    (shelf.folder / f"broken{ENDING}").write_bytes(b"PK")
    assert shelf.all() == (made,)
