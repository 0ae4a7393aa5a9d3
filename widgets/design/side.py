"""The left side of the design workspace: structure, modules, pictures and products as tabs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from designer.language import _
from widgets.look.controls import Tabs
from widgets.look.thumbnails import Thumbnails
from widgets.outline.panel import OutlinePanel
from widgets.outline.view import Outline
from widgets.session import Session


class SidePanel(QWidget):
    """Four tabs; all but the first are made when they are first seen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAutoFillBackground(True)
        self.thumbnails = Thumbnails(session.project.assets, self)
        self.outline = Outline(session, thumbnails=self.thumbnails)
        self.tabs = Tabs(
            [
                ("outline", _("Outline")),
                ("kinds", _("Modules")),
                ("assets", _("Assets")),
                ("products", _("Products")),
            ]
        )
        self.tabs.chosen.connect(self.show_tab)
        self.stack = QStackedWidget()
        self.structure = OutlinePanel(self.outline)
        self.outline.kinds_wanted.connect(self._show_kinds)
        self.stack.addWidget(self.structure)
        self._made: dict[str, QWidget] = {"outline": self.structure}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)

    def show_tab(self, key: str) -> QWidget:
        """Show a tab, made now if it was not seen before."""
        if key not in self._made:
            self._made[key] = self._make(key)
            self.stack.addWidget(self._made[key])
        self.tabs.choose(key)
        self.tabs.show()
        self.stack.setCurrentWidget(self._made[key])
        return self._made[key]

    def show_over(self, key: str, make: Callable[[], QWidget]) -> QWidget:
        """Show something in place of the tabs, made now if it was not seen before."""
        if key not in self._made:
            self._made[key] = make()
            self.stack.addWidget(self._made[key])
        self.tabs.hide()
        self.stack.setCurrentWidget(self._made[key])
        return self._made[key]

    def close_over(self) -> None:
        """Bring the tabs back."""
        self.tabs.show()
        self.show_tab(self.tabs.choice())

    def _show_kinds(self) -> None:
        self.show_tab("kinds").setFocus()

    def _make(self, key: str) -> QWidget:
        if key == "kinds":
            from widgets.palette.panel import PalettePanel

            return PalettePanel(self.session, thumbnails=self.thumbnails)
        if key == "assets":
            from widgets.palette.assets import AssetsPanel

            return AssetsPanel(self.session, thumbnails=self.thumbnails)
        from widgets.palette.products import ProductsPanel

        return ProductsPanel(self.session, thumbnails=self.thumbnails)
