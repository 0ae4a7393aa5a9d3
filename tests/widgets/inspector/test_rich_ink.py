"""A rich text in the inspector: what was coloured or underlined on the page stays so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest

from designer.kinds.settings.rich_text import INKS, RichText, cleaned
from designer.records import Label
from tests.widgets.inspector.test_fields import make
from widgets.inspector.html import read_html, to_html

__all__ = ["make"]

NAME = Label(zh="正文", en="Text")
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
COLOURS = {name: f"#{number:02x}8844" for number, name in enumerate(INKS, 30)}
PRICE = '<span class="c-price">甲</span>'


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{PRICE}乙</p>", "<p><u>甲</u>乙</p>",
        '<p><span class="c-gold"><u><b>甲</b></u></span></p>',
        f'<ul><li>{PRICE}</li></ul><p><a href="https://a.cn/">甲</a></p>',
    ],
)  # fmt: skip
def test_colours_and_lines_survive_the_way_through_the_field(qapp, html) -> None:
    document = QTextDocument()
    read_html(document, html, colours=COLOURS)
    assert to_html(document) == html
    assert cleaned(html).replace(' rel="noopener noreferrer"', "") == html


def test_a_colour_that_is_none_of_the_shop_is_let_go(qapp) -> None:
    document = QTextDocument()
    read_html(document, '<p><span class="c-evil">甲</span></p>', colours=COLOURS)
    assert to_html(document) == "<p>甲</p>"
    assert cleaned('<span class="c-evil" style="x">甲</span>') == "<span>甲</span>"


def test_a_text_is_underlined_by_its_key_and_coloured_by_its_swatch(make) -> None:
    field = make(RichText(id="a", label=NAME), "<p>tea</p>")
    field.text.setFocus()
    field.text.selectAll()
    QTest.keyClick(field.text, Qt.Key.Key_U, CTRL)
    assert field.heard[-1] == "<p><u>tea</u></p>"
    QTest.mouseClick(field.underline, LEFT)
    assert field.heard[-1] == "<p>tea</p>"
    QTest.mouseClick(field.ink, LEFT)
    assert field.inks.isVisible()
    QTest.mouseClick(field.inks.swatches["price"], LEFT)
    assert field.heard[-1] == '<p><span class="c-price">tea</span></p>'
    assert not field.inks.isVisible()
    field.text.selectAll()
    QTest.mouseClick(field.ink, LEFT)
    assert field.inks.swatches["price"].isChecked()
    QTest.mouseClick(field.inks.none, LEFT)
    assert field.heard[-1] == "<p>tea</p>"


def test_typing_beside_a_colour_keeps_it(make) -> None:
    field = make(RichText(id="a", label=NAME), f"<p>{PRICE}</p>")
    field.text.setFocus()
    QTest.keyClick(field.text, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(field.text, "b")
    assert field.heard[-1] == '<p><span class="c-price">甲b</span></p>'
