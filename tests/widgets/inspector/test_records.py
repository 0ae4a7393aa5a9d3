"""Prices, people, shares and pictures are told and shown as a designer expects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QSize, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument

from designer.document.media import MEDIA
from designer.records import Asset, Coupon
from tests.widgets.inspector import scene
from widgets.inspector.bringing import FILES, bring, local_files
from widgets.inspector.html import to_html
from widgets.parts import records
from widgets.parts.pictures import asset_of, covering, thumbnail


@pytest.mark.parametrize(
    ("fen", "price"),
    [(5900, "¥59"), (5990, "¥59.9"), (5999, "¥59.99"), (123_400, "¥1,234"), (0, "¥0")],
)
def test_a_price_has_no_useless_zeros(fen, price) -> None:
    assert records.yuan(fen) == price


@given(st.floats(0, 1))
def test_a_share_is_never_nothing_for_somebody_nor_all_for_not_all(share) -> None:
    told = records.percent(share)
    assert (told == "0.0%") == (share == 0)
    assert (told == "100.0%") == (share == 1)


@pytest.mark.parametrize(
    ("size", "told"), [(10, "1 KB"), (123_456, "121 KB"), (2_500_000, "2.4 MB")]
)
def test_a_weight_is_in_kilobytes_or_megabytes(size, told) -> None:
    assert records.weight(size) == told


def test_a_coupon_says_what_it_gives_and_from_when() -> None:
    coupon = Coupon(id="cpn_x", name="x", amount=2000, threshold=9900)
    assert records.coupon_terms(coupon) == "¥20 off from ¥99"
    assert records.coupon_terms(Coupon(id="cpn_y", name="y", amount=500)) == "¥5 off, no minimum"


def test_products_come_best_sellers_first(session) -> None:
    assert [one.value for one in records.products(session)] == [f"prd_{n}" for n in range(6)]
    assert records.products(session)[0].note == "¥59 · 9,000 sold"


def test_every_source_of_things_gives_each_thing_once(session) -> None:
    for source in (
        records.products, records.categories, records.coupons, records.shop_pages,
        records.campaigns, records.modules, records.pictures,
    ):  # fmt: skip
        values = [one.value for one in source(session)]
        assert len(values) == len(set(values))
        assert all(session.document.find(value) is not None for value in values)


def test_a_module_is_told_by_its_kind(session) -> None:
    noted = {one.value: one.note for one in records.modules(session)}
    assert noted["mod_hero"] == session.library.get("poster").name.en


# ---- pictures ----


@pytest.fixture
def picture(session, tmp_path):
    """A picture whose left half is red and whose right half is blue."""
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    for x in range(200, 400):
        for y in range(200):
            image.setPixelColor(x, y, QColor("#0000ff"))
    image.save(str(tmp_path / "halves.png"))
    return bring(session, tmp_path / "halves.png", media="image/")


@pytest.mark.parametrize(("focus", "colour"), [((0.0, 0.5), "#ff0000"), ((1.0, 0.5), "#0000ff")])
def test_a_thumbnail_is_cut_around_its_focal_point(session, picture, focus, colour) -> None:
    found = covering(session, picture, size=QSize(50, 50), focus=focus)
    assert (found.width(), found.height()) == (50, 50)
    assert found.toImage().pixelColor(25, 25).name() == colour


def test_a_thumbnail_on_a_fine_screen_has_more_pixels(session, picture) -> None:
    found = covering(session, picture, size=QSize(50, 50), ratio=2.0)
    assert found.width() == 100
    assert found.deviceIndependentSize().toSize() == QSize(50, 50)


def test_what_is_no_picture_or_is_gone_has_no_thumbnail(session) -> None:
    assert covering(session, "ast_gone", size=QSize(9, 9)) is None
    assert covering(session, None, size=QSize(9, 9)) is None
    broken = Asset(id="ast_b", name="b", sha256=session.project.assets.add(b"no picture"),
                   media="image/png", size=10)  # fmt: skip
    lost = Asset(id="ast_l", name="l", sha256="0" * 64, media="image/png", size=10)
    with session.document.transaction("assets"):
        session.document.put(broken)
        session.document.put(lost)
    assert thumbnail(session, "ast_b")(QSize(9, 9), 1.0) is None
    assert thumbnail(session, "ast_l")(QSize(9, 9), 1.0) is None
    assert asset_of(session, "ast_l") == lost


def test_dragged_files_are_taken_by_their_endings(tmp_path) -> None:
    data = QMimeData()
    data.setUrls([
        QUrl.fromLocalFile(str(tmp_path / "a.PNG")), QUrl.fromLocalFile(str(tmp_path / "b.txt")),
        QUrl("https://a.cn/c.png"),
    ])  # fmt: skip
    assert [file.name for file in local_files(data, FILES["image/"])] == ["a.PNG"]


def test_every_ending_that_can_be_brought_has_a_media_type() -> None:
    endings = {ending for some in FILES.values() for ending in some}
    assert endings <= {f".{one}" for one in MEDIA}
    for media, some in FILES.items():
        assert all(MEDIA[ending.removeprefix(".")].startswith(media) for ending in some)


@pytest.mark.skipif(not scene._drawn("ast_kv_autumn"), reason="the sample's pictures are absent")
def test_the_samples_own_pictures_are_shown(session) -> None:
    shown = [one.picture(QSize(36, 36), 1.0) for one in records.pictures(session)[:12]]
    assert all(one is not None and one.width() == 36 for one in shown)


# ---- formatted text ----

words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=8
)
runs = st.tuples(st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i>", "<i><b>{}</b></i>"]), words)


def dressed(parts) -> str:
    from html import escape

    return "".join(shape.format(escape(text, quote=False)) for shape, text in parts)


@given(st.lists(st.lists(runs, min_size=1, max_size=3).map(dressed), min_size=1, max_size=3))
def test_a_formatted_text_reads_back_as_it_was_written(qapp, paragraphs) -> None:
    document = QTextDocument()
    document.setHtml("".join(f"<p>{inner}</p>" for inner in paragraphs))
    once = to_html(document)
    again = QTextDocument()
    again.setHtml(once)
    assert to_html(again) == once
    assert again.toPlainText() == document.toPlainText()


@pytest.mark.parametrize(
    "html",
    [
        "<p>one</p><ul><li>two</li><li>three</li></ul><p>four</p>", "<p>a<br>b</p>",
        '<p><a href="https://a.cn/?b=1&amp;c=2">tea</a></p>', "<p>1 &lt; 2 &amp; 3</p>", "",
    ],
)  # fmt: skip
def test_lists_breaks_links_and_signs_survive(qapp, html) -> None:
    document = QTextDocument()
    document.setHtml(html)
    assert to_html(document) == html


def test_a_script_in_a_text_is_words_and_nothing_else(qapp) -> None:
    document = QTextDocument()
    document.setPlainText("<script>alert(1)</script>")
    assert "<script" not in to_html(document)
