"""The library with real hands: bring in, sort, find, describe, replace, merge, remove, tidy."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.actions import variants
from designer.lint.files import heaviest, is_heavy
from designer.records import Asset, Variant
from tests.media_files import picture
from tests.widgets.experiments.lab import write
from widgets.assets.grid import ASSET_MIME
from widgets.assets.order import ANYWHERE

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def named(library, *names: str) -> list[str]:
    every = library._session.document.all(Asset)
    return [next(one.id for one in every if one.name == name) for name in names]


def asset(library, name: str) -> Asset:
    return next(one for one in library._session.document.all(Asset) if one.name == name)


def click(library, name: str, modifiers=NO_KEY) -> None:
    grid = library.grid
    row = next(n for n, one in enumerate(grid.assets.assets) if one.name == name)
    index = grid.assets.index(row, 0)
    grid.scrollTo(index)
    QTest.mouseClick(grid.viewport(), LEFT, modifiers, grid.visualRect(index).center())


def shown(library) -> list[str]:
    return [one.name for one in library.grid.assets.assets]


def use(library, name: str) -> None:
    value = {"asset": named(library, name)[0], "alt": "", "focus": [0.5, 0.5]}
    variants.set_setting(
        library._session.document, variant="var_sale", setting="image", value=value
    )


def idle(library, qtbot) -> None:
    qtbot.waitUntil(lambda: not library.deeds.running, timeout=15_000)


# ---- finding ----


def test_typing_narrows_the_grid_and_the_foot_counts(library) -> None:
    QTest.keyClicks(library.head.search, "tea-")
    assert shown(library) == ["tea-1", "tea-2"]
    assert library.foot.counts.text().startswith("2 assets · ")
    QTest.keyClicks(library.head.search, "zzz")
    assert library.nothing.isVisible()


def test_a_filter_is_chosen_by_a_click(library) -> None:
    row = library.places.row("model")
    QTest.mouseClick(library.places.viewport(), LEFT, NO_KEY,
                     library.places.visualItemRect(row).center())  # fmt: skip
    assert shown(library) == ["model"]


def test_the_order_is_chosen_in_the_bar(library) -> None:
    library.head.order.setCurrentIndex(library.head.order.place_of("size"))
    assert shown(library)[0] == "noise"


def test_a_click_shows_what_an_asset_is_and_where_it_is_used(library, qtbot) -> None:
    use(library, "tea-1")
    click(library, "tea-1")
    details = library.details
    assert details.name.text() == "tea-1"
    assert "400 × 300 px" in details.facts.text()
    assert details.where.title.text() == "Used in 1 place"
    heard = []
    details.visited.connect(heard.append)
    QTest.mouseClick(details.uses.itemAt(0).widget(), LEFT)
    assert heard == ["var_sale"]
    assert library._session.focus.layout == "lay_peak"
    assert library._session.focus.modules == ("mod_sale",)


def test_the_facts_inside_a_model_are_read_aside(library, qtbot) -> None:
    click(library, "model")
    qtbot.waitUntil(lambda: "1 triangle" in library.details.facts.text(), timeout=10_000)


def test_the_space_bar_shows_a_picture_large_and_the_arrows_go_on(library, qtbot) -> None:
    click(library, "tea-1")
    library.grid.setFocus()
    QTest.keyClick(library.grid, Qt.Key.Key_Space)
    box = library.lightbox
    assert box.isVisible()
    assert box.asset().name == "tea-1"
    QTest.keyClick(box, Qt.Key.Key_Right)
    assert box.asset().name == "tea-2"
    QTest.keyClick(box, Qt.Key.Key_Left)
    QTest.keyClick(box, Qt.Key.Key_Left)
    assert box.asset().name == "noise"
    box.grab()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert library.isVisible()
    click(library, "model")
    QTest.keyClick(library.grid, Qt.Key.Key_Space)
    assert not box.isVisible()


def test_a_colour_of_a_picture_is_copied(library, qtbot) -> None:
    click(library, "tea-1")
    swatches = library.details.swatches
    qtbot.waitUntil(lambda: bool(swatches.swatches), timeout=10_000)
    QTest.mouseClick(swatches.swatches[0], LEFT)
    assert QGuiApplication.clipboard().text() == "#b45309"
    click(library, "model")
    assert not swatches.isVisible()


def test_undo_and_redo_work_in_the_window_too(library, qtbot) -> None:
    click(library, "tea-2")
    QTest.keyClick(library.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "tea-2" not in shown(library), timeout=5000)
    QTest.keyClick(library.grid, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "tea-2" in shown(library), timeout=5000)
    QTest.keyClick(library.grid, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(lambda: "tea-2" not in shown(library), timeout=5000)


def test_several_are_chosen_with_control(library) -> None:
    click(library, "tea-1")
    click(library, "tea-2", CONTROL)
    assert library.grid.chosen() == named(library, "tea-1", "tea-2")
    assert library.details.name.text() == "2 assets chosen"
    assert library.details.merge.isVisible()


# ---- describing and sorting ----


def test_a_description_is_typed_as_one_step(library) -> None:
    click(library, "tea-1")
    document = library._session.document
    steps = len(document.history.done)
    QTest.keyClicks(library.details.alt, "A cup")
    assert asset(library, "tea-1").alt == "A cup"
    assert len(document.history.done) == steps + 1


def test_tags_are_split_at_commas_of_both_kinds(library) -> None:
    click(library, "tea-1")
    library.details.tags.setFocus()
    write(library.details.tags, "warm，autumn, tea")
    QTest.keyClick(library.details.tags, Qt.Key.Key_Return)
    assert asset(library, "tea-1").tags == ("warm", "autumn", "tea")


def test_a_name_is_changed_in_place(library) -> None:
    click(library, "tea-1")
    library.details.name.setFocus()
    library.details.name.selectAll()
    QTest.keyClicks(library.details.name, "Mug")
    QTest.keyClick(library.details.name, Qt.Key.Key_Return)
    assert named(library, "Mug")


def test_a_new_folder_is_named_filled_by_dropping_and_renamed(library, qtbot) -> None:
    library.new_folder()
    assert library.query.folder == "New folder"
    mime = QMimeData()
    mime.setData(ASSET_MIME, ",".join(named(library, "tea-1", "tea-2")).encode())
    row = library.places.row("all", "New folder")
    at = QPointF(library.places.visualItemRect(row).center())
    action = Qt.DropAction.CopyAction
    target = library.places.viewport()
    QApplication.sendEvent(target, QDragEnterEvent(at.toPoint(), action, mime, LEFT, NO_KEY))
    QApplication.sendEvent(target, QDropEvent(at, action, mime, LEFT, NO_KEY))
    assert asset(library, "tea-1").folder == "New folder"
    library.places.row("all", "New folder").setText(0, "Posters")
    assert asset(library, "tea-2").folder == "Posters"
    assert library.query.folder == "Posters"
    menu = library.places.menu_of("Posters")
    menu.actions()[-1].trigger()
    assert asset(library, "tea-2").folder == ""
    assert library.query.folder == ANYWHERE


# ---- bringing in ----


def test_a_folder_from_outside_becomes_one_of_ours_in_one_step(library, qtbot, tmp_path) -> None:
    outside = tmp_path / "outside" / "deep"
    outside.mkdir(parents=True)
    (outside / "red.png").write_bytes(picture(50, 40))
    (outside / "blue.webp").write_bytes(picture(60, 40, media="WEBP", colour="#2040a0"))
    (outside / "notes.txt").write_text("not a picture", encoding="utf-8")
    document = library._session.document
    steps = len(document.history.done)
    with qtbot.waitSignal(library.bringing.brought, timeout=15_000) as heard:
        library.bring([tmp_path / "outside"])
    assert len(heard.args[0]) == 2
    assert asset(library, "red").folder == "outside/deep"
    assert len(document.history.done) == steps + 1
    assert library.grid.chosen() == named(library, "blue", "red")


def test_files_are_dropped_and_bad_ones_named(library, qtbot, tmp_path) -> None:
    (tmp_path / "good.png").write_bytes(picture(30, 30))
    (tmp_path / "torn.png").write_bytes(picture(30, 30)[:60])
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / n)) for n in ("good.png", "torn.png")])
    action = Qt.DropAction.CopyAction
    QApplication.sendEvent(library, QDragEnterEvent(QPoint(600, 300), action, mime, LEFT, NO_KEY))
    with qtbot.waitSignal(library.bringing.brought, timeout=15_000):
        QApplication.sendEvent(library, QDropEvent(QPointF(600, 300), action, mime, LEFT, NO_KEY))
    assert named(library, "good")
    assert "“torn” is damaged" in library.foot.said.text()


def test_a_picture_is_pasted(library, qtbot) -> None:
    image = QImage(33, 22, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    with qtbot.waitSignal(library.bringing.brought, timeout=15_000):
        QTest.keyClick(library.grid, Qt.Key.Key_V, CONTROL)
    made = asset(library, "Pasted picture")
    assert (made.width, made.height) == (33, 22)


def test_bringing_can_be_stopped_and_keeps_nothing(library, qtbot, tmp_path) -> None:
    for number in range(40):
        (tmp_path / f"p{number}.png").write_bytes(picture(40 + number, 40))
    before = len(library._session.document.all(Asset))
    with qtbot.waitSignal(library.bringing.ended, timeout=15_000):
        library.bring(sorted(tmp_path.glob("p*.png")))
        library.bringing.cancel()
    assert len(library._session.document.all(Asset)) == before
    assert not library.foot.bar.isVisible()


# ---- replacing, merging, removing ----


def test_a_file_is_replaced_everywhere_and_undone(library, qtbot, tmp_path) -> None:
    use(library, "tea-1")
    (tmp_path / "new.png").write_bytes(picture(500, 300))
    old = asset(library, "tea-1")
    library.deeds.replace(old, tmp_path / "new.png")
    idle(library, qtbot)
    assert (asset(library, "tea-1").width, asset(library, "tea-1").id) == (500, old.id)
    library._session.undo()
    assert asset(library, "tea-1") == old


def test_a_heavy_picture_is_made_lighter_in_its_place(library, qtbot) -> None:
    old = asset(library, "noise")
    assert is_heavy(old)
    click(library, "noise")
    QTest.mouseClick(library.details.lighten, LEFT)
    idle(library, qtbot)
    now = asset(library, "noise")
    assert now.size <= heaviest(now.media)
    assert library._session.project.assets.has(now.sha256)
    assert "1 picture is lighter" in library.foot.said.text()
    library._session.undo()
    assert asset(library, "noise") == old


def test_pictures_that_look_the_same_are_found_and_merged(library, qtbot) -> None:
    use(library, "tea-2")
    with qtbot.waitSignal(library.alike.found, timeout=15_000):
        library.ask(filter="alike")
    assert {"tea-1", "tea-2"} <= set(shown(library))
    library.grid.choose(named(library, "tea-1", "tea-2"))
    kept, gone = named(library, "tea-1", "tea-2")
    QTest.mouseClick(library.details.merge, LEFT)
    document = library._session.document
    assert document.find(gone) is None
    assert document.get("var_sale", Variant).settings["image"]["asset"] == kept


def test_films_that_are_the_same_bytes_are_found_too(library, qtbot) -> None:
    film = asset(library, "film")
    document = library._session.document
    with document.transaction("twice"):
        document.put(msgspec.structs.replace(film, id="ast_twin", name="twin"))
    with qtbot.waitSignal(library.alike.found, timeout=15_000):
        library.ask(filter="alike")
    assert {"film", "twin"} <= set(shown(library))


def test_a_frame_of_a_film_is_kept_as_its_poster(library, qtbot) -> None:
    with qtbot.waitSignal(library.deeds.made, timeout=15_000):
        library.deeds.keep_frame(asset(library, "film"), picture(160, 90, media="JPEG"))
    made = asset(library, "Poster of film")
    assert (made.width, made.height) == (160, 90)
    assert library.grid.chosen() == [made.id]


def test_delete_takes_out_what_is_unused_and_refuses_what_is_used(library, qtbot) -> None:
    use(library, "tea-1")
    click(library, "tea-1")
    QTest.keyClick(library.grid, Qt.Key.Key_Delete)
    assert named(library, "tea-1")
    assert "still used" in library.foot.said.text()
    click(library, "tea-2")
    QTest.keyClick(library.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "tea-2" not in shown(library), timeout=5000)


def test_all_unused_go_at_once_and_the_file_is_tidied(library, qtbot) -> None:
    project = library._session.project
    project.assets.add(b"nobody needs these bytes" * 90_000)
    actions = {one.text(): one for one in library.menu().actions()}
    tidying = next(one for text, one in actions.items() if text.startswith("Tidy the file"))
    assert tidying.isEnabled()
    tidying.trigger()
    idle(library, qtbot)
    assert project.spare().size == 0
    count = len(library.desk.unused())
    next(one for text, one in actions.items() if text.startswith("Remove ")).trigger()
    assert library.desk.unused() == []
    library._session.undo()
    assert len(library.desk.unused()) == count


def test_what_can_be_undone_to_survives_tidying(library, qtbot) -> None:
    old = asset(library, "tea-2")
    library.desk.remove([old.id])
    library.deeds.tidy()
    idle(library, qtbot)
    library._session.undo()
    assert library._session.project.assets.get(old.sha256)


def test_of_thousands_only_those_in_view_are_drawn(library, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(library.thumbnails, "get", lambda sha256, **_: asked.append(sha256))
    base = asset(library, "tea-1")
    many = [
        msgspec.structs.replace(base, id=f"ast_{n}", name=f"Asset {n}", sha256=f"{n:064x}")
        for n in range(5000)
    ]
    library.grid.show_assets(many)
    library.grid.grab()
    assert 0 < len(set(asked)) < 120


@pytest.mark.parametrize("key", ["name", "alt", "tags"])
def test_a_project_to_look_at_lets_nothing_be_changed(session, qtbot, key) -> None:
    from widgets.assets.library import Library

    session.document.read_only = "only a look"
    library = Library(session)
    library.show()
    click(library, "tea-1")
    assert getattr(library.details, key).isReadOnly()
    assert not library.details.remove.isEnabled()
    assert not library.head.bring.isEnabled()
    library.close()
