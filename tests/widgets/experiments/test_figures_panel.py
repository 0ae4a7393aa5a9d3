"""The figures of a test add up, name the plan, and say what is not known yet."""

from __future__ import annotations

import pytest

from designer.experiments.split import ArmSplit, Split
from designer.records import Experiment
from tests.widgets.experiments import lab
from widgets.experiments.census import Census
from widgets.experiments.figures_panel import Bar, BarRow, SplitPanel
from widgets.look import theme, tokens


def split(*people: int, **rest: int) -> Split:
    total = sum(people)
    keys = ("anonymous", "held_out", "outside_slice", "outside_coverage")
    out = {key: rest.get(key, 0) for key in keys}
    arms = tuple(
        ArmSplit(arm=f"arm_{'ab'[n]}", people=p, share=p / total, planned=0.5)
        for n, p in enumerate(people)
    )
    return Split(experiment="exp_hero", people=total + sum(out.values()), arms=arms, **out)


@pytest.fixture
def panel(qtbot, tests) -> SplitPanel:
    made = SplitPanel(tests)
    qtbot.addWidget(made)
    made.resize(300, 800)
    made.show_experiment("exp_hero")
    made.show()
    return made


def show(panel: SplitPanel, whole: Split, *, people: int, places: int = 1) -> None:
    found = {f"rul_{n}": whole for n in range(places)}
    panel.counter.census = Census(
        experiment="exp_hero", people=people, whole=whole, places=found
    )
    panel.refresh()


def test_everybody_stands_in_one_line(panel):
    show(panel, split(400, 380, anonymous=20, held_out=100, outside_slice=60,
                      outside_coverage=40), people=2000)  # fmt: skip
    lines = {row.bar.text: row.bar.people for row in panel.where.rows}
    assert lines == {
        "Taking part": 780, "Not in its audience": 1000, "Held out": 100,
        "Outside its part of the layer": 60, "Outside the coverage": 40, "Without an id": 20,
    }  # fmt: skip
    assert sum(lines.values()) == 2000
    assert sum(row.bar.share for row in panel.where.rows) == pytest.approx(1)


def test_lines_without_anybody_are_left_out_but_the_first_two(panel):
    show(panel, split(5000, 5000), people=10_000)
    assert [row.bar.text for row in panel.where.rows] == ["Taking part", "Not in its audience"]


def test_the_plan_leaves_out_those_who_cannot_take_part(panel):
    show(panel, split(2200, 2120, anonymous=1000), people=20_000)
    reached = 2200 + 2120  # of these 90 % × 60 % × 80 %, half in each arm
    plan = f"{reached * 0.9 * 0.6 * 0.8 / 2:,.0f}"
    assert all(f"planned {plan} · +" in row.bar.note for row in panel.arms.rows)
    assert [row.bar.text for row in panel.arms.rows] == ["A", "B"]


def test_the_head_says_how_many_take_part_of_whom(panel, tests):
    lab.peopled(tests.document)
    show(panel, split(2000, 2000), people=8000)
    assert panel.number.text() == "4,000"
    assert panel.said.text() == "people take part · 50.0% of Sample"


def test_while_counting_nothing_is_claimed(panel, tests):
    lab.peopled(tests.document)
    panel.refresh()
    assert panel.number.text() == "–"
    assert panel.said.text() == "Counting…"
    assert not panel.where.isVisible()
    assert not panel.make.isVisible()


def test_trouble_with_counting_is_said(panel, tests):
    lab.peopled(tests.document)
    panel.counter.problem = "The sample is damaged."
    panel.refresh()
    assert panel.said.text() == "The sample is damaged."


def test_places_are_told_apart_only_when_there_are_several(panel, tests):
    show(panel, split(3000, 3000), people=8000)
    assert not panel.places.isVisible()


def test_flags_come_and_go_with_the_figures(panel, tests):
    show(panel, split(3000, 12), people=8000)
    assert [note.text()[:20] for note in panel.notes] == ["Arm “B” has only 12 "]
    show(panel, split(3000, 3000), people=8000)
    assert panel.notes == []
    assert not panel.flag_section.isVisible()


def test_a_test_that_is_gone_leaves_the_panel_as_it_was(panel, tests):
    show(panel, split(3000, 3000), people=8000)
    panel.key = "exp_gone"
    panel.refresh()
    assert panel.number.text() == "6,000"
    assert tests.document.find("exp_hero") == tests.document.get("exp_hero", Experiment)


@pytest.mark.parametrize("look", [tokens.LIGHT, tokens.DARK], ids=["light", "dark"])
def test_the_bar_is_as_long_as_the_share_and_the_mark_stands_at_the_plan(qtbot, look):
    row = BarRow(Bar(text="A", people=60, share=0.6, colour="#d9480f", planned=0.8))
    qtbot.addWidget(row)
    row.setPalette(theme.palette(look))
    row.resize(200, row.height())
    picture = row.grab().toImage()
    ratio = picture.devicePixelRatio()

    def at(share: float) -> str:
        return picture.pixelColor(int(share * 200 * ratio), int(29 * ratio)).name()

    assert (at(0.3), at(0.55)) == ("#d9480f", "#d9480f")
    assert at(0.7) == look.pressed
    assert at(0.8) == look.text
    assert row.accessibleName() == "A: 60 people, 60.0%."
