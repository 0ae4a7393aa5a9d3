"""A project as a folder: the same there and back, and hostile folders told in one sentence."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.document.document import Document
from designer.errors import (
    DesignerError,
    InvalidError,
    NotFoundError,
    RefusedError,
    UnreadableError,
)
from designer.records import (
    AnyRecord,
    Asset,
    Category,
    Floor,
    Imported,
    Module,
    Population,
    Product,
    Variant,
)
from designer.storage.creating import write_new
from designer.storage.folder_assets import asset_file, hashed
from designer.storage.project import Project
from designer.storage.unpacked import pack, read_folder, unpack
from tests.designer import small_shop

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(path: Path, tmp_path: Path) -> Path:
    """The small shop, unpacked."""
    folder = tmp_path / "folder"
    unpack(path, folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def edited(folder: Path, kind: str, change: Callable[[list], object]) -> None:
    """Change the records of one kind in their text file."""
    path = folder / "records" / f"{kind}.json"
    items = json.loads(path.read_text(encoding="utf-8"))
    change(items)
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")


# ---- there and back


def test_the_folder_is_text_that_can_be_reviewed(folder):
    names = set(files(folder))
    assert {"project.json", "records/module.json", "records/shop.json", "assets/hero.png"} <= names
    text = (folder / "records" / "shop.json").read_text(encoding="utf-8")
    assert text.endswith("]\n")
    assert '    "name": "Teahouse 山岚"' in text
    ids = [item["id"] for item in json.loads((folder / "records/module.json").read_text())]
    assert ids == sorted(ids)
    assert (folder / "assets/hero.png").read_bytes() == small_shop.PICTURE


def test_packed_again_it_is_the_same_project(folder, path, tmp_path):
    again = tmp_path / "again.duplex"
    assert pack(folder, again, library=small_shop.library()) == ()
    with Project.open(again, library=small_shop.library()) as project:
        assert dict(project.document.records) == {r.id: r for r in small_shop.records()}
        assert project.assets.get(small_shop.PICTURE_SHA) == small_shop.PICTURE
    other = tmp_path / "other"
    unpack(again, other)
    assert files(other) == files(folder)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAME = TEXT.filter(str.strip)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT | st.floats(allow_nan=False,
                                                                              allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@st.composite
def additions(draw: st.DrawFn) -> tuple[tuple[AnyRecord, ...], list[bytes]]:
    """Products, categories, assets and modules of a kind nobody knows, with anything in them."""
    tails = draw(st.lists(st.binary(max_size=60), unique=True, max_size=3))
    films = [b"\x1aE\xdf\xa3" + tail for tail in tails]
    made: list[AnyRecord] = [
        Asset(id=f"ast_x{n}", name=draw(NAME), sha256=hashed(data), media="video/webm",
              size=len(data), alt=draw(TEXT))
        for n, data in enumerate(films)
    ]  # fmt: skip
    images = [None, "ast_hero", *(record.id for record in made)]
    for n in range(draw(st.integers(0, 3))):
        image = draw(st.sampled_from(images))
        made.append(Category(id=f"cat_x{n}", name=draw(NAME), image=image))
        price, tags = draw(st.integers(0, 10**9)), tuple(draw(st.lists(TEXT)))
        made.append(Product(id=f"prd_x{n}", title=draw(NAME), short=draw(TEXT), image=image,
                            price=price, tags=tags))  # fmt: skip
    modules = [f"mod_x{n}" for n in range(draw(st.integers(0, 3)))]
    for key in modules:
        made.append(Variant(id=f"var_{key}", name=draw(NAME),
                            settings=draw(st.dictionaries(TEXT, JSON, max_size=4))))  # fmt: skip
        made.append(Module(id=key, kind="vendor", name=draw(NAME), variants=(f"var_{key}",),
                           default=f"var_{key}"))  # fmt: skip
    made.append(Floor(id="flr_items", level=1, modules=tuple(modules)))
    return tuple(made), films


@settings(max_examples=40)
@given(added=additions())
def test_any_project_comes_back_the_same(added, tmp_path_factory):
    extra, data = added
    room = tmp_path_factory.mktemp("any")
    records = {r.id: r for r in (*small_shop.records(), *extra)}
    write_new(room / "a.duplex", records.values(), assets=[small_shop.PICTURE, *data])
    unpack(room / "a.duplex", room / "folder")
    pack(room / "folder", room / "b.duplex", library=small_shop.library())
    with Project.open(room / "b.duplex", library=small_shop.library()) as project:
        assert dict(project.document.records) == records
        kept = {project.assets.get(name) for name in project.assets.names()}
    assert kept == {small_shop.PICTURE, *data}
    unpack(room / "b.duplex", room / "again")
    assert files(room / "again") == files(room / "folder")


@pytest.mark.parametrize("name", ["shanlan", "mujian"])
def test_the_sample_stores_pack_and_unpack_to_the_same_text(name, tmp_path):
    from designer.kinds.library import Library

    sample = ROOT / "projects" / name
    if not sample.is_dir():
        pytest.skip("the sample is not here")
    assert pack(sample, tmp_path / "a.duplex", library=Library.load()) == ()
    unpack(tmp_path / "a.duplex", tmp_path / "folder")
    before = {k: json.loads(v) for k, v in files(sample).items() if k.startswith("records/")}
    after = {k: json.loads(v) for k, v in files(tmp_path / "folder").items() if k in before}
    again, __ = read_folder(tmp_path / "folder")
    first, __ = read_folder(sample)
    assert again == first
    assert set(after) == set(before)


def test_unpacking_again_replaces_what_is_ours_and_leaves_the_rest(folder, path):
    (folder / "README.md").write_text("about")
    (folder / "records" / "hologram.json").write_text("[]")
    (folder / "assets" / "old.png").write_bytes(b"old")
    unpack(path, folder)
    assert (folder / "README.md").read_text() == "about"
    assert not (folder / "records" / "hologram.json").exists()
    assert not (folder / "assets" / "old.png").exists()


def test_a_folder_of_other_things_is_left_alone(path, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"cat")
    with pytest.raises(RefusedError, match="holds other things"):
        unpack(path, tmp_path / "photos")
    assert files(tmp_path / "photos") == {"cat.jpg": b"cat"}


def test_an_open_project_can_be_unpacked(project, tmp_path):
    unpack(project.path, tmp_path / "folder")
    assert (tmp_path / "folder" / "project.json").is_file()


def test_imported_tables_come_along(project, tmp_path):
    sha = project.assets.add(b"PAR1...PAR1")
    source = Imported(sha256=sha, file="people.csv", rows=3)
    with project.document.transaction("Import"):
        project.document.put(Population(id="pop_people", name="People", source=source))
    unpack(project.path, tmp_path / "folder")
    assert (tmp_path / "folder" / "tables" / f"{sha}.parquet").read_bytes() == b"PAR1...PAR1"
    pack(tmp_path / "folder", tmp_path / "again.duplex", library=small_shop.library())
    with Project.open(tmp_path / "again.duplex", library=small_shop.library()) as again:
        assert again.assets.get(sha) == b"PAR1...PAR1"


def test_an_emptied_hash_takes_the_file_that_is_there(folder):
    (folder / "assets" / "hero.png").write_bytes(small_shop.png(10, width=8, height=6))
    edited(folder, "asset", lambda items: items[0].update(sha256="", size=0))
    records, assets = read_folder(folder)
    (asset,) = (record for record in records if isinstance(record, Asset))
    assert (asset.width, asset.height) == (8, 6)
    assert asset.size == len(assets.get(asset.sha256))


def test_settings_that_do_not_fit_are_told_and_kept(folder, tmp_path):
    edited(folder, "variant", lambda items: items[0]["settings"].update(height=99999))
    (said,) = pack(folder, tmp_path / "a.duplex", library=small_shop.library())
    assert "height" in said
    assert (tmp_path / "a.duplex").is_file()


@pytest.mark.parametrize(
    ("id", "media", "file"),
    [
        ("ast_kv_autumn", "image/webp", "assets/kv-autumn.webp"),
        ("ast_a1", "image/jpeg", "assets/a1.jpg"),
        ("ast_chair", "model/gltf-binary", "assets/chair.glb"),
    ],
)
def test_asset_files_are_called_after_their_ids(id, media, file):
    assert asset_file(Asset(id=id, name="x", sha256="", media=media, size=0)) == file


# ---- hostile folders


def refused(folder: Path, said: str, kind: type[DesignerError] = InvalidError) -> None:
    with pytest.raises(kind, match=said) as told:
        read_folder(folder)
    assert "\n" not in str(told.value)


def test_a_folder_that_is_none_is_told(tmp_path):
    refused(tmp_path / "nothing", "no folder", NotFoundError)
    refused(tmp_path, "not an unpacked Duplex project", UnreadableError)


def test_a_folder_of_a_newer_duplex_is_told(folder):
    (folder / "project.json").write_text('{"format": "duplex-project", "version": 3}')
    refused(folder, "newer Duplex", UnreadableError)


@pytest.mark.parametrize("text", ["{", "[1, 2", "\ufeff[]", '{"a": 1}', "[" * 100_000])
def test_text_that_is_no_list_is_told_with_its_file(folder, text):
    (folder / "records" / "coupon.json").write_text(text, encoding="utf-8")
    refused(folder, r"records/coupon\.json")


def test_text_in_another_encoding_is_told(folder):
    (folder / "records" / "coupon.json").write_bytes('[{"name":"满减"}]'.encode("gbk"))
    refused(folder, r"records/coupon\.json is not JSON in UTF-8")


def test_a_wrong_field_is_told_with_file_entry_and_field(folder):
    edited(folder, "product", lambda items: items[1].update(price="cheap"))
    place = r"records/product\.json, entry 2 \(“prd_oolong”\), price"
    refused(folder, place + ": needs a whole number, found text")


def test_an_unknown_field_is_told(folder):
    edited(folder, "product", lambda items: items[0].update(colour="red"))
    refused(folder, r"records/product\.json, entry 1 .*“colour”")


def test_an_id_that_stands_twice_is_told(folder):
    edited(folder, "product", lambda items: items.append(items[0]))
    refused(folder, r"records/product\.json: the id “prd_green” stands twice")


def test_an_id_that_stands_in_two_files_is_told(folder):
    edited(folder, "category", lambda items: items[0].update(id="prd_green", image=None))
    refused(folder, "“prd_green” stands twice")


def test_a_record_in_the_wrong_file_is_told(folder):
    edited(folder, "product", lambda items: items[0].update(record="coupon"))
    refused(folder, r"records/product\.json, entry 1 .*wrong file")


def test_a_missing_shop_is_told(folder):
    (folder / "records" / "shop.json").unlink()
    refused(folder, r"records/shop\.json")


def test_a_link_to_nowhere_is_told(folder):
    edited(folder, "product", lambda items: items[0].update(category="cat_ghost"))
    refused(folder, "“Green tea” names the category “cat_ghost”")


def test_a_missing_asset_is_told(folder):
    (folder / "assets" / "hero.png").unlink()
    refused(folder, r"assets/hero\.png is missing")


def test_another_file_in_the_place_of_an_asset_is_told(folder):
    (folder / "assets" / "hero.png").write_bytes(small_shop.png(1))
    refused(folder, r"assets/hero\.png is not the file .* empty “sha256” in the record “ast_hero”")


@pytest.mark.parametrize(
    "id", ["ast_../../etc/passwd", "ast_/etc/passwd", "ast_", "ast_a b", "ast_..", "ast_C:"]
)
def test_an_asset_id_that_is_a_path_is_told(folder, id):
    for kind in ("asset", "category", "product", "variant", "shop"):
        text = (folder / "records" / f"{kind}.json").read_text(encoding="utf-8")
        renamed = text.replace('"ast_hero"', json.dumps(id))
        (folder / "records" / f"{kind}.json").write_text(renamed, encoding="utf-8")
    refused(folder, "cannot be a file name")


def test_a_table_that_is_a_path_is_told(folder):
    source = {"type": "imported", "sha256": "../../etc/passwd", "file": "x", "rows": 1}
    edited(folder, "population", lambda items: items[0].update(source=source))
    refused(folder, "no SHA-256")


def test_a_link_out_of_the_folder_is_told(folder, tmp_path):
    (tmp_path / "secret.png").write_bytes(small_shop.PICTURE)
    (folder / "assets" / "hero.png").unlink()
    (folder / "assets" / "hero.png").symlink_to(tmp_path / "secret.png")
    refused(folder, r"assets/hero\.png leads out of the project's folder")


def test_records_linked_from_outside_are_told(folder, tmp_path):
    (folder / "records").rename(tmp_path / "elsewhere")
    (folder / "records").symlink_to(tmp_path / "elsewhere")
    refused(folder, r"records/shop\.json leads out")


def test_a_pipe_in_the_place_of_an_asset_is_told(folder):
    (folder / "assets" / "hero.png").unlink()
    os.mkfifo(folder / "assets" / "hero.png")
    refused(folder, r"assets/hero\.png is missing")


def test_a_huge_file_is_told_before_it_is_read(folder):
    for name, said in (("records/coupon.json", "64 MB"), ("assets/hero.png", "512 MB")):
        path = folder / name
        kept = path.read_bytes()
        with path.open("r+b") as file:
            file.truncate(600 * 1024 * 1024)
        refused(folder, said)
        path.write_bytes(kept)


def test_a_drawing_that_could_run_something_is_told(folder):
    (folder / "assets" / "hero.png").unlink()
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    (folder / "assets" / "hero.svg").write_bytes(drawing)
    edited(folder, "asset", lambda items: items[0].update(media="image/svg+xml", sha256=""))
    refused(folder, r"assets/hero\.svg.* holds “<script”")


def test_two_assets_that_would_be_one_file_are_told(project, tmp_path):
    picture = project.document.get("ast_hero", Asset)
    with project.document.transaction("Add"):
        for id in ("ast_a_b", "ast_a-b"):
            project.document.put(msgspec.structs.replace(picture, id=id))
    with pytest.raises(InvalidError, match=r"would both be the file assets/a-b\.png"):
        unpack(project.path, tmp_path / "folder")


def test_a_hostile_project_file_does_not_write_outside(path, tmp_path):
    connection = sqlite3.connect(path)
    connection.execute("UPDATE record SET id = 'ast_../../x', state = json_set(state, '$.id', "
                       "'ast_../../x') WHERE id = 'ast_hero'")  # fmt: skip
    connection.commit()
    connection.close()
    with pytest.raises(InvalidError, match="cannot be a file name"):
        unpack(path, tmp_path / "folder")
    assert not (tmp_path / "folder").exists()


def test_packing_a_bad_folder_makes_no_file(folder, tmp_path):
    (folder / "assets" / "hero.png").unlink()
    with pytest.raises(InvalidError):
        pack(folder, tmp_path / "bad.duplex", library=small_shop.library())
    assert not (tmp_path / "bad.duplex").exists()


def test_the_bytes_of_a_folder_can_be_read_but_not_added_to(folder):
    __, assets = read_folder(folder)
    assert assets.names() == (small_shop.PICTURE_SHA,)
    assert assets.has(hashed(small_shop.PICTURE))
    assert assets.get(small_shop.PICTURE_SHA) == small_shop.PICTURE
    with pytest.raises(NotFoundError):
        assets.get("0" * 64)
    with pytest.raises(DesignerError, match="pack it to edit"):
        assets.add(b"x")


def test_the_document_of_a_folder_is_whole(folder):
    records, __ = read_folder(folder)
    assert Document(records).get("cat_tea", Category).name == "Tea"
