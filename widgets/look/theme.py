"""The studio's theme: Qlementine and Qt's palette in our colours, light or dark."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from PySide6Qlementine import QlementineStyle, Theme

from widgets.look import type as fonts
from widgets.look.motion import moves
from widgets.look.tokens import DARK, LIGHT, Tokens

Mode = Literal["light", "dark", "system"]

_ROLES: Final = {
    "Window": "panel", "Base": "field", "AlternateBase": "raised", "Button": "raised",
    "ToolTipBase": "panel", "WindowText": "text", "Text": "text", "ButtonText": "text",
    "ToolTipText": "text", "PlaceholderText": "muted", "Link": "accent_text", "Accent": "accent",
    "Highlight": "accent", "HighlightedText": "on_accent", "BrightText": "danger", "Mid": "line",
    "Midlight": "hover", "Dark": "line_strong", "Light": "raised", "LinkVisited": "violet",
}  # fmt: skip

_QLEMENTINE: Final = {
    "backgroundColorMain1": "field", "backgroundColorMain2": "panel",
    "backgroundColorMain3": "raised", "backgroundColorMain4": "line",
    "backgroundColorTabBar": "panel",
    "backgroundColorWorkspace": "stage", "borderColor": "line_strong",
    "borderColorHovered": "faint", "borderColorPressed": "faint", "borderColorDisabled": "line",
    "neutralColor": "pressed", "neutralColorHovered": "line", "neutralColorPressed": "pressed",
    "neutralColorDisabled": "hover", "primaryColor": "accent", "primaryColorHovered": "accent",
    "primaryColorPressed": "accent", "primaryColorDisabled": "line_strong",
    "primaryColorForeground": "on_accent", "primaryColorForegroundHovered": "on_accent",
    "primaryColorForegroundPressed": "on_accent", "primaryColorForegroundDisabled": "panel",
    "primaryAlternativeColor": "accent", "primaryAlternativeColorHovered": "accent",
    "primaryAlternativeColorPressed": "accent", "primaryAlternativeColorDisabled": "line_strong",
    "secondaryColor": "text", "secondaryColorHovered": "text", "secondaryColorPressed": "text",
    "secondaryColorDisabled": "faint", "secondaryColorForeground": "panel",
    "secondaryAlternativeColor": "muted", "secondaryAlternativeColorHovered": "muted",
    "secondaryAlternativeColorPressed": "muted", "secondaryAlternativeColorDisabled": "faint",
    "statusColorError": "danger", "statusColorWarning": "warn", "statusColorSuccess": "good",
    "statusColorInfo": "accent",
}  # fmt: skip


def apply(app: QApplication, *, mode: Mode) -> Tokens:
    """Dress the whole application and return the tokens it now wears."""
    tokens = DARK if is_dark(mode) else LIGHT
    style = app.style()
    if not isinstance(style, QlementineStyle):
        fonts.load()
        style = QlementineStyle(app)
        app.setStyle(style)
    style.setAnimationsEnabled(moves())
    style.setTheme(_theme(tokens))
    app.setPalette(palette(tokens))
    app.setFont(fonts.font())
    return tokens


def is_dark(mode: Mode) -> bool:
    """Whether a mode means dark now; `system` follows the desktop."""
    if mode == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return mode == "dark"


def palette(tokens: Tokens) -> QPalette:
    """Qt's palette in our colours."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(QPalette.ColorRole[role], tokens.colour(token))
    disabled = QPalette.ColorGroup.Disabled
    for name in ("WindowText", "Text", "ButtonText"):
        made.setColor(disabled, QPalette.ColorRole[name], tokens.colour("faint"))
    return made


def _theme(tokens: Tokens) -> Theme:
    theme = Theme()
    for name, token in _QLEMENTINE.items():
        setattr(theme, name, tokens.colour(token))
    _set_type(theme)
    theme.focusColor = _with_alpha(tokens.colour("accent"), 0.32)
    theme.semiTransparentColor1 = _with_alpha(tokens.colour("text"), 0.0)
    theme.semiTransparentColor2 = _with_alpha(tokens.colour("text"), 0.06)
    theme.semiTransparentColor3 = _with_alpha(tokens.colour("text"), 0.09)
    theme.semiTransparentColor4 = _with_alpha(tokens.colour("text"), 0.12)
    for step, alpha in ((1, 0.08), (2, 0.12), (3, 0.18)):
        setattr(theme, f"shadowColor{step}", _with_alpha(tokens.colour("shadow"), alpha))
    theme.palette = palette(tokens)
    return theme


def _set_type(theme: Theme) -> None:
    theme.useSystemFonts = False
    theme.fontSize = fonts.BODY
    theme.fontSizeS1 = fonts.SMALL
    theme.fontRegular = fonts.font()
    theme.fontBold = fonts.font(weight=fonts.BOLD)
    theme.fontCaption = fonts.font(fonts.CAPTION)
    theme.borderRadius = 7.0
    theme.checkBoxBorderRadius = 4.0
    theme.menuItemBorderRadius = 5.0
    theme.menuBarItemBorderRadius = 5.0
    theme.controlHeightLarge = 30
    theme.controlHeightMedium = 28
    theme.controlDefaultWidth = 72
    theme.scrollBarThicknessFull = 8
    theme.scrollBarThicknessSmall = 6
    theme.animationDuration = 120
    theme.focusAnimationDuration = 140
    theme.focusBorderWidth = 2


def _with_alpha(colour: QColor, alpha: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made
