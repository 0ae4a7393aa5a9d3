"""What goes into the package: pages, a plain page for each persona and arm, shared files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from designer.language import _, plural
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.controls import Section, Text
from widgets.look.paint import fill, painting
from widgets.parts.records import weight

if TYPE_CHECKING:
    from designer.document.document import Document
    from designer.export.manifest import Manifest

SCRIPTS = (".js", ".css", ".json")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line: a sign or colour, a name, a quieter note, a size in bytes."""

    text: str
    note: str = ""
    size: int | None = None
    icon: str = ""
    colour: str = ""


class ItemRow(QWidget):
    """A line of the list, painted."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item
        self.setFixedHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        size = weight(item.size) if item.size is not None else ""
        said = " · ".join(filter(None, (item.text, item.note, size)))
        self.setAccessibleName(said)
        self.setToolTip(said)

    def sizeHint(self) -> QSize:
        return QSize(200, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, item, rect = tokens.of(self), self.item, QRectF(self.rect())
        size = weight(item.size) if item.size is not None else "–"
        with painting(self) as painter:
            if item.colour:
                disc = QRectF(4, rect.center().y() - 4, 8, 8)
                fill(painter, disc, look.colour(item.colour), radius=4)
            else:
                at = QRectF(0, 0, 16, rect.height())
                icons.paint(painter, item.icon, at=at, colour=look.colour("muted"), size=14)
            painter.setFont(fonts.font(fonts.SMALL))
            painter.setPen(look.muted)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(rect, right, size)
            room = rect.adjusted(24, 0, -62, 0)
            self._paint_name(painter, room, look)

    def _paint_name(self, painter: QPainter, room: QRectF, look: tokens.Tokens) -> None:
        body, small = fonts.font(fonts.BODY), fonts.font(fonts.SMALL)
        name = QFontMetrics(body).elidedText(
            self.item.text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.setFont(body)
        painter.setPen(look.text)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        rest = room.adjusted(QFontMetrics(body).horizontalAdvance(name) + 8, 0, 0, 0)
        if rest.width() > 24:
            painter.setFont(small)
            painter.setPen(look.muted)
            note = QFontMetrics(small).elidedText(
                self.item.note, Qt.TextElideMode.ElideRight, int(rest.width())
            )
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, note)


class Items(Section):
    """A captioned list of items."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._caption = title
        self.rows: list[ItemRow] = []
        self.body.setSpacing(0)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these; without any the list is not there."""
        self.setVisible(bool(items))
        self.title.setText(f"{self._caption}  {len(items)}")
        if [row.item for row in self.rows] == list(items):
            return
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ItemRow(item) for item in items]
        for row in self.rows:
            self.add(row)


class ContentsPanel(QWidget):
    """The left column: how much it is in all, then what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total = Text("–", "heading")
        self.said = Text("", "caption")
        self.said.setWordWrap(True)
        self.pages = Items(_("Pages"))
        self.personas = Items(_("As each persona sees it"))
        self.arms = Items(_("As each arm shows it"))
        self.shared = Items(_("Shared files"))
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(Text(_("What goes into the package"), "caption"))
        head.addWidget(self.total)
        head.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        column.addLayout(head)
        for part in (self.pages, self.personas, self.arms, self.shared):
            column.addWidget(part)
        column.addStretch(1)

    def show_contents(self, document: Document, manifest: Manifest | None, problem: str) -> None:
        """Show a package's list; None while it is being weighed."""
        if manifest is None:
            self.total.setText("–")
            self.said.setText(problem or _("Weighing…"))
        else:
            total = sum(file.size for file in manifest.files.values())
            self.total.setText(weight(total))
            self.said.setText(
                plural("{count} file, opens from disk or any static host",
                       "{count} files, open from disk or any static host",
                       count=len(manifest.files))
            )  # fmt: skip
        groups = (self.pages, self.personas, self.arms, self.shared)
        for part, items in zip(groups, listed(document, manifest), strict=True):
            part.show_items(items)


def listed(document: Document, manifest: Manifest | None) -> tuple[list[Item], ...]:
    """Pages, personas, arms and shared files of a package."""
    if manifest is None:
        return [], [], [], []
    files = manifest.files
    pages = [
        Item(text=one.name, icon="file", size=files[one.file].size,
             note=plural("{count} layout", "{count} layouts", count=len(one.layouts)))
        for one in manifest.pages
    ]  # fmt: skip
    personas = [
        Item(text=one.name, size=files[one.file].size, colour=_colour(document, one.id))
        for one in manifest.personas
        if one.file in files
    ]
    arms = [
        Item(text=arm.name, note=test.name, icon="flask-conical", size=files[arm.file].size)
        for test in manifest.experiments
        for arm in test.arms
        if arm.file in files
    ]
    return pages, personas, arms, _shared(manifest)


def _shared(manifest: Manifest) -> list[Item]:
    files = manifest.files
    pictures = [name for name in files if name.startswith("assets/")]
    technical = [name for name in files if name.endswith(SCRIPTS) and name not in pictures]
    found = [
        (_("Pictures and videos"), "image", pictures),
        (_("Styles, scripts, decisions"), "file", technical),
    ]
    return [
        Item(text=text, icon=icon, size=_sum(manifest, names), note=str(len(names)))
        for text, icon, names in found
        if names
    ]


def _sum(manifest: Manifest, names: Iterable[str]) -> int:
    return sum(manifest.files[name].size for name in names)


def _colour(document: Document, persona: str) -> str:
    return str(getattr(document.find(persona), "colour", "faint"))
