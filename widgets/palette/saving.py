"""Keeping modules as a template: how it is called, what it is for, how much it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from designer.actions.templates import of_layout
from designer.document.fragment import Fragment, take
from designer.document.queries import in_order
from designer.errors import DesignerError
from designer.language import _
from designer.records import HIDDEN, Module
from designer.starters import OCCASIONS, TRADES
from designer.templates import Template, Templates
from widgets.clipboard import board
from widgets.clipboard.photo import Photo
from widgets.look.controls import Button, Hairline, Row, SegmentedControl, Text
from widgets.parts.line import Line
from widgets.parts.quiet import Combo

if TYPE_CHECKING:
    from widgets.session import Session

WIDE, HIGH = 480, 350
"""The most a template's picture is wide and high, in pixels."""


class Wanted(NamedTuple):
    """How a template is to be kept; `whole` for the whole layout."""

    name: str
    trade: str
    occasion: str
    whole: bool


class SaveDialog(QDialog):
    """Asks for a name, a trade and an occasion, and whether the whole layout is meant."""

    def __init__(
        self, session: Session, *, whole: bool = False, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Save as a template"))
        self.setMinimumWidth(420)
        chosen = bool(session.focus.modules)
        self.extent = SegmentedControl(
            [("selection", _("Selected modules")), ("layout", _("Whole layout"))]
        )
        self.extent.choose("layout" if whole or not chosen else "selection")
        self.extent.setEnabled(chosen)
        self.extent.chosen.connect(lambda __: self._suggest())
        self.name = Line()
        self.name.setAccessibleName(_("Name"))
        self.name.textChanged.connect(self._judge)
        self.trade = _combo(_("Trade"), TRADES)
        self.occasion = _combo(_("Occasion"), OCCASIONS)
        self.keep = Button(_("Save template"), tone="primary")
        self.keep.clicked.connect(self.accept)
        self._lay_out()
        self._suggest()

    def wanted(self) -> Wanted:
        """What the user asked for."""
        return Wanted(
            name=self.name.text().strip(),
            trade=str(self.trade.currentData()),
            occasion=str(self.occasion.currentData()),
            whole=self.extent.choice() == "layout",
        )

    def _suggest(self) -> None:
        session = self.session
        names = [session.document.get(key, Module).name for key in session.focus.modules[:1]]
        whole = self.extent.choice() == "layout"
        self.name.setText(session.layout().name if whole or not names else names[0])
        self.name.selectAll()

    def _judge(self, text: str) -> None:
        self.keep.setEnabled(bool(text.strip()))

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(20, 18, 20, 18)
        body.setSpacing(12)
        note = Text(_("Templates are kept on this computer and can be used in every shop."),
                    "caption")  # fmt: skip
        note.setWordWrap(True)
        body.addWidget(self.extent)
        for label, field in ((_("Name"), self.name), (_("Trade"), self.trade),
                             (_("Occasion"), self.occasion)):  # fmt: skip
            body.addWidget(Row(label, field))
        body.addWidget(note)
        cancel = Button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addWidget(Hairline())
        column.addLayout(foot)


class Keeper(QObject):
    """Keeps templates of one session; the picture of a template comes a moment after it."""

    def __init__(self, session: Session, shelf: Templates, *, host: QWidget) -> None:
        super().__init__(host)
        self.session, self.shelf = session, shelf
        self._host = host
        self._photo: Photo | None = None

    def keep(self, wanted: Wanted, *, done: Callable[[], None]) -> Template | None:
        """Save what was asked for; `done` is called again when the picture has come."""
        session = self.session
        chosen = session.focus.modules
        fragment = session.attempt(
            lambda: (
                of_layout(session.document, session.focus.layout)
                if wanted.whole
                else take(session.document, chosen)
            )
        )
        if fragment is None:
            return None
        made = session.attempt(
            lambda: self.shelf.save(
                fragment, files=self._files(fragment), name=wanted.name, trade=wanted.trade,
                occasion=wanted.occasion, whole=wanted.whole,
            )
        )  # fmt: skip
        if made is not None:
            self._photograph(made, tuple(one.id for one in fragment.modules), done)
        return made

    def _files(self, fragment: Fragment) -> dict[str, bytes]:
        found = {}
        for asset in fragment.assets:
            try:
                found[asset.sha256] = self.session.project.assets.get(asset.sha256)
            except DesignerError:
                continue
        return found

    def _photograph(
        self, template: Template, modules: tuple[str, ...], done: Callable[[], None]
    ) -> None:
        session = self.session
        if self._photo is None:
            self._photo = Photo(session.browser(), session.project.assets, host=self._host)
        document, decision = session.document, session.decision()
        order = in_order(document, modules)
        shown = {key: _shown(session, key) for key in order}

        def taken(picture: QImage) -> None:
            session.attempt(lambda: self.shelf.depict(template, png_of(picture)))
            done()

        self._photo.take(document, msgspec.structs.replace(decision, choices=shown), order,
                         library=session.library, done=taken)  # fmt: skip


def png_of(picture: QImage) -> bytes:
    """The top of a picture, made small, as PNG."""
    smooth = Qt.TransformationMode.SmoothTransformation
    small = picture.scaledToWidth(WIDE, smooth)
    return board.png_of(small.copy(0, 0, WIDE, min(HIGH, small.height())))


def _shown(session: Session, module: str) -> str:
    found = session.document.get(module, Module)
    seen = session.decision().choices.get(module, HIDDEN)
    return next(one for one in (seen, found.default, *found.variants) if one != HIDDEN)


def _combo(name: str, choices: Mapping[str, str]) -> Combo:
    combo = Combo()
    combo.setAccessibleName(name)
    combo.addItem(_("Any"), "")
    for key, label in choices.items():
        combo.addItem(_(label), key)
    return combo
