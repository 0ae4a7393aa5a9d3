"""The versions that have a name, as cards with a picture of the page and what can be done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from designer.language import _
from widgets.history.steps import moment_words
from widgets.look import icons, tokens
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Card, Elided
from widgets.look.paint import fill, outline, painting
from widgets.look.text import Text
from widgets.parts.line import Line, Paragraph
from widgets.parts.popup import Popup

if TYPE_CHECKING:
    from designer.storage.versions import Version
    from widgets.look.thumbnails import Thumbnails

PICTURE = QSize(72, 96)


class VersionPicture(QWidget):
    """What the page looked like; a sign while there is no picture."""

    def __init__(self, sha256: str, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._sha256, self._thumbnails = sha256, thumbnails
        self.setFixedSize(PICTURE)
        thumbnails.arrived.connect(self._arrived)

    def _arrived(self, sha256: str) -> None:
        if sha256 == self._sha256:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            fill(painter, rect, look.colour("stage"), radius=7)
            found = None
            if self._sha256:
                ratio = self.devicePixelRatioF()
                found = self._thumbnails.get(self._sha256, size=PICTURE, ratio=ratio)
            if found is None:
                icons.paint(painter, "bookmark", at=rect, colour=look.colour("faint"), size=18)
            else:
                shape = QPainterPath()
                shape.addRoundedRect(rect, 7, 7)
                painter.setClipPath(shape)
                painter.drawPixmap(0, 0, found)
                painter.setClipping(False)
            edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            outline(painter, edge, look.colour("line"), radius=7)


class VersionCard(Card):
    """A version: picture, name, when, note; a click compares it with the present."""

    compared = Signal()
    restored = Signal()
    described = Signal()
    forgotten = Signal()

    def __init__(self, version: Version, *, zone: str, thumbnails: Thumbnails, locked: str) -> None:
        super().__init__(padding=8)
        self.version = version
        self.setAccessibleName(version.name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(_("Compare with now"))
        self.clicked.connect(self.compared)
        self.restore = Button(_("Restore"), tone="quiet", height=26)
        self.restore.setToolTip(_("Bring this version back; undo takes it away again"))
        self.restore.clicked.connect(self.restored)
        self.restore.setEnabled(not locked)
        self.more = IconButton("ellipsis", _("What can be done with this version"), size=26)
        self.more.clicked.connect(self._menu)
        self._locked = bool(locked)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(VersionPicture(version.picture, thumbnails), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(zone), 1)
        self.body.addLayout(row)

    def menu(self) -> QMenu:
        """What can be done with the version."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("columns-2"), _("Compare with now")).triggered.connect(
            self.compared
        )
        for icon, text, signal in (
            ("history", _("Restore"), self.restored),
            ("pencil", _("Name and note…"), self.described),
            ("trash-2", _("Forget the name; the steps stay"), self.forgotten),
        ):
            action = menu.addAction(icons.icon(icon), text)
            action.triggered.connect(signal)
            action.setEnabled(not self._locked)
        return menu

    def _words(self, zone: str) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Elided(self.version.name, "strong"))
        when = moment_words(self.version.at, zone=zone, now=datetime.now(UTC))
        words.addWidget(Elided(when, "small"))
        note = Text(self.version.note, "caption")
        note.setWordWrap(True)
        note.setMaximumHeight(36)
        note.setToolTip(self.version.note)
        words.addWidget(note, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 2, 0, 0)
        foot.setSpacing(2)
        self.restore.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.restore)
        foot.addStretch(1)
        foot.addWidget(self.more)
        words.addLayout(foot)
        return words

    def _menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))


class NameAsk(Popup):
    """Asks for the name of a version and a note to it."""

    named = Signal(str, str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.line = Line(placeholder=_("Such as “Before the warm-up”"))
        self.line.setAccessibleName(_("Name of the version"))
        self.line.returnPressed.connect(self._done)
        self.note = Paragraph(placeholder=_("A note, if you like"))
        self.note.setAccessibleName(_("Note"))
        self.done = Button(_("Keep"), tone="primary")
        self.line.textChanged.connect(self._typed)
        self.done.clicked.connect(self._done)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.done)
        self.body.addWidget(self.line)
        self.body.addWidget(self.note)
        self.body.addLayout(foot)

    def ask(self, anchor: QWidget, *, name: str = "", note: str = "") -> None:
        """Ask under a control."""
        self.line.setText(name)
        self.line.selectAll()
        self.note.show_text(note)
        self.done.setEnabled(bool(name))
        self.open_at(anchor, width=280)
        self.line.setFocus()

    def _typed(self, text: str) -> None:
        self.done.setEnabled(bool(text.strip()))

    def _done(self) -> None:
        name = self.line.text().strip()
        if name:
            self.close()
            self.named.emit(name, self.note.toPlainText().strip())
