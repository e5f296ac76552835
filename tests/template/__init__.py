"""Bodies made from a text and filled with facts, without any file; and what attacks them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from lettergen.errors import DataPlace, Problem
from lettergen.facts.reading import Facts
from lettergen.fields.declaration import Field, FieldType, Month, Typed
from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN, Body
from lettergen.template.body import CompiledBody, compile_body
from lettergen.template.loading import BodySource, SourceText, Template

FILE = "templates/t/en.md.j2"
SETTINGS = "templates/t/template.toml"
FIELDS = (
    Field("concern"),
    Field("role", example="point of contact"),
    Field("day", FieldType.DATE),
    Field("ends", FieldType.MONTH),
    Field("year", FieldType.YEAR),
    Field("visits", FieldType.INTEGER),
    Field("met", FieldType.SWITCH),
    Field("stage", FieldType.ONE_OF, options=("ahead", "under way", "published")),
    Field("words.*"),
    Field("milestones.*.text"),
    Field("milestones.*.due", FieldType.DATE),
    Field("milestones.*.met", FieldType.SWITCH),
    Field("people.*.name"),
    Field("people.*.line.*"),
    Field("budget.items"),
    Field("budget.values.*.name"),
)
VALUES: Mapping[str, Typed] = {
    "concern": "civic space",
    "role": "minister",
    "day": date(2021, 4, 27),
    "ends": Month(2021, 8),
    "year": 2022,
    "visits": 3,
    "met": True,
    "stage": "ahead",
    "words.1": "law",
    "words.2": "order",
    "milestones.1.text": "a plan",
    "milestones.1.due": date(2021, 6, 1),
    "milestones.1.met": False,
    "milestones.2.text": "a law",
    "milestones.2.due": date(2019, 3, 1),
    "milestones.2.met": True,
    "people.1.name": "Gloria Teasdale",
    "people.1.line.1": "4 Lighthouse Row",
    "people.1.line.2": "Port Amaranth",
    "people.2.name": "Bob Roland",
    "people.2.line.1": "1 Cabinet Square",
    "budget.items": "chairs",
    "budget.values.1.name": "candour",
}
RECORD = DataPlace("members.yaml", line=1)
MARKS = re.compile(f"{MARK_OPEN}[0-9]+{MARK_NUMBER_END}|{MARK_CLOSE}")


def template_of(
    text: str,
    *,
    subject: str = "",
    shared: Mapping[str, str] | None = None,
    fields: Iterable[Field] = (),
    language: str = "en",
) -> Template:
    """Return a template with one body; *fields* are those it declares itself."""
    source = BodySource(language, SourceText(text, FILE), SourceText(subject, SETTINGS, 5))
    parts = {
        name: SourceText(part, f"templates/_shared/{name}") for name, part in (shared or {}).items()
    }
    return Template(
        name="t",
        title="T",
        summary="",
        selection="",
        bodies={language: source},
        shared=parts,
        fields=tuple(fields),
        folder=Path(),
    )


def compiled(
    text: str,
    *,
    subject: str = "",
    shared: Mapping[str, str] | None = None,
    fields: Iterable[Field] = (),
    language: str = "en",
) -> CompiledBody:
    """Return the body that *text* makes, with FIELDS known beside its own *fields*."""
    template = template_of(text, subject=subject, shared=shared, fields=fields, language=language)
    return compile_body(template, language, (*FIELDS, *template.fields))


def found(text: str, **more: object) -> list[Problem]:
    """Return what is wrong with a body before it is filled."""
    return list(compiled(text, **more).uses.problems)  # type: ignore[arg-type]  # passed on as given


def told(problems: Iterable[Problem]) -> list[str]:
    """Return each problem as its code and its line in the template."""
    return [f"{one.code}:{one.template.line if one.template else None}" for one in problems]


def facts_of(values: Mapping[str, Typed] | None = None, *without: str) -> Facts:
    """Return the facts VALUES, overruled by *values*, without some; each has a line of its own."""
    known = {**VALUES, **(values or {})}
    given = {path: value for path, value in known.items() if path not in without}
    places = {
        path: DataPlace("members.yaml", line=line, path=path)
        for line, path in enumerate(known, start=2)
        if path in given
    }
    return Facts(given, places, RECORD, ())


def filled(
    text: str,
    values: Mapping[str, Typed] | None = None,
    *without: str,
    shared: Mapping[str, str] | None = None,
    passages: Mapping[str, str] | None = None,
    language: str = "en",
) -> tuple[Body, list[Problem]]:
    """Return a filled body and what stood in its way; the body itself is sound."""
    body = compiled(text, shared=shared, language=language)
    assert body.uses.problems == ()
    _, words, problems = body.fill(facts_of(values, *without), language, passages or {})
    return words, problems


def plain(words: Body) -> str:
    """Return a filled body's Markdown without marks and escapes."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", MARKS.sub("", words.markdown))


PAYLOADS = (
    "{{ ''.__class__.__mro__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''.__class__.__base__.__subclasses__()[132].__init__.__globals__['popen']('id').read() }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ ().__class__.__bases__[0].__subclasses__() }}",
    "{{ {}.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''['__cla' ~ 'ss__'] }}",
    "{{ ''['\\x5f\\x5fclass\\x5f\\x5f'] }}",
    "{{ concern.__init__.__globals__ }}",
    "{{ concern.upper.__self__ }}",
    "{{ concern|attr('__class__') }}",
    "{{ concern|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ concern|attr(['__', 'class', '__']|join) }}",
    "{{ concern|attr('%c%cclass%c%c'|format(95, 95, 95, 95)) }}",
    "{{ request|attr('application')|attr('\\x5f\\x5fglobals\\x5f\\x5f') }}",
    "{{ request.application.__globals__.__builtins__.__import__('os').popen('id').read() }}",
    "{{ request['application']['__globals__'] }}",
    "{{ config.__class__.__init__.__globals__['os'].popen('id').read() }}",
    "{{ config.items() }}",
    "{{ config.from_object('admin') }}",
    "{{ self._TemplateReference__context }}",
    "{{ self._TemplateReference__context.cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ self.__dict__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ cycler('a', 'b').__class__ }}",
    "{{ joiner.__init__.__globals__.os.popen('id').read() }}",
    "{{ namespace.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ lipsum() }}",
    "{{ dict.__base__.__subclasses__() }}",
    "{{ dict(a=1)|list }}",
    "{{ range(100000000)|list }}",
    "{% for x in range(999999999) %}x{% endfor %}",
    "{{ url_for.__globals__['current_app'].config }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ g.pop.__globals__ }}",
    "{{ session.__class__ }}",
    "{{ '{0.__class__}'.format(concern) }}",
    "{{ '%s'.__mod__(concern) }}",
    "{{ '%999999999s' % concern }}",
    "{{ 'a' * 999999999 }}",
    "{{ 'a'.ljust(999999999) }}",
    "{{ '{0.__init__.__globals__}'|format(concern) }}",
    "{{ ['{0.__class__}'.format]|map('call', concern) }}",
    "{{ concern|map('attr', '__class__')|list }}",
    "{{ concern|map(attribute='__class__')|map('string')|list }}",
    "{{ (concern|string).format_map }}",
    "{{ concern|safe }}",
    "{{ concern|e|safe }}",
    "{{ '<script>'|safe }}",
    "{{ concern|tojson }}",
    "{{ concern|pprint }}",
    "{{ concern|xmlattr }}",
    "{{ concern|replace('a', 'b'*99999) }}",
    "{{ concern|batch(99999999) }}",
    "{% set x = cycler.__init__ %}{{ x.__globals__ }}",
    "{% with a = ''.__class__ %}{{ a.__mro__ }}{% endwith %}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{{ m() }}",
    "{% call(x) cycler() %}{% endcall %}",
    "{% import 'os' as os %}{{ os.popen('id') }}",
    "{% from 'os' import popen %}{{ popen('id') }}",
    "{% include '/etc/passwd' without context %}",
    "{% extends '/etc/passwd' %}",
    "{% autoescape false %}{{ concern }}{% endautoescape %}",
    "{% filter safe %}{{ concern }}{% endfilter %}",
    "{% debug %}",
    "{% print(concern.__class__) %}",
    "{% set ns = namespace(a=1) %}{% set ns.a = ''.__class__ %}",
    "{% do concern.__setattr__('a', 1) %}",
    "{{ x.__init__.__builtins__.exec('import os') }}",
    "{{ (1).__class__.__mro__ }}",
    "{{ 7*7 }}",
    "{{ '7'*7 }}",
    "{{ concern.__getattribute__('__class__') }}",
    "{%- if ''.__class__ -%}x{%- endif -%}",
)
"""Known ways out of a Jinja template, as advisories and testing guides publish them."""
