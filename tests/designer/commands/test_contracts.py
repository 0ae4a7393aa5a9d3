"""Every command keeps its word: what its JSON holds, when it answers 1 or 2, one sentence each."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.designer import small_shop

NEVER = ("Traceback", "Error:", "Exception", "None")


def refused(answer, says: str) -> None:
    """Exit code 2, nothing on standard output, one sentence that says this."""
    last = [line for line in answer.err.splitlines() if line.strip()][-1:]
    assert (answer.code, answer.out) == (2, "")
    assert last, answer
    assert says in last[0]
    assert not any(word in answer.err for word in NEVER)


SHAPES = [
    (["explain"], {"project", "page", "instant", "consumer", "decision", "slots"}),
    (["simulate", "--population", "20"], {"pages", "instant", "consumers", "counts"}),
    (["population", "--size", "5", "--out", "p.csv"], {"out", "consumers", "seed"}),
    (["render", "--out", "home.html"], {"out", "decision"}),
    (["export", "--out", "pkg"], {"out", "files", "bytes"}),
]


@pytest.mark.parametrize(("words", "keys"), SHAPES, ids=[words[0] for words, __ in SHAPES])
def test_json_has_its_keys_and_is_the_same_twice(
    duplex, shop, tmp_path, monkeypatch, words, keys
) -> None:
    monkeypatch.chdir(tmp_path)
    at = [] if words[0] == "population" else ["--at", "2026-11-11T20:00:00+08:00"]
    first = duplex(words[0], shop, *words[1:], *at, "--json")
    assert first.code == 0
    assert set(first.json) == keys
    assert duplex(words[0], shop, *words[1:], *at, "--json").json == first.json


def test_findings_come_as_json_with_places(duplex, shop) -> None:
    found = duplex("lint", shop, "--json").json
    assert found
    for one in found:
        assert {"rule", "severity", "record", "message"} <= set(one)
        assert one["severity"] in ("error", "warn", "info")


def test_what_new_pack_and_unpack_made_is_named(duplex, tmp_path) -> None:
    made = duplex("new", tmp_path / "tea", "--json")
    assert (made.code, Path(made.json["file"])) == (0, tmp_path / "tea.duplex")
    folder = duplex("unpack", tmp_path / "tea.duplex", tmp_path / "room", "--json").json
    assert set(folder) == {"folder", "records", "assets"}
    assert folder["records"] > 10
    packed = duplex("pack", tmp_path / "room", tmp_path / "two.duplex", "--json").json
    assert packed["misfits"] == []
    again = duplex("unpack", tmp_path / "two.duplex", tmp_path / "room2", "--json").json
    assert again["records"] == folder["records"]


def test_a_sound_package_says_so_in_both_ways(duplex, shop, tmp_path) -> None:
    assert duplex("export", shop, "--out", tmp_path / "p.zip").code == 0
    report = duplex("verify", tmp_path / "p.zip", "--json")
    assert report.code == 0
    assert report.json["findings"] == []
    assert duplex("verify", tmp_path / "p.zip").out.startswith("The package is sound: ")


WRONG = [
    (["explain", "SHOP", "--page", "nowhere"], "There is no page “nowhere”; there are: Home"),
    (["explain", "SHOP", "--persona", "Nina"], "There is no persona “Nina”; there are: Mia"),
    (["explain", "SHOP", "--slot", "Foot"], "There is no slot of this page “Foot”"),
    (["explain", "SHOP", "--at", "soon"], "“soon” is not an instant"),
    (["explain", "SHOP", "--at", "2026-02-30"], "“2026-02-30” is not an instant"),
    (["explain", "SHOP", "--arm", "hero"], "“Hero test” has no arm “”; there are: A, B."),
    (["explain", "SHOP", "--arm", "x=A"], "There is no experiment “x”; there are: Hero test"),
    (["explain", "SHOP", "--consumer", "{"], "The consumer is not JSON"),
    (["explain", "SHOP", "--consumer", "[" * 100_000], "The consumer is not JSON"),
    (["explain", "SHOP", "--consumer", '{"age": 1e400}'], "The consumer is not JSON"),
    (["explain", "SHOP", "--consumer", '{"age": ' + "9" * 400 + "}"], "age"),
    (["explain", "SHOP", "--consumer", "3"], "The consumer must be an object"),
    (["explain", "SHOP", "--consumer", '{"tall": true}'], "tall"),
    (["explain", "SHOP", "--consumer", "@ROOM/gone.json"], "gone.json"),
    (["explain", "SHOP", "--consumer", "@ROOM"], "cannot be used"),
    (["explain", "SHOP", "--persona", "Mia", "--consumer", "{}"], "not both"),
    (["simulate", "SHOP", "--population", "20000001"], "20000001 consumers are too many"),
    (["simulate", "SHOP", "--population", "9" * 5000], "consumers are too many"),
    (["simulate", "SHOP", "--population", "²"], "There is no population “²”"),
    (["simulate", "SHOP", "--population", "3", "--page", "x"], "There is no page “x”"),
    (["simulate", "SHOP", "--population", "3", "--out", "ROOM/x.txt"], "must end in .csv"),
    (["population", "SHOP", "--size", "3", "--out", "ROOM/x.json"], "must end in .csv"),
    (["population", "SHOP", "--size", "3", "--out", "ROOM/no/x.csv"], "“x.csv” cannot be written"),
    (["population", "SHOP", "--name", "x", "--out", "ROOM/x.csv"], "There is no population “x”"),
    (["render", "SHOP", "--out", "ROOM/x.jpg"], "must end in .html or .png"),
    (["new", "ROOM/a", "--sample", "x"], "There is no sample “x”; there are: "),
    (["new", "SHOP"], "shop.duplex"),
    (["pack", "ROOM/gone", "ROOM/b.duplex"], "gone"),
    (["pack", "ROOM/gone", "SHOP", "--force"], "gone"),
    (["unpack", "SHOP", "SHOP"], "shop.duplex"),
    (["open", "ROOM/gone.duplex"], "There is no project at"),
]


@pytest.mark.parametrize(
    ("words", "says"), WRONG, ids=[f"{n} {' '.join(w)[:40]}" for n, (w, __) in enumerate(WRONG)]
)
def test_a_question_that_cannot_be_answered_is_one_sentence_and_harms_nothing(
    duplex, shop, tmp_path, words, says
) -> None:
    before = shop.read_bytes()
    told = [w.replace("SHOP", str(shop)).replace("ROOM", str(tmp_path)) for w in words]
    refused(duplex(*told), says)
    assert shop.read_bytes() == before


@pytest.mark.parametrize("seed", ["-1", "0", str(2**63), str(2**70), str(-(2**70))])
def test_any_whole_number_is_a_seed(duplex, shop, tmp_path, seed) -> None:
    out = tmp_path / "people.csv"
    answer = duplex("population", shop, "--size", "3", "--seed", seed, "--out", out, "--json")
    assert answer.code == 0
    assert str(answer.json["seed"]) == seed
    with out.open(newline="") as rows:
        assert [row["id"] for row in csv.DictReader(rows)] == ["c0000001", "c0000002", "c0000003"]


@pytest.mark.parametrize("at", ["0001-01-01T00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_ends_of_time_are_instants_too(duplex, shop, at) -> None:
    answer = duplex("explain", shop, "--at", at)
    assert answer.code == 0
    assert answer.json["decision"]["layout"] == "lay_main"


@pytest.mark.parametrize("size", ["0", "1"])
def test_nobody_or_one_can_be_asked_about(duplex, shop, size) -> None:
    counts = duplex("simulate", shop, "--population", size, "--json").json
    assert counts["consumers"] == int(size)
    assert all(sum(found.values()) == int(size) for found in counts["counts"].values())
    assert duplex("simulate", shop, "--population", size).code == 0


def test_a_look_leaves_the_file_as_it_was(duplex, shop, tmp_path) -> None:
    before, beside = shop.read_bytes(), set(tmp_path.iterdir())
    for words in (["lint"], ["explain"], ["simulate", "--population", "5"]):
        duplex(words[0], shop, *words[1:])
    assert shop.read_bytes() == before
    assert set(tmp_path.iterdir()) == beside


def test_the_answer_in_chinese_has_the_same_json(duplex, shop) -> None:
    from designer import language

    english = duplex("lint", shop, "--json").json
    try:
        language.use("zh_CN")
        chinese = duplex("lint", shop, "--json").json
    finally:
        language.use("en")
    assert [one["rule"] for one in chinese] == [one["rule"] for one in english]
    assert [one["message"] for one in chinese] != [one["message"] for one in english]
    assert len(small_shop.records()) > 20
