"""Why somebody sees what they see, as lines: rule by rule, leaf by leaf, bucket by bucket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from designer.condition_checks import attribute_of
from designer.condition_words import sentence
from designer.conditions import Verdict
from designer.decide.choose import Gate, Trace, Traffic, Tried
from designer.document.document import Document
from designer.document.queries import rule_of, slot
from designer.language import _, current
from designer.records import (
    AllOf,
    AnyOf,
    AttributeValue,
    Experiment,
    InSegment,
    Label,
    Leaf,
    Not,
    Rule,
    Segment,
    Slot,
)
from widgets.rules.wording import (
    audience_words,
    choice_words,
    segments_of,
    window_dates,
    window_words,
)

Sign = Literal["yes", "no", "note"]


@dataclass(frozen=True)
class Reason:
    """One line: whether it held, what was asked, what the consumer has; `brief` says it alone."""

    sign: Sign
    text: str
    note: str = ""
    depth: int = 0
    brief: str = ""


@dataclass(frozen=True)
class Step:
    """One rule that was tried: a line to read first, and the lines behind it."""

    rule: str
    head: Reason
    lines: tuple[Reason, ...]
    decided: bool


def steps(document: Document, trace: Trace) -> tuple[Step, ...]:
    """The rules that were tried, in order."""
    at = slot(document, trace.slot)
    teller = _Teller(document, at)
    return tuple(
        teller.step(number, tried, decided=tried.rule == trace.rule)
        for number, tried in enumerate(trace.tried, 1)
    )


def ending(document: Document, trace: Trace) -> str:
    """What it comes to, when no rule decided."""
    at = slot(document, trace.slot)
    return _("No rule fits: {choice}", choice=choice_words(document, at, trace.choice))


class _Teller:
    """Says the verdicts on one slot's rules."""

    def __init__(self, document: Document, at: Slot) -> None:
        self._document, self._slot = document, at
        self._segments: Mapping[str, Segment] = segments_of(document)

    def step(self, number: int, tried: Tried, *, decided: bool) -> Step:
        """One rule."""
        rule = rule_of(self._slot, tried.rule)
        whom, joint, __ = audience_words(self._document, rule.audience, self._segments)
        lines = (self._window(rule, tried), *self._audience(tried.audience), *self._traffic(tried))
        sign: Sign = "yes" if decided else "no"
        note = self._choice(tried) if decided else _first_failure(lines)
        head = Reason(sign, f"{number}  " + f" {joint} ".join(whom), note)
        return Step(tried.rule, head, lines, decided)

    def _choice(self, tried: Tried) -> str:
        return f"→ {choice_words(self._document, self._slot, tried.choice or '')}"

    def _window(self, rule: Rule, tried: Tried) -> Reason:
        said = window_words(self._document, rule.window)
        dates = window_dates(self._document, rule.window)
        return Reason("yes" if tried.open else "no", said, "" if dates == said else dates)

    def _audience(self, verdict: Verdict) -> Iterator[Reason]:
        """The lines of an audience; an outermost `all` needs no line of its own."""
        if isinstance(verdict.condition, AllOf):
            for part in verdict.parts:
                yield from self._verdict(part, 0)
        else:
            yield from self._verdict(verdict, 0)

    def _verdict(self, verdict: Verdict, depth: int) -> Iterator[Reason]:
        condition, sign = verdict.condition, _sign(verdict)
        if isinstance(condition, Leaf):
            value = f"= {self._worded(condition.attribute, verdict.value)}"
            brief = self._value(condition, verdict)
            yield Reason(sign, self._said(condition), value, depth, brief)
            return
        if isinstance(condition, InSegment):
            name = self._segments[condition.segment].name
            yield Reason(sign, name, self._values(verdict), depth)
        elif isinstance(condition, Not):
            yield Reason(sign, _("not:"), "", depth)
        elif isinstance(condition, AnyOf):
            yield Reason(sign, _("any of these:"), "", depth)
        elif depth:
            yield Reason(sign, _("all of these:"), "", depth)
        for part in _opened(verdict):
            yield from self._verdict(part, depth + 1)

    def _said(self, leaf: Leaf) -> str:
        return sentence(leaf, shop=self._document.shop, segments=self._segments)

    def _value(self, leaf: Leaf, verdict: Verdict) -> str:
        attribute = attribute_of(self._document.shop, leaf.attribute)
        name = _label(attribute.label) if attribute else leaf.attribute
        return f"{name} = {self._worded(leaf.attribute, verdict.value)}"

    def _values(self, verdict: Verdict) -> str:
        """The values that a segment rests on, each attribute once."""
        found = dict.fromkeys(
            self._value(leaf.condition, leaf)
            for leaf in _leaves(verdict)
            if isinstance(leaf.condition, Leaf)
        )
        return _(", ").join(found)

    def _worded(self, key: str, value: AttributeValue | None) -> str:
        return value_words(self._document, key, value)

    def _traffic(self, tried: Tried) -> Iterator[Reason]:
        traffic = tried.traffic
        if traffic is None:
            return
        experiment = self._document.get(traffic.experiment, Experiment)
        yield from _gates(traffic)
        arm = next((one for one in experiment.arms if one.id == traffic.arm), None)
        if arm is not None:
            yield Reason("yes", _("arm “{arm}” of “{name}”", arm=arm.name, name=experiment.name),
                         _bucket_words(traffic))  # fmt: skip
            return
        said = {
            "anonymous": _("no id, so no experiment takes part"),
            "coverage": _("outside the traffic of “{name}”", name=experiment.name),
        }.get(traffic.why)
        if said:
            yield Reason("no", said, _bucket_words(traffic))


def value_words(document: Document, key: str, value: AttributeValue | None) -> str:
    """A consumer's value in words."""
    if value is None:
        return _("unknown")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    attribute = attribute_of(document.shop, key)
    labels = {c.key: _label(c.label) for c in attribute.choices} if attribute else {}
    if isinstance(value, tuple):
        return _("none") if not value else _(", ").join(labels.get(one, one) for one in value)
    if isinstance(value, str):
        return labels.get(value, value)
    return f"{value:,.10g} {attribute.unit if attribute else ''}".rstrip()


def _gates(traffic: Traffic) -> Iterator[Reason]:
    if traffic.holdout is not None:
        said = _("not held out") if traffic.holdout.passed else _("held out of all experiments")
        yield Reason(_passed(traffic.holdout), said, _gate_words(traffic.holdout))
    if traffic.layer is not None:
        said = _("in the slice of its layer") if traffic.layer.passed else _(
            "outside its slice of the layer"
        )  # fmt: skip
        yield Reason(_passed(traffic.layer), said, _gate_words(traffic.layer))


def _passed(gate: Gate) -> Sign:
    return "yes" if gate.passed else "no"


def _gate_words(gate: Gate) -> str:
    return _("bucket {bucket} of {start}–{end}", bucket=gate.bucket, start=_ten(gate.start),
             end=_ten(gate.end))  # fmt: skip


def _bucket_words(traffic: Traffic) -> str:
    if traffic.why == "forced":
        return _("chosen for this preview")
    if traffic.bucket is None:
        return ""
    taken = next((part for part in traffic.ranges if part.arm == traffic.arm), None)
    if taken is None:
        return _("bucket {bucket}", bucket=traffic.bucket)
    return _("bucket {bucket} of {start}–{end}", bucket=traffic.bucket, start=_ten(taken.start),
             end=_ten(taken.end))  # fmt: skip


def _ten(share: float) -> int:
    """A share as a bucket number, of 10,000."""
    return round(share * 10_000)


def _first_failure(lines: tuple[Reason, ...]) -> str:
    """What stood in the way first, told by the consumer's value where there is one."""
    failed = [line for line in lines if line.sign == "no"]
    told = [line.brief or line.note for line in failed] + [line.text for line in failed[:1]]
    return next(filter(None, told), "")


def _opened(verdict: Verdict) -> tuple[Verdict, ...]:
    """The parts to show below a segment, a `not` or a group: an inner `all` is opened at once."""
    if isinstance(verdict.condition, InSegment) and len(verdict.parts) == 1:
        inner = verdict.parts[0]
        return inner.parts if isinstance(inner.condition, AllOf) else (inner,)
    return verdict.parts


def _leaves(verdict: Verdict) -> Iterator[Verdict]:
    if not verdict.parts:
        yield verdict
    for part in verdict.parts:
        yield from _leaves(part)


def _sign(verdict: Verdict) -> Sign:
    return "yes" if verdict.held else "no"


def _label(label: Label) -> str:
    return label.zh if current() == "zh_CN" else label.en
