"""Films tell their sides and length; whatever else a file holds, it is simply not told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer.document.films import Film, film
from tests.media_files import FILM, box, element, mp4, webm


def test_an_mp4_tells_sides_length_and_codec():
    assert film(mp4(720, 1280, seconds=12.5), "video/mp4") == Film(720, 1280, 12.5, "avc1")


def test_a_film_held_upright_is_told_upright():
    assert film(mp4(1920, 1080, turned=True), "video/mp4")[:2] == (1080, 1920)


def test_a_webm_tells_sides_length_and_codec():
    assert film(webm(320, 180, seconds=2), "video/webm") == Film(320, 180, 2.0, "V_VP9")


def test_a_real_film_is_told_as_its_maker_made_it():
    found = film(FILM, "video/webm")
    assert (found.width, found.height, found.codec) == (64, 36, "V_VP9")
    assert abs(found.seconds - 2) < 0.1


def test_a_file_with_sound_alone_has_no_sides():
    sound = box(b"ftyp", b"isom") + box(b"moov", box(b"trak", box(b"tkhd", bytes(84))))
    assert film(sound, "video/mp4") == Film()


def test_boxes_that_lie_about_their_size_are_not_followed():
    assert film(box(b"ftyp") + b"\xff\xff\xff\xffmoov" + bytes(20), "video/mp4") == Film()
    assert film(b"\0\0\0\1moov" + b"\xff" * 8, "video/mp4") == Film()
    assert film(b"\1\0\0\0moov", "video/mp4") == Film()


def test_a_segment_of_unknown_length_is_read_on():
    inner = webm()[len(element("1a45dfa3", b"")) + 12 :]
    live = element("1a45dfa3", b"") + bytes.fromhex("18538067") + b"\x01" + b"\xff" * 7 + inner
    assert film(live, "video/webm")[:2] == (320, 180)


@given(st.binary(max_size=400), st.integers(0, 300), st.sampled_from(["mp4", "webm"]))
def test_no_bytes_break_the_reader(junk, at, kind):
    whole = mp4() if kind == "mp4" else webm()
    broken = whole[:at] + junk + whole[at:]
    for data in (junk, broken, whole[:at]):
        found = film(data, f"video/{kind}")
        assert found.width >= 0


def test_a_ring_of_small_boxes_ends():
    many = box(b"free") * 9000
    assert film(many + mp4(), "video/mp4") == Film()
    deep = b""
    for __ in range(30):
        deep = element("1654ae6b", deep)
    assert film(element("18538067", deep), "video/webm") == Film()
