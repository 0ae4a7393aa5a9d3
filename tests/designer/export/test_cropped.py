"""A cropped picture shows its part and nothing else in a real browser, on either of two ways."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image as Pictures

from designer.kinds.settings.crop import Crop, declarations
from designer.kinds.settings.image import Image, focus_rule
from designer.records import Label
from designer.render.style import base_css
from tests.designer.export.chromium import Chromium, Page, needs_chromium

pytestmark = needs_chromium

COLOURS = [(200, 30, 30), (30, 160, 60), (40, 60, 210), (230, 190, 40)]
"""Of the picture's quarters: top left, top right, bottom left, bottom right."""
FIELD = Image(id="image", label=Label(zh="图", en="Picture"))
OLD = """.cropped{object-view-box:none!important;clip-path:var(--cut);object-fit:cover;
object-position:var(--at)!important;transform:var(--zoom);transform-origin:0 0}"""
"""What the base sheet says to browsers that know no `object-view-box`."""


def quarters() -> str:
    """A picture of 400 × 200 whose quarters have a colour each, as an address."""
    picture = Pictures.new("RGB", (400, 200))
    for number, colour in enumerate(COLOURS):
        left, top = 200 * (number % 2), 100 * (number // 2)
        picture.paste(colour, (left, top, left + 200, top + 100))
    data = io.BytesIO()
    picture.save(data, "PNG")
    return "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()


def page(browser: Chromium, folder: Path, *, crop: Crop, place: tuple[int, int], more: str) -> Page:
    value = {"asset": "ast_1", "alt": "", "focus": [0.5, 0.5], "crop": list(crop)}
    selector, said = focus_rule("image", FIELD.parse(value))
    rules = ";".join(f"{name}:{what}" for name, what in said.items())
    css = f"{base_css()}{selector}{{{rules}}}{more}"
    css += f"img{{width:{place[0]}px;height:{place[1]}px;object-fit:cover}}body{{background:#fff}}"
    file = folder / "page.html"
    picture = f'<img src="{quarters()}" alt="" class="focus-image cropped">'
    file.write_text(f"<!doctype html><style>{css}</style><div>{picture}</div>", "utf-8")
    return browser.page(file.as_uri())


def pixels(shown: Page) -> Pictures.Image:
    data = base64.b64decode(shown.call("Page.captureScreenshot", format="png")["data"])
    return Pictures.open(io.BytesIO(data)).convert("RGB")


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 24


@pytest.mark.parametrize("more", ["", OLD], ids=["part", "old"])
@pytest.mark.parametrize(
    ("crop", "place", "quarter"),
    [
        (Crop(0.0, 0.0, 0.5, 0.5), (300, 150), 0),
        (Crop(0.55, 0.05, 0.4, 0.4), (300, 150), 1),
        (Crop(0.05, 0.55, 0.2, 0.4), (150, 150), 2),
        (Crop(0.5, 0.5, 0.5, 0.25), (320, 80), 3),
    ],
)
def test_a_part_fills_its_place_and_nothing_else_shows(
    browser, tmp_path, crop, place, quarter, more
) -> None:
    seen = pixels(page(browser, tmp_path, crop=crop, place=place, more=more))
    for x in (4, place[0] // 2, place[0] - 5):
        for y in (4, place[1] // 2, place[1] - 5):
            assert near(seen.getpixel((x, y)), COLOURS[quarter]), (x, y)
    assert seen.getpixel((place[0] + 5, 20)) == (255, 255, 255), "nothing stands beside it"
    assert seen.getpixel((20, place[1] + 5)) == (255, 255, 255), "nothing stands below it"


def test_both_ways_show_the_same_edges(browser, tmp_path) -> None:
    crop = Crop(0.3, 0.2, 0.5, 0.5)
    place = (300, 150)
    new = pixels(page(browser, tmp_path, crop=crop, place=place, more=""))
    old = pixels(page(browser, tmp_path, crop=crop, place=place, more=OLD))
    for x in range(3, 297, 7):
        for y in range(3, 147, 7):
            if abs(x - 120) > 4 and abs(y - 90) > 4:  # where the quarters meet
                assert near(new.getpixel((x, y)), old.getpixel((x, y))), (x, y)
    assert near(new.getpixel((100, 40)), COLOURS[0])
    assert near(new.getpixel((140, 110)), COLOURS[3])


def test_the_base_sheet_says_to_old_browsers_what_is_tried_here() -> None:
    sheet = "".join(base_css().split())
    start = sheet.index("@supportsnot(object-view-box")
    said = sheet[start : sheet.index("}}", start)]
    for name in declarations(Crop(0, 0, 0.5, 0.5)):
        assert name == "--part" or f"var({name})" in said
    for rule in OLD.replace("\n", "").removeprefix(".cropped{").removesuffix("}").split(";")[1:]:
        assert "".join(rule.split()) in said
