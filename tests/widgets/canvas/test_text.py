"""A text written on the page: real keys, a real input method, and nothing lost or left over."""

from __future__ import annotations

import contextlib
import json

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.exceptions import TimeoutError as StillWaiting

from designer.actions.modules import remove_modules
from designer.actions.variants import set_setting
from designer.document.history import History
from designer.records import Module, Variant
from tests.widgets.canvas.sharing import canvas, hands, place, session
from tests.widgets.studio import NO_KEY

__all__ = ["canvas", "hands", "place", "session"]
KEY = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
HEADLINE = "#mod_1 h2"


class Pen:
    """Hands that write: what is under the caret, and what the document says."""

    def __init__(self, hands, canvas, session):
        self.hands, self.canvas, self.session = hands, canvas, session

    def begin(self, selector, *, at=None):
        """Double-click on a text, in its middle or at a share of its width.

        On a machine so busy that the browser takes the two clicks for single ones, once more.
        """
        for patience in (10_000, 10_000, 30_000):
            self.hands.double(self._place(selector, at))
            with contextlib.suppress(StillWaiting):
                self.hands.qtbot.waitUntil(self.is_writing, timeout=patience)
                return
        raise AssertionError(f"a double-click on {selector} begins no writing")

    def is_writing(self):
        return self.canvas.writing.text is not None

    def _place(self, selector, at):
        box = self.hands.js(
            "((r, top) => { const w = document.createTreeWalker(top, 4);"
            "while (w.nextNode() && !w.currentNode.data.trim()) ;"
            "r.selectNodeContents(w.currentNode); const b = r.getClientRects()[0];"
            "return [b.left, b.top, b.width, b.height]; })"
            f"(document.createRange(), document.querySelector({json.dumps(selector)}))"
        )
        across = box[2] / 2 if at is None else max(1, box[2] * at)
        return QPoint(round(box[0] + across), round(box[1] + box[3] / 2))

    def begun(self):
        self.hands.until(self.is_writing)

    def ended(self):
        self.hands.until(lambda: self.canvas.writing.text is None)
        self.hands.until(lambda: not self.hands.js("duplex.writing.on"))

    def type(self, text):
        for one in text:
            QTest.keyClick(self.hands.target(), one)
        self.hands.breathe(20)

    def key(self, key, modifiers=NO_KEY):
        self.hands.key(key, modifiers)

    def method(self, *, preedit="", commit=""):
        """What an input method says: a text in the making, or a finished one."""
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.hands.target(), event)
        self.hands.breathe(20)

    def shows(self, text):
        self.hands.until(lambda: self.hands.js("duplex.writing.host?.textContent") == text)

    def value(self, variant="var_1a", setting="headline"):
        return self.session.document.get(variant, Variant).settings.get(setting)

    def says(self, text, variant="var_1a", setting="headline"):
        self.hands.until(lambda: self.value(variant, setting) == text)

    def steps(self):
        return len(self.session.document.history.done)


@pytest.fixture
def pen(hands, canvas, session) -> Pen:
    return Pen(hands, canvas, session)


# ---- writing, keeping, calling off ----


def test_the_caret_stands_where_the_text_was_clicked(pen, hands):
    pen.begin(HEADLINE, at=0)
    pen.type("1")
    pen.shows("1秋茶上新")
    pen.key(KEY.Key_Return)
    pen.ended()
    pen.begin(HEADLINE, at=0.999)
    pen.type("9")
    pen.says("1秋茶上新9")
    pen.key(KEY.Key_Return)
    pen.ended()
    hands.assert_true_to_the_document()


def test_every_key_is_in_the_document_and_all_are_one_step(pen, hands, session):
    pen.begin(HEADLINE, at=0.999)
    for key, text in (("a", "秋茶上新a"), ("b", "秋茶上新ab"), ("c", "秋茶上新abc")):
        pen.type(key)
        pen.says(text)
    pen.key(KEY.Key_Return)
    pen.ended()
    assert pen.steps() == 1
    hands.assert_true_to_the_document()
    session.undo()
    pen.says("秋茶上新")
    hands.assert_true_to_the_document()


def test_the_place_of_the_text_follows_what_is_written(pen, hands):
    """The template sets a long headline smaller: the page shows it while it is being written."""
    fit = "document.querySelector('#mod_1 h2').dataset.fit"
    assert hands.js(fit) == "l"
    pen.begin(HEADLINE, at=0.999)
    pen.type("abcdefghijklmnop")
    hands.until(lambda: hands.js(fit) == "s")
    pen.type("q")
    pen.shows("秋茶上新abcdefghijklmnopq")


def test_escape_takes_all_back_and_leaves_no_step(pen, hands, session):
    pen.begin(HEADLINE, at=0.999)
    pen.type("abc")
    pen.says("秋茶上新abc")
    pen.key(KEY.Key_Escape)
    pen.ended()
    pen.says("秋茶上新")
    assert pen.steps() == 0
    assert History(session.document.history.journal).done == ()
    hands.assert_true_to_the_document()
    assert session.focus.modules == ("mod_1",)


def test_a_press_elsewhere_keeps_what_was_written_and_means_what_it_always_means(pen, hands):
    pen.begin(HEADLINE, at=0.999)
    pen.type("!")
    hands.press(hands.middle("#mod_0"))
    pen.ended()
    pen.says("秋茶上新!")
    hands.selects("mod_0")
    hands.assert_true_to_the_document()


def test_the_keyboard_going_elsewhere_keeps_what_was_written(pen, canvas):
    line = QLineEdit(canvas)
    line.show()
    pen.begin(HEADLINE, at=0.999)
    pen.type("!")
    line.setFocus()
    pen.ended()
    pen.says("秋茶上新!")


def test_writing_and_changing_ones_mind_by_hand_leaves_no_step(pen, hands):
    pen.begin(HEADLINE, at=0.999)
    pen.type("a")
    pen.says("秋茶上新a")
    pen.key(KEY.Key_Backspace)
    pen.says("秋茶上新")
    pen.key(KEY.Key_Return)
    pen.ended()
    assert pen.steps() == 0
    hands.assert_true_to_the_document()


# ---- an input method ----


def test_chinese_is_composed_in_the_page_and_arrives_when_it_is_chosen(pen, hands):
    pen.begin(HEADLINE, at=0.999)
    pen.method(preedit="qi'jian")
    pen.shows("秋茶上新qi'jian")
    assert pen.value() == "秋茶上新"
    pen.method(commit="旗舰")
    pen.shows("秋茶上新旗舰")
    pen.says("秋茶上新旗舰")
    pen.key(KEY.Key_Return)
    pen.ended()
    assert pen.steps() == 1
    hands.assert_true_to_the_document()


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Escape, KEY.Key_Tab, KEY.Key_Space])
def test_a_key_while_composing_is_the_input_methods(pen, hands, key):
    pen.begin(HEADLINE, at=0.999)
    pen.method(preedit="qi")
    pen.shows("秋茶上新qi")
    pen.key(key)
    assert hands.js("duplex.writing.on")
    pen.method(commit="旗")
    pen.says("秋茶上新旗")


def test_a_composition_over_the_limit_is_cut_to_what_fits(pen, hands):
    """The sign's follow button takes twelve characters."""
    pen.begin("#mod_0 .follow", at=0.9)
    pen.key(KEY.Key_End)
    pen.method(preedit="hen chang")
    pen.method(commit="一二三四五六七八九十甲乙丙")
    pen.says("关注一二三四五六七八九十", "var_0a", "follow")
    hands.until(lambda: hands.overlay(".text-count") == ["12 / 12"])


# ---- keys ----


def test_ctrl_z_while_writing_undoes_the_text_alone(pen, hands, session):
    set_setting(session.document, variant="var_1a", setting="subline", value="先做的事")
    hands.until(lambda: "先做的事" in hands.snapshot()["body"])
    pen.begin(HEADLINE, at=0.999)
    pen.method(commit="一")
    pen.says("秋茶上新一")
    pen.key(KEY.Key_Z, CTRL)
    pen.says("秋茶上新")
    pen.key(KEY.Key_Z, CTRL)
    pen.key(KEY.Key_Z, CTRL)
    assert pen.value(setting="subline") == "先做的事"
    pen.key(KEY.Key_Z, CTRL | SHIFT)
    pen.says("秋茶上新一")


@pytest.fixture
def fired(canvas):
    """Keys that are the studio's elsewhere; what they set off is noted here."""
    taken = ("Del", "Backspace", "Ctrl+D", "Ctrl+A", "Ctrl+B", "Ctrl+I", "Ctrl+U", "Ctrl+K",
             "Ctrl+Z", "Ctrl+X", "Ctrl+G", "Home", "A", "Ctrl+Shift+H", "Return")  # fmt: skip
    heard, made = [], []
    for keys in (*taken, "Ctrl+S", "F1"):
        made.append(QShortcut(QKeySequence(keys), canvas))
        made[-1].activated.connect(lambda keys=keys: heard.append(keys))
    yield heard
    for shortcut in made:
        shortcut.setEnabled(False)
        shortcut.deleteLater()


def test_the_studios_shortcuts_reach_the_text_and_not_the_module(pen, hands, fired):
    pen.begin(HEADLINE, at=0.999)
    for key in (KEY.Key_D, KEY.Key_B, KEY.Key_I, KEY.Key_U, KEY.Key_K, KEY.Key_G):
        pen.key(key, CTRL)
    pen.key(KEY.Key_H, CTRL | SHIFT)
    pen.type("a")
    pen.shows("秋茶上新a")
    pen.key(KEY.Key_A, CTRL)
    pen.key(KEY.Key_Delete)
    pen.shows("")
    assert fired == []
    assert hands.js("duplex.writing.on")
    pen.key(KEY.Key_S, CTRL)
    pen.key(KEY.Key_F1)
    hands.until(lambda: fired == ["Ctrl+S", "F1"])
    pen.key(KEY.Key_Escape)
    pen.ended()
    pen.key(KEY.Key_D, CTRL)
    hands.until(lambda: fired[-1] == "Ctrl+D")


def test_enter_on_a_module_writes_its_first_text_and_tab_goes_round(pen, hands, session):
    session.look(modules=("mod_1",))
    hands.until(lambda: hands.overlay(".selection .label") != [])
    pen.key(KEY.Key_Return)
    pen.begun()
    seen = []
    for _turn in range(5):
        seen.append(pen.canvas.writing.text.mark.key)
        pen.key(KEY.Key_Tab)
        hands.until(lambda: pen.canvas.writing.text is not None
                    and pen.canvas.writing.text.mark.key != seen[-1])  # fmt: skip
    assert seen == ["kicker", "headline", "subline", "button", "kicker"]
    pen.key(KEY.Key_Backtab, SHIFT)
    hands.until(lambda: (one := pen.canvas.writing.text) is not None and one.mark.key == "kicker")
    pen.type("N")  # a text reached by the keyboard is selected: what is typed takes its place
    pen.says("N", setting="kicker")
    pen.key(KEY.Key_Tab)
    hands.until(lambda: (one := pen.canvas.writing.text) is not None and one.mark.key == "headline")
    pen.type("M")
    pen.says("M")
    assert pen.steps() == 2
    pen.key(KEY.Key_Return)
    pen.ended()
    hands.assert_true_to_the_document()


def test_line_breaks_only_where_the_setting_has_lines(pen, hands):
    pen.begin(HEADLINE, at=0.999)
    pen.key(KEY.Key_Return, SHIFT)
    pen.type("2")
    pen.says("秋茶上新\n2")
    pen.key(KEY.Key_Return)
    pen.ended()
    hands.assert_true_to_the_document()
    pen.begin("#mod_2 h2", at=0.999)
    pen.key(KEY.Key_Return, SHIFT)
    pen.type("2")
    pen.says("新品首发2", "var_2a")


def test_a_paste_loses_its_line_breaks_and_what_does_not_fit(pen, hands):
    pen.begin("#mod_0 .follow", at=0.9)
    pen.key(KEY.Key_A, CTRL)
    QGuiApplication.clipboard().setText("一\n二三四五六七八九十甲乙丙丁")
    pen.key(KEY.Key_V, CTRL)
    pen.says("一 二三四五六七八九十甲", "var_0a", "follow")
    pen.type("x")
    pen.shows("一 二三四五六七八九十甲")
    hands.until(lambda: hands.overlay(".text-count") == ["12 / 12"])
    assert hands.js("duplex.root.querySelector('.text-frame').classList.contains('full')")


def test_a_button_takes_a_space_as_a_space(pen, hands):
    pen.begin("#mod_0 .follow", at=0.999)
    pen.key(KEY.Key_End)
    pen.type("a b")
    pen.says("关注a b", "var_0a", "follow")
    pen.key(KEY.Key_Return)
    pen.ended()
    hands.assert_true_to_the_document()


def test_a_text_can_be_emptied_and_filled_again(pen, hands):
    pen.begin(HEADLINE)
    pen.key(KEY.Key_A, CTRL)
    pen.key(KEY.Key_Delete)
    pen.says("")
    hands.breathe()
    assert hands.js("duplex.writing.on")
    pen.type("ok")
    pen.says("ok")
    pen.key(KEY.Key_A, CTRL)
    pen.key(KEY.Key_Delete)
    pen.says("")
    pen.key(KEY.Key_Return)
    pen.ended()
    hands.assert_true_to_the_document()
    assert pen.steps() == 1


def test_an_emptied_text_can_be_filled_by_an_input_method_at_its_ease(pen, hands, session):
    pen.begin(HEADLINE)
    pen.key(KEY.Key_A, CTRL)
    pen.key(KEY.Key_Delete)
    pen.says("")
    pen.method(preedit="qi")
    set_setting(session.document, variant="var_1a", setting="subline", value="别处改的")
    hands.until(lambda: hands.js("duplex.writing.host.textContent") == "qi")
    pen.method(commit="旗")
    pen.says("旗")
    pen.key(KEY.Key_Return)
    pen.ended()
    hands.assert_true_to_the_document()


# ---- what others do meanwhile ----


def test_a_patch_of_the_module_leaves_caret_and_scroll_where_they_are(pen, hands, session):
    hands.js("scrollTo({top: 60, behavior: 'instant'}) || 0")
    pen.begin(HEADLINE, at=0.999)
    before = hands.snapshot()["scroll"]
    pen.type("ab")
    pen.key(KEY.Key_Left)
    set_setting(session.document, variant="var_1a", setting="subline", value="别处改的")
    hands.until(lambda: "别处改的" in hands.snapshot()["body"])
    set_setting(session.document, variant="var_1a", setting="height", value=900)
    hands.breathe()
    pen.type("c")
    pen.says("秋茶上新acb")
    assert hands.snapshot()["scroll"] == before
    pen.key(KEY.Key_Return)
    pen.ended()
    hands.assert_true_to_the_document()


def test_another_hand_on_the_same_text_is_shown_and_writing_goes_on(pen, hands, session):
    pen.begin(HEADLINE, at=0.999)
    pen.type("a")
    pen.says("秋茶上新a")
    set_setting(session.document, variant="var_1a", setting="headline", value="别人写的")
    pen.shows("别人写的")
    pen.type("b")
    pen.says("别人写的b")
    session.undo()
    hands.until(lambda: hands.js("duplex.writing.host.textContent") == pen.value())
    pen.key(KEY.Key_Return)
    pen.ended()
    hands.assert_true_to_the_document()


def test_another_variant_on_show_ends_the_writing_and_loses_nothing(pen, hands, session):
    pen.begin(HEADLINE, at=0.999)
    pen.type("!")
    pen.says("秋茶上新!")
    session.look(modules=("mod_1",), variant="var_1b")
    pen.ended()
    pen.says("秋茶上新!")
    hands.assert_true_to_the_document()


def test_a_module_that_goes_ends_the_writing(pen, hands, session):
    pen.begin(HEADLINE)
    remove_modules(session.document, modules=("mod_1",))
    pen.ended()
    hands.assert_true_to_the_document()


def test_a_page_loaded_anew_ends_the_writing(pen, hands, session, canvas, qtbot):
    pen.begin(HEADLINE, at=0.999)
    pen.type("!")
    pen.says("秋茶上新!")
    with qtbot.waitSignal(canvas.painted):
        canvas.open()
    hands.until(lambda: canvas.writing.text is None)
    hands.assert_true_to_the_document()
    assert pen.steps() == 1


# ---- what cannot be written ----


def test_a_locked_module_says_so_and_stays_as_it_is(hands, session, canvas, qtbot):
    at = session.document.get("mod_1", Module)
    with session.document.transaction("Lock"):
        session.document.put(msgspec.structs.replace(at, locked=True))
    with qtbot.waitSignal(session.said) as heard:
        hands.double(hands.middle(HEADLINE))
    assert "locked" in heard.args[0]
    assert canvas.writing.text is None


def test_a_project_for_looking_only_says_so(hands, session, canvas, qtbot, monkeypatch):
    monkeypatch.setattr(type(session.project), "read_only", "Held by another program.")
    with qtbot.waitSignal(session.said) as heard:
        hands.double(hands.middle(HEADLINE))
    assert heard.args[0] == "Held by another program."
    assert canvas.writing.text is None


def test_what_is_no_text_of_a_setting_opens_the_setting_that_shows_it(hands, session, qtbot):
    session.look(modules=("mod_3",))
    hands.until(lambda: 0 < hands.middle("#mod_3 .item .name").y() < 700)
    with qtbot.waitSignal(session.wanted) as asked:
        hands.double(hands.middle("#mod_3 .item .name"))
    assert asked.args == ["var_3a", "products"]
    with qtbot.waitSignal(session.wanted) as asked:
        hands.double(hands.middle("#mod_3 .item .price"))
    assert asked.args == ["var_3a", "products"]


def test_a_message_of_an_older_page_writes_nothing(pen, canvas):
    pen.begin(HEADLINE)
    old = canvas.bridge.generation - 1
    canvas.writing.wrote(old, "mod_1", 1, "alt")
    assert pen.value() == "秋茶上新"
    canvas.writing.wrote(canvas.bridge.generation, "mod_2", 1, "anders")
    assert pen.value() == "秋茶上新"
