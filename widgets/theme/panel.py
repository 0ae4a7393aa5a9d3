"""The theme: colours with their contrast, type, corners and gaps; the page follows at once."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from designer.actions import shop as shop_actions
from designer.brand import (
    GAPS,
    PAIRS,
    RADII,
    SCALES,
    TOKENS,
    colour_of,
    derived,
    from_text,
    seen_in,
    to_text,
    with_colour,
    with_palette,
)
from designer.document.diff import Diff
from designer.language import _
from designer.records import Asset, Shop, Theme
from widgets.inspector.fields.choice import stretched
from widgets.look import tokens
from widgets.look.buttons import Button, IconButton, SegmentedControl
from widgets.look.controls import Hairline, Text
from widgets.session import Session
from widgets.theme.measure import Measure
from widgets.theme.palettes import Palettes
from widgets.theme.picker import ColourPicker
from widgets.theme.sections import colours, contrasts, head, measured, scrolling
from widgets.theme.tokens_list import GROUPS, PairRow, TokenRow, grounds_of


class ThemePanel(QWidget):
    """The shop's look; one gesture is one step, and other things change it too."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._at = "primary"
        self._whole = False
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Theme"))
        self.rows = {token: TokenRow(token) for __, names in GROUPS for token in names}
        for token, row in self.rows.items():
            row.clicked.connect(lambda __=False, token=token: self._open(token))
        self.pairs = [PairRow(pair) for pair in PAIRS]
        for pair in self.pairs:
            pair.grade.mended.connect(lambda colour, pair=pair: self._mend(pair.pair.text, colour))
        self.picker = ColourPicker(self)
        self.picker.made.connect(self._picked)
        self.picker.sealed.connect(self._seal)
        self.palettes = Palettes(self)
        self.palettes.chosen.connect(self._take)
        self.count = Text("", "small")
        self.more = IconButton("ellipsis", _("More for the theme"), size=28)
        self.more.clicked.connect(self._open_menu)
        self.ready = Button(_("Palettes"), icon="palette", height=28)
        self.grow = Button(_("From a colour"), icon="wand-sparkles", height=28)
        self.logo = Button(_("From the logo"), icon="image", height=28)
        self.sources = (self.ready, self.grow, self.logo)
        self.ready.clicked.connect(self._open_palettes)
        self.grow.clicked.connect(self._open_brand)
        self.logo.clicked.connect(self._open_logo)
        low, high = (round(one * 100) for one in SCALES)
        self.scale = Measure(low=low, high=high, unit="%", name=_("Type size"))
        self.radius = Measure(low=RADII[0], high=RADII[1], unit="px", name=_("Corner"))
        self.gap = Measure(low=GAPS[0], high=GAPS[1], unit="px", name=_("Gap"))
        for name in ("scale", "radius", "gap"):
            measure: Measure = getattr(self, name)
            measure.made.connect(lambda value, name=name: self._measured(name, value))
            measure.sealed.connect(self._seal)
        self.heading = SegmentedControl([("sans", _("Sans")), ("serif", _("Serif"))])
        self.heading.setAccessibleName(_("Heading face"))
        self.heading.chosen.connect(self._faced)
        self._lay_out()
        self._session.changed.connect(self._changed)
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(tokens.PAD, 12, tokens.PAD, 24)
        column.setSpacing(18)
        rows = [[self.rows[token] for token in names] for __, names in GROUPS]
        type_rows = ((_("Type size"), self.scale), (_("Heading face"), stretched(self.heading)))
        shape_rows = ((_("Corner"), self.radius), (_("Gap"), self.gap))
        for section in (
            colours(self.sources, rows), contrasts(self.count, self.pairs),
            measured(_("Lettering"), type_rows), measured(_("Shape"), shape_rows),
        ):  # fmt: skip
            column.addWidget(section)
        column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(head(self.more))
        page.addWidget(Hairline())
        page.addWidget(scrolling(column), 1)

    # ---- showing ----

    def theme(self) -> Theme:
        """The theme as it is now."""
        return self._session.document.shop.theme

    def refresh(self) -> None:
        """Show the theme as it is now."""
        theme = self.theme()
        for token, row in self.rows.items():
            row.show_colour(colour_of(theme, token))
        for pair in self.pairs:
            pair.show_theme(theme)
        wrong = sum(not row.grade.verdict.passes() for row in self.pairs)
        self.count.setText(_("{count} too low", count=wrong) if wrong else _("All can be read"))
        self.scale.show_value(round(theme.scale * 100))
        self.radius.show_value(theme.radius)
        self.gap.show_value(theme.gap)
        self.heading.choose(theme.heading)
        self.setEnabled(not self._session.project.read_only)

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Shop):
            self.refresh()

    # ---- deeds ----

    def put(self, theme: Theme, *, label: str = "") -> None:
        """Let the shop have a theme."""
        session = self._session
        session.attempt(lambda: shop_actions.set_theme(session.document, theme=theme, label=label))

    def copy(self) -> None:
        """Put the theme on the clipboard as text."""
        QApplication.clipboard().setText(to_text(self.theme()))
        self._session.said.emit(_("The theme is on the clipboard."), "done")

    def paste(self) -> None:
        """Take the theme that is on the clipboard as text."""
        text = QApplication.clipboard().text()
        found = self._session.attempt(lambda: from_text(text))
        if found is not None:
            self._take(found)

    def reset(self) -> None:
        """Grow all colours anew from the primary one; measures go back to the usual."""
        fresh = Theme(colours=derived(colour_of(self.theme(), "primary")))
        self._take(fresh, label=_("Reset the theme"))

    def _take(self, theme: Theme, *, label: str = "") -> None:
        self._seal()
        self.put(theme, label=label)
        self._seal()

    def _open(self, token: str) -> None:
        theme = self.theme()
        self._at, self._whole = token, False
        others = {_(TOKENS[one]): colour_of(theme, one) for one in TOKENS}
        self.picker.open_with(
            self.rows[token], colour=colour_of(theme, token), ground=grounds_of(theme, token),
            others=others,
        )  # fmt: skip

    def _open_brand(self) -> None:
        self._whole = True
        self.picker.open_with(self.grow, colour=colour_of(self.theme(), "primary"))

    def _open_palettes(self) -> None:
        title = _("Every palette can be read as it is.")
        self.palettes.open_ready(self.ready, self.theme(), title=title)

    def _open_logo(self) -> None:
        session = self._session
        asset = session.document.find(session.document.shop.logo)
        if not isinstance(asset, Asset):
            session.said.emit(_("This shop has no logo yet."), "said")
            return
        found = session.attempt(lambda: seen_in(session.project.assets.get(asset.sha256)))
        if found:
            title = _("Palettes from the colours of the logo")
            self.palettes.open_from(self.logo, self.theme(), found, title=title)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """What else can be done with the theme."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, run in (
            (_("Copy the theme"), self.copy), (_("Paste a theme"), self.paste),
            (_("Reset the theme"), self.reset),
        ):  # fmt: skip
            menu.addAction(text).triggered.connect(lambda __=False, run=run: run())
        return menu

    def _picked(self, colour: str) -> None:
        theme = self.theme()
        if self._whole:
            self.put(with_palette(theme, derived(colour)))
        else:
            self.put(with_colour(theme, self._at, colour))

    def _mend(self, token: str, colour: str) -> None:
        self._take(with_colour(self.theme(), token, colour), label=_("Mend the contrast"))

    def _measured(self, name: str, value: float) -> None:
        made = value / 100 if name == "scale" else int(value)
        self.put(msgspec.structs.replace(self.theme(), **{name: made}))

    def _faced(self, face: str) -> None:
        self._take(msgspec.structs.replace(self.theme(), heading=face))

    def _seal(self) -> None:
        self._session.document.history.seal()
