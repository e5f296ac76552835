"""Windows of envelopes: where they are, and what they show of paper that slides behind them.

Folded paper is smaller than its envelope. `visible` is the area that is seen in every position of
the paper, `exposed` the area that is seen in some position. Both are boxes on the paper.

Sources: DIN 5008:2020 gives the folds. Its address field (85 x 45 mm, 20 mm from the left, 27 mm
from the top in form A, 45 mm in form B) is what a window of 90 x 45 mm, 20 mm from the left and
15 mm from the bottom of an envelope (DIN 680), shows of paper at the bottom of the envelope.
USPS DMM 202: 1/8 inch stays clear on every side when the insert moves to its full limits.
Figures that no available source confirms are labelled as not confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass

from lettergen.errors import CallError, Problem, did_you_mean
from lettergen.geometry.box import Box
from lettergen.geometry.folds import FOLDS, Folds
from lettergen.geometry.sizes import ENVELOPES, MM_PER_INCH, Envelope, Paper

CLEAR = 1.0
"""Millimetres kept clear within a window where no rule requires more: our own figure."""
EIGHTH = MM_PER_INCH / 8


@dataclass(frozen=True, slots=True)
class Window:
    """A window, and the paper behind it.

    Attributes:
        left, top: Its corner, in millimetres from the envelope's top left.
        clear: Millimetres between the address and each edge of the window.
        folds: The paper in the envelope, and how it is folded.
        source: The source of the figures.
        confirmed: Whether an available source gives all of them.
    """

    name: str
    envelope: Envelope
    left: float
    top: float
    width: float
    height: float
    folds: Folds
    source: str
    clear: float = CLEAR
    confirmed: bool = True

    @property
    def paper(self) -> Paper:
        """The only paper that this window is for."""
        return self.folds.paper

    @property
    def play(self) -> tuple[float, float]:
        """How far the folded paper can slide to the right and down, from the upper left."""
        return self.envelope.width - self.paper.width, self.envelope.height - self.folds.height

    @property
    def visible(self) -> Box:
        """The area seen in every position of the paper: every line of the address must be in it."""
        across, down = self.play
        begins = self.folds.begins
        return self._on_panel(
            self.left,
            self.top + begins,
            self.left + self.width - across,
            self.top + self.height - down + begins,
        )

    @property
    def exposed(self) -> Box:
        """The area seen in some position of the paper: nothing but the address may be in it."""
        across, down = self.play
        begins = self.folds.begins
        return self._on_panel(
            self.left - across,
            self.top - down + begins,
            self.left + self.width,
            self.top + self.height + begins,
        )

    def _on_panel(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Return the part of the box on the panel in front."""
        return Box(
            max(left, 0.0),
            max(top, 0.0),
            min(right, self.paper.width),
            min(bottom, self.folds.shown),
        )


def _din(name: str, envelope: str, folds: str) -> Window:
    """Return the window of DIN 680: 90 x 45 mm, 20 mm from the left, 15 mm from the bottom."""
    wrapper = ENVELOPES[envelope]
    top = wrapper.height - 15 - 45
    return Window(name, wrapper, 20, top, 90, 45, FOLDS[folds], "DIN 680 and DIN 5008:2020")


def _us(name: str, folds: str) -> Window:
    """Return the window of a US No. 10 envelope: 1 1/8 x 4 1/2 in, 7/8 from left, 1/2 from bottom.

    The distances from the edges are the usual ones; 5/8 in from the bottom is also in use.
    """
    wrapper = ENVELOPES["#10"]
    height = 1.125 * MM_PER_INCH
    top = wrapper.height - 0.5 * MM_PER_INCH - height
    left, width = 0.875 * MM_PER_INCH, 4.5 * MM_PER_INCH
    source = "US trade size; the clear eighth of an inch: USPS DMM 202"
    return Window(name, wrapper, left, top, width, height, FOLDS[folds], source, EIGHTH)


def _c4(top: int) -> Window:
    """Return a window of a C4 envelope, *top* mm from the top; its size is that of DIN 680."""
    source = "top: BS 4264 as quoted by the trade; left and size: not confirmed"
    folds = FOLDS["a4-flat"]
    name = f"c4-{top}"
    return Window(name, ENVELOPES["c4"], 20, top, 90, 45, folds, source, confirmed=False)


WINDOWS = {
    one.name: one
    for one in (
        _din("din5008-a", "dl", "din5008-a"),
        _din("din5008-b", "dl", "din5008-b"),
        _din("din5008-a-c56", "c5/6", "din5008-a"),
        _din("din5008-b-c56", "c5/6", "din5008-b"),
        Window(
            "uk-dl",
            ENVELOPES["dl"],
            20,
            53,
            93,
            39,
            FOLDS["a4-thirds"],
            "BS 4264 as quoted by the trade",
        ),
        _us("us-10", "letter-thirds"),
        _us("us-10-4in", "letter-4-8"),
        _c4(27),
        _c4(45),
        # 60 mm from the bottom, so that it shows the address of DIN 5008 form B.
        Window(
            "c5",
            ENVELOPES["c5"],
            20,
            57,
            90,
            45,
            FOLDS["a4-half"],
            "place and size: not confirmed",
            confirmed=False,
        ),
    )
}


def window(name: str, paper: Paper) -> Window:
    """Return the window called *name*, for a letter on *paper*.

    Raises:
        CallError: There is no such window, or it is not for that paper.
    """
    found = WINDOWS.get(name)
    fitting = [one.name for one in WINDOWS.values() if one.paper == paper]
    known = f"Windows for {paper.name}: {', '.join(fitting)}."
    if found is None:
        message = f"Unknown envelope window {name!r}."
        hint = f"{did_you_mean(name, WINDOWS)} {known}".strip()
        raise CallError([Problem("unknown-window", message, hint)])
    if found.paper != paper:
        message = f"The window {name!r} is for {found.paper.name}, not for {paper.name}."
        hint = f"Choose another window or another paper. {known}"
        raise CallError([Problem("window-paper", message, hint)])
    return found
