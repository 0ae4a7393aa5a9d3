"""People are counted in the background, again after each edit that can change a decision."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.actions import crowds, rules, variants
from designer.population.presets import default_attributes
from designer.population.synthesise import synthesise
from designer.population.writing import to_parquet_bytes
from designer.records import HIDDEN, Hide, Imported, InSegment, Population
from tests.widgets import shops
from tests.widgets.inspector import scene
from widgets.figures import Figures, PopulationCard
from widgets.session import Session


@pytest.fixture
def session(qapp, flush):
    made = scene.session()
    made.look(modules=("mod_hero",))
    yield made
    made.deleteLater()
    flush()


@pytest.fixture
def counted(session, qtbot):
    figures = Figures.of(session)

    def wait() -> Figures:
        qtbot.waitUntil(lambda: not figures.busy and not figures._again, timeout=30_000)
        return figures

    return wait


def test_a_session_has_one_set_of_figures(session) -> None:
    assert Figures.of(session) is Figures.of(session)


def test_everybody_is_counted_in_every_slot_of_the_page(counted) -> None:
    figures = counted()
    assert figures.people == 100_000
    assert figures.slot("page_home").reached == 100_000
    assert figures.slot("mod_hero").reached == 100_000
    assert figures.slot("mod_sale").reached == 0, "its layout is for another phase"


def test_an_edit_of_a_rule_is_counted_soon(session, counted) -> None:
    before = counted().slot("mod_hero").choices["var_d"]
    rules.add_rule(session.document, slot="mod_hero", outcome=Hide(),
                   audience=InSegment(segment="seg_member"), index=0)  # fmt: skip
    assert Figures.of(session).busy
    after = counted().slot("mod_hero").choices
    assert after["var_d"] == 0
    assert after[HIDDEN] == before


def test_an_edit_of_words_counts_nothing(session, counted) -> None:
    figures = counted()
    variants.set_setting(session.document, variant="var_title", setting="kicker", value="x")
    assert not figures.busy


def test_another_instant_is_counted(session, counted) -> None:
    before = counted().slot("page_home").choices["lay_peak"]
    session.look(instant=scene.at(11, 11))
    assert (before, counted().slot("page_home").choices["lay_peak"]) == (0, 100_000)


def test_many_edits_in_a_row_are_counted_once(session, counted) -> None:
    figures = counted()
    runs = []
    figures.updated.connect(lambda: runs.append(1))
    for share in (0.5, 0.6, 0.7):
        segment = session.document.records["seg_new"]
        crowds.set_segment(session.document, segment=segment.__class__(
            id="seg_new", name=f"{share}", colour="#000000", when=segment.when
        ))  # fmt: skip
    counted()
    assert len(runs) == 1


def test_the_size_of_any_condition_can_be_asked(session, counted) -> None:
    figures = counted()
    condition = session.document.records["seg_genz"].when
    assert figures.size(condition) is None
    figures.ask("me", condition)
    assert counted().size(condition) == figures.segment("seg_genz")
    figures.ask("me")
    assert condition not in figures._asked.values()


def test_without_a_population_there_are_no_figures(session, counted) -> None:
    counted()
    crowds.remove_population(session.document, population="pop_1")
    figures = counted()
    assert figures.people == 0
    assert figures.slot("mod_hero") is None


def test_another_population_can_be_chosen(session, counted) -> None:
    old = session.document.records["pop_1"]
    recipe = old.source.__class__(size=500, seed=1, crowds=old.source.crowds)
    made = crowds.add_population(session.document, name="Small", source=recipe)
    figures = counted()
    assert figures.people == 100_000
    figures.choose(made)
    assert counted().people == 500


def test_an_imported_population_is_counted_from_the_projects_own_bytes(session, counted) -> None:
    source = session.document.records["pop_1"].source
    recipe = source.__class__(size=200, seed=5, crowds=source.crowds)
    data = to_parquet_bytes(synthesise(recipe, shop=session.document.shop))
    sha256 = session.project.assets.add(data)
    imported = Imported(sha256=sha256, file="people.csv", rows=200)
    made = crowds.add_population(session.document, name="Brought", source=imported)
    Figures.of(session).choose(made)
    assert counted().people == 200


def test_a_population_whose_bytes_are_gone_is_told(session, counted) -> None:
    gone = Imported(sha256="0" * 64, file="gone.csv", rows=1)
    session.document._records["pop_1"] = Population(id="pop_1", name="Gone", source=gone)
    figures = Figures.of(session)
    figures.later()
    assert counted().problem
    assert figures.people == 0


# ---- the card in the bottom bar ----


@pytest.fixture
def card(session, qtbot):
    made = PopulationCard(session)
    qtbot.addWidget(made)
    made.resize(328, 78)
    made.show()
    return made


def test_the_card_says_how_many_people_and_who_sees_what(card, counted) -> None:
    assert card.people.text() == "Counting…"
    counted()
    assert card.people.text() == "100,000 people"
    words = card.legend.accessibleName().split(", ")
    assert [text.split()[0] for text in words] == ["D", "B", "Experiment", "A"]
    assert sum(share for share, __ in card.bar._parts) == pytest.approx(1)


def test_the_card_follows_the_selection(card, counted, session) -> None:
    counted()
    session.look(modules=("mod_title",))
    assert card.legend.accessibleName() == "A 100.0%"


def test_a_project_without_people_offers_to_make_some(qapp, qtbot, tmp_path) -> None:
    session = Session(shops.project(tmp_path, library=scene.library()), library=scene.library())
    card = PopulationCard(session)
    qtbot.addWidget(card)
    card.show()
    assert card.people.text() == "None yet"
    assert {one.key for one in default_attributes()} - attributes(session)
    QTest.mouseClick(card.make, Qt.MouseButton.LeftButton)
    assert {one.key for one in default_attributes()} <= attributes(session)
    qtbot.waitUntil(lambda: card.people.text() == "100,000 people", timeout=30_000)
    assert not card.make.isVisible()
    session.undo()
    assert card.make.isVisible()
    session.close()
    session.deleteLater()


def attributes(session) -> set[str]:
    return {one.key for one in session.document.shop.attributes}


def test_people_who_do_not_fit_the_shops_own_attributes_are_refused(card, session, qtbot) -> None:
    crowds.remove_population(session.document, population="pop_1")
    before = session.document.shop
    with qtbot.waitSignal(session.said) as heard:
        QTest.mouseClick(card.make, Qt.MouseButton.LeftButton)
    assert "is not a declared value" in heard.args[0]
    assert session.document.shop == before
