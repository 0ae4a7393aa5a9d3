"""Every panel looks as it did when somebody looked at it, in both languages, modes and scales.

A panel that has changed on purpose: look at it, then `python -m tests.approved.approving`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from designer.kinds.library import Library
from designer.storage.unpacked import pack
from tests.approved.approving import SETTINGS, Setting, shoot
from tests.approved.scenes import PAGES

KEPT = Path(__file__).parent / "pictures"
FAR = 48
"""Levels of 255 by which a pixel must differ to count as another."""
MOST, MOST_OF_A_PAGE = 0.01, 0.10
"""The share of pixels that may be others: a font of another version, a caret that blinks, and where
pages of the shop are drawn a picture that had not come yet."""


@pytest.fixture(scope="module")
def project(tmp_path_factory, request) -> Path:
    file = tmp_path_factory.mktemp("approved") / "shanlan.duplex"
    folder = request.config.rootpath / "projects" / "shanlan"
    pack(folder, file, library=Library.load())
    return file


def share_of_others(one: Path, other: Path) -> float:
    """The share of pixels that differ clearly; 1 when the sizes do."""
    with Image.open(one) as first, Image.open(other) as second:
        if first.size != second.size:
            return 1.0
        difference = ImageChops.difference(first.convert("L"), second.convert("L"))
    counts = difference.histogram()
    return sum(counts[FAR:]) / sum(counts)


def allowed(name: str) -> float:
    """The share of pixels of a picture that may be others."""
    return MOST_OF_A_PAGE if name.removesuffix(".webp") in PAGES else MOST


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_every_panel_looks_as_it_was_approved(setting: Setting, project: Path, tmp_path: Path):
    shoot(setting, project=project, out=tmp_path)
    kept = KEPT / str(setting)
    names = sorted(one.name for one in tmp_path.glob("*.webp"))
    assert names == sorted(one.name for one in kept.glob("*.webp"))
    others = {name: share_of_others(kept / name, tmp_path / name) for name in names}
    assert {name: share for name, share in others.items() if share > allowed(name)} == {}


def test_a_panel_that_lost_a_part_is_noticed(tmp_path: Path):
    with Image.open(KEPT / str(SETTINGS[0]) / "products.webp") as found:
        whole = found.convert("RGB")
    whole.save(tmp_path / "whole.webp", quality=82)
    wide, high = whole.size
    whole.paste(whole.getpixel((3, high - 3)), (0, high // 3, wide, high // 2))
    whole.save(tmp_path / "part.webp", quality=82)
    assert share_of_others(tmp_path / "whole.webp", tmp_path / "whole.webp") == 0
    assert share_of_others(tmp_path / "whole.webp", tmp_path / "part.webp") > MOST


def test_the_tool_that_pictures_says_what_it_cannot_do():
    ended = subprocess.run([sys.executable, "-m", "tests.approved.approving", "fr-light-1"],
                           capture_output=True, text=True)  # fmt: skip
    assert ended.returncode == 2
    assert "fr-light-1" in ended.stderr
