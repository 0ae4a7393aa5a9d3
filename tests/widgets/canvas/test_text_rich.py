"""A rich text written on the page: the toolbar, the keys, what is pasted, and what is kept."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication

from designer.actions.variants import set_setting
from tests.widgets.canvas.sharing import canvas, hands, place, session
from tests.widgets.canvas.test_text import CTRL, KEY, SHIFT, Pen

__all__ = ["canvas", "hands", "place", "session"]
ALT = Qt.KeyboardModifier.AltModifier
BODY = "#mod_story .text"


class Brush(Pen):
    """A pen for the first chapter's text of the brand story."""

    def open(self, html="<p>山里的茶</p>"):
        session = self.session
        set_setting(session.document, variant="var_story", setting="chapters.0.body", value=html,
                    library=session.library)  # fmt: skip
        session.document.history.seal()
        session.look(modules=("mod_story",))
        self.hands.until(lambda: self.hands.js(
            f"document.querySelector('{BODY}')?.innerHTML") == html)  # fmt: skip
        self.hands.js(f"document.querySelector('{BODY}').scrollIntoView({{block: 'center'}}) || 0")
        self.begin(BODY, at=0.999)
        self.key(KEY.Key_End)

    def body(self):
        return self.value("var_story", "chapters")[0]["body"]

    def holds(self, html):
        self.hands.until(lambda: self.body() == html)

    def all(self):
        self.key(KEY.Key_A, CTRL)

    def press_tool(self, name):
        seen = f"duplex.root.querySelector({json.dumps(name)})"
        self.hands.until(lambda: self.hands.js(f"({seen}?.getClientRects().length ?? 0) > 0"))
        at = self.hands.js(
            f"(b => [b.left + b.width / 2, b.top + b.height / 2])({seen}.getBoundingClientRect())"
        )
        self.hands.press(QPoint(round(at[0]), round(at[1])))

    def pressed(self):
        return self.hands.js(
            "[...duplex.root.querySelectorAll('.tool-row [aria-pressed=true]')]"
            ".map(one => one.dataset.tool)"
        )


@pytest.fixture
def brush(hands, canvas, session) -> Brush:
    return Brush(hands, canvas, session)


def test_a_rich_text_is_written_with_a_toolbar_over_it(brush, hands):
    brush.open()
    tools = "[...duplex.root.querySelectorAll('.tool-row button')].map(one => one.title)"
    hands.until(lambda: len(hands.js(tools)) == 6)
    assert hands.js(tools)[0] == "Bold · Ctrl+B"
    brush.type("!")
    brush.holds("<p>山里的茶!</p>")
    steps = brush.steps()
    brush.key(KEY.Key_Return)
    brush.type("2")
    brush.holds("<p>山里的茶!</p><p>2</p>")
    brush.key(KEY.Key_Return, CTRL)
    brush.ended()
    assert brush.steps() == steps
    hands.until(lambda: hands.js("duplex.root.querySelector('.tools').hidden"))
    hands.assert_true_to_the_document()


@pytest.mark.parametrize(("key", "tag"), [("B", "b"), ("I", "i"), ("U", "u")])
def test_keys_make_it_bold_italic_underlined_and_back(brush, hands, key, tag):
    brush.open()
    brush.all()
    brush.key(getattr(KEY, f"Key_{key}"), CTRL)
    brush.holds(f"<p><{tag}>山里的茶</{tag}></p>")
    hands.until(lambda: len(brush.pressed()) == 1)
    brush.key(getattr(KEY, f"Key_{key}"), CTRL)
    brush.holds("<p>山里的茶</p>")
    brush.key(KEY.Key_Escape)
    brush.ended()
    hands.assert_true_to_the_document()


def test_the_buttons_do_the_same_and_the_text_keeps_the_keyboard(brush, hands):
    brush.open()
    brush.all()
    brush.press_tool("[data-tool=bold]")
    brush.holds("<p><b>山里的茶</b></p>")
    brush.press_tool("[data-tool=list]")
    brush.holds("<ul><li><b>山里的茶</b></li></ul>")
    brush.press_tool("[data-tool=list]")
    brush.holds("<p><b>山里的茶</b></p>")
    brush.key(KEY.Key_End)
    brush.type("a")
    brush.holds("<p><b>山里的茶a</b></p>")
    brush.key(KEY.Key_Return, CTRL)
    brush.ended()
    hands.assert_true_to_the_document()


def test_a_colour_of_the_shop_is_given_and_taken(brush, hands):
    brush.open()
    brush.all()
    brush.press_tool("[data-tool=colour]")
    brush.press_tool("[data-token=price]")
    brush.holds('<p><span class="c-price">山里的茶</span></p>')
    seen = hands.js(f"getComputedStyle(document.querySelector('{BODY} font')).color")
    assert seen == "rgb(200, 69, 43)"
    brush.all()
    brush.press_tool("[data-tool=colour]")
    brush.press_tool("[data-tool=ink]:not(.swatch)")
    brush.holds("<p>山里的茶</p>")
    brush.key(KEY.Key_Z, CTRL)
    brush.holds('<p><span class="c-price">山里的茶</span></p>')
    brush.key(KEY.Key_Return, CTRL)
    brush.ended()
    hands.assert_true_to_the_document()
    seen = hands.js(f"getComputedStyle(document.querySelector('{BODY} span')).color")
    assert seen == "rgb(200, 69, 43)"


def test_a_link_is_asked_for_checked_and_taken_away(brush, hands):
    brush.open()
    brush.all()
    brush.key(KEY.Key_K, CTRL)
    hands.until(lambda: hands.js("duplex.root.activeElement?.tagName") == "INPUT")
    brush.type("tea.cn")
    brush.key(KEY.Key_Return)
    hands.until(lambda: hands.overlay(".wrong-address") != [])
    brush.key(KEY.Key_A, CTRL)
    brush.type("https://tea.cn/a")
    brush.key(KEY.Key_Return)
    link = '<a href="https://tea.cn/a" rel="noopener noreferrer">山里的茶</a>'
    brush.holds(f"<p>{link}</p>")
    brush.key(KEY.Key_K, CTRL)
    hands.until(lambda: hands.js("duplex.root.activeElement?.value") == "https://tea.cn/a")
    brush.press_tool("[data-tool=link-gone]")
    brush.holds("<p>山里的茶</p>")
    brush.key(KEY.Key_Return, CTRL)
    brush.ended()
    hands.assert_true_to_the_document()


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style>
</head><body><!--StartFragment--><h1 style="color:red">题</h1><p class=MsoNormal><span
style='font-weight:bold;font-family:宋体'>粗</span>和<i>斜</i><o:p></o:p></p>
<ul><li>一</li><li>二</li></ul><p><a href="javascript:x()">坏</a><script>x()</script>
<img src=x onerror=y()><a href="https://a.cn/">好</a></p><!--EndFragment--></body></html>"""


def test_what_is_pasted_from_word_comes_in_clean(brush, hands):
    brush.open()
    brush.all()
    mime = QMimeData()
    mime.setHtml(WORD)
    mime.setText("题")
    QGuiApplication.clipboard().setMimeData(mime)
    brush.key(KEY.Key_V, CTRL)
    link = '<a href="https://a.cn/" rel="noopener noreferrer">好</a>'
    words = "<p>题</p><p><b>粗</b>和<i>斜</i></p><ul><li>一</li><li>二</li></ul>"
    brush.holds(f"{words}<p>坏 {link}</p>")
    brush.key(KEY.Key_Return, CTRL)
    brush.ended()
    hands.assert_true_to_the_document()


def test_a_plain_paste_keeps_its_lines(brush):
    brush.open()
    brush.all()
    QGuiApplication.clipboard().setText("一 <b>\n二")
    brush.key(KEY.Key_V, CTRL)
    brush.holds("<p>一 &lt;b&gt;</p><p>二</p>")


def test_escape_takes_it_all_back(brush, hands):
    brush.open("<p>山<b>里</b></p><ul><li>茶</li></ul>")
    steps = brush.steps()
    brush.all()
    brush.key(KEY.Key_Delete)
    brush.type("x")
    hands.until(lambda: "x" in brush.body())
    brush.key(KEY.Key_Escape)
    brush.ended()
    brush.holds("<p>山<b>里</b></p><ul><li>茶</li></ul>")
    assert brush.steps() == steps
    hands.assert_true_to_the_document()


def test_composing_and_undo_work_as_in_a_plain_text(brush):
    brush.open()
    brush.method(preedit="cha")
    brush.method(commit="茶")
    brush.holds("<p>山里的茶茶</p>")
    brush.key(KEY.Key_B, CTRL)
    brush.type("b")
    brush.holds("<p>山里的茶茶<b>b</b></p>")
    brush.key(KEY.Key_Z, CTRL)
    brush.holds("<p>山里的茶茶</p>")


def test_the_toolbar_is_reached_and_left_by_keys(brush, hands):
    brush.open()
    brush.all()
    brush.key(KEY.Key_F10, ALT)
    hands.until(lambda: hands.js("duplex.root.activeElement?.dataset.tool") == "bold")
    brush.key(KEY.Key_Right)
    hands.until(lambda: hands.js("duplex.root.activeElement?.dataset.tool") == "italic")
    brush.key(KEY.Key_Space)
    brush.holds("<p><i>山里的茶</i></p>")
    brush.key(KEY.Key_F10, ALT)
    brush.key(KEY.Key_Backtab, SHIFT)
    hands.until(lambda: hands.js("duplex.root.activeElement?.dataset.tool") == "link")
    brush.key(KEY.Key_Escape)
    hands.until(lambda: not hands.js("Boolean(duplex.root.activeElement)"))
    assert hands.js("duplex.writing.on")


def test_a_text_from_elsewhere_comes_into_the_toolbars_text(brush, hands, session):
    brush.open()
    brush.type("!")
    brush.holds("<p>山里的茶!</p>")
    set_setting(session.document, variant="var_story", setting="chapters.0.body",
                value="<p>别人</p>", library=session.library)  # fmt: skip
    hands.until(lambda: hands.js("duplex.writing.host.textContent") == "别人")
    brush.type("a")
    brush.holds("<p>别人a</p>")
