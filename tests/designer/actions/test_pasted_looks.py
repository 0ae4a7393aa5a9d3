"""What is pasted renders like what was copied: modules of the sample shops, here and elsewhere."""

from __future__ import annotations

import re

import pytest

from designer.actions.clipboard import pasted
from designer.document.document import Document
from designer.document.fragment import from_json, take, to_json
from designer.document.invariants import invariants, problems
from designer.document.queries import floors_of
from designer.kinds.library import Library
from designer.records import Floor, Layout, Module, Page, Shop
from designer.render.module import Renderer
from designer.storage.project import Project
from designer.storage.unpacked import pack


@pytest.fixture(scope="module")
def library():
    return Library.load()


@pytest.fixture(params=["shanlan", "mujian"])
def project(request, tmp_path, sample_dir, library):
    file = tmp_path / "shop.duplex"
    pack(sample_dir.parent / request.param, file, library=library)
    with Project.open(file, library=library) as opened:
        yield opened


def drawn(library, document, module, level):
    """The HTML of each variant, ids of modules left out."""
    renderer = Renderer(library)
    found = document.get(module, Module)
    return [
        re.sub(r"(mod|var)_\w+", "M", renderer.module(document, module, key, level=level).html)
        for key in found.variants
    ]


def _limit(library, document, module):
    return library.get(document.get(module, Module).kind).limit


def empty(shop, library):
    return Document(
        (
            Shop(id="shop", name="Another", theme=shop.theme, attributes=shop.attributes,
                 pages=("page_a",), followers=shop.followers, slogan=shop.slogan, logo=None),
            Page(id="page_a", name="Home", type="home", layouts=("lay_a",), default="lay_a"),
            Layout(id="lay_a", name="A", floors=("flr_a", "flr_b")),
            Floor(id="flr_a", level=1), Floor(id="flr_b", level=2),
        ),
        invariants=invariants(library),
    )  # fmt: skip


def test_in_the_same_shop_it_renders_alike(project, library):
    document = project.document
    page = document.get("page_home", Page) if document.find("page_home") else document.all(Page)[0]
    for floor in floors_of(document, page.default):
        free = [key for key in floor.modules if _limit(library, document, key) != 1]
        for key in free[:6]:
            fragment = from_json(to_json(take(document, [key])))
            (made,) = pasted(document, fragment=fragment, floor=floor.id, index=0,
                             library=library, vault=project.assets).modules  # fmt: skip
            level = floor.level
            assert drawn(library, document, made, level)[0].replace(
                document.get(made, Module).name, "N"
            ) == drawn(library, document, key, level)[0].replace(
                document.get(key, Module).name, "N"
            )
            document.undo()


def test_in_another_shop_all_of_a_page_comes_along_and_what_must_hold_holds(project, library):
    source = project.document
    layout = source.get(source.shop.pages[0], Page).default
    keys = [key for floor in floors_of(source, layout) for key in floor.modules]
    fragment = from_json(to_json(take(source, keys)))
    files = {one.sha256: project.assets.get(one.sha256) for one in fragment.assets}
    target = empty(source.shop, library)

    class Vault:
        def add(self, data):
            return ""

        def has(self, sha256):
            return False

    done = pasted(target, fragment=fragment, floor="flr_a", index=0, library=library,
                  files=files, vault=Vault())  # fmt: skip
    assert len(done.modules) == len(keys)
    assert list(problems(target, library=library)) == []
    stood = [target.get(key, Module).kind for key in done.modules]
    assert stood == [module.kind for module in fragment.modules]
    target.undo()
    assert len(target.records) == 5


def test_a_page_of_the_tea_shop_can_be_put_up_in_the_furniture_shop(tmp_path, sample_dir, library):
    """Two shops with crowds and products of their own: whatever goes, nothing breaks."""
    files = [tmp_path / "tea.duplex", tmp_path / "furniture.duplex"]
    for file, name in zip(files, ("shanlan", "mujian"), strict=True):
        pack(sample_dir.parent / name, file, library=library)
    with (
        Project.open(files[0], library=library) as tea,
        Project.open(files[1], library=library) as furniture,
    ):
        source, target = tea.document, furniture.document
        start = dict(target.records)
        home = target.get(target.shop.pages[0], Page)
        floor = floors_of(target, home.default)[0].id
        layout = source.get(source.shop.pages[0], Page).default
        for key in [key for one in floors_of(source, layout) for key in one.modules]:
            if _limit(library, source, key) == 1:
                continue
            fragment = from_json(to_json(take(source, [key])))
            carried = {one.sha256: tea.assets.get(one.sha256) for one in fragment.assets}
            pasted(target, fragment=fragment, floor=floor, index=0, library=library,
                   files=carried, vault=furniture.assets)  # fmt: skip
            assert list(problems(target, library=library)) == []
            target.undo()
        assert dict(target.records) == start
