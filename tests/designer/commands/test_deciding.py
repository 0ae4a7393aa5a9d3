"""`duplex explain`, `simulate` and `population` agree with one another on the same people."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

PEAK = "2026-11-11T12:00"
QUIET = "2026-09-01T12:00"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---- explain


def test_a_persona_is_explained_rule_by_rule(duplex, shop):
    told = duplex("explain", shop, "--persona", "Mia", "--at", QUIET).json
    assert told["instant"] == "2026-09-01T12:00:00+08:00"
    assert told["consumer"]["age"] == 22
    assert told["decision"]["layout"] == "lay_main"
    slots = {slot["slot"]: slot for slot in told["slots"]}
    assert set(slots) == {"page_home", "mod_sign", "mod_hero", "mod_shelf", "mod_slides"}
    hero = slots["mod_hero"]
    assert (hero["choice"], hero["choice_name"], hero["rule"]) == (
        "var_hero_young",
        "Young",
        "rul_young",
    )
    (tried,) = hero["tried"]
    assert tried["number"] == 1
    assert "Young fans" in tried["said"]
    assert tried["audience"]["held"] is True


def test_one_slot_is_explained_alone_with_its_bucket(duplex, shop):
    told = duplex("explain", shop, "--consumer", '{"id": "c2", "age": 40}', "--slot", "Hero",
                  "--at", QUIET).json  # fmt: skip
    (slot,) = told["slots"]
    first, second = slot["tried"]
    assert first["audience"]["held"] is False
    assert second["traffic"]["experiment"] == "exp_hero"
    assert 0 <= second["traffic"]["holdout"]["bucket"] < 10_000


def test_a_forced_arm_is_shown(duplex, shop):
    for arm, variant in (("A", "var_hero"), ("B", "var_hero_young")):
        told = duplex("explain", shop, "--consumer", '{"id": "c2"}', "--slot", "mod_hero",
                      "--at", QUIET, "--arm", f"hero={arm}").json  # fmt: skip
        assert told["slots"][0]["choice"] == variant


def test_the_instant_decides_the_layout(duplex, shop):
    told = duplex("explain", shop, "--at", PEAK).json
    assert told["decision"]["layout"] == "lay_peak"
    assert told["consumer"] == {"id": None}


def test_a_folder_is_explained_alike(duplex, shop, tmp_path):
    assert duplex("unpack", shop, tmp_path / "folder").code == 0
    asked = ["--persona", "Mia", "--at", QUIET]
    assert (
        duplex("explain", tmp_path / "folder", *asked).json == duplex("explain", shop, *asked).json
    )


# ---- simulate and population


def test_every_consumer_is_a_row_and_every_slot_a_column(duplex, shop, tmp_path):
    out = tmp_path / "seen.csv"
    answer = duplex("simulate", shop, "--population", 300, "--seed", 3, "--at", QUIET,
                    "--out", out, "--json")  # fmt: skip
    table = rows(out)
    assert answer.code == 0
    assert len(table) == answer.json["consumers"] == 300
    assert answer.json["pages"] == ["page_home", "page_items"]
    assert list(table[0])[:7] == ["id", "page_home", "mod_sign", "mod_hero", "mod_shelf",
                                  "mod_slides", "mod_peak"]  # fmt: skip
    assert "page_items" in table[0]
    for slot, counts in answer.json["counts"].items():
        seen = Counter(row[slot] for row in table)
        assert {k: n for k, n in counts.items() if n} == dict(seen)


def test_the_population_is_the_people_the_simulation_decided_for(duplex, shop, tmp_path):
    people, here, there = (tmp_path / name for name in ("people.csv", "here.csv", "there.csv"))
    made = duplex("population", shop, "--size", 200, "--seed", 9, "--out", people, "--json")
    assert made.json == {"out": str(people), "consumers": 200, "seed": 9}
    for who, out in ((200, here), (people, there)):
        duplex("simulate", shop, "--population", who, "--seed", 9, "--at", QUIET, "--out", out)
    assert here.read_bytes() == there.read_bytes()


def test_explain_and_simulate_say_the_same_of_everybody(duplex, shop, tmp_path):
    people, seen = tmp_path / "people.csv", tmp_path / "seen.csv"
    duplex("population", shop, "--size", 12, "--seed", 4, "--out", people)
    duplex("simulate", shop, "--population", people, "--at", QUIET, "--out", seen)
    for person, row in zip(rows(people), rows(seen), strict=True):
        data = f'{{"id": "{person["id"]}", "age": {person["age"]}}}'
        told = duplex("explain", shop, "--consumer", data, "--at", QUIET).json
        shown = {slot: choice for slot, choice in row.items() if choice and slot.startswith("mod_")}
        assert told["decision"]["choices"] == shown


def test_the_same_seed_is_the_same_people_and_another_is_not(duplex, shop, tmp_path):
    made = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        duplex("population", shop, "--size", 50, "--seed", seed, "--out", tmp_path / f"{name}.csv")
        made.append((tmp_path / f"{name}.csv").read_bytes())
    assert made[0] == made[1] != made[2]


def test_a_population_is_called_by_its_name(duplex, shop):
    answer = duplex("simulate", shop, "--population", "Small", "--at", QUIET, "--json")
    assert answer.json["consumers"] == 100


def test_counts_are_a_table_that_flags_what_nobody_gets(duplex, shop):
    answer = duplex("simulate", shop, "--population", 50, "--at", PEAK)
    assert "Home · All items at 2026-11-11 12:00" in answer.out
    assert "Everyday" in answer.out
    assert "0.0%" in answer.out


def test_parquet_is_written_by_its_ending(duplex, shop, tmp_path):
    import duckdb

    out = tmp_path / "seen.parquet"
    duplex("simulate", shop, "--population", 20, "--at", QUIET, "--out", out)
    count = duckdb.sql(f"SELECT count(*), min(page_home) FROM '{out}'").fetchall()
    assert count == [(20, "lay_main")]


def test_people_kept_as_parquet_get_what_the_same_people_in_a_csv_get(duplex, shop, tmp_path):
    for ending in ("csv", "parquet"):
        people = tmp_path / f"people.{ending}"
        duplex("population", shop, "--size", 60, "--seed", 5, "--out", people)
        out = tmp_path / f"seen-{ending}.csv"
        duplex("simulate", shop, "--population", people, "--at", QUIET, "--out", out)
    assert (tmp_path / "seen-csv.csv").read_bytes() == (tmp_path / "seen-parquet.csv").read_bytes()


def test_rows_that_do_not_fit_are_counted_and_left_out(duplex, shop, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("id,age\nc1,22\nc2,old\nc1,30\n")
    answer = duplex("simulate", shop, "--population", people, "--at", QUIET, "--json")
    assert answer.json["consumers"] == 1
    assert "people.csv: 1 rows do not fit and 1 stand twice" in answer.err


@pytest.mark.parametrize(
    ("who", "said"),
    [("99999999999", "too many"), ("Nowhere", "no population “Nowhere”; there are: Small")],
)
def test_people_who_cannot_be_had_are_told(duplex, shop, who, said):
    answer = duplex("simulate", shop, "--population", who)
    assert answer.code == 2
    assert said in answer.err


def test_another_ending_is_told(duplex, shop, tmp_path):
    answer = duplex("population", shop, "--out", tmp_path / "people.xls")
    assert answer.code == 2
    assert not (tmp_path / "people.xls").exists()
