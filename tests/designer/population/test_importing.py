"""Tables of consumers come in from files, and whatever does not fit is named."""

from __future__ import annotations

import contextlib
import gzip
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from designer.errors import DesignerError, InvalidError, UnreadableError
from designer.population import encoding
from designer.population.choosing import choose_many
from designer.population.importing import read_csv, read_table
from designer.population.table import Table
from designer.population.writing import (
    from_parquet_bytes,
    to_parquet_bytes,
    write_choices,
    write_table,
)
from designer.records import Attribute, AttributeChoice, Consumer, Label, Shop, Theme
from tests.designer.random_shops import ATTRIBUTES, INSTANTS, attribute, consumers, shops

FEMALE = AttributeChoice(key="f", label=Label(zh="女", en="female"))
MALE = AttributeChoice(key="m", label=Label(zh="男", en="male"))
GENDER = Attribute(
    key="gender", type="enum", label=Label(zh="性别", en="Gender"), choices=(FEMALE, MALE)
)
SHOP = Shop(
    id="shop",
    name="S",
    theme=Theme(colours={}),
    attributes=(GENDER, *(a for a in ATTRIBUTES if a.key != "gender")),
)


@pytest.fixture
def file(tmp_path: Path):
    def write(data: str | bytes, name: str = "people.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


def rows(path: Path, **more) -> list[Consumer]:
    table = read_csv(path, shop=SHOP, **more).table
    return [table.consumer(row) for row in range(len(table))]


PLAIN = (
    'id,gender,age,fan,city,likes\nc1,f,23,true,杭州,"[""video"",""图文""]"\nc2,,17.5,false,,[]\n'
)
PEOPLE = [
    Consumer(
        id="c1",
        attributes={
            "gender": "f",
            "age": 23,
            "fan": True,
            "city": "杭州",
            "likes": ("video", "图文"),
        },
    ),
    Consumer(id="c2", attributes={"age": 17.5, "fan": False, "likes": ()}),
]


def test_a_plain_table_comes_in_typed(file):
    assert rows(file(PLAIN)) == PEOPLE


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_usual_encoding_reads_the_same(file, coding):
    path = file(PLAIN.encode(coding))
    assert rows(path) == PEOPLE
    named = {"gbk": "GBK", "gb18030": "GBK", "utf-16": "UTF-16"}.get(coding, "UTF-8")
    assert read_csv(path, shop=SHOP).report.encoding == named


@pytest.mark.parametrize("data", [PLAIN, PLAIN.encode("gbk")])
def test_a_gzipped_table_reads_the_same(file, data):
    packed = gzip.compress(data if isinstance(data, bytes) else data.encode())
    assert rows(file(packed, "people.csv.gz")) == PEOPLE


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_other_delimiters_are_found_out(file, delimiter):
    text = PLAIN.replace('"[""video"",""图文""]"', "video、图文").replace(",", delimiter)
    assert rows(file(text)) == PEOPLE


def test_windows_line_ends_and_no_last_line_end(file):
    assert rows(file(PLAIN.replace("\n", "\r\n"))) == PEOPLE
    assert rows(file(PLAIN.replace("\n", "\r"))) == PEOPLE
    assert rows(file(PLAIN.rstrip("\n"))) == PEOPLE


def test_headers_and_cells_lose_the_space_around_them(file):
    text = " id ,gender  , Age ,fan,city ,likes\nc1 , f , 23 , true , 杭州 , video | 图文\n"
    assert rows(file(text)) == PEOPLE[:1]


def test_labels_serve_as_headers_and_values(file):
    assert rows(file("消费者编号,性别,likes\nc1,女,图文;video\n")) == [
        Consumer(id="c1", attributes={"gender": "f", "likes": ("video", "图文")})
    ]
    assert rows(file("user_id,GENDER\nc1,male\n"))[0].attributes == {"gender": "m"}


@pytest.mark.parametrize("blank", ["", "NULL", "\\N", "nan", "  "])
def test_blanks_are_unknown(file, blank):
    text = f"id,gender,age,city,likes,fan\nc1,{blank},{blank},{blank},{blank},{blank}\n"
    assert rows(file(text)) == [Consumer(id="c1")]


def test_a_blank_id_is_an_anonymous_visitor(file):
    assert rows(file("id,age\n,3\n,4\nc1,5\n"))[0] == Consumer(id=None, attributes={"age": 3})


def test_rows_that_do_not_fit_are_left_out_and_counted(file):
    text = (
        "id,gender,age,fan,likes,shoe size\n"
        "c1,f,23,true,video,38\n"
        "c2,x,23,true,video,38\n"
        "c3,f,old,true,video,38\n"
        "c4,f,1e300,true,video,38\n"
        "c5,f,23,perhaps,video,38\n"
        "c6,f,23,true,radio,38\n"
        'c7,f,23,true,"[""video"", 3]",38\n'
        "c8,f,23,true,[video,38\n"
        "c9,f,23,true,video\n"
        "c1,m,23,true,video,38\n"
        "c10,m,23,no,video,38\n"
    )
    found = read_csv(file(text), shop=SHOP)
    assert [found.table.ids.at(row) for row in range(len(found.table))] == ["c1", "c10"]
    report = found.report
    assert (report.rows, report.rejected, report.duplicates) == (2, 8, 1)
    assert report.ignored == ("shoe size",)
    assert report.columns["gender"] == "gender"
    told = [(one.row, one.column, one.text) for one in report.examples]
    assert told == [
        (2, "gender", "x"), (3, "age", "old"), (4, "age", "1e300"), (5, "fan", "perhaps"),
        (6, "likes", "radio"),
    ]  # fmt: skip


def test_infinite_and_nan_numbers_never_come_in(file):
    found = read_csv(file("id,age\nc1,inf\nc2,-Infinity\nc3,nan\nc4,5\n"), shop=SHOP)
    assert found.report.rejected == 2
    assert [found.table.consumer(row).attributes for row in range(2)] == [{}, {"age": 5}]


def test_a_mapping_says_which_column_is_what(file):
    path = file("nr,sex,how old\nc1,f,23\n")
    mapping = {"nr": "id", "sex": "gender", "how old": "age"}
    assert rows(path, mapping=mapping)[0].attributes == {"gender": "f", "age": 23}
    for wrong, said in (
        ({"number": "id"}, "no column “number”"),
        ({"nr": "id", "sex": "height"}, "“height” is not in the shop's"),
        ({"nr": "id", "sex": "age", "how old": "age"}, "same attribute"),
    ):
        with pytest.raises(InvalidError, match=said):
            read_csv(path, shop=SHOP, mapping=wrong)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("name,age\nx,3\n", "no column of consumer ids.*It has name, age"),
        ("id,height\nc1,3\n", "No column of “people.csv” is an attribute.*It has id, height"),
        ("id,age,age\nc1,3,4\n", "columns of the same name"),
        (",".join(f"c{n}" for n in range(3000)), "more than 2000"),
    ],
)
def test_wrong_columns_are_told_in_one_sentence(file, data, said):
    with pytest.raises(InvalidError, match=said) as failure:
        read_csv(file(data), shop=SHOP)
    assert "\n" not in str(failure.value)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0", b"id,age\nc1,\x81\xff\n", b"\xff\xfe\x00\xd8\x00\xd8"]
)
def test_what_is_no_text_is_refused(file, data):
    with pytest.raises(UnreadableError, match=r"people\.csv"):
        read_csv(file(data), shop=SHOP)


def test_missing_files_folders_and_broken_archives_are_refused(file, tmp_path):
    for path in (tmp_path / "gone.csv", tmp_path, file(b"\x1f\x8bbroken", "people.csv.gz")):
        with pytest.raises(UnreadableError, match=path.name.replace(".", r"\.")):
            read_csv(path, shop=SHOP)


def test_a_bomb_is_refused_before_it_fills_the_disk(file, monkeypatch):
    monkeypatch.setattr(encoding, "LARGEST", 1 << 20)
    bomb = gzip.compress(b"id,age\n" + b"0" * (1 << 24))
    with pytest.raises(UnreadableError, match="GB of text"):
        read_csv(file(bomb, "bomb.csv.gz"), shop=SHOP)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@example("0\r0")
@example('id,"' + "x" * 200_000)
@given(st.binary(max_size=300) | st.text(max_size=200))
def test_no_bytes_bring_the_program_down(file, data):
    with contextlib.suppress(DesignerError):
        read_csv(file(data), shop=SHOP)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(consumers(), max_size=30, unique_by=lambda person: person.id))
def test_what_is_written_reads_back_the_same(tmp_path, people):
    shop = msgspec.structs.replace(SHOP, attributes=ATTRIBUTES)
    table = Table.of(people, attributes=ATTRIBUTES)
    again = [from_parquet_bytes(to_parquet_bytes(table), shop=shop)]
    write_table(table, tmp_path / "out.csv")
    again.append(read_csv(tmp_path / "out.csv", shop=shop).table)
    for back in again:
        assert [back.consumer(n) for n in range(len(back))] == [
            table.consumer(n) for n in range(len(table))
        ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(shops(), st.lists(consumers(), min_size=1, max_size=9))
def test_choices_are_written_one_row_a_consumer_and_one_column_a_slot(tmp_path, book, people):
    import csv

    table = Table.of(people, attributes=ATTRIBUTES)
    made = choose_many(table, page="page_1", book=book, now=INSTANTS[2])
    write_choices(made.slots, table, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert list(found[0]) == ["id", *made.slots]
    for row, cells in enumerate(found):
        assert cells.pop("id") == (people[row].id or "")
        assert cells == {slot: column.at(row) for slot, column in made.slots.items()}


def test_parquet_comes_in_like_csv_lists_included(tmp_path):
    import duckdb

    path = tmp_path / "people.parquet"
    duckdb.sql(
        "COPY (SELECT 'c1' AS id, '女' AS \"性别\", 23 AS age, true AS fan, '杭州' AS city, "
        "['video', '图文'] AS likes UNION ALL SELECT 'c2', 'x', 3, NULL, NULL, NULL) "
        f"TO '{path}' (FORMAT parquet)"
    )
    found = read_table(path, shop=SHOP)
    assert found.table.consumer(0) == PEOPLE[0]
    assert (found.report.rows, found.report.rejected, found.report.encoding) == (1, 1, "Parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(UnreadableError, match=r"“broken\.parquet” cannot be read as a table"):
        read_table(tmp_path / "broken.parquet", shop=SHOP)
    (tmp_path / "plain.csv").write_text(PLAIN, encoding="utf-8")
    assert read_table(tmp_path / "plain.csv", shop=SHOP).report.rows == 2


def test_the_ending_chooses_the_format_and_failures_leave_nothing(tmp_path):
    table = Table.of(PEOPLE, attributes=SHOP.attributes)
    write_table(table, tmp_path / "a.parquet")
    kept = (tmp_path / "a.parquet").read_bytes()
    assert from_parquet_bytes(kept, shop=SHOP).consumer(0) == PEOPLE[0]
    with pytest.raises(InvalidError, match=r"must end in \.csv or \.parquet"):
        write_table(table, tmp_path / "a.xlsx")
    with pytest.raises(DesignerError, match=r"“b\.csv” cannot be written"):
        write_table(table, tmp_path / "gone" / "b.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.parquet"]


def test_a_kept_table_follows_the_dictionary(tmp_path):
    kept = to_parquet_bytes(Table.of(PEOPLE, attributes=SHOP.attributes))
    fewer = tuple(a for a in SHOP.attributes if a.key not in ("gender", "city"))
    only_men = attribute("gender", "enum", "m")
    changed = msgspec.structs.replace(SHOP, attributes=(*fewer, only_men))
    table = from_parquet_bytes(kept, shop=changed)
    assert table.consumer(0).attributes == {"age": 23, "fan": True, "likes": ("video", "图文")}
    with pytest.raises(UnreadableError):
        from_parquet_bytes(b"PAR1 no", shop=SHOP)


def test_attributes_that_differ_in_case_alone_stay_apart(file):
    both = (attribute("a", "number"), attribute("A", "text"))
    shop = msgspec.structs.replace(SHOP, attributes=both)
    table = read_csv(file("id,a,A\nc1,1,x\n"), shop=shop, mapping={"id": "id", "a": "a", "A": "A"})
    assert table.table.consumer(0).attributes == {"a": 1, "A": "x"}


def test_a_file_name_with_quotes_is_only_a_name(file, tmp_path):
    path = file(PLAIN, "it's; DROP TABLE.csv")
    assert rows(path) == PEOPLE
    table = read_csv(path, shop=SHOP).table
    write_table(table, tmp_path / "o'out.csv")
    assert rows(tmp_path / "o'out.csv") == PEOPLE


# ---- real tables --------------------------------------------------------------------------------


def features(shared_data: Path) -> Shop:
    declared = tuple(attribute(f"user_feature_{n}", "text") for n in range(4))
    numbers = (attribute("position", "number"), attribute("click", "bool"))
    return msgspec.structs.replace(SHOP, attributes=(*declared, *numbers))


@pytest.mark.parametrize("log", ["random-men", "bts-men"])
def test_the_open_bandit_log_comes_in_whole(shared_data, log):
    shop = features(shared_data)
    mapping = {"": "id"} | {a.key: a.key for a in shop.attributes}
    found = read_csv(shared_data / "obd" / f"{log}.csv.gz", shop=shop, mapping=mapping)
    assert (found.report.rows, found.report.rejected) == (10_000, 0)
    assert "propensity_score" in found.report.ignored
    clicks = sum(found.table.consumer(row).attributes["click"] is True for row in range(10_000))
    assert 20 < clicks < 200
    assert {found.table.consumer(n).attributes["position"] for n in range(50)} == {1, 2, 3}


def test_the_customers_of_a_record_shop_come_in(shared_data, tmp_path):
    lines = (shared_data / "cdnow" / "CDNOW_sample.txt").read_text().split("\n")
    spent: dict[str, float] = {}
    for cells in filter(None, (line.split() for line in lines)):
        spent[cells[0]] = spent.get(cells[0], 0.0) + float(cells[4])
    path = tmp_path / "cdnow.csv"
    path.write_text("id,spend\n" + "".join(f"{who},{sum_:.2f}\n" for who, sum_ in spent.items()))
    table = read_csv(path, shop=SHOP).table
    assert len(table) == len(spent) == 2357
    who = table.ids.texts().index("00004")
    assert table.consumer(who) == Consumer(id="00004", attributes={"spend": 100.5})
