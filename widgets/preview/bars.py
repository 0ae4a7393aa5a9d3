"""The two strips of the preview: what to do with the phone, and who looks at it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from designer.language import _
from designer.phones import Phone
from designer.records import Experiment
from widgets.calendar.dates import spoken
from widgets.canvas.view_menu import size_of
from widgets.look import tokens
from widgets.look.controls import Avatar, Button, IconButton
from widgets.look.paint import painting
from widgets.preview.looking import Looking
from widgets.preview.menus import arms_menu, people_menu, phone_menu, time_menu


class Strip(QWidget):
    """A row on panel ground with a hairline at one edge."""

    def __init__(self, edge: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = edge
        self.setFixedHeight(44)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 6, 8, 6)
        self.row.setSpacing(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        line = self.height() - 1 if self._edge == "bottom" else 0
        with painting(self) as painter:
            painter.fillRect(self.rect(), look.colour("panel"))
            painter.fillRect(QRectF(0, line, self.width(), 1), look.colour("line"))


class Deeds(Strip):
    """Back, reload, which phone, a picture of it, and keeping the window on top."""

    phone_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bottom", parent)
        self.back = IconButton("arrow-left", _("Back to the page before"), "Alt+Left")
        self.reload = IconButton("refresh-cw", _("Load the page again"), "F5")
        self.phone = Button("", tone="ghost", height=30, trailing="chevron-down")
        self.shot = IconButton("camera", _("Save a picture of the screen…"), "Ctrl+S")
        self.pin = IconButton("pin", _("Keep this window on top"))
        self.pin.setCheckable(True)
        self._model = ""
        self.phone.setToolTip(_("The phone the page is laid out for"))
        self.phone.clicked.connect(self.open_phones)
        self.row.addWidget(self.back)
        self.row.addWidget(self.reload)
        self.row.addStretch(1)
        self.row.addWidget(self.phone)
        self.row.addStretch(1)
        self.row.addWidget(self.shot)
        self.row.addWidget(self.pin)

    def show_phone(self, phone: Phone, *, scale: float) -> None:
        """Say the phone and how large it is drawn."""
        self._model = phone.id
        said = "" if scale == 1 else f" · {scale:.0%}"
        self.phone.setText(f"{size_of(phone)}{said}")
        self.phone.setAccessibleName(self.phone.text())

    def open_phones(self) -> None:
        """Offer every phone."""
        menu = phone_menu(self._model, self)
        menu.triggered.connect(lambda action: self.phone_chosen.emit(action.data()))
        menu.popup(self.phone.mapToGlobal(QPoint(0, self.phone.height() + 4)))


class Eyes(Strip):
    """Whose eyes, when and which arm; and whether all this is as in the studio."""

    def __init__(self, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__("top", parent)
        self.looking = looking
        self.avatar = Avatar(looking.persona(), size=22)
        self.person = Button("", tone="ghost", height=30, trailing="chevron-down")
        self.time = Button("", tone="ghost", height=30, trailing="chevron-down")
        self.arms = IconButton("flask-conical", _("Look at one arm of an experiment"))
        self.follow = IconButton("link-2", _("Look as the studio does"))
        self.arms.setCheckable(True)
        self.follow.setCheckable(True)
        self._connect()
        self.row.addWidget(self.avatar)
        self.row.addWidget(self.person)
        self.row.addStretch(1)
        for button in (self.time, self.arms, self.follow):
            self.row.addWidget(button)
        self.refresh()

    def refresh(self) -> None:
        """Say who looks, and when."""
        looking, persona = self.looking, self.looking.persona()
        name = persona.name if persona else _("unknown visitor")
        self.avatar.set_persona(persona)
        self.person.setText(_short(name))
        self.person.setAccessibleName(_("Seen by {name}", name=name))
        self.person.setToolTip(_("Look at the store through the eyes of a persona"))
        self.time.setText(spoken(looking.focus.instant))
        self.time.setAccessibleName(self.time.text())
        self.time.setToolTip(_("The simulated time: the store is shown as it is then"))
        self.arms.setVisible(bool(looking.session.document.all(Experiment)))
        self.arms.setChecked(bool(looking.focus.arms))
        self.follow.setChecked(looking.follows)

    def _connect(self) -> None:
        self.person.clicked.connect(self.open_people)
        self.time.clicked.connect(self.open_times)
        self.arms.clicked.connect(self.open_arms)
        self.follow.clicked.connect(self._follow)
        self.looking.changed.connect(self.refresh)

    def _follow(self) -> None:
        self.looking.follow()
        self.refresh()  # a press while following leaves it checked

    def open_people(self) -> None:
        """Offer the visitor nobody knows, and every persona."""
        self._rise(people_menu(self.looking, self), self.person)

    def open_times(self) -> None:
        """Offer now and the phases."""
        self._rise(time_menu(self.looking, self), self.time)

    def open_arms(self) -> None:
        """Offer the arms of every experiment."""
        self.refresh()  # the press itself decides nothing
        self._rise(arms_menu(self.looking, self), self.arms)

    def _rise(self, menu: QMenu, above: QWidget) -> None:
        menu.popup(above.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))


def _short(name: str) -> str:
    return name if len(name) <= 16 else name[:15] + "…"
