"""Writing a text in place: one step however many keys, none when it is called off."""

from __future__ import annotations

import pytest

from designer.actions import writing
from designer.actions.variants import set_setting
from designer.document.document import Document
from designer.document.history import History
from designer.kinds.library import Library
from designer.records import Variant
from tests.widgets import shops

LIBRARY = Library.load()


@pytest.fixture
def document() -> Document:
    return Document(shops.records())


def type_in(document: Document, *texts: str, setting: str = "headline") -> Variant:
    before = writing.begin_writing(document, variant="var_1a")
    for text in texts:
        writing.write(document, variant="var_1a", setting=setting, text=text, library=LIBRARY)
    return before


def value(document: Document, setting: str = "headline") -> object:
    return document.get("var_1a", Variant).settings.get(setting)


def test_however_many_keys_it_is_one_step(document):
    was = value(document)
    type_in(document, "秋", "秋茶", "秋茶到")
    writing.stop_writing(document)
    assert len(document.history.done) == 1
    document.undo()
    assert value(document) == was
    document.redo()
    assert value(document) == "秋茶到"


def test_two_texts_are_two_steps_also_when_it_is_the_same_text_twice(document):
    for text in ("一", "二"):
        type_in(document, text)
        writing.stop_writing(document)
    assert len(document.history.done) == 2
    document.undo()
    assert value(document) == "一"


def test_called_off_it_was_never_written(document):
    start, was = dict(document.records), document.history.done
    before = type_in(document, "秋", "秋茶")
    writing.unwrite(document, before=before, setting="headline")
    assert dict(document.records) == start
    assert document.history.done == was == History(document.history.journal).done


def test_called_off_a_default_is_a_default_again(document):
    assert "kicker" not in document.get("var_1a", Variant).settings
    before = type_in(document, "NEW", setting="kicker")
    writing.unwrite(document, before=before, setting="kicker")
    assert "kicker" not in document.get("var_1a", Variant).settings
    assert not document.history.done


def test_calling_off_brings_a_redo_back(document):
    type_in(document, "一")
    document.undo()
    before = type_in(document, "二")
    writing.unwrite(document, before=before, setting="headline")
    document.redo()
    assert value(document) == "一"


def test_calling_off_leaves_alone_what_others_did_meanwhile(document):
    was = value(document)
    before = type_in(document, "秋")
    set_setting(document, variant="var_1a", setting="height", value=720)
    writing.unwrite(document, before=before, setting="headline")
    assert value(document) == was
    assert value(document, "height") == 720


def test_a_rich_text_keeps_only_what_it_may_hold(document):
    html = '<p style="color:red">一<script>x()</script><u>二</u>'
    html += '<span class="c-price evil">三</span></p>'
    html += '<span class="c-price">四</span>'
    story = document.get("var_story", Variant)
    key = "chapters.0.body"
    writing.write_rich(document, variant=story.id, setting=key, html=html, library=LIBRARY)
    kept = document.get("var_story", Variant).settings["chapters"][0]["body"]
    assert kept == '<p>一<u>二</u><span>三</span></p><span class="c-price">四</span>'
