"""Whatever was done to a package, the check tells it and never fails."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.export.files import zip_bytes
from designer.export.manifest import FileEntry, decode, encode
from designer.export.verify import Report, verify


def messages(report: Report) -> str:
    return " | ".join(f"{one.file}: {one.message}" for one in report.findings)


def edit(package: Path, name: str, old: str, new: str) -> None:
    path = package / name
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")


def relist(package: Path) -> None:
    """Give the list the digests of the files as they are: a forger who knows the format."""
    import hashlib

    import msgspec

    path = package / "manifest.json"
    manifest = decode(path.read_bytes())
    files = {
        file.relative_to(package).as_posix(): FileEntry(
            sha256=hashlib.sha256(file.read_bytes()).hexdigest(), size=file.stat().st_size
        )
        for file in package.rglob("*")
        if file.is_file() and file != path
    }
    path.write_bytes(encode(msgspec.structs.replace(manifest, files=files)))


def test_a_fresh_package_is_sound(package: Path) -> None:
    report = verify(package)
    assert report.findings == ()
    assert report.sound


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda p: edit(p, "index.html", "秋茶", "春茶"), "index.html: The file was changed"),
        (lambda p: (p / "runtime.js").unlink(), "runtime.js: The file is missing"),
        (lambda p: (p / "extra.js").write_text("x"), "extra.js: The file is not in the list"),
        (lambda p: (p / "personas" / "lin.html").unlink(), "personas/lin.html: A page that the"),
        (lambda p: (p / "manifest.json").unlink(), "manifest.json: The package has no list"),
        (lambda p: (p / "manifest.json").write_text("{"), "manifest.json: The list of files"),
        (lambda p: (p / "manifest.json").write_bytes(b"\xff\xfe"), "manifest.json: The list"),
        (lambda p: edit(p, "manifest.json", '"format": 1', '"format": 9'), "newer Duplex"),
        (shutil.rmtree, "There is no package at"),
    ],
)
def test_what_happened_to_the_files_is_told(
    package: Path, change: Callable[[Path], object], says: str
) -> None:
    change(package)
    report = verify(package)
    assert says in messages(report)
    assert not report.sound


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda p: edit(p, "index.html", "script-src 'self'", "script-src *"), "security policy"),
        (lambda p: edit(p, "index.html", "</main>", "<script>x</script></main>"), "a script"),
        (
            lambda p: edit(p, "index.html", "</main>", '<img src="https://a.cn/x.png"></main>'),
            "asks for “https://a.cn/x.png”",
        ),
        (
            lambda p: edit(p, "index.html", "</main>", '<img src="//a.cn/x.png"></main>'),
            "asks for “//a.cn/x.png”",
        ),
        (
            lambda p: edit(p, "index.html", "</main>", '<a href="javascript:x">x</a></main>'),
            "A link leads to “javascript:x”",
        ),
        (
            lambda p: edit(p, "index.html", "</main>", '<a href="gone.html">x</a></main>'),
            "A link leads to “gone.html”",
        ),
        (lambda p: edit(p, "index.html", "<h2>", '<h2 onclick="x()">'), "attribute onclick"),
        (lambda p: edit(p, "index.html", "<h2>", '<h2 style="x">'), "attribute style"),
        (lambda p: edit(p, "index.html", "</main>", "<form></form></main>"), "<form>"),
        (
            lambda p: edit(p, "index.html", "<title>", '<meta http-equiv="refresh" content="0">'),
            "besides the policy",
        ),
        (lambda p: edit(p, "page.css", "*,", '@import "x.css";\n*,'), "imports another one"),
        (
            lambda p: edit(p, "page.css", "body {", "body {background:url(https://a.cn/x.png);"),
            "asks for “https://a.cn/x.png”",
        ),
        (
            lambda p: edit(p, "payload.json", '"var_b"', '"var_zz"'),
            "payload.js: The script carries other decisions",
        ),
        (lambda p: (p / "payload.json").write_text("[]"), "The decisions cannot be read"),
        (lambda p: (p / "payload.js").write_text("alert(1)"), "carries other decisions"),
        (
            lambda p: edit(p, "index.html", 'data-module="mod_hero" data-variant="var_b">', ">"),
            "“主视觉” can be decided as “var_b”",
        ),
        (
            lambda p: edit(p, "index.html", '<template data-layout="lay_vip">', "<template>"),
            "“首页” can be decided as “lay_vip”",
        ),
    ],
)
def test_a_forged_package_is_seen_through(
    package: Path, change: Callable[[Path], object], says: str
) -> None:
    change(package)
    relist(package)
    report = verify(package)
    assert says in messages(report)
    assert not report.sound


def test_a_slot_that_nothing_decides_is_told(package: Path) -> None:
    for name in ("payload.json", "payload.js"):
        text = (package / name).read_text(encoding="utf-8")
        (package / name).write_text(text.replace('"mod_shelf":{', '"mod_other":{'), "utf-8")
    relist(package)
    assert "Nothing decides the slot “新品” (mod_shelf)" in messages(verify(package))


def test_a_picture_lost_before_the_export_is_a_warning(package: Path) -> None:
    edit(package, "manifest.json", '"missing": []', '"missing": ["ast_can"]')
    report = verify(package)
    assert [one.severity for one in report.findings] == ["warn"]
    assert report.sound


def test_the_report_can_be_read_by_a_program(package: Path) -> None:
    import msgspec

    told = json.loads(msgspec.json.encode(verify(package)))
    assert told["findings"] == []
    assert told["pages"] == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_to_any_file_is_found_and_nothing_fails(
    package: Path, tmp_path: Path, data: st.DataObject
) -> None:
    files = {
        path.relative_to(package).as_posix(): path.read_bytes()
        for path in package.rglob("*")
        if path.is_file()
    }
    name = data.draw(st.sampled_from(sorted(files)))
    at = data.draw(st.integers(0, len(files[name]) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=6))
    damaged = files[name][:at] + junk + files[name][at + len(junk) :]
    zip_bytes(files | {name: damaged}, tmp_path / "damaged.zip")
    report = verify(tmp_path / "damaged.zip")
    assert report.sound == (damaged == files[name]) or name == "manifest.json"


@given(st.binary(max_size=200))
def test_any_bytes_under_a_zips_name_are_told(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        path.write_bytes(data)
        assert not verify(path).sound


def test_a_zip_cut_short_is_told(package: Path, tmp_path: Path) -> None:
    files = {"index.html": b"x" * 5000, "manifest.json": b"{}"}
    zip_bytes(files, tmp_path / "p.zip")
    whole = (tmp_path / "p.zip").read_bytes()
    (tmp_path / "p.zip").write_bytes(whole[: len(whole) // 2])
    assert "not a zip file" in messages(verify(tmp_path / "p.zip"))


def test_an_entry_whose_bytes_are_broken_is_told(package: Path, tmp_path: Path) -> None:
    files = {p.relative_to(package).as_posix(): p.read_bytes() for p in package.rglob("*.*")}
    zip_bytes(files, tmp_path / "p.zip")
    raw = bytearray((tmp_path / "p.zip").read_bytes())
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        start = archive.getinfo("page.css").header_offset
    raw[start + 60 : start + 90] = bytes(30)
    (tmp_path / "p.zip").write_bytes(raw)
    assert "page.css: The file was changed" in messages(verify(tmp_path / "p.zip"))
