"""The list of zones beside the picture: number, name, where each leads, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.document.queries import name_of
from designer.kinds.settings.hot_zones import Zone
from designer.kinds.settings.link import TARGETS
from designer.language import _
from widgets.inspector.fields.link import ICONS, NAMES
from widgets.inspector.rows import paint_words
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import IconButton
from widgets.look.paint import fill, focus_ring, painting
from widgets.parts.stack import Stack
from widgets.session import Session
from widgets.zones.deeds import told
from widgets.zones.drawing import tone_of
from widgets.zones.subject import Subject


class ZoneList(QWidget):
    """All zones in reading order; dragging a row changes the order."""

    opened = Signal(str)

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self._rows: dict[str, ZoneRow] = {}
        self.stack = Stack(spacing=1)
        self.stack.activated.connect(self._chosen)
        self.stack.moved.connect(self._moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self.stack)
        column.addStretch(1)
        subject.changed.connect(self.refresh)
        subject.chosen.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the zones as they are; rows stay, so that the keyboard does."""
        zones = self._subject.zones
        rows = {zone.id: self._rows.get(zone.id) or self._row(zone) for zone in zones}
        if list(rows.values()) != list(self.stack.rows):
            self.stack.show_rows(list(rows.values()))
        self._rows = rows
        for number, zone in enumerate(zones, 1):
            rows[zone.id].show_zone(zone, number)

    def row(self, key: str) -> ZoneRow:
        """The row of a zone."""
        return self._rows[key]

    def _row(self, zone: Zone) -> ZoneRow:
        row = ZoneRow(self._subject, zone)
        row.toggled.connect(self._subject.toggle)
        row.opened.connect(self.opened)
        return row

    def _chosen(self, index: int) -> None:
        self._subject.choose([self._subject.zones[index].id])

    def _moved(self, index: int, target: int) -> None:
        self._subject.order(self._subject.zones[index].id, target)
        self.stack.focus_row(target)


class ZoneRow(QWidget):
    """One zone; Ctrl and click adds it to the selection."""

    toggled = Signal(str)
    opened = Signal(str)

    def __init__(self, subject: Subject, zone: Zone) -> None:
        super().__init__()
        self._subject, self.zone, self._number = subject, zone, 0
        self._hovered = False
        self.setFixedHeight(46)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.lock = IconButton("lock-open", _("Lock"), "Ctrl+Shift+L", size=26)
        self.lock.clicked.connect(lambda: self._subject.lock([self.zone.id]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.addStretch(1)
        row.addWidget(self.lock)

    def show_zone(self, zone: Zone, number: int) -> None:
        """Show the zone as it is now."""
        self.zone, self._number = zone, number
        problems = told(self._subject.problems().get(zone.id, ()))
        said = "; ".join(one.message for one in problems)
        self.setAccessibleName(f"{number} {self.title()}")
        self.setAccessibleDescription("; ".join(filter(None, (self.note(), said))))
        self.setToolTip(said)
        self.lock.set_icon("lock" if zone.locked else "lock-open")
        self.lock.setToolTip(_("Unlock") if zone.locked else _("Lock"))
        self.lock.setAccessibleName(_("Unlock") if zone.locked else _("Lock"))
        self.lock.setVisible(zone.locked or self._hovered or self.hasFocus())
        self.lock.setEnabled(not self._subject.read_only)
        self.update()

    def title(self) -> str:
        """What the zone is called."""
        return self.zone.label.strip() or _("Zone without a name")

    def note(self) -> str:
        """What it does on a tap."""
        return said_link(self._subject.session, self.zone)

    def sizeHint(self) -> QSize:
        return QSize(220, 46)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit(self.zone.id)
        elif event.key() == Qt.Key.Key_F2:
            self.opened.emit(self.zone.id)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.lock.show()
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.lock.setVisible(self.zone.locked)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        chosen = self.zone.id in self._subject.selected
        problems = told(self._subject.problems().get(self.zone.id, ()))
        tone = tone_of(problems)
        with painting(self) as painter:
            if chosen or self._hovered:
                ground = look.colour("accent_soft" if chosen else "hover")
                fill(painter, rect, ground, radius=7)
            badge = QRectF(8, rect.center().y() - 10, 24, 20)
            fill(painter, badge, tokens.LIGHT.colour(tone or "accent"), radius=5)
            painter.setFont(fonts.font(fonts.SMALL, weight=fonts.BOLD))
            painter.setPen(look.colour("on_accent"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._number))
            end = 66.0 if tone else 40.0
            words = QRectF(56, 0, rect.width() - 56 - end, rect.height())
            sign = QRectF(34, rect.center().y() + 1, 18, 16)
            icon = ICONS[self.zone.link.action]
            icons.paint(painter, icon, at=sign, colour=look.colour("muted"), size=13)
            paint_words(painter, words, self.title(), self.note(), look)
            if tone:
                at = QRectF(rect.right() - end, 0, 24, rect.height())
                icons.paint(painter, "triangle-alert", at=at, colour=look.colour(tone), size=15)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)


def said_link(session: Session, zone: Zone) -> str:
    """A zone's action and its target in words."""
    link = zone.link
    said = _(NAMES[link.action])
    if link.action == "url":
        return link.target or said
    if link.action not in TARGETS:
        return said
    record = session.document.find(link.target)
    if record is None:
        return f"{said} · {_('gone') if link.target else '…'}"
    return f"{said} · {name_of(record)}"
