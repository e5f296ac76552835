"""Official letters from member data: facts, words and the look, merged into letterhead PDFs.

    office = lettergen.Office("office")
    letter = office.letter("suspension-update", "AZE")

Importing this package imports nothing else: each of its names is imported when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers read it, without importing typing
if TYPE_CHECKING:
    from lettergen.errors import CallError, LetterError, LettergenError
    from lettergen.plan.request import Request
    from lettergen.workspace import Office
else:
    HOMES = {"Office": "lettergen.workspace", "Request": "lettergen.plan.request"}

    def __getattr__(name: str) -> object:
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        from importlib import import_module  # noqa: PLC0415 - only for programs that use a name

        return getattr(import_module(HOMES.get(name, "lettergen.errors")), name)


__all__ = ["CallError", "LetterError", "LettergenError", "Office", "Request"]
