"""The two printers of templates write safe, complete attributes."""

from __future__ import annotations

import pytest

from designer.render.markup import attrs, picture
from designer.render.views import ImageView, LinkView


def image(**given: object) -> ImageView:
    plain = {
        "url": "assets/a.png",
        "width": 1500,
        "height": 750,
        "alt": "茶",
        "focus": (0.5, 0.5),
        "css": "focus-image",
    }
    return ImageView(**(plain | given))  # type: ignore[arg-type]


def link(action: str, target: str, href: str = "#x") -> LinkView:
    return LinkView(action=action, target=target, href=href, label="茶")


def test_a_picture_is_complete() -> None:
    assert picture(image(), "art") == (
        '<img src="assets/a.png" alt="茶" width="1500" height="750"'
        ' class="art focus-image" loading="lazy" decoding="async">'
    )


def test_the_first_picture_may_be_eager_and_decoration_silent() -> None:
    html = picture(image(css=""), loading="eager", alt="")
    assert 'loading="eager"' in html
    assert 'alt=""' in html
    assert "class=" not in html


def test_without_a_picture_a_placeholder_keeps_the_place() -> None:
    assert picture(None, "art") == '<span class="art missing"></span>'
    assert picture(None) == '<span class="missing"></span>'


def test_what_a_designer_writes_cannot_leave_its_attribute() -> None:
    assert "<script" not in picture(image(alt='"><script>'), '"><script>')
    assert '"><script' not in attrs(link("url", "x", 'https://a.cn/"><script>'))
    assert '"><script' not in attrs(link("item", "x"), '"><script>')


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (None, ""),
        (
            link("item", "prd_1", "#item/prd_1"),
            'href="#item/prd_1" data-action="item" data-target="prd_1"',
        ),
        (
            link("add_to_cart", "prd_1", "#/add_to_cart/prd_1"),
            (
                'href="#/add_to_cart/prd_1" data-action="add_to_cart" data-target="prd_1"'
                ' data-tmall="add|prd_1" role="button"'
            ),
        ),
        (
            link("service", "", "#/service"),
            'href="#/service" data-action="service" data-tmall="wang|"',
        ),
        (
            link("coupon_claim", "cpn_1", "#/coupon_claim/cpn_1"),
            (
                'href="#/coupon_claim/cpn_1" data-action="coupon_claim" data-target="cpn_1"'
                ' data-tmall="coupon|#/coupon_claim/cpn_1" role="button"'
            ),
        ),
        (
            link("module", "mod_1", "#mod_1"),
            'href="#mod_1" data-action="module" data-target="mod_1" data-tmall="widgetid|mod_1"',
        ),
        (link("follow", "", "#follow"), 'href="#follow" data-action="follow" role="button"'),
        (
            link("url", "https://a.cn", "https://a.cn"),
            'href="https://a.cn" data-action="url" rel="noopener noreferrer"',
        ),
    ],
)
def test_a_link_prints_its_attributes(one: LinkView | None, text: str) -> None:
    assert attrs(one) == text


def test_a_link_without_text_gets_a_spoken_name() -> None:
    assert attrs(link("follow", ""), "关注店铺").endswith('aria-label="关注店铺"')
