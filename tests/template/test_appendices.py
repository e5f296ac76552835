"""Where appendices may begin."""

from __future__ import annotations

import pytest

from tests.template import found, told

A = '{% appendix "A" %}\n\nOf A.\n'
B = '{% appendix "B" %}\n\nOf B.\n'


@pytest.mark.parametrize(
    "text",
    [
        f"x\n{A}\n{B}",
        f"x\n{{% if met %}}\n{A}{{% endif %}}\n",
        f"x\n{{% if met %}}\n{A}{{% else %}}\nMore.\n{B}{{% endif %}}\n\n",
        f"x\n{{% if met %}}\n{A}{{% endif %}}\n{{% if role %}}\n{B}{{% endif %}}\n",
        f"x\n{{% if met %}}\n{{% if role %}}\n{A}{{% endif %}}\n{{% endif %}}\n{B}",
        f"x\n{{% if met %}}y{{% endif %}}\n{A}{{% for w in words %}}{{{{ w }}}}{{% endfor %}}\n",
        f"x[^1]\n{{% if met %}}\n{A}{{% endif %}}\n[^1]: Of {{{{ year }}}}.\n    More.\n\n[^2]:",
        f"x[^1]\n{{% if met %}}\n{A}{{% endif %}}\n[^1]: Of {{% if met %}}y{{% endif %}}.\n",
        f"x\n{{% if met %}}\n{A}{{% endif %}}\n{{% set z = role %}}\n{{# a remark #}}\n",
        f"{{% if met %}}{{% if role %}}\n{A}{{% endif %}}{{% else %}}\nMore.\n{{% endif %}}\n{B}",
        'x\n{% include "rules.md.j2" %}\n',
        '{% if met %}\n{% include "rules.md.j2" %}\n{% endif %}\n',
        f'x\n{{% if met %}}\n{A}{{% endif %}}\n{{% include "rules.md.j2" %}}\ny',
    ],
)
def test_allowed(text: str) -> None:
    """An appendix stands outside of conditions, or whole within one; notes stand anywhere."""
    assert found(text, shared={"rules.md.j2": '{% appendix "R" %}\n\nOf R.\n'}) == []


AFTER = "These words follow a condition that contains an appendix"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f"x\n{{% for w in words %}}\n{A}{{% endfor %}}\n", 3, "A loop contains an appendix."),
        (
            f"{{% for w in words %}}{{% if w %}}\n{A}{{% endif %}}{{% endfor %}}",
            2,
            "A loop contains an appendix.",
        ),
        (
            f"{{% for w in words %}}{{% if w %}}\n{A}{{% endif %}}{{% endfor %}}\nAfter.",
            2,
            "A loop contains an appendix.",
        ),
        (f"{{% if met %}}\n{A}{{% endif %}}\n\n\nAfter.", 8, AFTER),
        (f"{{% if met %}}\n{A}{{% endif %}}\n{{{{ role }}}}\n{B}", 6, AFTER),
        (f"{{% if met %}}\n{A}{{% endif %}}\n{{% if role %}}\nMore.\n{{% endif %}}", 7, AFTER),
        (f"{{% if met %}}\n{A}{{% endif %}}\n{{% passage 'p' %}}\n", 6, AFTER),
        (f"{{% if met %}}\n{A}{{% else %}}\n{B}{{% endif %}}\nAfter.", 10, AFTER),
        (f"{{% if met %}}\n{A}{{% endif %}}\n[^1]: x\nAfter.", 6, AFTER),
        (f"{{% if met %}}\n{A}{{% endif %}}\n{{% if role %}}\nx\n{B}{{% endif %}}\n", 7, AFTER),
    ],
)
def test_refused(text: str, line: int, message: str) -> None:
    """An appendix in a loop, and words whose place a condition would change, are refused."""
    (problem,) = found(f"{text}\n")

    assert problem.code == "misplaced-appendix"
    assert problem.message.startswith(message)
    assert problem.hint
    assert problem.template is not None
    assert problem.template.line == line


def test_subject() -> None:
    """A subject is one line and holds no appendix."""
    (problem,) = found("x", subject='S {% appendix "A" %}')

    assert told([problem]) == ["misplaced-appendix:5"]
    assert problem.message == "The subject contains an appendix."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{% for w in words %}{% include "rules.md.j2" %}{% endfor %}', "rules.md.j2:2"),
        ('{% if met %}{% include "rules.md.j2" %}{% endif %}After.', "en.md.j2:1"),
        ('{% include "may.md.j2" %}\nAfter.', "en.md.j2:2"),
        ('{% include "may.md.j2" %}\n{% include "words.md.j2" %}', "words.md.j2:1"),
    ],
)
def test_parts_are_read_where_they_are_included(text: str, place: str) -> None:
    """What a part holds counts as if it stood in the body itself, and is told in its own file."""
    rules = '\n{% appendix "R" %}\n\nOf R.\n'
    shared = {
        "rules.md.j2": rules,
        "may.md.j2": f"{{% if met %}}{rules}{{% endif %}}",
        "words.md.j2": "Words.",
    }
    (problem,) = found(text, shared=shared)

    assert problem.code == "misplaced-appendix"
    assert str(problem.template).endswith(place)
