"""Write letters with XeLaTeX: one process for each letter, one after the other."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from letter_words import Letter, Mailing
from peer_command import run_peer

PAGE = r"""\documentclass[11pt]{article}
\usepackage[a4paper, hmargin=25mm, vmargin=20mm]{geometry}
\usepackage{fontspec}
\setmainfont{Noto Serif}
\pagestyle{empty}
\setlength{\parindent}{0pt}
\setlength{\parskip}{3.5mm}
\raggedright
\begin{document}
\fontsize{10.5pt}{14.2pt}\selectfont
"""
SPECIAL = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
SPECIAL_CODES = str.maketrans(SPECIAL)


def lines(texts: Iterable[str]) -> str:
    """Return *texts* in TeX, a line each."""
    return "\\\\\n".join(text.translate(SPECIAL_CODES) for text in texts)


def source(letter: Letter) -> str:
    """Return a letter in TeX."""
    office, *sender = letter.sender
    head = f"{{\\fontsize{{14pt}}{{19pt}}\\selectfont\\textbf{{{lines([office])}}}\\par}}"
    parts = [
        head,
        f"{{\\fontsize{{9pt}}{{12pt}}\\selectfont {lines(sender)}\\par}}\\vspace{{5mm}}",
        lines([letter.date]),
        lines(letter.addressee),
        lines([letter.salutation]),
        *(lines([words]) for words in letter.paragraphs),
        f"{lines([letter.close])}\\vspace{{16mm}}",
        lines(letter.signatory),
        f"{{\\fontsize{{9.5pt}}{{12.8pt}}\\selectfont {lines([letter.copies])}\\par}}",
    ]
    return PAGE + "\n\n".join(parts) + "\n\\end{document}\n"


def write(mailing: Mailing, folder: Path) -> None:
    """Write every letter."""
    command = ["xelatex", "-interaction=batchmode", "-halt-on-error", "-no-shell-escape"]
    for letter in mailing.letters:
        name = f"{letter.stem}.tex"
        (folder / name).write_text(source(letter), encoding="utf-8")
        subprocess.run([*command, name], cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    run_peer(write)
