"""A formatted text as the few tags the page allows: p, ul, li, b, i, br and links."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument

_BREAK = "\u2028"


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
    if shape.isAnchor() and shape.anchorHref():
        html = f'<a href="{escape(shape.anchorHref())}">{html}</a>'
    return html
