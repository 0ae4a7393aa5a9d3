"""Which column of a file is which attribute: by key, by label in both languages, or as told."""

from __future__ import annotations

import pytest

from designer.errors import InvalidError
from designer.population.importing import read_csv
from designer.records import Attribute, AttributeChoice, Consumer, Label, Shop, Theme

TIER = Attribute(
    key="tier",
    type="enum",
    label=Label(zh="城市级别", en="City tier"),
    choices=(
        AttributeChoice(key="t1", label=Label(zh="一线", en="First")),
        AttributeChoice(key="t2", label=Label(zh="二线", en="Second")),
    ),
)
AGE = Attribute(key="age", type="number", label=Label(zh="年龄", en="Age"))
FAN = Attribute(key="fan", type="bool", label=Label(zh="粉丝", en="Fan"))
SHOP = Shop(id="shop", name="S", theme=Theme(colours={}), attributes=(TIER, AGE, FAN))


@pytest.fixture
def read(tmp_path):
    def reading(text: str, **more):
        path = tmp_path / "people.csv"
        path.write_text(text, encoding="utf-8")
        return read_csv(path, shop=SHOP, **more)

    return reading


def people(reading) -> list[Consumer]:
    return [reading.table.consumer(row) for row in range(len(reading.table))]


@pytest.mark.parametrize("name", ["tier", "TIER", "城市级别", "City tier", "city TIER", " tier "])
def test_a_header_is_known_by_key_or_label_in_either_language(read, name) -> None:
    reading = read(f"id,{name}\nc1,t1\n")
    assert people(reading) == [Consumer(id="c1", attributes={"tier": "t1"})]
    assert reading.report.columns == {"id": "id", name.strip(): "tier"}


@pytest.mark.parametrize("cell", ["t1", "一线", "First", " t1 ", " 一线"])
def test_a_value_is_known_by_key_or_label(read, cell) -> None:
    assert people(read(f"id,tier\nc1,{cell}\n")) == [Consumer(id="c1", attributes={"tier": "t1"})]


@pytest.mark.parametrize(
    ("cell", "fan"),
    [("是", True), ("否", False), ("1", True), ("0", False), ("Y", True), ("no", False),
     (" true ", True), ("TRUE", True)],
)  # fmt: skip
def test_yes_and_no_in_every_spelling(read, cell, fan) -> None:
    assert people(read(f"id,fan\nc1,{cell}\n")) == [Consumer(id="c1", attributes={"fan": fan})]


def test_the_key_goes_before_a_label_where_both_are_there(read) -> None:
    reading = read("id,年龄,age\nc1,99,23\n")
    assert people(reading) == [Consumer(id="c1", attributes={"age": 23})]
    assert reading.report.ignored == ("年龄",)


def test_told_columns_are_taken_and_others_left(read) -> None:
    reading = read("who,how old,age\nc1,23,99\n", mapping={"who": "id", "how old": "age"})
    assert people(reading) == [Consumer(id="c1", attributes={"age": 23})]
    assert reading.report.ignored == ("age",)


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({"who": "id", "old": "age"}, "“people.csv” has no column “old”."),
        ({"who": "id", "age": "years"}, "“years” is not in the shop's attribute dictionary."),
        ({"who": "id"}, "No column of “people.csv” is an attribute"),
        ({"age": "age", "more": "fan"}, "has no column of consumer ids"),
        ({"who": "id", "age": "age", "more": "age"}, "matched with the same attribute"),
    ],
)
def test_what_was_told_must_be_there(read, mapping, says) -> None:
    with pytest.raises(InvalidError) as refused:
        read("who,age,more\nc1,23,1\n", mapping=mapping)
    assert says in str(refused.value)


def test_a_cell_nobody_declared_is_shown_with_its_row_and_column(read) -> None:
    reading = read("id,城市级别\nc1,一线\nc2,三线\nc3,t2\nc4,四线\n")
    assert [one.id for one in people(reading)] == ["c1", "c3"]
    assert [(e.row, e.column, e.text) for e in reading.report.examples] == [
        (2, "城市级别", "三线"), (4, "城市级别", "四线"),
    ]  # fmt: skip


def test_at_most_a_few_examples_are_kept_of_many_wrong_rows(read) -> None:
    reading = read("id,age\n" + "".join(f"c{n},x{n}\n" for n in range(50)))
    assert (reading.report.rejected, len(reading.table)) == (50, 0)
    assert [e.row for e in reading.report.examples] == [1, 2, 3, 4, 5]
