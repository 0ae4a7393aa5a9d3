"""Each step is remembered for one deed."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given

from designer.actions import crowds, modules, pages, rules, shop, variants
from designer.document.deeds import deed
from designer.document.diff import Change, Diff
from designer.records import Category, Hide, Product, Segment
from tests.designer import small_shop
from tests.designer.random_edits import EDITS, edited

LIBRARY = small_shop.library()


def setting(document):
    variants.set_setting(document, variant="var_hero", setting="title", value="X")


def product(document):
    with document.transaction("price"):
        document.put(msgspec.structs.replace(document.get("prd_green", Product), price=1))


def theme(document):
    shop.set_theme(document, theme=msgspec.structs.replace(document.shop.theme, radius=1))


@pytest.mark.parametrize(
    ("do", "said"),
    [
        (setting, "fill"), (product, "catalogue"), (theme, "theme"),
        (lambda d: modules.remove_modules(d, modules=["mod_shelf"]), "remove"),
        (lambda d: modules.add_module(d, kind="poster", floor="flr_one", index=0,
                                      library=LIBRARY), "add"),
        (lambda d: modules.move_modules(d, modules=["mod_shelf"], floor="flr_one", index=0),
         "move"),
        (lambda d: modules.rename(d, id="mod_hero", name="X"), "rename"),
        (lambda d: rules.add_rule(d, slot="mod_shelf", outcome=Hide()), "rule"),
        (lambda d: pages.add_layout(d, page="page_home"), "layout"),
        (lambda d: pages.add_page(d, name="X", type="custom"), "page"),
        (lambda d: shop.set_shop(d, shop=msgspec.structs.replace(d.shop, slogan="X")), "shop"),
        (lambda d: crowds.set_segment(d, segment=msgspec.structs.replace(
            d.get("seg_young", Segment), name="X")), "crowd"),
    ],
)  # fmt: skip
def test_a_step_has_the_sign_of_its_deed(do, said):
    document = small_shop.document()
    heard = []
    document.listen(heard.append)
    do(document)
    assert deed(heard[0]) == said


def test_a_step_that_touches_very_much_is_called_so():
    made = {f"cat_{n}": Change(None, Category(id=f"cat_{n}", name="x")) for n in range(60)}
    assert deed(Diff("many", made)) == "many"


@given(EDITS)
def test_every_step_has_one(edits):
    document = edited(edits)
    for seq in document.history.done:
        assert deed(document.history.journal.read(seq))
