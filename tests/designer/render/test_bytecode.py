"""Compiled templates are kept between starts, and never trusted further than their source."""

from __future__ import annotations

import pytest

from designer.render.bytecode import Bytecode, kept
from designer.render.environment import Environment, TooMuchError, compose


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def made(source, *, name="poster", **values):
    environment = Environment()
    return compose(environment, environment.template(name, source), values)


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_second_start_reads_what_the_first_compiled(folder, monkeypatch):
    assert made("<p>{{ a }}</p>", a="<b>") == "<p>&lt;b&gt;</p>"
    assert len(files(folder)) == 1
    monkeypatch.setattr(Environment, "compile", None)
    assert made("<p>{{ a }}</p>", a="茶") == "<p>茶</p>"


def test_another_source_of_the_same_kind_is_compiled_anew(folder):
    assert made("one") == "one"
    assert made("two") == "two"
    assert made("one") == "one"


def test_a_kept_template_is_still_metered(folder):
    source = "{% for i in range(1000) %}{% for j in range(1000) %}x{% endfor %}{% endfor %}"
    for _start in range(2):
        with pytest.raises(Exception, match=r"too long|more than") as caught:
            made(source)
        assert not isinstance(caught.value, TooMuchError)


@pytest.mark.parametrize("damage", [b"", b"j2", b"\x00" * 400])
def test_a_damaged_file_is_compiled_again(folder, damage):
    made("<p>{{ a }}</p>", a=1)
    (file,) = files(folder)
    file.write_bytes(damage)
    assert made("<p>{{ a }}</p>", a=2) == "<p>2</p>"


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file, not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert made("<p>{{ a }}</p>", a=3) == "<p>3</p>"


def test_everything_that_decides_the_code_has_its_own_folder(folder, monkeypatch):
    here = kept().directory
    monkeypatch.setattr("jinja2.__version__", "0.0.1")
    assert kept().directory != here
    assert isinstance(kept(), Bytecode)
