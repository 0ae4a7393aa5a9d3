"""Templates run in a sandbox: no way out, no work without end, no output without end."""

from __future__ import annotations

import time
from typing import Any

import pytest

from designer.errors import InvalidError
from designer.render import environment
from designer.render.environment import Environment, compose
from designer.render.values import Values
from designer.render.views import LinkView

LINK = LinkView(action="item", target="prd_1", href="#item/prd_1", label="茶")


def shown(source: str, **values: Any) -> str:
    made = Environment()
    return compose(made, made.from_string(source), values)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ s._values }}",
        "{{ link.__struct_fields__ }}",
        "{{ picture.__globals__ }}",
        "{{ attrs.__code__ }}",
        "{{ range.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ joiner }}",
        "{{ namespace(a=1) }}",
        "{{ 'a'.upper() }}",
        "{{ '{0.__class__}'.format(s) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ [].append(1) }}",
        "{{ {}.update(a=1) }}",
        "{{ 'a' * 10 ** 9 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'x'|attr('__class__') }}",
        "{{ 'x'|safe }}",
        "{{ ['a']|map('attr', '__class__')|list }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{{ s.nothing }}",
        "{{ nothing }}",
        "{{ s() }}",
        "{{ loop }}",
        "{{ 1 / 0 }}",
        "{{ step() }}",
        "{{ meter.begin() }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{{ [1, 2]|sum(start='a') }}",
        "{{ range(10 ** 9) }}",
    ],
)
def test_every_way_out_is_closed(source: str) -> None:
    with pytest.raises((InvalidError, environment.TemplateError)):
        shown(source, s=Values({"title": "茶"}), link=LINK)


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% set l = [1,2,3,4,5,6,7,8,9,10] %}" + "{% for a in l %}" * 12 + "{% endfor %}" * 12,
        (
            "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}"
            "{% endmacro %}{{ f(60) }}"
        ),
    ],
)
def test_work_without_end_is_stopped_soon(source: str) -> None:
    began = time.monotonic()
    with pytest.raises(InvalidError, match="works too long"):
        shown(source)
    assert time.monotonic() - began < environment.MAX_SECONDS + 3


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 40, "too long a text"),
        ("{% set x = 'aaaaaaaaaa' %}" + "{% set x = x + x %}" * 40, "too long a text"),
        ("{% set x = [1, 2] %}" + "{% set x = x + x %}" * 40, "too long a text"),
        ("{% for a in range(9999) %}" + "x" * 999 + "{% endfor %}", "writes more than 512 kB"),
    ],
)
def test_output_without_end_is_stopped(source: str, says: str) -> None:
    with pytest.raises(InvalidError, match=says):
        shown(source)


def test_a_stopped_template_does_not_spoil_the_next() -> None:
    made = Environment()
    with pytest.raises(InvalidError):
        compose(
            made,
            made.from_string(
                "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"
            ),
            {},
        )
    assert (
        compose(made, made.from_string("{% for a in range(3) %}{{ a }}{% endfor %}"), {}) == "012"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ t }}", "&lt;b&gt;&#39;茶&#39;"),
        ("{{ t ~ '&' }}", "&lt;b&gt;&#39;茶&#39;&amp;"),
        ("{{ 1 ~ 2 }}", "12"),
        (
            "{{ attrs(link) ~ t }}",
            'href="#item/prd_1" data-action="item" data-target="prd_1"&lt;b&gt;&#39;茶&#39;',
        ),
        ("{% for a in 'ab' %}{{ loop.index }}{{ loop.cycle('x', 'y') }}{% endfor %}", "1x2y"),
        (
            "{% macro card(x) %}<i>{{ x }}</i>{% endmacro %}{{ card(t) }}",
            "<i>&lt;b&gt;&#39;茶&#39;</i>",
        ),
        ("{{ ['b', 'a']|sort|join('-') }}", "a-b"),
        ("{{ (price / 100)|round(1) }}", "59.0"),
        ("{{ 7 % 4 }}", "3"),
        (
            "{% for a in [1, 2, 3] %}{% if a == 2 %}{% continue %}{% endif %}{{ a }}{% endfor %}",
            "13",
        ),
    ],
)
def test_plain_templates_work_and_escape(source: str, expected: str) -> None:
    assert shown(source, t="<b>'茶'", link=LINK, price=5900) == expected
