"""Where paper is folded and punched, in millimetres from its top edge.

DIN 5008:2020 gives the fold marks of its forms A and B; the others follow from the paper size.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from lettergen.geometry.sizes import MM_PER_INCH, PAPERS, Paper

A4, LETTER = PAPERS["a4"], PAPERS["letter"]


@dataclass(frozen=True, slots=True)
class Folds:
    """How paper is folded, with its upper panel in front.

    Attributes:
        marks: The folds, from the top; none for paper that stays flat.
        punch: The punch mark, at half the height of the paper; None where it is not usual.
    """

    name: str
    paper: Paper
    marks: tuple[float, ...] = ()
    punch: float | None = None

    @property
    def height(self) -> float:
        """The height of the folded paper, which is that of its largest panel."""
        edges = (0.0, *self.marks, self.paper.height)
        return max(below - above for above, below in pairwise(edges))

    @property
    def shown(self) -> float:
        """Where the panel in front ends: at the first fold, where the folded paper ends too."""
        return self.marks[0] if self.marks else self.paper.height

    @property
    def begins(self) -> float:
        """The upper edge of the folded paper; negative if other panels are above the one in front.

        The panel in front of DIN 5008 form A is 87 mm high, those behind it 105 mm.
        """
        return self.shown - self.height


FOLDS = {
    folds.name: folds
    for folds in (
        Folds("din5008-a", A4, (87, 192), 148.5),
        Folds("din5008-b", A4, (105, 210), 148.5),
        Folds("a4-thirds", A4, (99, 198), 148.5),
        Folds("a4-half", A4, (148.5,), 148.5),
        Folds("a4-flat", A4, (), 148.5),
        Folds("letter-thirds", LETTER, (LETTER.height / 3, LETTER.height * 2 / 3)),
        Folds("letter-4-8", LETTER, (4 * MM_PER_INCH, 8 * MM_PER_INCH)),
    )
}
