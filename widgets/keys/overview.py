"""The sheet of all keys: groups in columns, each key as a cap; the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QPdfWriter,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from designer.language import _
from widgets.keys.elsewhere import PLACES, WORDS
from widgets.keys.keymap import shown
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline, painting
from widgets.menu_titles import TITLES

if TYPE_CHECKING:
    from pathlib import Path

    from widgets.menus import Menus

COLUMN: Final = 300
GAP: Final = 28
LINE: Final = 30
HEAD: Final = 40
_SIGNS: Final = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "↵"}


@dataclass(frozen=True, slots=True)
class Doing:
    """One line of the sheet: what is done, and the parts of each of its keys."""

    label: str
    keys: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its lines."""

    title: str
    doings: tuple[Doing, ...]

    @property
    def height(self) -> int:
        """What it takes on the sheet."""
        return HEAD + LINE * len(self.doings) + GAP // 2


def groups_of(menus: Menus) -> tuple[Group, ...]:
    """Every command that has a key, by menu, and the keys of single places."""
    found: dict[str, list[Doing]] = {}
    for name, action in menus.actions.items():
        keys = menus.keymap.keys(name)
        if keys:
            title = TITLES.get(menus.menu_of(name), "") or "Edit"
            label = action.text().replace("&", "").rstrip("…")
            found.setdefault(title, []).append(Doing(label, tuple(map(parts, keys[:2]))))
    groups = [Group(_(title), tuple(doings)) for title, doings in found.items()]
    for title, gestures in PLACES.items():
        doings = (Doing(_(one.label), (tuple(map(_word, one.keys)),)) for one in gestures)
        groups.append(Group(_(title), tuple(doings)))
    return tuple(groups)


def parts(key: str) -> tuple[str, ...]:
    """The caps of a key, such as Ctrl, Shift and D."""
    text = shown(key)
    if not text.isascii():  # macOS writes ⌘⇧D
        return (text,)
    pieces = text.replace("++", "+plus").split("+")
    return tuple("+" if one == "plus" else _SIGNS.get(one, one) for one in pieces)


def _word(part: str) -> str:
    return _(WORDS[part]) if part in WORDS else part


class Overview(QWidget):
    """The sheet on screen; it flows into as many columns as fit."""

    def __init__(self, groups: Sequence[Group], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = tuple(groups)
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Keyboard shortcuts"))
        self.setAccessibleDescription(_said(self._groups))

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show other groups."""
        self._groups = tuple(groups)
        self.setAccessibleDescription(_said(self._groups))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            for left, top, group in placed(self._groups, width=self.width()):
                paint_group(painter, left, top, group, look)

    def _fit(self) -> None:
        low = max((top + g.height for __, top, g in placed(self._groups, width=self.width())),
                  default=0)  # fmt: skip
        self.setMinimumHeight(round(low) + GAP)


def placed(groups: Sequence[Group], *, width: int) -> list[tuple[float, float, Group]]:
    """Where each group stands: the next always in the shortest column."""
    count = max(1, (width - GAP) // (COLUMN + GAP))
    side = (width - count * COLUMN - (count - 1) * GAP) / 2
    depth = [float(GAP // 2)] * count
    found = []
    for group in groups:
        column = depth.index(min(depth))
        found.append((side + column * (COLUMN + GAP), depth[column], group))
        depth[column] += group.height
    return found


def paint_group(
    painter: QPainter, left: float, top: float, group: Group, look: tokens.Tokens
) -> None:
    """Paint a heading and its lines."""
    painter.setFont(fonts.font(fonts.BODY, weight=fonts.BOLD))
    painter.setPen(look.colour("text"))
    painter.drawText(QRectF(left, top + 8, COLUMN, 24), Qt.AlignmentFlag.AlignVCenter, group.title)
    for number, doing in enumerate(group.doings):
        line = QRectF(left, top + HEAD + number * LINE, COLUMN, LINE)
        painter.fillRect(QRectF(left, line.top() - 0.5, COLUMN, 1), look.colour("line"))
        right = _paint_keys(painter, line, doing, look)
        painter.setFont(fonts.font(fonts.CAPTION))
        painter.setPen(look.colour("text"))
        place = QRectF(left, line.top(), right - left - 8, LINE)
        text = QFontMetricsF(painter.font()).elidedText(
            doing.label, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)


def _paint_keys(painter: QPainter, line: QRectF, doing: Doing, look: tokens.Tokens) -> float:
    """The caps from the right end; returns where they begin."""
    font = fonts.font(fonts.SMALL, weight=fonts.MEDIUM)
    metrics, right = QFontMetricsF(font), line.right()
    for number, key in enumerate(reversed(doing.keys)):
        if number:
            right -= 8
        for part in reversed(key):
            width = max(20.0, metrics.horizontalAdvance(part) + 12)
            cap = QRectF(right - width, line.center().y() - 10, width, 20)
            fill(painter, cap, look.colour("raised"), radius=5)
            edge = cap.adjusted(0.5, 0.5, -0.5, -0.5)
            outline(painter, edge, look.colour("line_strong"), radius=4.5)
            painter.setFont(font)
            painter.setPen(look.colour("muted"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, part)
            right -= width + 3
    return right


def write_pdf(file: Path, groups: Sequence[Group], *, title: str) -> None:
    """Write the sheet for the printer: A4 across, in the light colours."""
    writer = QPdfWriter(str(file))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    writer.setResolution(96)
    wide, high = writer.width(), writer.height()
    found = placed(groups, width=max(wide, 3 * COLUMN + 4 * GAP))
    low = max((top + group.height for __, top, group in found), default=1.0) + HEAD
    across = max(wide, 3 * COLUMN + 4 * GAP)
    scale = min(1.0, wide / across, high / low)
    painter = QPainter(writer)
    painter.scale(scale, scale)
    painter.setFont(fonts.font(fonts.HEADING, weight=fonts.BOLD))
    painter.setPen(tokens.LIGHT.colour("text"))
    painter.drawText(QRectF(GAP, 0, across, HEAD), Qt.AlignmentFlag.AlignVCenter, title)
    painter.translate(0, HEAD)
    for left, top, group in found:
        paint_group(painter, left, top, group, tokens.LIGHT)
    painter.end()


def _said(groups: Sequence[Group]) -> str:
    """The sheet as it is read out."""
    lines = (
        f"{doing.label}: {', '.join('+'.join(key) for key in doing.keys)}"
        for group in groups for doing in group.doings
    )  # fmt: skip
    return "; ".join(lines)
