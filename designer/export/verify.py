"""Check a package: every byte as exported, nothing from outside, and templates for everything its
decisions can say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from designer.errors import DesignerError, UnreadableError
from designer.export import manifest as manifests
from designer.export.container import Container
from designer.export.files import MANIFEST
from designer.export.manifest import Manifest
from designer.export.reading import css_faults, html_faults, read_html
from designer.language import _
from designer.records import HIDDEN, Struct


class Finding(Struct):
    """Something wrong with a file of the package, and how to mend it."""

    severity: Literal["error", "warn"]
    file: str
    message: str
    mend: str = ""


class Report(Struct):
    """What a check found; the package is sound when there is no error."""

    package: str
    files: int
    pages: int
    slots: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether the package may be handed over."""
        return all(finding.severity != "error" for finding in self.findings)


def verify(package: Path) -> Report:
    """Check a package folder or zip; whatever is wrong with it becomes a finding."""
    try:
        with Container(package) as container:
            return _report(package, container)
    except DesignerError as error:
        finding = Finding(severity="error", file=package.name, message=str(error))
        return Report(package=package.name, files=0, pages=0, slots=0, findings=(finding,))


# ---- inside -------------------------------------------------------------------------------------


def _report(package: Path, container: Container) -> Report:
    try:
        manifest = manifests.decode(container.read(MANIFEST))
    except UnreadableError:
        return _unlisted(
            package, container, _("The package has no list of its files (manifest.json).")
        )
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _unlisted(
            package, container, _("The list of files cannot be read: {reason}.", reason=error)
        )
    if manifest.format > manifests.FORMAT:
        return _unlisted(package, container, _("The package was made by a newer Duplex."))
    findings = [
        *_file_findings(container, manifest),
        *_page_findings(container, manifest),
        *_decisions(container, manifest),
    ]
    return Report(
        package=package.name,
        files=len(manifest.files),
        pages=len(manifest.pages),
        slots=len(manifest.slots),
        findings=tuple(findings),
    )


def _unlisted(package: Path, container: Container, message: str) -> Report:
    finding = Finding(
        severity="error", file=MANIFEST, message=message, mend=_("Export the package again.")
    )
    return Report(
        package=package.name, files=len(container.names), pages=0, slots=0, findings=(finding,)
    )


def _file_findings(container: Container, manifest: Manifest) -> Iterator[Finding]:
    again = _("Export the package again, or take the file from the original.")
    for name in sorted(set(container.names) - set(manifest.files) - {MANIFEST}):
        yield Finding(
            severity="error",
            file=name,
            message=_("The file is not in the list."),
            mend=_("Take it out."),
        )
    for name, entry in sorted(manifest.files.items()):
        if name not in container.names:
            yield Finding(
                severity="error", file=name, message=_("The file is missing."), mend=again
            )
            continue
        data = _data(container, name)
        if data is None or (len(data), hashlib.sha256(data).hexdigest()) != (
            entry.size,
            entry.sha256,
        ):
            yield Finding(
                severity="error",
                file=name,
                message=_("The file was changed after the export."),
                mend=again,
            )
    for asset in manifest.missing:
        yield Finding(
            severity="warn",
            file=asset,
            message=_("A picture of the project was lost before the export."),
            mend=_("Add it to the project again, then export."),
        )


def _page_findings(container: Container, manifest: Manifest) -> Iterator[Finding]:
    for file in _expected(manifest):
        if file not in container.names:
            yield Finding(
                severity="error",
                file=file,
                message=_("A page that the list names is missing."),
                mend=_("Export the package again."),
            )
    names = frozenset(container.names)
    for name in container.names:
        text = _text(container, name) if name.endswith((".html", ".css")) else ""
        faults = (
            html_faults(text, file=name, names=names)
            if name.endswith(".html")
            else css_faults(text)
        )
        for message in faults:
            yield Finding(
                severity="error", file=name, message=message, mend=_("Export the package again.")
            )


def _expected(manifest: Manifest) -> Iterator[str]:
    yield from (page.file for page in manifest.pages)
    yield from (persona.file for persona in manifest.personas)
    yield from (arm.file for experiment in manifest.experiments for arm in experiment.arms)


def _decisions(container: Container, manifest: Manifest) -> Iterator[Finding]:
    rules = _json(_data(container, "payload.json"))
    script = (_data(container, "payload.js") or b"").strip()
    carried = _json(script.removeprefix(b"window.duplexPackage=").removesuffix(b";"))
    if not isinstance(rules, dict) or not isinstance(rules.get("features"), dict):
        yield Finding(
            severity="error",
            file="payload.json",
            message=_("The decisions cannot be read."),
            mend=_("Export the package again."),
        )
        return
    if not isinstance(carried, dict) or carried.get("payload") != rules:
        yield Finding(
            severity="error",
            file="payload.js",
            message=_("The script carries other decisions than payload.json."),
            mend=_("Export the package again."),
        )
    yield from _slot_findings(container, manifest, rules["features"])


def _slot_findings(
    container: Container, manifest: Manifest, features: Mapping[str, Any]
) -> Iterator[Finding]:
    carried = {page.id: _carried(container, page.file) for page in manifest.pages}
    files = {page.id: page.file for page in manifest.pages}
    for slot in manifest.slots:
        file = files.get(slot.page, slot.page)
        if slot.id not in features:
            message = _("Nothing decides the slot “{name}” ({id}).", name=slot.name, id=slot.id)
            yield Finding(
                severity="error",
                file="payload.json",
                message=message,
                mend=_("Export the package again."),
            )
            continue
        offered = carried.get(slot.page, {}).get(
            slot.id if slot.type == "module" else "", frozenset()
        )
        for value in sorted(_values(features[slot.id]) - {"", HIDDEN} - offered):
            message = _(
                "“{name}” can be decided as “{value}”, which the page does not carry.",
                name=slot.name,
                value=value,
            )
            yield Finding(
                severity="error", file=file, message=message, mend=_("Export the package again.")
            )


def _carried(container: Container, file: str) -> Mapping[str, frozenset[str]]:
    """What a page's templates offer: module → variants, and `` → layouts."""
    return read_html(_text(container, file)).templates if file in container.names else {}


def _values(feature: Any) -> frozenset[str]:
    """Every value a feature can take."""
    if not isinstance(feature, Mapping):
        return frozenset()
    rules = [rule for rule in feature.get("rules") or () if isinstance(rule, Mapping)]
    values = [feature.get("defaultValue"), *(rule.get("force") for rule in rules)]
    values += [value for rule in rules for value in rule.get("variations") or ()]
    return frozenset(value for value in values if isinstance(value, str))


def _data(container: Container, name: str) -> bytes | None:
    try:
        return container.read(name) if name in container.names else None
    except UnreadableError:
        return None


def _text(container: Container, name: str) -> str:
    return (_data(container, name) or b"").decode("utf-8", errors="replace")


def _json(data: bytes | None) -> Any:
    try:
        return msgspec.json.decode(data or b"")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
