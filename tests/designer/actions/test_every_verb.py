"""Each thing a user can do, done, taken back and done again, on shops of all sorts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.document.diff import decode, encode
from designer.document.invariants import problems
from tests.designer.random_edits import EDITS, LIBRARY, PICKS, VERBS, edited, perform

MANY = st.lists(st.tuples(st.sampled_from(sorted(VERBS)), PICKS), min_size=3, max_size=12)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_undo_takes_an_edit_back_and_redo_brings_it_again(verb: str) -> None:
    @settings(max_examples=12)
    @given(EDITS, PICKS)
    def holds(edits, picks) -> None:
        document = edited(edits)
        start, steps = dict(document.records), document.history.done
        said = perform(document, (verb, picks))
        end = dict(document.records)
        if said or end == start:
            assert end == start
            assert document.history.done == steps
            return
        assert len(document.history.done) == len(steps) + 1
        document.undo()
        assert dict(document.records) == start
        document.redo()
        assert dict(document.records) == end

    holds()


@settings(max_examples=60)
@given(MANY)
def test_a_refusal_is_one_sentence_of_what_and_where(edits) -> None:
    document = edited([])
    for edit in edits:
        said = perform(document, edit)
        assert "\n" not in said
        assert "Traceback" not in said
        assert "None" not in said
        assert said == "" or len(said) > 10


@settings(max_examples=60)
@given(MANY)
def test_whatever_is_done_the_shop_holds_and_can_be_taken_back_to_the_start(edits) -> None:
    document = edited(edits)
    assert list(problems(document, library=LIBRARY)) == []
    end = dict(document.records)
    steps = 0
    while document.undo():
        steps += 1
    assert dict(document.records) == dict(edited([]).records)
    for __ in range(steps):
        assert document.redo()
    assert document.redo() is None
    assert dict(document.records) == end


@settings(max_examples=60)
@given(MANY)
def test_every_step_has_a_name_and_comes_back_from_the_file_as_it_was(edits) -> None:
    document = edited(edits)
    for key in document.history.done:
        label = document.history.label(key)
        assert label.strip()
        assert "\n" not in label
        diff = document.history.journal.read(key)
        assert decode(encode(diff)) == diff


BEFORE = {
    "change a follower": [("add a follower", (0, 0, 0))],
    "detach modules": [("make a part", (0, 0, 0))],
    "reset a variant": [("add a follower", (0, 0, 0))],
    "reset to the original": [
        ("add a linked copy", (0, 0, 0)), ("change a follower", (0, 0, 5))
    ],
}  # fmt: skip
"""What must have been done before some verbs make sense."""


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_each_verb_can_be_done(verb: str) -> None:
    added = verb.replace("remove", "add")
    twice = [(added, (0, 0, n)) for n in (0, 2)] if added in VERBS else []
    before = BEFORE.get(verb, twice)
    tries = [(a, b, c) for c in range(4) for a in range(9) for b in range(5)]
    assert any(not perform(edited(before), (verb, picks)) for picks in tries)
