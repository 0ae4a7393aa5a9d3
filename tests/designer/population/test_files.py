"""Tables as other programs write them: quotes, line ends, marks, odd headers, odd cells."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError, UnreadableError
from designer.population import encoding
from designer.population.importing import Reading, read_csv
from designer.records import Consumer, Shop, Theme
from tests.designer.random_shops import ATTRIBUTES

SHOP = Shop(id="shop", name="S", theme=Theme(colours={}), attributes=ATTRIBUTES)
CELLS = st.text(alphabet="ab茶 ,;|\t\"\n\r'", max_size=8)


@pytest.fixture
def read(tmp_path):
    def reading(data: str | bytes) -> Reading:
        path = tmp_path / "people.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_csv(path, shop=SHOP)

    return reading


def people(reading: Reading) -> list[Consumer]:
    return [reading.table.consumer(row) for row in range(len(reading.table))]


def cities(reading: Reading) -> list[object]:
    return [one.attributes.get("city") for one in people(reading)]


QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=25, suppress_health_check=QUIET)
@given(st.lists(CELLS, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]))
@example(['say "茶", twice'], "\r\n")
@example(["one\ntwo"], "\n")
def test_quoted_cells_hold_anything(read, cells, ending) -> None:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator=ending)
    writer.writerow(["id", "city"])
    writer.writerows([f"c{n}", cell] for n, cell in enumerate(cells))
    found = cities(read(out.getvalue()))
    assert found == [cell.strip() or None for cell in cells]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", ["", "end"])
def test_line_ends_and_marks_make_no_difference(read, ending, mark, last) -> None:
    text = ending.join(["id,age,city", "c1,23,杭州", "c2,,x"]) + (ending if last else "")
    found = people(read(mark + text.encode()))
    assert found == [
        Consumer(id="c1", attributes={"age": 23, "city": "杭州"}),
        Consumer(id="c2", attributes={"city": "x"}),
    ]


@pytest.mark.parametrize("coding", ["utf-8", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_coding_with_every_delimiter(read, coding, delimiter) -> None:
    lines = (["id", "年龄 ", "city"], ["c1", "23", "杭州"], ["c2", "7", "成都"])
    text = "\n".join(delimiter.join(line) for line in lines).replace("年龄 ", "age")
    assert cities(read(text.encode(coding))) == ["杭州", "成都"]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("23", 23), (" 23 ", 23), ("23.0", 23), ("1e3", 1000), ("-4.5", -4.5), ("007", 7),
        ("9007199254740992", 2**53),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(read, text, age) -> None:
    (one,) = people(read(f"id,age\nc1,{text}\n"))
    assert one.attributes == {"age": age}


@pytest.mark.parametrize(
    "text", ["9007199254740993000", "9" * 400, "1e400", "inf", "-Infinity", "twenty", "1,5", "0x1F"]
)
def test_a_number_that_is_none_leaves_its_row_out_and_is_shown(read, text) -> None:
    cell = f'"{text}"'
    reading = read(f"id,age\nc1,{cell}\nc2,5\n")
    assert [one.id for one in people(reading)] == ["c2"]
    assert (reading.report.rejected, reading.report.rows) == (1, 1)
    (example_,) = reading.report.examples
    assert (example_.row, example_.column) == (1, "age")
    assert example_.text.strip() == text


@pytest.mark.parametrize("blank", ["", "NULL", "null", "\\N", "NaN", "nan", "None", '""'])
def test_what_programs_write_for_nothing_is_unknown(read, blank) -> None:
    reading = read(f"id,age,city,fan,likes\nc1,{blank},{blank},{blank},{blank}\n")
    assert people(reading) == [Consumer(id="c1")]
    assert reading.report.rejected == 0


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("id,age,age", "columns of the same name"),
        ("id,age,id", "columns of the same name"),
        ("age,city", "has no column of consumer ids"),
        ("id,height", "No column of “people.csv” is an attribute of this shop. It has id, height."),
        ("id", "No column of “people.csv” is an attribute"),
    ],
)
def test_a_header_that_cannot_be_used_is_told(read, header, says) -> None:
    with pytest.raises(InvalidError) as refused:
        read(f"{header}\n1,2,3\n")
    assert says in str(refused.value)


def test_rows_with_too_few_cells_are_left_out_and_counted(read) -> None:
    reading = read("id,age,city\nc1,1,a\nc3,3\nc4,4,d\n")
    assert [one.id for one in people(reading)] == ["c1", "c4"]
    assert (reading.report.rows, reading.report.rejected) == (2, 1)
    assert reading.report.examples[0].row == 2


def test_cells_beyond_the_header_change_nothing_before_them(read) -> None:
    reading = read("id,age,city\nc1,1,a,\nc2,2,b,extra,more\nc3,3,c\n")
    assert cities(reading) == ["a", "b", "c"]


def test_more_columns_than_any_table_has_are_refused(read) -> None:
    header = ",".join(["id", "age", *(f"x{n}" for n in range(2_000))])
    with pytest.raises(InvalidError, match="more than 2000 of them"):
        read(header + "\n")


def test_a_second_row_of_somebody_is_counted_and_strangers_never_repeat(read) -> None:
    reading = read("id,age\nc1,1\nc1,2\n,3\n,4\n c1 ,5\n")
    assert [(one.id, one.attributes["age"]) for one in people(reading)] == [
        ("c1", 1), (None, 3), (None, 4),
    ]  # fmt: skip
    assert reading.report.duplicates == 2


def test_a_header_alone_is_a_table_of_nobody(read) -> None:
    reading = read("id,age,city\n")
    assert (len(reading.table), reading.report.rows, reading.report.rejected) == (0, 0, 0)


@pytest.mark.parametrize("data", [b"", b"\n", b"   \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(read, data) -> None:
    with pytest.raises(InvalidError, match=r"“people\.csv” is empty"):
        read(data)


@pytest.mark.parametrize("data", [b"\0\1\2\3" * 9, b"id,age\n\xff\xfe\xfd\x80\n", b"PK\3\4\0\0"])
def test_what_is_no_text_is_told(read, data) -> None:
    with pytest.raises(UnreadableError, match=r"“people\.csv” is "):
        read(data)


@pytest.mark.parametrize("cell", ["video;live", "video；live", "video | live", "video、live",
                                  '"[""video"",""live""]"'])  # fmt: skip
def test_tags_are_read_in_every_way_people_write_them(read, cell) -> None:
    (one,) = people(read(f"id,likes,age\nc1,{cell},3\n"))
    assert one.attributes["likes"] == ("video", "live")


@pytest.mark.parametrize("cell", ["videos", '"[1]"', '"[""video"""', '"{}"', '"[[""video""]]"'])
def test_tags_that_are_not_declared_leave_the_row_out(read, cell) -> None:
    reading = read(f"id,likes,age\nc1,{cell},3\n")
    assert (len(reading.table), reading.report.rejected) == (0, 1)


def test_a_file_told_in_small_pieces_is_read_the_same(read, monkeypatch) -> None:
    text = "id,city\n" + "".join(f"c{n},杭州{n}\n" for n in range(50))
    whole = cities(read(text.encode("gbk")))
    monkeypatch.setattr(encoding, "_CHUNK", 7)
    assert cities(read(text.encode("gbk"))) == whole
    assert whole[49] == "杭州49"
