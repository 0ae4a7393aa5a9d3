"""A formatted text as the few tags the page allows: p, ul, li, b, i, u, br, colours and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from designer.kinds.settings.rich_text import INKS

INK: Final = QTextFormat.Property.UserProperty.value + 1
"""The property of a piece of text that names its colour of the theme."""
_BREAK = "\u2028"
_CLASS = re.compile(r'class="c-([\w-]+)"')
_SIGNS: Final = {name: f"#01{number:02x}00" for number, name in enumerate(INKS, 1)}
"""A colour that nobody chooses stands for each name while Qt reads the HTML."""


def read_html(document: QTextDocument, html: str, *, colours: Mapping[str, str]) -> None:
    """Fill a document; `colours` say what the colours of the theme look like here."""
    document.setHtml(_CLASS.sub(_signed, html))
    signs = {sign: name for name, sign in _SIGNS.items()}
    for block in _blocks(document):
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            name = signs.get(fragment.charFormat().foreground().color().name())
            if name is not None:
                cursor = QTextCursor(document)
                cursor.setPosition(fragment.position())
                end = fragment.position() + fragment.length()
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(inked(name, colours[name]))
            pieces += 1


def inked(name: str, colour: str) -> QTextCharFormat:
    """The shape of a text in a colour of the theme; without a name in the text's own."""
    shape = QTextCharFormat()
    shape.setProperty(INK, name)
    shape.setForeground(QColor(colour))
    return shape


def _signed(found: re.Match[str]) -> str:
    sign = _SIGNS.get(found[1])
    return "" if sign is None else f'style="color:{sign}"'


def to_html(document: QTextDocument) -> str:
    """The text of a document; an empty one gives an empty text."""
    if not document.toPlainText().strip():
        return ""
    parts: list[str] = []
    inside = False
    for block in _blocks(document):
        listed = block.textList() is not None
        if listed != inside:
            parts.append("<ul>" if listed else "</ul>")
            inside = listed
        tag = "li" if listed else "p"
        parts.append(f"<{tag}>{_inner(block)}</{tag}>")
    return "".join(parts) + ("</ul>" if inside else "")


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _inner(block: QTextBlock) -> str:
    shown = []
    pieces = block.begin()
    while not pieces.atEnd():
        fragment = pieces.fragment()
        shown.append(_dressed(fragment.text(), fragment.charFormat()))
        pieces += 1
    return "".join(shown)


def _dressed(text: str, shape: QTextCharFormat) -> str:
    html = escape(text, quote=False).replace(_BREAK, "<br>")
    if shape.fontItalic():
        html = f"<i>{html}</i>"
    if shape.fontWeight() > QFont.Weight.Medium:
        html = f"<b>{html}</b>"
    if shape.fontUnderline() and not shape.isAnchor():
        html = f"<u>{html}</u>"
    if shape.property(INK) in INKS:
        html = f'<span class="c-{shape.property(INK)}">{html}</span>'
    if shape.isAnchor() and shape.anchorHref():
        html = f'<a href="{escape(shape.anchorHref())}">{html}</a>'
    return html
