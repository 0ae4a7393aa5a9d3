"""The clipboard in the user's hands: modules, settings and pictures, out and in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, QUrl
from PySide6.QtGui import QClipboard, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from designer.actions import looks
from designer.actions.clipboard import Pasted, pasted, pasted_in_place
from designer.actions.modules import remove_modules
from designer.document.fragment import take
from designer.document.pictured import pictures
from designer.document.queries import floors_of, in_order, place_of
from designer.language import _, plural
from designer.records import Floor
from widgets.clipboard.files import Read, Reading, read_aside
from widgets.clipboard.parcel import MODULES, SETTINGS, packed, unpacked
from widgets.clipboard.photo import Photo
from widgets.clipboard.placing import Spot, place_files, shown_variant
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from pathlib import Path

    from widgets.canvas.scheme import Browser
    from widgets.session import Session


class Board(QObject):
    """What copying, cutting and pasting do in one window."""

    def __init__(self, session: Session, *, browser: Browser, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.photo = Photo(browser, session.project.assets, host=parent)
        self._wanted = ("", "")
        self._copied = b""
        session.wanted.connect(self._want)

    # ---- out ----

    def copy(self) -> bool:
        """Put the selected modules on the clipboard; whether there were any."""
        session = self.session
        chosen = session.focus.modules
        if not chosen:
            session.said.emit(_("Select the modules to copy first."), "said")
            return False
        fragment = take(session.document, chosen)
        self._copied, heavy = packed(session, fragment)
        _clipboard().setMimeData(self._data(fragment.names))
        self._tell_copied(fragment.names, heavy)
        self._photograph(fragment.names)
        return True

    def cut(self) -> None:
        """Put the selected modules on the clipboard and take them off the page."""
        session, chosen = self.session, self.session.focus.modules
        if not self.copy():
            return
        first = place_of(session.document, in_order(session.document, chosen)[0])
        session.attempt(lambda: remove_modules(session.document, modules=chosen))
        left = session.document.get(first.floor, Floor).modules
        if left and not session.focus.modules:
            session.look(modules=(left[min(first.index, len(left) - 1)],))

    def copy_settings(self) -> None:
        """Put the settings of the module in hand on the clipboard, without the module."""
        session = self.session
        chosen = session.focus.modules
        if len(chosen) != 1:
            session.said.emit(_("Select one module to copy its settings."), "said")
            return
        variant = session.variant() or shown_variant(session, chosen[0])
        look = looks.look_of(session.document, variant, library=session.library)
        data = QMimeData()
        data.setData(SETTINGS, looks.to_json(look))
        _clipboard().setMimeData(data)
        session.said.emit(_("Settings copied; paste them onto other modules."), "done")

    # ---- in ----

    def paste(self) -> None:
        """Put down what is on the clipboard, after the selection."""
        data = _held()
        if data.hasFormat(MODULES):
            self._paste_modules(data, in_place=False)
        elif data.hasFormat(SETTINGS):
            self.paste_settings()
        elif files := _files(data):
            read_aside(files, self._place, parent=self)
        elif data.hasImage():
            self._paste_picture(data)
        else:
            self.session.said.emit(_("There is nothing here that a page could show."), "said")

    def paste_in_place(self) -> None:
        """Put modules down on the floor and at the place where they were copied."""
        data = _held()
        if data.hasFormat(MODULES):
            self._paste_modules(data, in_place=True)
        else:
            self.paste()

    def paste_settings(self) -> None:
        """Give the selected modules the settings on the clipboard, as far as they fit."""
        session = self.session
        data = _held()
        if not data.hasFormat(SETTINGS) or not session.focus.modules:
            session.said.emit(
                _("Copy the settings of a module, then select the modules to paste them onto."),
                "said",
            )
            return
        chosen = session.focus.modules
        single = len(chosen) == 1 and session.variant()
        variants = (single,) if single else tuple(shown_variant(session, key) for key in chosen)

        def work() -> tuple[str, ...]:
            look = looks.from_json(_raw(data, SETTINGS))
            return looks.paste_settings(
                session.document, look=look, variants=variants, library=session.library
            )

        session.attempt(work)

    # ---- inside: out ----

    def _data(self, names: tuple[str, ...], picture: QImage | None = None) -> QMimeData:
        data = QMimeData()
        data.setData(MODULES, self._copied)
        data.setText("\n".join(names))
        if picture is not None:
            data.setData("image/png", png_of(picture))
            data.setImageData(picture)
        return data

    def _tell_copied(self, names: tuple[str, ...], heavy: int) -> None:
        text = (
            _("Copied “{name}”.", name=names[0])
            if len(names) == 1
            else _("Copied {count} modules.", count=len(names))
        )
        if heavy:
            text += " " + plural(
                "{count} picture is too heavy to go along into another project.",
                "{count} pictures are too heavy to go along into another project.", count=heavy,
            )  # fmt: skip
        self.session.said.emit(text, "said" if heavy else "done")

    def _photograph(self, names: tuple[str, ...]) -> None:
        """Add a picture of the modules, for programs that know no modules, when it is there."""
        session, mine = self.session, self._copied
        order = in_order(session.document, session.focus.modules)
        decision = session.decision()
        shown = {key: shown_variant(session, key) for key in order}

        def taken(picture: QImage) -> None:
            if _raw(_held(), MODULES) == mine == self._copied:
                _clipboard().setMimeData(self._data(names, picture))

        self.photo.take(
            session.document,
            msgspec.structs.replace(decision, choices=shown),
            order,
            library=session.library,
            done=taken,
        )

    # ---- inside: in ----

    def _paste_modules(self, data: QMimeData, *, in_place: bool) -> None:
        session = self.session

        def work() -> Pasted:
            parcel = unpacked(_raw(data, MODULES))
            brought: Any = {
                "fragment": parcel.fragment, "files": parcel.files, "library": session.library,
                "vault": session.project.assets,
            }  # fmt: skip
            if in_place:
                return pasted_in_place(session.document, layout=session.focus.layout, **brought)
            spot = self._after()
            return pasted(session.document, floor=spot.floor, index=spot.position, **brought)

        done = session.attempt(work)
        if done is not None:
            session.look(modules=done.modules)
            if done.notes:
                session.said.emit(" · ".join(done.notes), "said")

    def _after(self) -> Spot:
        """The place after the selection, else the end of the first floor."""
        session = self.session
        chosen = session.focus.modules
        if chosen:
            last = place_of(session.document, in_order(session.document, chosen)[-1])
            return Spot(last.floor, last.index + 1)
        first = floors_of(session.document, session.focus.layout)[0]
        return Spot(first.id, len(first.modules))

    def _paste_picture(self, data: QMimeData) -> None:
        """A picture is packed aside: one of a large screen takes its time."""
        raw = _raw(data, "image/png")
        picture = QImage(data.imageData())

        def work(_progress: Progress) -> Reading:
            packed_up = raw or png_of(picture)
            return Reading((Read(_("Pasted picture"), "image/png", packed_up),), ())

        task = Task(work, parent=self)
        task.finished.connect(self._place)
        task.start()

    def _place(self, read: Reading) -> None:
        if read.pictures:
            spot = self._picture_spot() if len(read.pictures) == 1 else self._after()
            place_files(self.session, read.pictures, spot)
        for problem in read.problems[:1]:
            self.session.said.emit(problem, "problem")

    def _picture_spot(self) -> Spot:
        """The picture in hand, or the one empty picture of the module in hand, else a new place."""
        session = self.session
        variant = session.variant()
        if variant is None:
            return self._after()
        held = pictures(session.document, variant, library=session.library)
        path = self._path_in_hand(variant)
        module = session.focus.modules[0]
        if any(one.path == path for one in held):
            return Spot(module=module, path=path)
        empty = [one.path for one in held if not one.asset]
        return Spot(module=module, path=empty[0]) if len(empty) == 1 else self._after()

    def _path_in_hand(self, variant: str) -> str:
        """The setting whose field has the keyboard, else the one that was asked for last."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None:
            place = getattr(getattr(widget, "field", None), "place", None)
            if place is not None and place.variant() == variant:
                return str(place.path(widget.setting.id))  # type: ignore[attr-defined]
            widget = widget.parentWidget()
        return self._wanted[1] if self._wanted[0] == variant else ""

    def _want(self, record: str, path: str) -> None:
        self._wanted = (record, path)


def png_of(picture: QImage) -> bytes:
    """A picture as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _clipboard() -> QClipboard:
    return QGuiApplication.clipboard()


def _held() -> QMimeData:
    """What is on the clipboard; nothing when another program has just taken it."""
    held: QMimeData | None = _clipboard().mimeData()
    return QMimeData() if held is None else held


def _raw(data: QMimeData, name: str) -> bytes:
    return bytes(data.data(name).data())


def _files(data: QMimeData) -> list[Path]:
    from pathlib import Path

    urls: list[QUrl] = data.urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
