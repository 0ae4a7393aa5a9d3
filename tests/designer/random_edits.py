"""Everything a user can do to the small shop, chosen by numbers: for random edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from types import SimpleNamespace

import msgspec
from hypothesis import strategies as st

from designer.actions import (
    assets,
    campaigns,
    catalogue,
    crowd_versions,
    crowds,
    experiments,
    linking,
    modules,
    pages,
    rules,
    shop,
    variants,
)
from designer.actions.registry import ACTIONS, Target
from designer.document.document import Document
from designer.document.queries import place_of
from designer.errors import DesignerError
from designer.records import (
    HIDDEN,
    Arm,
    Asset,
    Attribute,
    Between,
    Campaign,
    Category,
    Coupon,
    Experiment,
    Floor,
    Hide,
    InSegment,
    Label,
    Layer,
    Layout,
    Module,
    Not,
    Page,
    Persona,
    Phase,
    Population,
    Product,
    Record,
    Rule,
    Run,
    Segment,
    Show,
    Synthesis,
    Variant,
)
from tests.designer import small_shop

LIBRARY = small_shop.library()
Edit = tuple[str, tuple[int, int, int]]
NAMES = ("Tea", "Hero", "茶 2", "新品", "x" * 40, "{name}", "“a”", " ", "")
MOMENTS = tuple(small_shop.DOUBLE_ELEVEN + timedelta(hours=h) for h in (-300, 0, 5, 24, 300))


class Chooser:
    """Turns numbers into records of a document, names, places."""

    def __init__(self, document: Document, picks: Sequence[int]) -> None:
        self.document, self.picks = document, picks

    def one(self, of: type, place: int = 0) -> str:
        """The id of a record, of something gone when there is none of that type."""
        found = [record.id for record in self.document.all(of)]
        return found[self.picks[place] % len(found)] if found else "gone"

    def item(self, items: Sequence, place: int = 1):
        return items[self.picks[place] % len(items)]

    @property
    def name(self) -> str:
        return self.item(NAMES, 2)

    @property
    def index(self) -> int:
        return self.picks[1] % 6 - 1

    def record(self, of: type):
        return self.document.get(self.one(of), of)


def _rule_of(at: Chooser, of: type) -> tuple[str, Rule]:
    owner = at.record(of)
    made = Rule(id="gone", outcome=Hide())
    return owner.id, at.item(owner.rules or (made,))


def _outcome(at: Chooser, module: Module):
    shown = at.item((*module.variants, HIDDEN, "var_hero"))
    if at.picks[2] % 3 == 0:
        return Hide()
    if at.picks[2] % 3 == 1:
        return Show(variant=shown)
    test = at.record(Experiment)
    return Run(experiment=test.id, arms={arm.id: shown for arm in test.arms})


def _add_rule(document: Document, at: Chooser) -> object:
    module = at.record(Module)
    audience = Not(of=InSegment(segment=at.one(Segment, 1)))
    window = Between(start=at.item(MOMENTS), end=at.item(MOMENTS, 2))
    return rules.add_rule(document, slot=module.id, outcome=_outcome(at, module),
                          audience=audience, window=window, index=at.index)  # fmt: skip


def _set_rule(document: Document, at: Chooser) -> object:
    slot, rule = _rule_of(at, Module)
    changed = msgspec.structs.replace(rule, audience=small_shop.FANS, note=at.name)
    return rules.set_rule(document, slot=slot, rule=changed)


def _set_setting(document: Document, at: Chooser) -> object:
    setting, value = at.item(
        (("title", "茶"), ("height", 640), ("height", 9), ("image.alt", "A"),
         ("slides.0.title", "B"),
         ("link", {"action": "item", "target": at.one(Product)}), ("products.count", 2),
         ("image.asset", "gone"), ("new_name", [1, None]), ("title", 1 << 80))
    )  # fmt: skip
    return variants.set_setting(document, variant=at.one(Variant), setting=setting, value=value,
                                library=LIBRARY)  # fmt: skip


def _change_follower(document: Document, at: Chooser) -> object:
    """Fill in a setting of a variant that rests on another."""
    followers = [one.id for one in document.all(Variant) if one.base] or ["gone"]
    setting = at.item(("title", "height"))
    value = at.name if setting == "title" else 640
    return variants.set_setting(document, variant=at.item(followers, 0), setting=setting,
                                value=value, library=LIBRARY)  # fmt: skip


def _some_block(at: Chooser) -> dict:
    found = at.record(Variant).settings.get("slides") or [{"id": "gone"}]
    return {"variant": at.one(Variant), "setting": "slides", "block": at.item(found)["id"]}


def _set_arms(document: Document, at: Chooser) -> object:
    test = at.record(Experiment)
    count = at.picks[1] % 4 + 1
    arms = tuple(Arm(id=f"arm_{'abcd'[n]}", name=str(n), weight=1 / count) for n in range(count))
    return experiments.set_experiment(document, experiment=msgspec.structs.replace(test, arms=arms))


def _set_phase(document: Document, at: Chooser) -> object:
    phase = Phase(id=at.item(("phs_peak", "phs_new")), name=at.name or "P", type="peak",
                  start=at.item(MOMENTS), end=at.item(MOMENTS, 2))  # fmt: skip
    return campaigns.set_phase(document, campaign=at.one(Campaign), phase=phase)


def _set_attributes(document: Document, at: Chooser) -> object:
    have = document.shop.attributes
    made = Attribute(key=at.item(("level", "age", "id")), type="number",
                     label=Label(zh="级", en="Level"))  # fmt: skip
    kept = have if at.picks[0] % 2 else tuple(a for a in have if a.key != "age")
    return crowds.set_attributes(document, attributes=(*kept, made))


def _paint(document: Document, at: Chooser) -> object:
    theme = document.shop.theme
    colours = {**theme.colours, "primary": at.item(("#102030", "blue", "#ABCDEF"))}
    return shop.set_theme(document, theme=msgspec.structs.replace(theme, colours=colours))


def _selected(document: Document, at: Chooser) -> object:
    """Whatever a menu offers for the module that is selected."""
    module = at.record(Module)
    place = place_of(document, module.id)
    target = Target(page=place.page, layout=place.layout, floor=place.floor, modules=(module.id,),
                    variant=at.item(module.variants))  # fmt: skip
    action = at.item(ACTIONS, 2)
    return action.run(document, target) if action.enabled(document, target) else None


def _replaced(document: Document, verb: Callable, at: Chooser, of: type, **fields) -> object:
    noun = of.__name__.lower()
    return verb(document, **{noun: msgspec.structs.replace(at.record(of), **fields)})


VAULT = SimpleNamespace(add=lambda data: small_shop.hashlib.sha256(data).hexdigest())
VERBS: dict[str, Callable[[Document, Chooser], object]] = {
    "add a module": lambda d, at: modules.add_module(
        d, kind=at.item(("poster", "slides", "shelf", "sign", "gone"), 2), floor=at.one(Floor),
        index=at.index, library=LIBRARY,
        audience=small_shop.FANS if at.picks[2] % 2 else None),
    "move a module": lambda d, at: modules.move_module(
        d, module=at.one(Module), floor=at.one(Floor, 2), index=at.index),
    "move a module to the other floor": lambda d, at: modules.move_to_level(
        d, module=at.one(Module), level=at.item((1, 2))),
    "remove modules": lambda d, at: modules.remove_modules(
        d, modules=[*dict.fromkeys((at.one(Module), at.one(Module, 1)))]),
    "duplicate modules": lambda d, at: modules.duplicate_modules(
        d, modules=[*dict.fromkeys((at.one(Module), at.one(Module, 1)))]),
    "move modules": lambda d, at: modules.move_modules(
        d, modules=(at.one(Module), at.one(Module, 1)), floor=at.one(Floor, 2), index=at.index),
    "copy modules": lambda d, at: modules.copy_modules_to(
        d, modules=(at.one(Module), at.one(Module, 1)), floor=at.one(Floor, 2), index=at.index),
    "hide modules": lambda d, at: modules.hide_modules(
        d, modules=(at.one(Module), at.one(Module, 1))),
    "show modules": lambda d, at: modules.show_modules(
        d, modules=[one.id for one in d.all(Module)]),
    "rename": lambda d, at: modules.rename(d, id=at.one(Record), name=at.name),
    "fill in a setting": _set_setting,
    "reset a setting": lambda d, at: variants.reset_setting(
        d, variant=at.one(Variant), setting=at.item(("title", "height", "gone"))),
    "add a block": lambda d, at: variants.add_block(
        d, variant=at.one(Variant), setting=at.item(("slides", "title"), 2), index=at.index,
        values={"title": at.name}, library=LIBRARY),
    "move a block": lambda d, at: variants.move_block(
        d, **_some_block(at), index=at.index, library=LIBRARY),
    "remove a block": lambda d, at: variants.remove_block(d, **_some_block(at), library=LIBRARY),
    "add a variant": lambda d, at: variants.add_variant(
        d, module=at.one(Module), copy_of=at.item((None, at.one(Variant, 2))), name=at.name),
    "remove a variant": lambda d, at: variants.remove_variant(d, variant=at.one(Variant)),
    "make a part": lambda d, at: linking.make_part(d, modules=[at.one(Module)]),
    "add a linked copy": lambda d, at: linking.add_linked(
        d, part=at.one(Module), floor=at.one(Floor, 2), index=at.index),
    "add a follower": lambda d, at: linking.follow_variant(d, variant=at.one(Variant)),
    "make crowd versions": lambda d, at: crowd_versions.make_versions(
        d, layout=at.one(Layout), segments=[at.one(Segment), at.one(Segment, 1)]),
    "use a layout elsewhere": lambda d, at: crowd_versions.apply_layout(
        d, layout=at.one(Layout), page=at.one(Page, 2)),
    "change a follower": _change_follower,
    "detach modules": lambda d, at: linking.detach(
        d, modules=[*dict.fromkeys((at.one(Module), at.one(Module, 1)))]),
    "reset to the original": lambda d, at: linking.reset_to_original(
        d, modules=[at.one(Module)]),
    "reset a variant": lambda d, at: linking.reset_to_base(d, variant=at.one(Variant)),
    "base a variant on another": lambda d, at: linking.rest_on(
        d, variant=at.one(Variant), base=at.item((None, at.one(Variant, 2))), library=LIBRARY),
    "move a variant": lambda d, at: variants.move_variant(
        d, variant=at.one(Variant), index=at.index),
    "choose a default": lambda d, at: variants.set_default(
        d, slot=at.one(Module), variant=at.item((HIDDEN, at.one(Variant, 2)))),
    "add a rule": _add_rule,
    "change a rule": _set_rule,
    "move a rule": lambda d, at: rules.move_rule(
        d, slot=_rule_of(at, Module)[0], rule=_rule_of(at, Module)[1].id, index=at.index),
    "remove a rule": lambda d, at: rules.remove_rule(
        d, slot=_rule_of(at, at.item((Module, Page), 2))[0],
        rule=_rule_of(at, at.item((Module, Page), 2))[1].id),
    "add a page": lambda d, at: pages.add_page(
        d, name=at.name, type=at.item(("home", "custom", "member")), index=at.picks[0] % 4),
    "move a page": lambda d, at: pages.move_page(d, page=at.one(Page), index=at.index),
    "remove a page": lambda d, at: pages.remove_page(d, page=at.one(Page)),
    "add a layout": lambda d, at: pages.add_layout(
        d, page=at.one(Page), copy_of=at.item((None, at.one(Layout, 2))), name=at.name),
    "remove a layout": lambda d, at: pages.remove_layout(d, layout=at.one(Layout)),
    "move a layout": lambda d, at: pages.move_layout(d, layout=at.one(Layout), index=at.index),
    "choose the default layout": lambda d, at: pages.set_default_layout(
        d, page=at.one(Page), layout=at.one(Layout, 1)),
    "add a floor": lambda d, at: pages.add_floor(
        d, layout=at.one(Layout), level=at.item((1, 2))),
    "remove a floor": lambda d, at: pages.remove_floor(d, floor=at.one(Floor)),
    "add a segment": lambda d, at: crowds.add_segment(
        d, name=at.name, when=InSegment(segment=at.one(Segment)), index=at.index),
    "change a segment": lambda d, at: _replaced(
        d, crowds.set_segment, at, Segment, when=InSegment(segment=at.one(Segment, 1))),
    "move a segment": lambda d, at: crowds.move_segment(
        d, segment=at.one(Segment), index=at.index),
    "remove a segment": lambda d, at: crowds.remove_segment(d, segment=at.one(Segment)),
    "add a persona": lambda d, at: crowds.add_persona(
        d, name=at.name, attributes={"age": at.picks[0]}, consumer=at.item((None, "c9"))),
    "change a persona": lambda d, at: _replaced(
        d, crowds.set_persona, at, Persona, attributes={"gender": at.item(("f", "x"))}),
    "move a persona": lambda d, at: crowds.move_persona(
        d, persona=at.one(Persona), index=at.index),
    "remove a persona": lambda d, at: crowds.remove_persona(d, persona=at.one(Persona)),
    "change the attributes": _set_attributes,
    "add a population": lambda d, at: crowds.add_population(
        d, name=at.name, source=Synthesis(size=at.index, seed=1, crowds=())),
    "change a population": lambda d, at: _replaced(
        d, crowds.set_population, at, Population, name=at.name),
    "remove a population": lambda d, at: crowds.remove_population(
        d, population=at.one(Population)),
    "add an experiment": lambda d, at: experiments.add_experiment(
        d, name=at.name, coverage=at.item((0.0, 0.5, 1.0, 1.5))),
    "change the arms": _set_arms,
    "change the coverage": lambda d, at: _replaced(
        d, experiments.set_experiment, at, Experiment, coverage=at.item((0.0, 0.2, 2.0))),
    "remove an experiment": lambda d, at: experiments.remove_experiment(
        d, experiment=at.one(Experiment)),
    "add a layer": lambda d, at: experiments.add_layer(d, name=at.name),
    "change a layer": lambda d, at: _replaced(d, experiments.set_layer, at, Layer, seed=at.name),
    "remove a layer": lambda d, at: experiments.remove_layer(d, layer=at.one(Layer)),
    "set the holdout": lambda d, at: experiments.set_holdout(
        d, share=at.item((0.0, 0.1, 1.0, -1.0, float("nan")))),
    "add a campaign": lambda d, at: campaigns.add_campaign(d, name=at.name),
    "change a campaign": lambda d, at: _replaced(
        d, campaigns.set_campaign, at, Campaign, name=at.name),
    "set a phase": _set_phase,
    "remove a phase": lambda d, at: campaigns.remove_phase(
        d, campaign=at.one(Campaign), phase=at.item(("phs_warm", "phs_peak", "gone"))),
    "remove a campaign": lambda d, at: campaigns.remove_campaign(d, campaign=at.one(Campaign)),
    "add a product": lambda d, at: catalogue.add_product(
        d, title=at.name, price=at.index, category=at.item((None, at.one(Category)))),
    "change a product": lambda d, at: _replaced(
        d, catalogue.set_product, at, Product, price=at.picks[1], short=at.name),
    "remove a product": lambda d, at: catalogue.remove_product(d, product=at.one(Product)),
    "add a category": lambda d, at: catalogue.add_category(
        d, name=at.name, image=at.item((None, at.one(Asset)))),
    "change a category": lambda d, at: _replaced(
        d, catalogue.set_category, at, Category, name=at.name),
    "remove a category": lambda d, at: catalogue.remove_category(d, category=at.one(Category)),
    "add a coupon": lambda d, at: catalogue.add_coupon(
        d, name=at.name, amount=at.index, start=at.item(MOMENTS), end=at.item(MOMENTS, 2)),
    "change a coupon": lambda d, at: _replaced(
        d, catalogue.set_coupon, at, Coupon, threshold=at.index),
    "remove a coupon": lambda d, at: catalogue.remove_coupon(d, coupon=at.one(Coupon)),
    "add an asset": lambda d, at: assets.add_asset(
        d, project_assets=VAULT, data=small_shop.png(at.picks[0] % 256), name=at.name,
        media=at.item(("image/png", "image/png", "image/jpeg"))),
    "describe an asset": lambda d, at: _replaced(d, assets.set_asset, at, Asset, alt=at.name),
    "remove an asset": lambda d, at: assets.remove_asset(d, asset=at.one(Asset)),
    "change the theme": _paint,
    "change the shop": lambda d, at: shop.set_shop(
        d, shop=msgspec.structs.replace(d.shop, name=at.name, followers=at.picks[0])),
    "use the menu": _selected,
}  # fmt: skip

PICKS = st.tuples(st.integers(0, 999), st.integers(0, 999), st.integers(0, 999))
EDITS: st.SearchStrategy[list[Edit]] = st.lists(
    st.tuples(st.sampled_from(sorted(VERBS)), PICKS), max_size=6
)


def perform(document: Document, edit: Edit) -> str:
    """Do it; what the refusal says, nothing when it was done."""
    verb, picks = edit
    try:
        VERBS[verb](document, Chooser(document, picks))
    except DesignerError as refused:
        return str(refused)
    return ""


def edited(edits: Sequence[Edit]) -> Document:
    """The small shop after these edits, refused ones left out."""
    document = small_shop.document()
    for edit in edits:
        perform(document, edit)
    document.history.seal()
    return document
