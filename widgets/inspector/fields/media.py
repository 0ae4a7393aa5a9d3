"""The field for a video, a panorama or a 3D model: the file, and its poster."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from PySide6Qlementine import Switch

from designer.kinds.settings.media import Media, Model, Panorama, Video
from designer.language import _
from widgets.inspector.bringing import asked, bring
from widgets.inspector.fields.field import Field, Place, Value
from widgets.inspector.gallery import Gallery
from widgets.inspector.picking import PickButton
from widgets.look.buttons import IconButton
from widgets.look.controls import Text
from widgets.parts import records
from widgets.parts.choosing import Chooser, Option
from widgets.parts.pictures import asset_of, thumbnail

_IMPORT = "+"


class MediaField(Field):
    """A file and its poster; a video also says whether it starts without sound."""

    def __init__(self, setting: Media, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self._type = _media_of(setting)
        self._value: dict[str, object] = setting.initial()
        self.file = PickButton(_("Choose a file…"))
        self.file.clicked.connect(self._open_files)
        self.poster = PickButton(_("Choose a poster…"))
        self.poster.clicked.connect(self._open_posters)
        self.muted = Switch()
        self.muted.setAccessibleName(_("Starts without sound"))
        self.muted.toggled.connect(lambda on: self._put(muted=on))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._line(self.file, "asset", _("No file")))
        column.addLayout(self._line(self.poster, "poster", _("No poster")))
        if isinstance(setting, Video):
            column.addLayout(self._sound())
        self.setFocusProxy(self.file)

    @cached_property
    def files(self) -> Chooser:
        """The files to choose among, made when it is first opened."""
        made = Chooser(self)
        made.picked.connect(self._picked)
        return made

    @cached_property
    def posters(self) -> Gallery:
        """The pictures to choose among, made when it is first opened."""
        made = Gallery(self.place.session, self)
        made.picked.connect(lambda key: self._put(poster=key))
        made.brought.connect(self._bring_poster)
        return made

    def show_value(self, value: Value) -> None:
        self._value = dict(value)
        self.refresh()

    def refresh(self) -> None:
        self.file.show_option(self._option("asset"), missing=bool(self._value.get("asset")))
        self.poster.show_option(self._option("poster"), missing=bool(self._value.get("poster")))
        blocked = self.muted.blockSignals(True)
        self.muted.setChecked(bool(self._value.get("muted", True)))
        self.muted.blockSignals(blocked)

    def _line(self, button: PickButton, key: str, tooltip: str) -> QHBoxLayout:
        clear = IconButton("x", tooltip, size=28)
        clear.clicked.connect(lambda: self._put(**{key: None}))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(button, 1)
        row.addWidget(clear)
        return row

    def _sound(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Text(_("Starts without sound"), "caption"), 1)
        row.addWidget(self.muted)
        return row

    def _option(self, key: str) -> Option | None:
        asset = asset_of(self.place.session, str(self._value.get(key) or ""))
        if asset is None:
            return None
        shown = records.asset_option(self.place.session, asset)
        if asset.media.startswith("image/"):
            return shown
        poster = thumbnail(self.place.session, str(self._value.get("poster") or ""))
        return Option(value=shown.value, title=shown.title, note=shown.note, picture=poster)

    def _open_files(self) -> None:
        found = list(records.pictures(self.place.session, media=self._type))
        found.append(Option(value=_IMPORT, title=_("Import a file"), icon="upload"))
        self.files.open_with(found, self.file, current=str(self._value.get("asset") or ""))

    def _open_posters(self) -> None:
        self.posters.open_with(self.poster, current=str(self._value.get("poster") or ""))

    def _picked(self, key: str) -> None:
        if key != _IMPORT:
            self._put(asset=key)
            return
        file = asked(self, media=self._type)
        made = bring(self.place.session, file, media=self._type) if file else None
        if made:
            self._put(asset=made)

    def _bring_poster(self, file: Path) -> None:
        made = bring(self.place.session, file, media="image/")
        if made:
            self._put(poster=made)

    def _put(self, **parts: object) -> None:
        self._value = {**self._value, **parts}
        self.refresh()
        self._made(self._value)


def _media_of(setting: Media) -> str:
    if isinstance(setting, Model):
        return "model/"
    return "image/" if isinstance(setting, Panorama) else "video/"
