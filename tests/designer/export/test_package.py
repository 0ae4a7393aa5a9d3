"""A project becomes a package: its files, its list, its templates, always the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from designer.document.document import Document
from designer.errors import CancelledError, RefusedError
from designer.export.growthbook import payload
from designer.export.manifest import GENERATOR, Manifest, decode
from designer.export.package import build, export_package, standard_instant
from designer.export.pages import slug
from designer.export.verify import verify
from designer.records import (
    Arm,
    Between,
    Campaign,
    Experiment,
    Module,
    Page,
    Persona,
    Phase,
    Rule,
    Run,
    Show,
)
from tests.designer.two_floors import PIXEL, Files, examples, records, store

LIBRARY = examples()
ROOT = Path(__file__).resolve().parents[3]


def made(document: Document | None = None, **given: object) -> tuple[dict[str, bytes], Manifest]:
    return build(document or store(), Files(), library=LIBRARY, **given)  # type: ignore[arg-type]


def text(files: dict[str, bytes], name: str) -> str:
    return files[name].decode()


def test_the_package_holds_pages_scripts_decisions_and_pictures() -> None:
    files, _ = made()
    assert set(files) == {
        "index.html",
        "items.html",
        "page.css",
        "favicon.svg",
        "manifest.json",
        "payload.json",
        "payload.js",
        "runtime.js",
        "personalise.js",
        "growthbook.js",
        "licences/growthbook.txt",
        "personas/lin.html",
        "experiments/hero/a.html",
        "experiments/hero/b.html",
        f"assets/{hashlib.sha256(PIXEL).hexdigest()[:16]}.png",
    }


def test_the_same_project_gives_the_same_bytes() -> None:
    shuffled = Document(list(reversed(records())))
    assert made()[0] == made()[0] == made(shuffled)[0]


def test_the_list_names_every_file_with_its_digest() -> None:
    files, manifest = made()
    assert decode(files["manifest.json"]) == manifest
    listed = {name: entry.sha256 for name, entry in manifest.files.items()}
    others = {name: data for name, data in files.items() if name != "manifest.json"}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in others.items()}


def test_the_list_tells_pages_slots_personas_and_arms() -> None:
    manifest = made()[1]
    assert [(page.file, page.layouts) for page in manifest.pages] == [
        ("index.html", ("lay_day", "lay_vip")),
        ("items.html", ("lay_items",)),
    ]
    slots = {slot.id: slot.choices for slot in manifest.slots}
    assert slots["page_home"] == ("lay_day", "lay_vip")
    assert slots["mod_hero"] == ("var_a", "var_b", "var_c")
    assert set(slots) == {r.id for r in records() if isinstance(r, Page | Module)}
    assert [persona.file for persona in manifest.personas] == ["personas/lin.html"]
    assert [arm.file for arm in manifest.experiments[0].arms] == [
        "experiments/hero/a.html",
        "experiments/hero/b.html",
    ]


def test_the_generator_is_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Duplex {project['version']}" == GENERATOR


def test_every_layout_and_variant_waits_in_a_template() -> None:
    home = text(made()[0], "index.html")
    assert re.findall(r'<template data-layout="(\w+)">', home) == ["lay_day", "lay_vip"]
    pairs = re.findall(r'<template data-module="(\w+)" data-variant="(\w+)">', home)
    assert set(pairs) == {
        ("mod_hero", "var_a"),
        ("mod_hero", "var_b"),
        ("mod_hero", "var_c"),
        ("mod_shelf", "var_s"),
        ("mod_story", "var_t"),
        ("mod_gift", "var_g"),
    }


def test_the_body_is_what_those_see_whom_no_rule_is_for() -> None:
    main = text(made()[0], "index.html").split("<template")[0]
    assert "秋茶上新" in main
    assert "冷泡一夏" not in main
    assert "会员茶礼" not in main


def test_the_deciding_script_runs_before_anything_is_painted() -> None:
    head = text(made()[0], "index.html").split("</head>")[0]
    scripts = re.findall(r'<script src="([^"]+)"( defer)?>', head)
    assert scripts == [
        ("personalise.js", ""),
        ("payload.js", " defer"),
        ("growthbook.js", " defer"),
        ("runtime.js", " defer"),
    ]


def test_plain_pages_decide_nothing() -> None:
    files, _ = made()
    for name in ("personas/lin.html", "experiments/hero/b.html"):
        page = text(files, name)
        assert "personalise.js" not in page
        assert "<template" not in page
    assert "冷泡一夏" in text(files, "personas/lin.html")
    assert "好茶送长辈" in text(files, "experiments/hero/b.html")
    assert 'src="../../runtime.js"' in text(files, "experiments/hero/b.html")


def test_the_stylesheet_holds_the_rules_of_every_variant_once() -> None:
    css = text(made()[0], "page.css")
    for variant in ("var_a", "var_b", "var_c"):
        assert css.count(f'#mod_hero[data-variant="{variant}"]{{') == 1
    assert css.count(".k-shelf ul {") == 1


def test_the_payload_is_carried_as_json_and_as_a_script() -> None:
    files, _ = made()
    assert json.loads(files["payload.json"]) == json.loads(msgspec.json.encode(payload(store())))
    script = text(files, "payload.js")
    carried = json.loads(script.removeprefix("window.duplexPackage=").rstrip().removesuffix(";"))
    assert carried["payload"] == json.loads(files["payload.json"])
    assert carried["attributes"]["age"] == "number"
    assert carried["personas"][0]["name"] == "林小满"
    assert set(carried["slots"]) == {r.id for r in records() if isinstance(r, Page | Module)}


def test_the_vendored_sdk_is_unchanged() -> None:
    vendor = ROOT / "assets" / "vendor" / "growthbook"
    assert made()[0]["growthbook.js"] == (vendor / "index.min.js").read_bytes()
    assert "1.8.0" in (vendor / "VERSION").read_text()
    assert "MIT" in (vendor / "LICENSE").read_text()


def test_a_line_separator_in_a_name_does_not_break_the_script() -> None:
    document = store()
    with document.transaction("rename"):
        persona = document.get("per_lin", Persona)
        document.put(msgspec.structs.replace(persona, name="林\u2028小满</script>"))
    script = text(made(document)[0], "payload.js")
    assert "\u2028" not in script
    assert script.count("\n") == 1


def test_lost_pictures_leave_a_placeholder_and_are_named() -> None:
    files, manifest = build(store(), Files(b"another"), library=LIBRARY)
    assert manifest.missing == ("ast_can",)
    assert not [name for name in files if name.startswith("assets/")]
    assert "assets/" not in text(files, "index.html")
    assert 'class="missing"' in text(files, "index.html")


def test_pictures_that_no_page_shows_stay_at_home() -> None:
    plain = [msgspec.structs.replace(r, logo=None) if r.id == "shop" else r for r in records()]
    document = Document([r for r in plain if r.id != "prd_mist"])
    assert not [name for name in made(document)[0] if name.startswith("assets/")]


NOVEMBER = datetime(2026, 11, 1, tzinfo=UTC)


def test_the_plain_pages_show_one_instant() -> None:
    """Without a wish it is the first phase of the campaigns, so that the clock never matters."""
    phase = Phase(
        id="pha_1", name="预热", type="warmup", start=NOVEMBER, end=NOVEMBER + timedelta(days=9)
    )
    document = Document([*records(), Campaign(id="cmp_11", name="双11", phases=(phase,))])
    assert standard_instant(store()) == datetime(2000, 1, 1, tzinfo=UTC)
    assert standard_instant(document) == NOVEMBER
    timed = Rule(id="rul_t", outcome=Show(variant="var_c"), window=Between(start=NOVEMBER))
    with document.transaction("time"):
        hero = document.get("mod_hero", Module)
        document.put(msgspec.structs.replace(hero, rules=(timed,)))
    assert "好茶送长辈" in text(made(document)[0], "personas/lin.html")
    early = made(document, at=NOVEMBER - timedelta(seconds=1))[0]
    assert "好茶送长辈" not in text(early, "personas/lin.html")
    assert "秋茶上新" in text(early, "personas/lin.html")


def test_an_arm_of_a_layout_test_shows_that_layout() -> None:
    document = store()
    arms = tuple(Arm(id=f"arm_{n}", name=n, weight=0.5) for n in "xy")
    run = Run(experiment="exp_lay", arms={"arm_x": "lay_day", "arm_y": "lay_vip"})
    with document.transaction("test layouts"):
        document.put(Experiment(id="exp_lay", key="lay", name="版面", arms=arms))
        home = document.get("page_home", Page)
        document.put(msgspec.structs.replace(home, rules=(Rule(id="rul_l", outcome=run),)))
    files, _ = made(document)
    assert "会员茶礼" in text(files, "experiments/lay/y.html")
    assert "会员茶礼" not in text(files, "experiments/lay/x.html")


def test_progress_is_told_and_can_stop_everything(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    export_package(
        store(),
        Files(),
        tmp_path / "p",
        library=LIBRARY,
        progress=lambda *step: told.append(step),
    )
    assert [done for done, _, _ in told] == list(range(told[-1][1] + 1))
    assert "首页" in {what for _, _, what in told}

    def stop(done: int, _all: int, _what: str) -> None:
        if done == 2:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        export_package(store(), Files(), tmp_path / "q", library=LIBRARY, progress=stop)
    assert not (tmp_path / "q").exists()


def test_a_foreign_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(RefusedError):
        export_package(store(), Files(), tmp_path, library=LIBRARY)


@pytest.mark.parametrize("target", ["package", "package.zip"])
def test_what_was_exported_is_sound(tmp_path: Path, target: str) -> None:
    export_package(store(), Files(), tmp_path / target, library=LIBRARY)
    report = verify(tmp_path / target)
    assert report.findings == ()
    assert report.sound
    assert (report.pages, report.slots) == (2, 7)


@pytest.mark.parametrize(
    ("key", "name"),
    [("lin", "lin"), ("a/b", "a~2fb"), ("..", "~2e~2e"), ("林", "~6797"), ("", "~")],
)
def test_any_id_becomes_a_harmless_file_name(key: str, name: str) -> None:
    assert slug(key) == name
