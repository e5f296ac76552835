"""The tags that only a body has."""

from __future__ import annotations

import pytest

from lettergen.letter.letter import APPENDIX
from tests.template import filled, found, plain


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{% passage %}", "a passage needs its name in quotes"),
        ("{% passage name %}", "a passage needs its name in quotes"),
        ("{% passage 'a' ~ role %}", "a passage needs its name in quotes"),
        ("{% appendix %}", "an appendix needs its title in quotes, on one line"),
        ("{% appendix role %}", "an appendix needs its title in quotes, on one line"),
        ("{% appendix 'A' ~ role %}", "an appendix needs its title in quotes, on one line"),
        ("{% appendix 'a' | upper %}", "an appendix needs its title in quotes, on one line"),
        ("{% appendix '  ' %}", "an appendix needs its title in quotes, on one line"),
        ("{% appendix 'a\nb' %}", "an appendix needs its title in quotes, on one line"),
        ("{% appendix '{{ role }}' %}", "an appendix's title cannot contain a placeholder"),
        ("{% appendix 'Note[^1]' %}", "an appendix's title cannot contain a placeholder"),
        (f"{{% appendix '{'x' * 201}' %}}", "an appendix's title has more than 200 characters"),
    ],
)
def test_tags_that_cannot_be_read(tag: str, why: str) -> None:
    """A tag without its name or title in quotes, or with a placeholder there, is refused."""
    (problem,) = found(f"x\n{tag}\ny")

    assert problem.code == "template-syntax"
    assert why in problem.message
    assert problem.template is not None
    assert problem.template.line == 2


def test_what_no_title_may_hold() -> None:
    """A title holds none of the characters that no letter may have, the tag's own among them."""
    problems = found(f"x\n\n{{% appendix '{APPENDIX}y' %}}\n\nz")

    assert {problem.code for problem in problems} == {"control-character"}


def test_appendix_is_a_paragraph_of_its_own() -> None:
    """The title stands apart from what is before and after, and is printed as it is typed."""
    words, problems = filled('x\n{% appendix "*1*. [Rules]" %}\ny')

    assert problems == []
    assert plain(words) == f"x\n\n\n{APPENDIX} *1*. [Rules]\n\ny"
    assert r"\*1\*\. \[Rules\]" in words.markdown


def test_passage_in_an_appendix() -> None:
    """A member's own paragraph may stand in an appendix as well."""
    words, problems = filled(
        "x\n\n{% appendix 'A' %}\n\n{% passage 'p' %}\ny", passages={"p": "Own words."}
    )

    assert problems == []
    assert plain(words).split() == ["x", APPENDIX, "A", "Own", "words.", "y"]
