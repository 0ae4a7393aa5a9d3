"""Any chain of versions: settings of each are read by the newest, however they were written."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.kinds.migration import Migration, migrated

NAMES = [f"n{n}" for n in range(6)]
VALUES = st.sampled_from(["fill", "cover", 3, None, ["x"]])


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Versions that each rename to a name of their own, replace and drop."""
    made = []
    for to in range(2, 2 + draw(st.integers(0, 4))):
        steps: list[dict[str, Any]] = []
        if draw(st.booleans()):
            steps.append({"do": "rename", "old": NAMES[to - 2], "new": NAMES[to - 1]})
        if draw(st.booleans()):
            steps.append({"do": "drop", "setting": f"old{to}"})
        if draw(st.booleans()):
            steps.append({"do": "replace", "setting": "fit", "old": f"v{to}", "new": f"v{to + 1}"})
        made.append({"to": to, "steps": steps})
    return made


def twin(values: dict[str, Any], history: list[dict[str, Any]]) -> dict[str, Any]:
    """The steps read again, straight from their JSON."""
    now = dict(values)
    for version in sorted(history, key=lambda one: one["to"]):
        for step in version["steps"]:
            if step["do"] == "rename" and step["old"] in now:
                value = now.pop(step["old"])
                now = {step["new"]: value, **now} if step["new"] not in now else now
            elif step["do"] == "drop":
                now.pop(step["setting"], None)
            elif step["do"] == "replace" and now.get(step["setting"]) == step["old"]:
                now[step["setting"]] = step["new"]
    return now


SETTINGS = st.dictionaries(st.sampled_from([*NAMES, "old2", "old3", "fit", "title"]),
                           VALUES | st.sampled_from(["v2", "v3", "v4"]))  # fmt: skip


@settings(max_examples=60)
@given(SETTINGS, histories(), st.randoms())
def test_every_history_is_carried_out_in_the_order_of_versions(values, history, random) -> None:
    wanted = twin(values, history)
    random.shuffle(history)
    before = dict(values)
    assert migrated(values, msgspec.convert(history, list[Migration])) == wanted
    assert values == before


@settings(max_examples=60)
@given(SETTINGS, histories())
def test_carrying_a_history_out_again_changes_nothing(values, history) -> None:
    steps = msgspec.convert(history, list[Migration])
    once = migrated(values, steps)
    assert migrated(once, steps) == once
    assert set(once) - set(values) <= set(NAMES)
