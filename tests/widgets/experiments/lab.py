"""A laboratory for the tests of the experiments room: the small shop with tests in it."""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from designer.actions.crowds import add_population
from designer.actions.rules import add_rule
from designer.document.document import Document
from designer.records import (
    EVERYBODY,
    Arm,
    Condition,
    Crowd,
    Draw,
    Experiment,
    Holdout,
    Layer,
    LayerSlice,
    Run,
    Synthesis,
)

POSTER, GRID = "mod_1", "mod_3"


def arms(*weights: float) -> tuple[Arm, ...]:
    """Arms a, b, c… with these weights."""
    names = "abcdefgh"
    return tuple(
        Arm(id=f"arm_{n}", name=n.upper(), weight=w) for n, w in zip(names, weights, strict=False)
    )


def experiment(
    key: str = "exp_hero",
    *weights: float,
    start: float | None = None,
    end: float = 1.0,
    coverage: float = 1.0,
) -> Experiment:
    """A test; with a start it takes a slice of the one layer."""
    part = None if start is None else LayerSlice(layer="lyr_home", start=start, end=end)
    return Experiment(
        id=key, key=f"{key}-2026", name=key.removeprefix("exp_"), arms=arms(*weights or (0.5, 0.5)),
        coverage=coverage, slice=part,
    )  # fmt: skip


def put(document: Document, *records: object) -> None:
    """Put records in as one step."""
    with document.transaction("lab"):
        for record in records:
            document.put(record)


def stocked(document: Document) -> None:
    """A layer with two tests, the first running on the poster, and a holdout of 10 %."""
    holdout = Holdout(share=0.1, seed="held")
    put(
        document,
        msgspec.structs.replace(document.shop, holdout=holdout),
        Layer(id="lyr_home", name="Home layer", seed="home"),
        experiment("exp_hero", start=0.0, end=0.6, coverage=0.8),
        experiment("exp_price", start=0.7, end=1.0),
    )
    run(document, "exp_hero", POSTER)
    document.history.seal()


def run(
    document: Document, key: str, slot: str, *, audience: Condition = EVERYBODY, index: int = 0
) -> str:
    """Run a test on a poster: the first arm shows its first variant, the others its second."""
    module = document.find(slot)
    test = document.get(key, Experiment)
    shown = [module.variants[0], *[module.variants[-1]] * (len(test.arms) - 1)]
    outcome = Run(experiment=key, arms={a.id: v for a, v in zip(test.arms, shown, strict=True)})
    return add_rule(document, slot=slot, outcome=outcome, audience=audience, index=index)


def peopled(document: Document, size: int = 4000) -> None:
    """A population of which half is young."""
    ages = Draw(span=(18, 38))
    recipe = Synthesis(size=size, seed=5, crowds=(
        Crowd(name="all", share=1.0, attributes={"age": ages}),
    ))  # fmt: skip
    add_population(document, name="Sample", source=recipe)


def write(widget: QWidget, text: str) -> None:
    """Write any text as an input method does; simulated keys know Latin letters alone."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
