"""Starting, opening, remembering, failing and ending."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from designer import language
from designer.actions.modules import said
from designer.document.invariants import problems
from designer.errors import NotFoundError, RefusedError, UnreadableError
from designer.records import Layout, Module, Product, Shop
from designer.starters import starters
from designer.storage.unpacked import unpack
from tests.widgets import shops
from tests.widgets.studio import PATIENCE
from widgets import application, crash, opening
from widgets.application import Studio, allow_root, keep_pages_still
from widgets.look import motion
from widgets.settings import Settings, projects_folder
from widgets.start import portrait
from widgets.start.recent import Recents

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "studio.ini")


@pytest.fixture
def studio(qapp, library, settings, tmp_path, monkeypatch, flush):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    recents = Recents(tmp_path / "recent.json")
    made = Studio(qapp, library=library, settings=settings, recents=recents)
    yield made
    made.close()
    flush()


@pytest.fixture
def file(tmp_path, library):
    shops.project(tmp_path, library=library).close()
    return tmp_path / "shop.duplex"


# ---- opening ----


def test_a_file_opens_in_a_window_and_leaves_one_file(studio, file, qtbot):
    studio.open_path(file)
    qtbot.wait(20)
    assert studio.window.isVisible()
    assert studio.window.windowTitle() == "山岚旗舰店 - Duplex"
    studio.close()
    assert sorted(one.name for one in file.parent.glob("shop*")) == ["shop.duplex"]


def test_a_new_shop_begins_with_an_empty_home_and_the_eight_crowds(studio, tmp_path, qtbot):
    studio.new(tmp_path / "Teahouse.duplex")
    document = studio.session.document
    assert document.shop.name == "Teahouse"
    assert len(document.shop.segments) == 8
    assert studio.session.modules() == ()
    with qtbot.waitSignal(studio.session.said) as heard:
        studio.new(tmp_path / "Teahouse.duplex")
    assert "Teahouse.duplex" in heard.args[0]


def test_a_shop_begun_from_a_starter_on_the_start_screen_has_it_as_its_home(
    studio, tmp_path, qtbot, monkeypatch
):
    file = tmp_path / "Teahouse.duplex"
    asked = []

    def answer(parent, *_rest):
        asked.append(parent is screen)
        return str(file), ""

    dialog = SimpleNamespace(getSaveFileName=answer)
    monkeypatch.setattr(application, "QFileDialog", dialog)
    screen = studio.show_start()
    chosen = starters()[-1]
    screen.starter_wanted.emit(chosen.id)
    assert asked == [True]
    assert studio.start is None
    document = studio.session.document
    layout = document.get(studio.session.page().default, Layout)
    assert layout.name == said(chosen.name)
    assert studio.session.page().layouts == (layout.id,)
    kinds = [one.kind for floor in chosen.floors for one in floor.modules]
    assert sorted(one.kind for one in document.all(Module)) == sorted(kinds)
    assert document.shop.theme.colours["primary"] == chosen.colours["primary"]
    assert document.all(Product)
    assert not list(problems(document, library=studio.library))


def test_what_was_open_is_on_the_start_screen_with_its_picture_and_opens_from_it(
    studio, file, qtbot, monkeypatch
):
    monkeypatch.setattr(portrait, "FIRST", 1)
    studio.open_path(file)
    qtbot.waitUntil(studio.recents.all()[0].picture.is_file, timeout=PATIENCE)
    session = studio.session
    card = studio.show_start().cards()[0]
    assert card.accessibleName() == "山岚旗舰店, just now"
    assert not card._picture.isNull()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert studio.session is session  # it was open: nothing is opened a second time
    assert studio.start is None
    studio.close()
    QTest.mouseClick(studio.show_start().cards()[0], Qt.MouseButton.LeftButton)
    assert studio.window.windowTitle() == "山岚旗舰店 - Duplex"
    assert studio.start is None


def test_a_file_that_cannot_be_opened_from_the_start_screen_is_said_on_it(
    studio, file, tmp_path, monkeypatch
):
    said = []
    warning = lambda parent, _title, text: said.append((parent is screen, text))  # noqa: E731
    monkeypatch.setattr(application, "QMessageBox", SimpleNamespace(warning=warning))
    (tmp_path / "broken.duplex").write_bytes(b"no project")
    studio.open_path(file)
    screen = studio.show_start()
    studio.open_path(tmp_path / "broken.duplex")
    ((on_it, text),) = said
    assert on_it
    assert "broken.duplex" in text
    assert screen.isVisible()
    studio.leave_start()


def test_a_folder_opens_as_a_copy_in_the_users_own_folder(library, file, tmp_path):
    unpack(file, tmp_path / "teas")
    with opening.opened(tmp_path / "teas", library=library) as first:
        assert first.document.get("shop", Shop).name == "山岚旗舰店"
        assert first.path == projects_folder() / "teas.duplex"
    with opening.opened(tmp_path / "teas", library=library) as second:
        assert second.path == projects_folder() / "teas-2.duplex"


def test_a_sample_is_packed_once_and_goes_on_where_it_was_left(
    library, file, tmp_path, monkeypatch
):
    unpack(file, tmp_path / "samples" / "tea")
    monkeypatch.setattr(opening, "SAMPLES", tmp_path / "samples")
    with opening.sample("tea", library=library) as project:
        path = project.path
        with project.document.transaction("Rename"):
            project.document.remove("per_zhou")
            shop = project.document.shop
            import msgspec

            project.document.put(msgspec.structs.replace(shop, personas=("per_lin",)))
    with opening.sample("tea", library=library) as again:
        assert again.path == path
        assert again.document.shop.personas == ("per_lin",)


def test_a_broken_sample_gives_a_fresh_copy_and_is_kept(library, file, tmp_path, monkeypatch):
    unpack(file, tmp_path / "samples" / "broken")
    monkeypatch.setattr(opening, "SAMPLES", tmp_path / "samples")
    bad = projects_folder() / "broken.duplex"
    bad.write_bytes(b"this is no project")
    with opening.sample("broken", library=library) as project:
        assert project.path != bad
        assert project.document.shop.name == "山岚旗舰店"
    assert bad.read_bytes() == b"this is no project"


def test_what_is_not_there_is_said_in_one_sentence(library, tmp_path):
    with pytest.raises(NotFoundError, match=r"There is no project at .*gone\.duplex\."):
        opening.opened(tmp_path / "gone.duplex", library=library)
    with pytest.raises(NotFoundError, match="There is no sample called “nothing”"):
        opening.sample("nothing", library=library)


def test_a_file_that_cannot_be_opened_leaves_the_open_one_alone(studio, file, tmp_path, qtbot):
    studio.open_path(file)
    (tmp_path / "foreign.duplex").write_bytes(b"something else")
    session = studio.session
    with qtbot.waitSignal(session.said) as heard:
        studio.open_path(tmp_path / "foreign.duplex")
    assert heard.args[1] == "problem"
    assert studio.session is session


def test_with_nothing_open_the_problem_is_the_callers(studio, tmp_path):
    (tmp_path / "foreign.duplex").write_bytes(b"something else")
    with pytest.raises(UnreadableError):
        studio.open_path(tmp_path / "foreign.duplex")


# ---- preferences ----


def test_language_and_appearance_are_remembered(tmp_path):
    first = Settings(tmp_path / "kept.ini")
    first.language, first.mode = "zh_CN", "dark"
    first.save()
    second = Settings(tmp_path / "kept.ini")
    assert (second.language, second.mode) == ("zh_CN", "dark")


def test_nonsense_in_the_preferences_counts_as_none(tmp_path):
    (tmp_path / "kept.ini").write_text("[General]\nlanguage=klingon\nmode=pink\n")
    settings = Settings(tmp_path / "kept.ini")
    assert settings.language == language.preferred()
    assert settings.mode == "light"


def test_another_language_makes_the_window_anew_around_the_same_work(studio, file, qtbot, flush):
    studio.settings.language = "en"
    language.use("en")
    studio.open_path(file)
    session, old = studio.session, studio.window
    session.look(modules=("mod_1",))
    studio.speak("zh_CN")
    flush()
    assert studio.window is not old
    assert studio.session is session
    assert studio.session.focus.modules == ("mod_1",)
    assert studio.window.topbar.workspaces.button("design").text() == "设计"
    session.look(modules=("mod_2",))
    session.undo()


def test_dark_and_light_are_changed_while_it_runs(studio, file, qapp):
    studio.open_path(file)
    studio.dress("dark")
    assert qapp.palette().window().color().lightness() < 60
    studio.dress("light")
    assert qapp.palette().window().color().lightness() > 200


def test_less_motion_is_chosen_in_the_menu_kept_and_told_to_chromium(studio, file, qapp, qtbot):
    studio.open_path(file)
    assert motion.moves()
    (menu,) = [one for one in studio.preferences(studio.window) if one.title() == "Motion"]
    less = next(one for one in menu.actions() if one.text() == "Less motion")
    with qtbot.waitSignal(studio.session.said) as heard:
        less.trigger()
    assert "next time" in heard.args[0]
    assert not motion.moves()
    assert not qapp.style().animationsEnabled()
    flags = {}
    keep_pages_still(flags, settings=studio.settings)
    keep_pages_still(flags, settings=studio.settings)
    assert flags["QTWEBENGINE_CHROMIUM_FLAGS"] == motion.CALM_PAGES
    studio.calm("system")
    assert motion.moves()
    assert qapp.style().animationsEnabled()
    flags = {}
    keep_pages_still(flags, settings=studio.settings)
    assert flags == {}


# ---- failing ----


def test_a_crash_is_one_sentence_and_a_story_in_a_file(qapp, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(crash, "user_log_path", lambda *a, **k: tmp_path)
    said = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: said.append(box.text()))
    try:
        raise KeyError("lost")
    except KeyError as problem:
        crash.caught(type(problem), problem, problem.__traceback__)
    assert said == ["Something unforeseen went wrong; your project is saved up to the last edit."]
    assert "KeyError: 'lost'" in (tmp_path / "crashes.txt").read_text("utf-8")
    assert "lost" in capsys.readouterr().err


def test_a_problem_with_words_of_its_own_is_said_in_them():
    group = ExceptionGroup("listeners", [RefusedError("The disk is full.")])
    assert crash.sentence(group) == "The disk is full."


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="only Unix has a root")
def test_root_gets_no_sandbox_once(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    environment = {"QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
    allow_root(environment)
    allow_root(environment)
    assert environment["QTWEBENGINE_CHROMIUM_FLAGS"] == "--disable-gpu --no-sandbox"


# ---- as a program ----


def run(*arguments, home):
    environment = {**os.environ, "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=90
    )


def test_the_program_opens_paints_and_ends(file, tmp_path):
    done = run("widgets", str(file), "--self-test", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Release of profile" not in done.stderr


def test_the_program_refuses_a_foreign_file_in_one_sentence(tmp_path):
    (tmp_path / "foreign.duplex").write_bytes(b"x" * 100)
    done = run("widgets", str(tmp_path / "foreign.duplex"), "--self-test", home=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "foreign.duplex" in done.stderr
