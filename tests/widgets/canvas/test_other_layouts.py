"""Another layout on the canvas comes with its own rules, not with those of the one before."""

from __future__ import annotations

import json

from designer.actions.pages import add_layout
from designer.records import Module
from designer.render.module import render_module


def rules_of(hands, module: str) -> str:
    """What the page's stylesheet says of a module."""
    code = (
        "[...document.styleSheets[0].cssRules].map(rule => rule.cssText)"
        f".filter(text => text.startsWith('#' + {json.dumps(module)})).join()"
    )
    return hands.js(code) or ""


def test_a_layout_that_is_gone_to_has_its_own_rules(hands, session):
    document = session.document
    made = add_layout(document, page=session.focus.page, copy_of=session.focus.layout)
    first = session.focus.layout
    session.look(layout=made, modules=())
    module = next(
        key
        for key in session.modules()
        if render_module(document, key, document.get(key, Module).default,
                         library=session.library).css
    )  # fmt: skip
    hands.until(lambda: rules_of(hands, module) != "")
    session.look(layout=first, modules=())
    hands.until(lambda: rules_of(hands, module) == "")
    hands.assert_true_to_the_document()
