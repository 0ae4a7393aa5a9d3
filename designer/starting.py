"""What a new project starts from: an empty home, the eight crowds and their personas."""

from __future__ import annotations

from designer.kinds.settings.base import COLOURS
from designer.language import _
from designer.population.presets import (
    default_attributes,
    eight_crowds,
    eight_personas,
    eight_segments,
)
from designer.records import (
    AnyRecord,
    Floor,
    Layout,
    Page,
    Population,
    Shop,
    Synthesis,
    Theme,
    new_id,
)

_TONES = (
    "#1f2937", "#ffffff", "#c2410c", "#ffffff", "#ffffff", "#f5f5f4", "#1c1917", "#57534e",
    "#e7e5e4", "#b91c1c", "#8a6a1f", "#111827", "#f5efe0",
)  # fmt: skip
SIZE, SEED = 100_000, 2026
"""How many consumers the first population has, and its seed."""


def blank(name: str) -> tuple[AnyRecord, ...]:
    """The records of a new shop: two pages without modules, crowds, personas and a population."""
    home = _page(_("Home"), "home", levels=(2, 1))
    items = _page(_("All items"), "items", levels=(1,))
    segments, personas = eight_segments(), eight_personas()
    recipe = Synthesis(size=SIZE, seed=SEED, crowds=eight_crowds())
    people = Population(id=new_id(Population), name=_("Visitors"), source=recipe)
    shop = Shop(
        id="shop",
        name=name,
        theme=Theme(colours=dict(zip(COLOURS, _TONES, strict=True))),
        attributes=default_attributes(),
        pages=(home[-1].id, items[-1].id),
        segments=tuple(segment.id for segment in segments),
        personas=tuple(persona.id for persona in personas),
    )
    return (shop, *home, *items, *segments, *personas, people)


def _page(name: str, type: str, *, levels: tuple[int, ...]) -> tuple[AnyRecord, ...]:
    floors = tuple(Floor(id=new_id(Floor), level=2 if level == 2 else 1) for level in levels)
    layout = Layout(
        id=new_id(Layout), name=_("Standard"), floors=tuple(floor.id for floor in floors)
    )
    page = Page(
        id=new_id(Page),
        name=name,
        type="home" if type == "home" else "items",
        layouts=(layout.id,),
        default=layout.id,
    )
    return (*floors, layout, page)
