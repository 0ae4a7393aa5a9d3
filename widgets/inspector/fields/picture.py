"""The field for a picture: aim and crop on it, replace it, describe it, see how it suits."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from designer.kinds.settings.crop import WHOLE, Crop, shaped
from designer.kinds.settings.image import Image
from designer.language import _
from designer.records import Asset
from widgets.inspector.bringing import bring
from widgets.inspector.crop_bar import CropBar, around, rounded
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.gallery import Gallery
from widgets.inspector.picture_checks import CheckList, checks
from widgets.inspector.picture_view import PictureView
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Elided, Row
from widgets.parts.line import Line
from widgets.parts.pictures import asset_of
from widgets.parts.records import measures
from widgets.tasks import Progress, Task


class PictureField(Field):
    """A picture of the project: its part, its focal point, its alt text."""

    def __init__(
        self, setting: Image, place: Place, parent: QWidget | None = None, *, crops: bool = True
    ) -> None:
        super().__init__(setting, place, parent)
        self._setting = setting
        self._crops = crops
        self._value: dict[str, object] = setting.initial()
        self.view = PictureView(place)
        self.view.setAccessibleName(_("{name}: focal point", name=said(setting.label)))
        self.view.focused.connect(lambda point: self._put(focus=point))
        self.view.cropped.connect(lambda crop: self._put(crop=crop))
        self.view.wanted.connect(self._choose)
        self.view.brought.connect(self._bring)
        self.view.chosen.connect(self._picked)
        self.view.pasted.connect(self._paste)
        self.view.ended.connect(self._end_crop)
        self.view.customContextMenuRequested.connect(
            lambda at: self.menu().popup(self.view.mapToGlobal(at))
        )
        self.view.sealed.connect(self.sealed)
        self.alt = Line(placeholder=_("What the picture shows"))
        self.alt.setAccessibleName(_("{name}: alt text", name=said(setting.label)))
        self.alt.edited.connect(lambda text: self._put(alt=text))
        self.alt.sealed.connect(self.sealed)
        self.described = Row(_("Alt text"), self.alt, label_width=56)
        self.measure = Elided("", "small")
        self.crop = IconButton("crop", _("Crop"), size=28)
        self.crop.setCheckable(True)
        self.crop.clicked.connect(self._toggle_crop)
        self.choose = Button(_("Choose…"), icon="image", height=28)
        self.choose.clicked.connect(self._choose)
        self.remove = IconButton("trash-2", _("No picture"), size=28)
        self.remove.clicked.connect(self._clear)
        self.checks = CheckList()
        self.checks.mend.connect(self._crop_to_kind)
        self.bar = CropBar()
        self.bar.reshaped.connect(self._reshaped)
        self.bar.emptied.connect(self._uncrop)
        self.bar.done.connect(self._end_crop)
        self._lay_out()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.measure, 1)
        for widget in (self.crop, self.choose, self.remove):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.view)
        column.addWidget(self.bar)
        column.addLayout(foot)
        column.addWidget(self.checks)
        column.addWidget(self.described)
        self.setFocusProxy(self.choose)

    @cached_property
    def gallery(self) -> Gallery:
        """The project's pictures, made when it is first opened."""
        made = Gallery(self.place.session, self)
        made.picked.connect(self._picked)
        made.brought.connect(self._bring)
        return made

    def show_value(self, value: Value) -> None:
        self._value = dict(value)
        self.alt.show_text(str(value.get("alt", "")))
        self.refresh()

    def begin(self) -> None:
        self._end_crop()

    def refresh(self) -> None:
        asset = self._asset()
        self.view.show_picture(self._key(), self._focus(), missing=asset is None, crop=self._part())
        self.measure.setText(self._said())
        self.described.setVisible(asset is not None)
        self.remove.setVisible(self._key() is not None)
        self.crop.setVisible(self._crops and asset is not None and asset.width > 0)
        self.bar.setVisible(self.view.cropping)
        self.crop.setChecked(self.view.cropping)
        self.checks.show_checks(
            checks(self._setting, asset, self._part()) if asset is not None else []
        )
        self.choose.setText(_("Replace…") if asset else _("Choose…"))

    def _said(self) -> str:
        asset, ratio = self._asset(), self._setting.ratio
        if asset is None:
            wanted = "{} : {}".format(*ratio) if ratio else ""
            return _("Best at {ratio}", ratio=wanted) if wanted else ""
        part = self._part()
        if part is None or not asset.width:
            return measures(asset)
        return "{} × {} px".format(*part.size(asset.width, asset.height))

    def _key(self) -> str | None:
        found = self._value.get("asset")
        return str(found) if found else None

    def _asset(self) -> Asset | None:
        return asset_of(self.place.session, self._key())

    def _focus(self) -> tuple[float, float]:
        point: Value = self._value.get("focus") or (0.5, 0.5)
        return float(point[0]), float(point[1])

    def _part(self) -> Crop | None:
        found: Value = self._value.get("crop")
        part = Crop(*(float(side) for side in found)) if found else WHOLE
        return None if part.is_whole() else part

    def _put(self, **parts: object) -> None:
        self._value = {**self._value, **parts}
        if self._value.get("crop") is not None and self._part() is None:
            self._value = {key: one for key, one in self._value.items() if key != "crop"}
        if "crop" in parts and parts["crop"] is None:
            self._value.pop("crop", None)
        self.refresh()
        self.edited.emit(self._value)

    def menu(self) -> QMenu:
        """What can be done with the picture."""
        menu, there = QMenu(self), self._asset() is not None
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        deeds: list[tuple[str, Callable[[], object], bool]] = [
            (_("Replace…") if there else _("Choose…"), self._choose, True),
            (_("Paste a picture"), self.view.paste, True),
            (_("Crop"), self._toggle_crop, there and self._crops),
            (_("Focal point in the middle"), lambda: self._put(focus=[0.5, 0.5]), there),
            (_("Show in the library"), lambda: _show(self, self._key()), there),
            (_("No picture"), self._clear, self._key() is not None),
        ]
        for text, run, can in deeds:
            action = menu.addAction(text)
            action.setEnabled(can and self.isEnabled())
            action.triggered.connect(lambda __=False, run=run: run())
        return menu

    # ---- another picture ----

    def _choose(self) -> None:
        self.gallery.open_with(self.choose, current=self._key() or "")

    def _picked(self, key: str) -> None:
        asset = asset_of(self.place.session, key)
        alt = self._value.get("alt") or (asset.alt if asset else "")
        self.alt.show_text(str(alt))
        self._put(asset=key, alt=alt, focus=[0.5, 0.5], crop=None)
        self.sealed.emit()

    def _bring(self, file: Path) -> None:
        key = bring(self.place.session, file, media="image/")
        if key:
            self._picked(key)

    def _paste(self, image: QImage) -> None:
        """Keep a picture from the clipboard as PNG; a large one takes a moment."""
        task = Task(lambda progress: _png(image, progress), label=_("Paste"), parent=self)
        task.finished.connect(self._pasted)
        task.start()

    def _pasted(self, data: bytes) -> None:
        from designer.actions.assets import add_asset

        session = self.place.session
        key = session.attempt(
            lambda: add_asset(session.document, project_assets=session.project.assets, data=data,
                              name=_("Pasted picture"), media="image/png")
        )  # fmt: skip
        if key:
            self._picked(key)

    def _clear(self) -> None:
        self._put(asset=None, focus=[0.5, 0.5], crop=None)
        self.sealed.emit()
        self.choose.setFocus()

    # ---- cropping ----

    def _toggle_crop(self) -> None:
        if self.view.cropping:
            self._end_crop()
            return
        self.bar.offer(self._asset(), self._setting.ratio)
        self.view.crop_with(on=True, shape=self.bar.chosen())
        self.refresh()
        self.view.setFocus()

    def _end_crop(self) -> None:
        if self.view.cropping:
            self.view.crop_with(on=False)
            self.refresh()
            self.sealed.emit()

    def _reshaped(self) -> None:
        shape = self.bar.chosen()
        self.view.crop_with(on=True, shape=shape)
        if shape is not None:
            self._put(crop=rounded(shaped(self._part() or WHOLE, ratio=shape, picture=1.0)))
            self.sealed.emit()

    def _crop_to_kind(self) -> None:
        ratio, asset = self._setting.ratio, self._asset()
        if ratio is None or asset is None or not asset.height:
            return
        self._put(crop=rounded(around(self._part(), asset, ratio, self._focus())))
        self.sealed.emit()

    def _uncrop(self) -> None:
        self._put(crop=None)
        self.sealed.emit()


def _show(field: Field, asset: str | None) -> None:
    """Choose an asset in the project's library."""
    from widgets.assets.opening import open_library
    from widgets.assets.order import ANYWHERE

    if asset is not None:
        library = open_library(field.place.session, field.window())
        library.ask(text="", folder=ANYWHERE, filter="all")
        library.grid.choose([asset])


def _png(image: QImage, progress: Progress) -> bytes:
    progress(0.0)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())
