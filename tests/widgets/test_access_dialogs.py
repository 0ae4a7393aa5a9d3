"""Every control of every dialog and popup tells assistive tools its name, and its role."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from designer.actions.modules import add_module
from designer.actions.zones import Spot
from designer.kinds.settings.cube import Cube
from designer.kinds.settings.hot_zones import HotZones
from designer.records import Module
from tests.widgets.test_access import controls, silent
from tests.widgets.windows import window
from widgets.assets.library import Library
from widgets.campaigns.dialog import CampaignDialog
from widgets.crowds.importing import ImportDialog
from widgets.finding.panel import FindPanel
from widgets.history.comparison import Comparing
from widgets.history.keeping import Keeper
from widgets.history.versions import NameAsk
from widgets.inspector.gallery import Gallery as Pictures
from widgets.inspector.goods_picker import GoodsPicker
from widgets.inspector.when import WhenPopup
from widgets.keys.sheet import KeySheet
from widgets.launcher.view import Launcher
from widgets.look import theme
from widgets.palette.saving import SaveDialog
from widgets.preview.window import Preview
from widgets.rules.editor import RuleEditor
from widgets.starters.crowds import CrowdDialog
from widgets.starters.gallery import Gallery as Starters
from widgets.theme.palettes import Palettes
from widgets.theme.picker import ColourPicker
from widgets.window import Window
from widgets.zones.cube_editor import CubeEditor
from widgets.zones.editor import ZoneEditor

__all__ = ["window"]


def _spot(window: Window, kind: str) -> Spot:
    """A module of a kind, fresh on floor 1, and its first variant's picture."""
    session = window.session
    made = add_module(session.document, kind=kind, floor="flr_1", index=0, library=session.library)
    variant = session.document.get(made, Module).default
    kinds = (HotZones, Cube)
    setting = next(one.id for one in session.library.get(kind).settings if isinstance(one, kinds))
    return Spot(variant, setting)


def _cube(window: Window) -> QWidget:
    kind = window.session.library.get("cube")
    return CubeEditor(window.session, _spot(window, "cube"), kind, window)


def _palettes(window: Window) -> QWidget:
    made = Palettes(window)
    made.open_ready(window.topbar, window.session.document.shop.theme, title="Palettes")
    return made


def _import(window: Window) -> QWidget:
    file = Path(window.session.project.path).with_name("people.csv")
    file.write_text("id,age\n1,20\n")
    return ImportDialog(window.session, file, window)


MAKERS: dict[str, Callable[[Window], QWidget]] = {
    "launcher": Launcher,
    "key sheet": KeySheet,
    "finding": lambda w: FindPanel(w, w),
    "starters": lambda w: Starters(w.session, w),
    "crowd versions": lambda w: CrowdDialog(w.session, w),
    "template": lambda w: SaveDialog(w.session, whole=True, parent=w),
    "asset library": lambda w: Library(w.session, w),
    "comparison": lambda w: Comparing(w.session, keeper=Keeper.of(w.session), parent=w),
    "zones": lambda w: ZoneEditor(w.session, _spot(w, "hot_zones"), w),
    "cube": _cube,
    "preview": lambda w: Preview(w.session, browser=w.session.browser(), parent=w),
    "campaigns": lambda w: CampaignDialog(w.session, parent=w),
    "palettes": _palettes,
    "colours": ColourPicker,
    "products": lambda w: GoodsPicker(w.session, w, most=4),
    "when": lambda w: WhenPopup(w.session, w),
    "pictures": lambda w: Pictures(w.session, w),
    "rule": lambda w: RuleEditor(w.session, w),
    "version": NameAsk,
    "import": _import,
}


@pytest.fixture(autouse=True)
def _dressed(qapp):
    theme.apply(qapp, mode="light")


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_every_control_of_a_dialog_tells_its_name_and_role(window, name):
    made = MAKERS[name](window)
    made.show()
    QApplication.processEvents()
    told, found = silent(made), controls(made)
    made.hide()
    made.deleteLater()
    assert told == []
    assert found


def test_the_sheet_of_keys_tells_the_names_on_both_its_pages(window):
    sheet = KeySheet(window)
    sheet.show()
    for turn in (sheet.open_changing, sheet.open_overview):
        turn()
        QApplication.processEvents()
        assert silent(sheet) == []
    sheet.close()
