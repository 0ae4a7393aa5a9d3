"""A kind with one mistake is told where it is, what it is and how to mend it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.kinds.judgement import RESERVED, Fault, manifest_faults
from designer.kinds.manifest import read_manifest

Mistake = Callable[[dict[str, Any]], object]


def label(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


SOUND: dict[str, Any] = {
    "schema": 1,
    "id": "card",
    "version": 2,
    "name": label("Card"),
    "group": "picture",
    "settings": [
        {"id": "title", "type": "text", "label": label("Title"), "max_length": 20},
        {"id": "wide", "type": "toggle", "label": label("Wide")},
        {"id": "height", "type": "range", "label": label("Height"), "min": 100, "max": 900,
         "default": 300, "visible_if": {"setting": "wide", "is": True}},
        {"id": "slides", "type": "blocks", "label": label("Slides"), "block": "slide",
         "default": [{"id": "a", "words": "茶"}]},
    ],
    "blocks": {
        "slide": {
            "name": label("Slide"),
            "title": "words",
            "settings": [
                {"id": "words", "type": "text", "label": label("Words"), "max_length": 10},
                {"id": "pad", "type": "spacing", "label": label("Pad"),
                 "visible_if": {"setting": "words", "empty": False}},
            ],
        }
    },
    "presets": [{"name": label("Tall"), "settings": {"height": 800}}],
    "lint": [{"id": "card.title", "when": {"setting": "title", "empty": True},
              "message": label("No title")}],
    "migrations": [{"to": 2, "steps": [{"do": "rename", "old": "head", "new": "title"}]}],
}  # fmt: skip


def faults(mistake: Mistake, *, folder: str = "card") -> list[Fault]:
    made = copy.deepcopy(SOUND)
    mistake(made)
    return list(manifest_faults(read_manifest(made), folder=folder))


def field(made: dict[str, Any], number: int, **changes: Any) -> None:
    made["settings"][number].update(changes)


def more(made: dict[str, Any], **setting: Any) -> None:
    made["settings"].append({"label": label("More"), **setting})


def test_a_sound_kind_has_no_fault() -> None:
    assert faults(lambda made: None) == []


ONE = [
    (lambda m: m.update(id="cart", lint=[]), "id", "“cart” is not the folder's name", "“card”"),
    (lambda m: more(m, id="wide", type="toggle"), "settings", "two settings are called “wide”",
     "rename one"),
    (lambda m: field(m, 0, default="x" * 21), "settings.title.default", "has 21 characters",
     "choose a default that fits"),
    (lambda m: field(m, 2, default=99), "settings.height.default", "99 is less than 100",
     "choose a default"),
    (lambda m: field(m, 2, visible_if={"setting": "broad", "is": True}),
     "settings.height.visible_if", "there is no setting “broad” beside it",
     "use one of height, slides, title, wide"),
    (lambda m: more(m, id="fit", type="choice", default="c",
                    options=[{"value": "a", "label": label("a")}]),
     "settings.fit.default", "“c” is not one of a", "choose a default"),
    (lambda m: more(m, id="tone", type="colour", default="red"), "settings.tone.default",
     "“red” is neither", "choose a default"),
    (lambda m: more(m, id="gap", type="spacing", default=500), "settings.gap.default",
     "500 is more than 200", "choose a default"),
    (lambda m: more(m, id="shelf", type="products", count=9, max=3), "settings.shelf.default",
     "has 9 entries, at most 3 fit", "choose a default"),
    (lambda m: m["blocks"]["slide"].update(title="name"), "blocks.slide.title",
     "there is no setting “name” beside it", "use one of pad, words"),
    (lambda m: m["blocks"]["slide"]["settings"][1].update(
        visible_if={"setting": "wide", "is": True}),
     "blocks.slide.settings.pad.visible_if", "there is no setting “wide” beside it",
     "use one of pad, words"),
    (lambda m: m["blocks"]["slide"]["settings"][0].update(default="x" * 11),
     "blocks.slide.settings.words.default", "has 11 characters", "choose a default"),
    (lambda m: field(m, 3, default=[{"id": "a"}, {"id": "b", "words": "x" * 11}]),
     "settings.slides.default.1.words", "has 11 characters", "choose a value that fits"),
    (lambda m: field(m, 3, default=[{"id": "a", "wrods": "x"}]),
     "settings.slides.default.0.wrods", "there is no setting “wrods”", "use one of pad, words"),
    (lambda m: field(m, 3, default=[{"id": "a"}, {"id": "a"}]), "settings.slides.default",
     "two entries have the same id", "choose a default"),
    (lambda m: m["blocks"].update(spare={"name": label("Spare"), "settings": []}), "blocks.spare",
     "no setting uses this block", "add a blocks setting"),
    (lambda m: m["presets"][0]["settings"].update(colour="gold"), "presets.0.settings.colour",
     "there is no setting “colour”", "use one of height, slides, title, wide"),
    (lambda m: m["presets"][0]["settings"].update(height=901), "presets.0.settings",
     "height: 901 is more than 900", "choose a value that fits"),
    (lambda m: m["presets"][0]["settings"].update(slides=[{"id": "a", "pad": -1}]),
     "presets.0.settings", "slides.0.pad: -1 is less than 0", "choose a value that fits"),
    (lambda m: m["lint"][0].update(id="cart.title"), "lint.0.id",
     "“cart.title” does not name its kind", "begin it with “card.”"),
    (lambda m: m["lint"][0].update(when={"not": {"setting": "head.x", "empty": True}}),
     "lint.0.when", "there is no setting “head”", "use one of"),
]  # fmt: skip


@pytest.mark.parametrize(("mistake", "place", "says", "mend"), ONE, ids=[o[1] for o in ONE])
def test_one_mistake_is_one_fault_with_its_place_and_its_fix(
    mistake: Mistake, place: str, says: str, mend: str
) -> None:
    (fault,) = faults(mistake)
    assert fault.place == place
    assert says in fault.message
    assert mend in fault.mend


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_names_that_templates_use_themselves_are_taken(name: str) -> None:
    (fault,) = faults(lambda m: more(m, id=name, type="toggle"))
    assert fault == Fault("settings", f"“{name}” has a meaning of its own", "choose another id")


def test_a_block_that_is_not_there_is_told_beside_the_one_left_over() -> None:
    found = faults(lambda m: field(m, 3, block="slice"))
    assert [(one.place, one.message) for one in found] == [
        ("settings.slides.block", "there is no block “slice”"),
        ("blocks.slide", "no setting uses this block"),
    ]


def test_parts_within_parts_are_refused() -> None:
    def nest(made: dict[str, Any]) -> None:
        inner = {"id": "inner", "type": "blocks", "label": label("Inner"), "block": "slide"}
        made["blocks"]["slide"]["settings"].append(inner)

    found = [one for one in faults(nest) if one.place == "blocks.slide"]
    assert [one.message for one in found] == ["parts cannot hold parts"]


def test_two_hot_zone_pictures_would_share_their_zones() -> None:
    def both(made: dict[str, Any]) -> None:
        more(made, id="left", type="hot_zones")
        more(made, id="right", type="hot_zones")

    (fault,) = faults(both)
    assert (fault.place, fault.mend) == ("settings", "keep one")


@settings(max_examples=40)
@given(st.lists(st.integers(0, len(ONE) - 1), min_size=2, max_size=4, unique=True))
def test_several_mistakes_are_all_told(picks: list[int]) -> None:
    def all_of_them(made: dict[str, Any]) -> None:
        for pick in picks:
            ONE[pick][0](made)

    try:
        found = {one.place for one in faults(all_of_them)}
    except (KeyError, IndexError):  # one mistake took away what another stands on
        return
    assert found


SHAPES = [
    (lambda m: m.pop("schema"), "add the field “schema”"),
    (lambda m: m.update(schema=2), "schema: 2 is not one of the allowed values"),
    (lambda m: m.update(id="Card"), "id: must match ^[a-z]"),
    (lambda m: m.update(version=0), "version: must be >= 1"),
    (lambda m: m.update(version="1"), "version: needs a whole number, found text"),
    (lambda m: m.update(group="fun"), "group: 'fun' is not one of the allowed values"),
    (lambda m: m.update(name="Card"), "name: needs an object, found text"),
    (lambda m: m["name"].pop("zh"), "name: add the field “zh”"),
    (lambda m: m.update(floors=[3]), "floors.0: 3 is not one of the allowed values"),
    (lambda m: m.update(floors=[]), "floors: must have a length >= 1"),
    (lambda m: m.update(limit=0), "limit: must be >= 1"),
    (lambda m: m.update(behaviours=["explode"]), "behaviours.0: 'explode' is not one of"),
    (lambda m: m.update(author="me"), "take out the unknown field “author”"),
    (lambda m: field(m, 0, id="2nd"), "settings.0.id: must match ^[a-z]"),
    (lambda m: field(m, 0, colour="x"), "settings.0: take out the unknown field “colour”"),
    (lambda m: field(m, 1, default="yes"), "settings.1.default: needs true or false"),
    (lambda m: m["settings"][2].pop("min"), "settings.2: add the field “min”"),
    (lambda m: field(m, 2, step=0), "settings.2: needs min < max and a step above 0"),
    (lambda m: field(m, 2, visible_if={}), "settings.2.visible_if: write {\"setting\""),
    (lambda m: field(m, 3, max=0), "settings.3.max: must be >= 1"),
    (lambda m: m["lint"][0].update(severity="fatal"), "lint.0.severity: 'fatal' is not one of"),
    (lambda m: m["lint"][0].update(id="title"), "lint.0.id: must match"),
    (lambda m: m["migrations"][0]["steps"][0].update(do="burn"),
     "migrations.0.steps.0.do: 'burn' is not one of"),
    (lambda m: m["migrations"][0].pop("to"), "migrations.0: add the field “to”"),
    (lambda m: m["presets"].append({}), "presets.1: add the field “name”"),
    (lambda m: m["blocks"].update({"My slide": SOUND["blocks"]["slide"]}),
     "blocks: must match ^[a-z]"),
]  # fmt: skip


@pytest.mark.parametrize(("mistake", "says"), SHAPES, ids=[says for __, says in SHAPES])
def test_a_manifest_of_another_shape_is_refused_by_its_path(mistake: Mistake, says: str) -> None:
    with pytest.raises(InvalidError) as refused:
        faults(mistake)
    assert str(refused.value).removeprefix(": ").startswith(says)
    assert "\n" not in str(refused.value)
