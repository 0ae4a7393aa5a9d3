"""Named versions: look at one, compare it with now, bring it back, and undo even that."""

from __future__ import annotations

import pytest

from designer.actions.modules import hide_modules, remove_modules, rename, set_locked
from designer.actions.variants import set_setting
from designer.document.document import Document
from designer.errors import InvalidError, NotFoundError, ReadOnlyError, RefusedError
from designer.records import Module, Variant
from designer.storage.project import Project
from tests.designer import small_shop


def test_a_version_remembers_the_whole_project(project):
    then = dict(project.document.records)
    version = project.name_version("Before the sale", note="approved by Lin")
    rename(project.document, id="mod_hero", name="Sale")
    remove_modules(project.document, modules=["mod_shelf"])
    looked = project.look(version)
    assert dict(looked.records) == then
    with pytest.raises(ReadOnlyError, match="version “Before the sale”"):
        rename(looked, id="mod_hero", name="X")


def test_versions_are_listed_in_order_and_found_by_name_after_reopening(project):
    project.name_version("One")
    rename(project.document, id="mod_hero", name="Sale")
    project.name_version(" Two ", note="n")
    project.close()
    with Project.open(project.path, library=small_shop.library()) as again:
        assert [(v.name, v.seq, v.note) for v in again.versions()] == [
            ("One", 0, ""),
            ("Two", 1, "n"),
        ]
        assert again.version("Two").at.utcoffset() is not None
        with pytest.raises(NotFoundError, match="no version called “Three”"):
            again.version("Three")


def test_a_version_has_a_name_that_no_other_has(project):
    project.name_version("One")
    with pytest.raises(InvalidError, match="already is a version “One”"):
        project.name_version("One")
    with pytest.raises(InvalidError, match="needs a name"):
        project.name_version("  ")


def test_a_version_compared_with_now_is_a_diff(project):
    version = project.name_version("One")
    rename(project.document, id="mod_hero", name="Sale")
    rename(project.document, id="mod_sign", name="Sign 2")
    rename(project.document, id="mod_sign", name="Store sign")
    diff = project.changes_since(version)
    assert diff.ids() == {"mod_hero"}
    assert diff.changes["mod_hero"].before.name == "Hero"


def test_restoring_is_one_step_that_undo_takes_back(project):
    version = project.name_version("One")
    then = dict(project.document.records)
    rename(project.document, id="mod_hero", name="Sale")
    remove_modules(project.document, modules=["mod_shelf"])
    now = dict(project.document.records)
    project.restore(version)
    assert dict(project.document.records) == then
    assert project.document.history.label(project.document.history.undoable) == "Restore One"
    project.document.undo()
    assert dict(project.document.records) == now
    project.document.redo()
    assert dict(project.document.records) == then


def test_a_version_comes_back_over_what_was_locked_since(project):
    document = project.document
    set_locked(document, modules=["mod_shelf"], locked=True)
    version = project.name_version("One")
    then = dict(document.records)
    set_locked(document, modules=["mod_shelf"], locked=False)
    rename(document, id="mod_hero", name="Sale")
    hide_modules(document, modules=["mod_shelf", "mod_hero"])
    set_locked(document, modules=["mod_shelf", "mod_hero"], locked=True)
    now = dict(document.records)
    project.restore(version)
    assert dict(document.records) == then
    document.undo()
    assert dict(document.records) == now
    document.travel(1)
    assert dict(document.records) == then
    with pytest.raises(RefusedError, match="is locked; unlock it first"):
        hide_modules(document, modules=["mod_shelf"])


def test_typing_goes_on_in_a_new_step_after_a_version(project):
    def type_title(text: str) -> None:
        set_setting(project.document, variant="var_hero", setting="title", value=text)

    type_title("T")
    version = project.name_version("One")
    type_title("Te")
    looked = project.look(version)
    assert isinstance(looked, Document)
    assert looked.get("var_hero", Variant).settings["title"] == "T"


def test_any_step_can_be_looked_at(project):
    for name in ("One", "Two"):
        rename(project.document, id="mod_hero", name=name)
        project.document.history.seal()
    project.document.undo()
    names = []
    for seq in range(4):
        document = Document(project.state_at(seq))
        names.append(document.get("mod_hero", Module).name)
    assert names == ["Hero", "One", "Two", "One"]


def test_a_forgotten_version_leaves_the_history(project):
    version = project.name_version("One")
    project.forget_version(version)
    assert project.versions() == ()
    assert project.name_version("One").seq == version.seq


def test_a_version_has_a_picture_that_goes_with_it(project):
    version = project.name_version("One")
    assert version.picture == ""
    sha256 = project.picture_version("One", small_shop.png(9))
    assert project.version("One").picture == sha256
    assert project.assets.get(sha256) == small_shop.png(9)
    with pytest.raises(NotFoundError, match="no version called “Two”"):
        project.picture_version("Two", b"x")


def test_a_version_is_renamed_and_noted_with_its_picture_kept(project):
    version = project.name_version("One", note="first")
    sha256 = project.picture_version("One", small_shop.png(9))
    project.name_version("Two")
    renamed = project.describe_version(version, name=" Before ", note=" by Lin ")
    assert (renamed.name, renamed.note, renamed.seq) == ("Before", "by Lin", version.seq)
    assert project.version("Before").picture == sha256
    again = project.describe_version(renamed, name="Before", note="")
    assert project.version("Before").note == again.note == ""
    with pytest.raises(InvalidError, match="already is a version “Two”"):
        project.describe_version(again, name="Two", note="")
    with pytest.raises(InvalidError, match="needs a name"):
        project.describe_version(again, name=" ", note="")
    assert project.version("Before").picture == sha256
