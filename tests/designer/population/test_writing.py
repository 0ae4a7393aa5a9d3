"""What is written can be read again by Duplex and by anybody's tools."""

from __future__ import annotations

import csv
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.decide.choose import decide_page
from designer.decide.rulebook import Rulebook
from designer.errors import DesignerError, InvalidError, UnreadableError
from designer.population.choosing import choose_many
from designer.population.importing import read_table
from designer.population.synthesise import synthesise
from designer.population.table import Table
from designer.population.writing import from_parquet_bytes, write_choices, write_table
from designer.records import Consumer, Crowd, Draw, Shop, Synthesis, Theme
from tests.designer import small_shop
from tests.designer.random_shops import ATTRIBUTES, consumers

SHOP = Shop(id="shop", name="S", theme=Theme(colours={}), attributes=ATTRIBUTES)
PEOPLE = st.lists(consumers(), min_size=1, max_size=12, unique_by=lambda one: one.id or object())
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def tidy(consumer: Consumer) -> Consumer:
    return Consumer(
        id=consumer.id,
        attributes={
            key: tuple(sorted(value)) if isinstance(value, tuple) else value
            for key, value in consumer.attributes.items()
        },
    )


def listed(table: Table) -> list[Consumer]:
    return [tidy(table.consumer(row)) for row in range(len(table))]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_people_come_back_from_the_file_as_they_were(tmp_path, ending) -> None:
    path = tmp_path / f"people.{ending}"

    @settings(max_examples=10, suppress_health_check=QUIET)
    @given(PEOPLE)
    def holds(people) -> None:
        write_table(Table.of(people, attributes=ATTRIBUTES), path)
        reading = read_table(path, shop=SHOP)
        assert listed(reading.table) == [tidy(one) for one in people]
        assert (reading.report.rejected, reading.report.duplicates) == (0, 0)
        assert not path.with_name(path.name + ".part").exists()

    holds()


def test_a_spreadsheet_reads_plain_words(tmp_path) -> None:
    person = Consumer(id="c1", attributes={"age": 23, "fan": True, "city": '杭州, "west"',
                                           "likes": ("video", "图文")})  # fmt: skip
    path = tmp_path / "people.csv"
    write_table(Table.of([person, Consumer()], attributes=ATTRIBUTES), path)
    with path.open(encoding="utf-8", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert (first["id"], first["age"], first["fan"]) == ("c1", "23", "true")
    assert first["city"] == '杭州, "west"'
    assert json.loads(first["likes"]) == ["video", "图文"]
    assert set(second.values()) == {""}


def test_choices_are_what_each_gets_blank_where_the_layout_has_no_such_module(tmp_path) -> None:
    document = small_shop.document()
    book, now = Rulebook.of(document), small_shop.DOUBLE_ELEVEN
    people = [Consumer(id=f"c{n}", attributes={"age": 20 + n, "fan": True}) for n in range(9)]
    table = Table.of(people, attributes=small_shop.ATTRIBUTES)
    made = choose_many(table, page="page_home", book=book, now=now)
    write_choices(made.slots, table, tmp_path / "choices.csv")
    with (tmp_path / "choices.csv").open(encoding="utf-8", newline="") as stream:
        for person, row in zip(people, csv.DictReader(stream), strict=True):
            decision = decide_page("page_home", person, now, book=book)
            assert row.pop("id") == person.id
            assert row.pop("page_home") == decision.layout
            assert {slot: choice for slot, choice in row.items() if choice} == decision.choices


def test_nobody_is_written_as_a_header(tmp_path) -> None:
    recipe = Synthesis(size=0, seed=1, crowds=(Crowd(name="C", share=1, attributes={
        "age": Draw(span=(1, 2)), "likes": Draw(tags={"video": 0.5})}),))  # fmt: skip
    write_table(synthesise(recipe, shop=SHOP), tmp_path / "none.csv")
    assert (tmp_path / "none.csv").read_text().strip() == "id,age,likes"


@pytest.mark.parametrize("name", ["people.txt", "people", "people.csv.zip"])
def test_another_ending_is_refused_before_anything_is_written(tmp_path, name) -> None:
    with pytest.raises(InvalidError, match=r"must end in \.csv or \.parquet"):
        write_table(Table.of([Consumer(id="a")], attributes=ATTRIBUTES), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file_and_nothing_half_done(tmp_path) -> None:
    with pytest.raises(DesignerError, match=r"“x\.csv” cannot be written"):
        write_table(Table.of([Consumer(id="a")], attributes=()), tmp_path / "no" / "x.csv")
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(DesignerError, match=r"“x\.csv” cannot be written"):
        write_table(Table.of([Consumer(id="a")], attributes=()), tmp_path / "x.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"id,age\n", b"PAR1" + bytes(40) + b"PAR1"])
def test_bytes_that_are_no_table_are_told(data) -> None:
    with pytest.raises(UnreadableError):
        from_parquet_bytes(data, shop=SHOP)
