"""The preview window: one phone, in step with the studio or on its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from designer.language import _
from designer.phones import phone
from designer.records import Page
from widgets.canvas.scheme import Browser
from widgets.look.states import Toast
from widgets.preview.bars import Deeds, Eyes
from widgets.preview.body import FRAME, ROOM, Body
from widgets.preview.looking import Looking
from widgets.preview.phone import Phone
from widgets.session import Session

KEPT = "preview/phone"


class Preview(QWidget):
    """The page on a phone of its own: touched, pulled down, swiped and played as on a phone."""

    def __init__(
        self, session: Session, *, browser: Browser, model: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = session
        settings = session.settings
        first = model or (settings.kept(KEPT) if settings is not None else "")
        self.looking = Looking(session, self)
        self.phone = Phone(self.looking, browser=browser)
        self.body = Body(self.phone, phone(first or "375x812"))
        self.deeds, self.eyes = Deeds(), Eyes(self.looking)
        self.toast = Toast(self)
        self._lay_out()
        self._connect()
        self._resize_to(self.body.model.id)
        self._refresh()
        self.phone.reload_page()
        self.phone.setFocus()

    def show_phone(self, key: str) -> None:
        """Be another phone, and remember it."""
        self.body.set_model(phone(key))
        if self.session.settings is not None:
            self.session.settings.keep(KEPT, key)
        self._resize_to(key)
        self._refresh()

    def set_on_top(self, wanted: bool) -> None:
        """Keep the window above all others, or no more."""
        self.deeds.pin.setChecked(wanted)
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowStaysOnTopHint, wanted)

    def picture(self) -> QImage:
        """The glass as it is, in the pixels of this screen."""
        taken: QPixmap = self.phone.grab()
        return taken.toImage()

    def save_picture(self) -> None:
        """Ask where to keep a picture of the glass, and keep it there."""
        name = f"{self.looking.page().name} {self.body.model.id}.png"
        title = _("Save a picture of the screen…")
        file, __ = QFileDialog.getSaveFileName(self, title, name, "PNG (*.png)")
        if file:
            self.keep_picture(Path(file).with_suffix(".png"))

    def keep_picture(self, file: Path) -> None:
        """Write a picture of the glass."""
        if self.picture().save(str(file)):
            self.toast.say(_("Saved as {file}.", file=file.name), tone="done")
        else:
            refusal = _("{file} could not be written. Choose another folder.", file=file.name)
            self.toast.say(refusal, tone="problem")

    # ---- inside ----

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.deeds)
        column.addWidget(self.body, 1)
        column.addWidget(self.eyes)
        self.setMinimumSize(QSize(300, 420))

    def _connect(self) -> None:
        self.deeds.back.clicked.connect(self.looking.back)
        self.deeds.reload.clicked.connect(self.phone.reload_page)
        self.deeds.shot.clicked.connect(self.save_picture)
        self.deeds.pin.clicked.connect(self.set_on_top)
        self.deeds.phone_chosen.connect(self.show_phone)
        self.body.fitted.connect(self._fitted)
        self.looking.changed.connect(self._refresh)
        self.phone.bridge.was_acted.connect(self._acted)
        self.phone.bridge.was_filmed.connect(self._filmed)

    def _refresh(self) -> None:
        persona, page = self.looking.persona(), self.looking.page()
        name = persona.name if persona else _("unknown visitor")
        self.setWindowTitle(_("Preview · {page} · {name}", page=page.name, name=name))
        self.deeds.back.setEnabled(self.looking.strayed)
        self._fitted(self.body.scale)

    def _fitted(self, scale: float) -> None:
        self.deeds.show_phone(self.body.model, scale=scale)

    def _acted(self, action: str, target: str) -> None:
        """A link was tapped that leads away from the page."""
        found = self.session.document.find(target)
        if isinstance(found, Page):
            self.looking.walk(target)
        elif action == "url":
            self.toast.say(_("On the phone this opens {address}", address=target))
        else:
            self.toast.say(_("On the phone this opens the activity of the platform."))

    def _filmed(self, source: str) -> None:
        ending = Path(source).suffix.removeprefix(".").upper() or "?"
        self.toast.say(
            _(
                "The studio has no decoder for this {format} film (H.264), so its poster stands "
                "here. Phones play it; a WebM copy plays here too.",
                format=ending,
            )
        )

    def _resize_to(self, key: str) -> None:
        """As large as the phone itself, when the screen has room."""
        model, room = phone(key), self.screen().availableGeometry()
        frame = 2 * (FRAME + ROOM)
        wanted = QSize(model.width + frame, model.height + frame + 2 * self.deeds.height())
        self.resize(wanted.boundedTo(QRect(room).adjusted(0, 0, -40, -60).size()))

    # ---- Qt ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        touched = self.phone.focusProxy()
        if event.key() == Qt.Key.Key_Escape and not (touched and touched.hasFocus()):
            self.close()  # on the phone it leads back to the first floor
        elif event.matches(QKeySequence.StandardKey.Close):
            self.close()
        elif event.key() == Qt.Key.Key_F5:
            self.phone.reload_page()
        elif event.matches(QKeySequence.StandardKey.Back):
            self.looking.back()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.save_picture()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.phone.close_page()
        super().closeEvent(event)
