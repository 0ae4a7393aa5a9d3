"""The right side of the library: what is chosen, what it is, where it is used, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from designer.document.films import film
from designer.document.pictures import colours
from designer.document.queries import uses_of
from designer.document.shapes import shape
from designer.errors import DesignerError
from designer.language import _, plural
from designer.lint.files import faults
from designer.records import Asset
from widgets.assets.order import kind_word
from widgets.assets.stage import Stage
from widgets.assets.swatches import Swatches
from widgets.look import icons, tokens
from widgets.look.buttons import Button
from widgets.look.controls import Elided, Section
from widgets.look.paint import fill, outline, painting
from widgets.look.states import EmptyState
from widgets.look.text import Text
from widgets.parts.line import Line, Paragraph
from widgets.parts.name_line import NameLine
from widgets.parts.quiet import Slider
from widgets.parts.records import weight
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from widgets.look.thumbnails import Thumbnails
    from widgets.session import Session

WIDTH: Final = 308
SHOWN: Final = QSize(WIDTH - 32, 190)
MOST_USES: Final = 40
"""Places that are listed; how many more there are is said."""


class Details(QScrollArea):
    """One asset in full, or what many chosen ones have in common."""

    renamed = Signal(str)
    described = Signal(object)
    tagged = Signal(list)
    sealed = Signal()
    replaced = Signal()
    lightened = Signal()
    removed = Signal()
    merged = Signal()
    visited = Signal(str)
    """A record that uses the asset."""
    framed = Signal(object, bytes)
    """A film, and a frame of it that shall become a picture."""

    def __init__(self, session: Session, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._session = session
        self.asset: Asset | None = None
        self._seconds, self._triangles, self._facts = 0.0, 0, ""
        self.picture = Shown(thumbnails)
        self.stage: Stage | None = None
        self.views = QStackedWidget()
        self.views.setFixedSize(SHOWN)
        self.views.addWidget(self.picture)
        self._make_fields()
        self._make_buttons()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self.show_assets([])

    # ---- making ----

    def _make_fields(self) -> None:
        self.name = NameLine()
        self.name.setAccessibleName(_("Name"))
        self.name.named.connect(self.renamed)
        self.facts = Text("", "caption")
        self.facts.setWordWrap(True)
        self.faults = QVBoxLayout()
        self.faults.setSpacing(4)
        self.alt = Paragraph(placeholder=_("What it shows, in one line"))
        self.alt.setAccessibleName(_("Description"))
        self.alt.edited.connect(self.described)
        self.alt.sealed.connect(self.sealed)
        self.tags = Line(placeholder=_("Tags, with commas between them"))
        self.tags.setAccessibleName(_("Tags"))
        self.tags.editingFinished.connect(self._tagged)
        self.place = Elided("", "caption")
        self.swatches = Swatches()
        self.uses = QVBoxLayout()
        self.uses.setSpacing(2)
        self.moment = Slider()
        self.moment.setRange(0, 1000)
        self.moment.setAccessibleName(_("Moment of the film"))
        self.moment.valueChanged.connect(self._go_to)
        self.frame = Button(_("Take this frame as poster"), icon="image", height=30)
        self.frame.clicked.connect(self._take_frame)
        self.look_around = Button(_("Look around in it"), icon="view", height=30)
        self.look_around.clicked.connect(self._look_around)

    def _make_buttons(self) -> None:
        self.replace = Button(_("Replace everywhere…"), icon="refresh-cw", height=32)
        self.replace.setToolTip(_("Put another file in its place wherever it is shown"))
        self.replace.clicked.connect(self.replaced)
        self.lighten = Button(_("Make lighter"), icon="scale", height=32)
        self.lighten.clicked.connect(self.lightened)
        self.merge = Button(_("Merge into one"), icon="group", height=32)
        self.merge.setToolTip(_("Keep the largest and show it wherever the others were"))
        self.merge.clicked.connect(self.merged)
        self.remove = Button(_("Remove"), icon="trash-2", height=32)
        self.remove.clicked.connect(self.removed)
        self.buttons = (self.replace, self.lighten, self.merge, self.remove)
        for button in (*self.buttons, self.frame, self.look_around):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setAutoFillBackground(True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        self.nothing = EmptyState(
            "image", _("Nothing chosen"), _("Choose an asset to see where it is used.")
        )
        column.addWidget(self.nothing)
        column.addWidget(self.views)
        first = (self.moment, self.frame, self.look_around, self.name, self.facts, self.swatches)
        for widget in first:
            column.addWidget(widget)
        column.addLayout(self.faults)
        self.words = Section(_("Description"))
        self.words.add(self.alt)
        self.labels = Section(_("Tags"))
        self.labels.add(self.tags)
        self.labels.add(self.place)
        self.where = Section(_("Where it is used"))
        self.where.body.addLayout(self.uses)
        for section in (self.words, self.labels, self.where):
            column.addWidget(section)
        column.addStretch(1)
        for button in self.buttons:
            column.addWidget(button)
        self.setWidget(inside)

    # ---- showing ----

    def show_assets(self, assets: list[Asset]) -> None:
        """Show one asset, or how many are chosen."""
        before = self.asset
        self.asset = assets[0] if len(assets) == 1 else None
        one, many, locked = self.asset, len(assets) > 1, bool(self._session.project.read_only)
        if one is None or before is None or (one.id, one.sha256) != (before.id, before.sha256):
            self._seconds, self._triangles, self._facts = 0.0, 0, ""
            self.swatches.show_colours(())
            self._show_view(assets[0] if assets else None)
            if one is not None:
                self._read_facts(one)
        self.nothing.setVisible(not assets)
        for widget in (self.name, self.facts):
            widget.setVisible(bool(assets))
        for section in (self.words, self.where):
            section.setVisible(one is not None)
        self.labels.setVisible(bool(assets))
        for button in self.buttons:
            button.setVisible(bool(assets))
            button.setEnabled(not locked)
        pictures = bool(assets) and all(_can_shrink(asset) for asset in assets)
        self.replace.setVisible(one is not None)
        self.lighten.setVisible(pictures)
        self.merge.setVisible(many)
        for field in (self.name, self.alt, self.tags):
            field.setReadOnly(locked)
        self._fill(assets)

    def _fill(self, assets: list[Asset]) -> None:
        one = self.asset
        if one is not None:
            self.name.setReadOnly(bool(self._session.project.read_only))
            self.name.show_name(one.name)
            self.alt.show_text(one.alt)
            self.place.setText(one.folder or _("Not in a folder"))
            self._fill_uses(one)
        elif assets:
            chosen = plural("{count} asset chosen", "{count} assets chosen", count=len(assets))
            self.name.show_name(chosen)
            self.name.setReadOnly(True)
            self.place.setText("")
        shared = [tag for tag in (assets[0].tags if assets else ()) if
                  all(tag in asset.tags for asset in assets)]  # fmt: skip
        if not self.tags.hasFocus():
            self.tags.show_text(_(", ").join(shared))
        self._fill_facts(assets)

    def _fill_facts(self, assets: list[Asset]) -> None:
        one = self.asset
        self.facts.setText(self._told(one) if one is not None else weight(sum(
            asset.size for asset in assets)))  # fmt: skip
        _empty(self.faults)
        for fault in faults(one, seconds=self._seconds, triangles=self._triangles) if one else ():
            line = Text(fault.text, "danger" if fault.grave else "caption")
            line.setWordWrap(True)
            self.faults.addWidget(line)

    def _told(self, asset: Asset) -> str:
        sides = f"{asset.width} × {asset.height} px" if asset.width else ""
        return " · ".join(filter(None, (kind_word(asset), sides, weight(asset.size), self._facts)))

    def _fill_uses(self, asset: Asset) -> None:
        _empty(self.uses)
        found = uses_of(self._session.document, asset.id)
        self.where.title.setText(
            plural("Used in {count} place", "Used in {count} places", count=len(found))
            if found else _("Used nowhere")
        )  # fmt: skip
        for use in found[:MOST_USES]:
            button = Button(use.place, tone="quiet", icon="corner-down-right", height=26)
            button.setMaximumWidth(WIDTH - 32)
            button.setToolTip(use.place)
            button.clicked.connect(lambda _on=False, key=use.record: self.visited.emit(key))
            self.uses.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if len(found) > MOST_USES:
            more = plural("and {count} more", "and {count} more", count=len(found) - MOST_USES)
            self.uses.addWidget(Text(more, "caption"))

    # ---- the picture, film or model ----

    def _show_view(self, asset: Asset | None) -> None:
        moving = asset is not None and not asset.media.startswith("image/")
        is_film = asset is not None and asset.media == "video/webm" and self.asset is not None
        wide = asset is not None and self.asset is not None and _is_panorama(asset)
        self.views.setVisible(asset is not None)
        self.moment.setVisible(False)
        self.frame.setVisible(False)
        self.look_around.setVisible(wide)
        self.picture.show_asset(asset)
        if asset is not None and moving and self.asset is not None:
            self._on_stage(asset)
        else:
            self.views.setCurrentWidget(self.picture)
        if is_film:
            self.frame.setEnabled(not self._session.project.read_only)

    def _on_stage(self, asset: Asset) -> None:
        if self.stage is None:
            self.stage = Stage(self._session)
            self.stage.told.connect(self._staged)
            self.stage.grabbed.connect(lambda data: self.framed.emit(self.asset, data))
            self.views.addWidget(self.stage)
        self.views.setCurrentWidget(self.stage)
        self.stage.show_asset(asset)

    def _look_around(self) -> None:
        if self.asset is not None:
            self.look_around.hide()
            self._on_stage(self.asset)

    def _staged(self, state: str, seconds: float) -> None:
        playing = state == "film"
        self.moment.setVisible(playing)
        self.frame.setVisible(playing)
        if playing and seconds:
            self._seconds = seconds
            self._fill_facts([self.asset] if self.asset else [])

    def _go_to(self, share: int) -> None:
        if self.stage is not None:
            self.stage.go_to(self._seconds * share / 1000)

    def _take_frame(self) -> None:
        if self.stage is not None:
            self.stage.take_frame(self._seconds * self.moment.value() / 1000)

    # ---- facts inside the file ----

    def _read_facts(self, asset: Asset) -> None:
        if asset.media == "image/svg+xml":
            return
        vault = self._session.project.assets

        def read(_progress: Progress) -> Facts:
            return file_facts(vault.get(asset.sha256), asset)

        task = Task(read, parent=self)
        task.finished.connect(lambda told: self._facts_known(asset, told))
        task.start()

    def _facts_known(self, asset: Asset, told: Facts) -> None:
        if self.asset is not None and self.asset.sha256 == asset.sha256:
            self._seconds, self._triangles, self._facts, shades = told
            self.swatches.show_colours(shades)
            self._fill_facts([self.asset])

    def _tagged(self) -> None:
        text = self.tags.text().replace("，", ",").replace("、", ",")
        self.tagged.emit([tag.strip() for tag in text.split(",") if tag.strip()])


class Facts(NamedTuple):
    """Length, triangles, both in words, and the colours of a picture."""

    seconds: float = 0.0
    triangles: int = 0
    words: str = ""
    colours: tuple[str, ...] = ()


def file_facts(data: bytes, asset: Asset) -> Facts:
    """What the file itself tells."""
    if asset.media.startswith("video/"):
        found = film(data, asset.media)
        words = _("{seconds} s", seconds=f"{found.seconds:g}") if found.seconds else ""
        return Facts(found.seconds, words=" · ".join(filter(None, (words, found.codec))))
    try:
        if asset.media.startswith("image/"):
            return Facts(colours=colours(data, name=asset.name))
        model = shape(data, name=asset.name)
    except DesignerError as problem:
        return Facts(words=str(problem))
    count = plural("{count} triangle", "{count} triangles", count=model.triangles)
    textures = plural("{count} texture", "{count} textures", count=model.textures)
    sides = " × ".join(f"{side:.2g}" for side in model.size)
    return Facts(triangles=model.triangles, words=f"{count} · {textures} · {sides} m")


def _is_panorama(asset: Asset) -> bool:
    """Twice as wide as high, as pictures to look around in are."""
    return asset.height > 0 and abs(asset.width / asset.height - 2) < 0.02


def _can_shrink(asset: Asset) -> bool:
    return asset.media in ("image/jpeg", "image/png", "image/webp", "image/avif")


def _empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Shown(QWidget):
    """The picture, whole, on a quiet ground."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._asset: Asset | None = None
        thumbnails.arrived.connect(self._arrived)

    def show_asset(self, asset: Asset | None) -> None:
        """Show another picture."""
        self._asset = asset
        self.update()

    def _arrived(self, _sha256: str) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            fill(painter, rect, look.colour("stage"), radius=9)
            asset, found = self._asset, None
            if asset is not None and asset.media.startswith("image/"):
                fitted = self._fitted(asset)
                found = self._thumbnails.get(
                    asset.sha256, size=fitted, ratio=self.devicePixelRatioF()
                )
                if found is not None:
                    left, top = (self.width() - fitted.width()) // 2, (
                        self.height() - fitted.height()) // 2  # fmt: skip
                    painter.drawPixmap(left, top, found)
            if found is None:
                icons.paint(painter, "image", at=rect, colour=look.colour("faint"), size=30)
            edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            outline(painter, edge, look.colour("line"), radius=9)

    def _fitted(self, asset: Asset) -> QSize:
        whole = QSize(asset.width or 4, asset.height or 3)
        room = QSize(self.width() - 16, self.height() - 16)
        fitted = whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return fitted.expandedTo(QSize(1, 1))
