"""Settings copied and pasted from the head of the form: all of them, or only content or style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from designer.actions import looks
from designer.language import _
from widgets.clipboard.parcel import SETTINGS
from widgets.inspector.subject import Subject, chosen
from widgets.look.buttons import IconButton

if TYPE_CHECKING:
    from widgets.session import Session

Part = Literal["", "content", "style"]
PARTS: tuple[Part, ...] = ("", "content", "style")


def copy(session: Session) -> bool:
    """Put the settings of the variant in hand on the clipboard; of several, those of the first."""
    subject = chosen(session)
    if subject is None:
        session.said.emit(_("Select a module first."), "said")
        return False
    look = session.attempt(
        lambda: looks.look_of(session.document, subject.variants[0], library=session.library)
    )
    if look is None:
        return False
    data = QMimeData()
    data.setData(SETTINGS, looks.to_json(look))
    QApplication.clipboard().setMimeData(data)
    session.said.emit(_("Settings copied; paste them onto other modules."), "done")
    return True


def can_paste() -> bool:
    """Whether settings are on the clipboard."""
    data = _held()
    return data is not None and data.hasFormat(SETTINGS)


def paste(session: Session, *, part: Part = "") -> tuple[str, ...]:
    """Give what is selected the settings on the clipboard, or only those of one tab."""
    subject, held = chosen(session), _held()
    if subject is None or held is None or not held.hasFormat(SETTINGS):
        text = _("Copy the settings of a module, then select the modules to paste them onto.")
        session.said.emit(text, "said")
        return ()
    data = bytes(held.data(SETTINGS).data())
    return session.attempt(lambda: _paste(session, subject, data, part)) or ()


def _held() -> QMimeData | None:
    """What is on the clipboard; an empty one may hold nothing at all."""
    return QApplication.clipboard().mimeData()


def _paste(session: Session, subject: Subject, data: bytes, part: Part) -> tuple[str, ...]:
    look = only(looks.from_json(data), session, part=part)
    return looks.paste_settings(
        session.document, look=look, variants=subject.variants, library=session.library
    )


def only(look: looks.Look, session: Session, *, part: Part) -> looks.Look:
    """The settings of one tab, as the kind they were copied from sorts them."""
    kind = session.library.get(look.kind)
    if not part or kind is None:
        return look
    names = {one.id for one in kind.in_section(part)}
    kept = {key: value for key, value in look.settings.items() if key in names}
    return msgspec.structs.replace(look, settings=kept)


class CopyMenu(IconButton):
    """A button that opens what can be done with settings as a whole."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("ellipsis-vertical", _("Copy and paste settings"), size=28, parent=parent)
        self._session = session
        self.clicked.connect(self._open)

    def menu_of(self) -> QMenu:
        """The menu as it is now."""
        menu, session = QMenu(self), self._session
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        free = not session.project.read_only
        paste_keys = {"": "Ctrl+Alt+V"}
        names = {
            "": _("Paste settings"), "content": _("Paste the content only"),
            "style": _("Paste the style only"),
        }  # fmt: skip
        one = menu.addAction(_("Copy settings") + "\tCtrl+Alt+C")
        one.triggered.connect(lambda: copy(session))
        menu.addSeparator()
        for part in PARTS:
            keys = paste_keys.get(part)
            action = menu.addAction(f"{names[part]}\t{keys}" if keys else names[part])
            action.setEnabled(free and can_paste())
            action.triggered.connect(lambda __=False, part=part: paste(session, part=part))
        return menu

    def _open(self) -> None:
        menu = self.menu_of()
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
