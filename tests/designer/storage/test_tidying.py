"""Tidying frees what nothing needs, and never what undo could bring back."""

from __future__ import annotations

import msgspec
import pytest

from designer.actions.assets import add_asset, remove_asset, set_asset
from designer.errors import ReadOnlyError
from designer.records import Asset
from tests.designer import small_shop


def add(project, red: int) -> str:
    return add_asset(
        project.document, project_assets=project.assets, data=small_shop.png(red, width=40),
        name=f"Red {red}", media="image/png",
    )  # fmt: skip


def test_what_the_project_shows_stays(project):
    add(project, 10)
    assert project.spare().names == ()
    project.tidy()
    assert len(project.assets.names()) == 2


def test_bytes_that_came_without_a_record_go(project):
    stray = project.assets.add(b"nobody needs me" * 100)
    found = project.tidy()
    assert found.names == (stray,)
    assert found.size > 0
    assert not project.assets.has(stray)
    assert project.spare().names == ()


def test_a_removed_asset_can_still_be_undone_to(project):
    made = add(project, 20)
    sha256 = project.document.get(made, Asset).sha256
    remove_asset(project.document, asset=made)
    found = project.tidy()
    assert sha256 not in found.names
    assert found.kept > 0
    project.document.undo()
    assert project.assets.get(sha256)


def test_a_file_that_was_replaced_stays_for_undo(project):
    made = add(project, 30)
    old = project.document.get(made, Asset)
    new = project.assets.add(small_shop.png(31))
    set_asset(project.document, asset=msgspec.structs.replace(old, sha256=new))
    project.tidy()
    assert project.assets.has(old.sha256)


def test_the_picture_of_a_version_stays_as_long_as_the_version(project):
    version = project.name_version("One")
    sha256 = project.picture_version("One", b"a picture of the page" * 9)
    project.tidy()
    assert project.assets.has(sha256)
    project.forget_version(version)
    project.tidy()
    assert not project.assets.has(sha256)


def test_the_file_becomes_smaller(project, path):
    import secrets

    project.assets.add(secrets.token_bytes(2_000_000))
    project.tidy()
    project.close()
    assert path.stat().st_size < 1_000_000


def test_a_project_that_is_only_looked_at_is_not_tidied(project):
    project.document.read_only = "only a look"
    with pytest.raises(ReadOnlyError):
        project.tidy()
