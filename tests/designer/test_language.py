"""Every text on screen exists in Chinese and in English, and says the same in both."""

from __future__ import annotations

import ast
import io
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from designer import language
from designer.language import _, mark, plural
from tests.architecture import ROOT, Source, sources

SPEAKING = [*sources("designer", "widgets"), Source(ROOT / "dev.py")]
SAYING = {"_", "mark", "plural"}
WRITING = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from('\n\t"\\'),
    min_size=1,
)
PARTS = language.parts("zh_CN")


def calls(source: Source) -> Iterator[ast.Call]:
    """Each place where a text is said or marked."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING and node.args:
            yield node


def texts(call: ast.Call) -> list[str]:
    """The literal texts of a call; a text that was marked elsewhere is said through its name."""
    return [arg.value for arg in call.args if isinstance(arg, ast.Constant)]


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


@cache
def said() -> dict[str, str]:
    """Every text of the program with the module that says it; a plural goes by its first form."""
    heard = ((texts(call), source) for source in SPEAKING for call in calls(source))
    return {found[0]: source.name for found, source in heard if found}


def test_every_text_has_its_chinese():
    chinese = language.catalogue("zh_CN")
    missing = {text: where for text, where in said().items() if text not in chinese}
    assert not missing


def test_no_translation_is_left_of_a_text_that_is_gone():
    heard = {text for source in SPEAKING for call in calls(source) for text in texts(call)}
    stale = language.catalogue("zh_CN").keys() - heard
    assert not stale


def test_translations_keep_the_placeholders():
    broken = {
        text: translation
        for text, translation in language.catalogue("zh_CN").items()
        if text in said() and placeholders(text) != placeholders(translation)
    }
    assert not broken


def test_every_placeholder_is_given_its_value():
    broken = [
        f"{source.name}:{call.lineno}"
        for source in SPEAKING
        for call in calls(source)
        if isinstance(call.func, ast.Name) and call.func.id != "mark"
        for text in texts(call)
        if call.keywords and all(keyword.arg for keyword in call.keywords)
        if not placeholders(text) <= {keyword.arg for keyword in call.keywords}
    ]
    assert not broken


def test_texts_are_written_out_where_they_are_said():
    """A text that is put together at run time could never be looked up."""
    built = [
        f"{source.name}:{call.lineno}"
        for source in SPEAKING
        for call in calls(source)
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert not built


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_a_part_reads_the_same_to_the_gettext_tools(part: Path):
    def first(form: object) -> str:
        return form[0] if isinstance(form, tuple | list) else str(form)

    theirs = {
        first(entry.id): first(entry.string)
        for entry in read_po(io.BytesIO(part.read_bytes()), charset="utf-8")
        if entry.id and first(entry.string)
    }
    assert dict(language.entries(part.read_text("utf-8"))) == theirs


def test_parts_never_contradict_one_another():
    heard: dict[str, tuple[str, str]] = {}
    clashes = []
    for part in PARTS:
        for text, chinese in language.entries(part.read_text("utf-8")):
            before, where = heard.setdefault(text, (chinese, part.stem))
            if before != chinese:
                clashes.append(f"{text}: {where} says {before}, {part.stem} says {chinese}")
    assert not clashes


@given(st.dictionaries(WRITING, WRITING, max_size=5))
def test_whatever_a_gettext_tool_writes_is_read_back(pairs: dict[str, str]):
    catalog = Catalog(charset="utf-8")
    for text, translation in pairs.items():
        catalog.add(text, translation)
    written = io.BytesIO()
    write_po(written, catalog, omit_header=True, width=40)
    assert dict(language.entries(written.getvalue().decode("utf-8"))) == pairs


def test_comments_plurals_and_long_texts_are_read():
    source = """
# A header has an empty text.
msgid ""
msgstr "Language: zh_CN\\n"

#: widgets/window.py
#, python-brace-format
msgid ""
"One long \\"text\\"\\n"
"on two lines"
msgstr ""
"一段"
"长文字"

msgid "{count} module"
msgid_plural "{count} modules"
msgstr[0] "{count} 个模块"

#~ msgid "Gone"
#~ msgstr "没有了"

msgid "Not yet translated"
msgstr ""
"""
    assert dict(language.entries(source)) == {
        'One long "text"\non two lines': "一段长文字",
        "{count} module": "{count} 个模块",
    }


def test_a_text_is_said_in_the_language_in_use(monkeypatch: pytest.MonkeyPatch):
    text = "Installing system libraries: {names}"
    assert _(text, names="libnss3") == "Installing system libraries: libnss3"
    language.use("zh_CN")
    assert language.current() == "zh_CN"
    assert _(text, names="libnss3") == "正在安装系统组件：libnss3"
    assert _("An unknown text") == "An unknown text"


def test_braces_stay_as_they_are_when_there_is_nothing_to_fill_in():
    assert _("100 % {sic}") == "100 % {sic}"


def test_counting_follows_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert plural("{count} module", "{count} modules", count=1) == "1 module"
    assert plural("{count} module", "{count} modules", count=3) == "3 modules"
    part = tmp_path / "zh_CN" / "parts" / "one.po"
    part.parent.mkdir(parents=True)
    part.write_text('msgid "{count} module"\nmsgstr "{count} 个模块"\n', encoding="utf-8")
    monkeypatch.setattr(language, "LOCALE", tmp_path)
    language.use("zh_CN")
    assert plural("{count} module", "{count} modules", count=1) == "1 个模块"
    assert plural("{count} module", "{count} modules", count=3) == "3 个模块"


def test_a_marked_text_is_said_later_in_the_language_of_that_moment():
    label = mark("Installing system libraries: {names}")
    assert label == "Installing system libraries: {names}"
    language.use("zh_CN")
    assert _(label, names="x").startswith("正在安装")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"DUPLEX_LANGUAGE": "en"}, "en"),
        ({"DUPLEX_LANGUAGE": "zh_CN", "LANG": "en_GB.UTF-8"}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"LANG": "C.UTF-8"}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8"}, "zh_CN"),
    ],
)
def test_the_language_is_chinese_unless_the_machine_is_english(environment, expected: str):
    assert language.preferred(environment) == expected
