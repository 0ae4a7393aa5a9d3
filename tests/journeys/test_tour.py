"""A newcomer is led through the first job, and does every step with their own hands."""

from __future__ import annotations

import pytest

from tests.journeys.test_main_job import bind_to, drop_poster, write_headline
from tests.widgets import shops
from widgets.guide.lesson import LESSON
from widgets.guide.tour import Tour


@pytest.fixture
def person(visit, flagship):
    return visit(flagship, instant=shops.at(11, 5, 20))


def stands_at(person, tour, number):
    """Wait until the tour shows this step, counted from 1."""
    person.until(
        lambda: tour.at == number - 1 and tour.bubble.title.text() == LESSON[number - 1].title
    )
    person.seen(tour.bubble)


def test_each_step_is_known_to_be_done_when_a_hand_has_done_it(person):
    tour = Tour(person.window)
    ended = []
    tour.ended.connect(ended.append)
    tour.welcome()
    person.click(tour.bubble.go_on)

    stands_at(person, tour, 1)
    drop_poster(person)
    stands_at(person, tour, 2)
    write_headline(person)
    stands_at(person, tour, 3)
    bind_to(person, "seg_gen_z")
    stands_at(person, tour, 4)
    person.click(person.window.design().bar.eyes)
    person.choose("林小满")
    stands_at(person, tour, 5)
    person.turn_to_it()
    person.key("Ctrl+Z")
    stands_at(person, tour, 6)
    person.click(person.window.topbar.export)
    person.until(lambda: tour.bubble.title.text() == "That is the whole job")
    person.click(tour.bubble.go_on)
    person.until(lambda: ended == [True])


def test_a_step_can_be_skipped_and_the_tour_left_at_any_time(person):
    tour = Tour(person.window)
    ended = []
    tour.ended.connect(ended.append)
    tour.begin()
    before = person.records()
    for number in (1, 2, 3):
        stands_at(person, tour, number)
        person.click(tour.bubble.skip)
    stands_at(person, tour, 4)
    person.click(tour.bubble.close_button)
    person.until(lambda: ended == [False])
    assert person.records() == before


def test_the_ring_follows_its_place_when_the_window_changes(person):
    tour = Tour(person.window)
    tour.begin()
    stands_at(person, tour, 1)
    person.until(tour.ring.isVisible)
    person.window.resize(1200, 760)
    palette = person.window.design().side.show_tab("kinds")
    person.until(lambda: abs(tour.ring.height() - palette.height()) < 12)
    assert person.window.rect().contains(tour.bubble.geometry().center())
    tour.end()
