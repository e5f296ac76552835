"""The addresses of the preview and their answers. All of them only read."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from lettergen.batch.file_names import letter_name
from lettergen.errors import LettergenError
from lettergen.files import paths
from lettergen.plan.entries import Entry, Verdict
from lettergen.preview.choice import Choice, Sources, choice_from
from lettergen.preview.guard import Guard
from lettergen.preview.office_reader import Reading, chosen_entry
from lettergen.preview.renderer import Finished, Renders
from lettergen.preview.view import shown_problems, view_of
from lettergen.preview.watcher import watch
from lettergen.produce import Format
from lettergen.proof.marked_page import marked

PAGE = paths.PACKAGE / "preview" / "page"
PARTS = {
    "desk.css": "text/css",
    "desk.js": "text/javascript",
    "letter.js": "text/javascript",
    "panels.js": "text/javascript",
    "mark.svg": "image/svg+xml",
}
"""All files of the page that may be requested by name."""
# The letter's own policy names its only stylesheet; of two policies, both apply.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
MOST_FINISHED = 8


class PreviewApp:
    """The state behind the addresses: the office as read, the letters made, the listeners."""

    def __init__(self, reading: Reading, renders: Renders, usual: Choice) -> None:
        self.reading = reading
        self.renders = renders
        self.usual = usual
        self.has_ended = False
        self.changed = asyncio.Event()
        self.finished: OrderedDict[str, tuple[Finished, str]] = OrderedDict()
        self.page = (PAGE / "desk.html").read_text(encoding="utf-8")
        self.parts = {name: (PAGE / name).read_bytes() for name in PARTS}

    def announce_change(self) -> None:
        """Read the office again, and notify every open page."""
        self.reading.forget()
        self.changed.set()
        self.changed = asyncio.Event()

    def end(self) -> None:
        """End the streams of all listeners."""
        self.has_ended = True
        self.changed.set()

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/", self.desk),
            Route("/part/{name}", self.part),
            Route("/records", self.records),
            Route("/letter", self.letter),
            Route("/view/{digest}", self.view),
            Route("/pages", self.pages),
            Route("/picture/{digest}/{number:int}", self.picture),
            Route("/pdf/{digest}", self.pdf),
            Route("/events", self.events),
        ]

    async def desk(self, _request: Request) -> Response:
        """Answer with the page itself."""
        return HTMLResponse(self.page)

    async def part(self, request: Request) -> Response:
        """Answer with a script, the stylesheet or the icon of the page."""
        name = request.path_params["name"]
        if name not in self.parts:
            return _nothing()
        return Response(self.parts[name], media_type=PARTS[name])

    async def letter(self, request: Request) -> Response:
        """Answer with the problems and fields of one letter, and the name of its HTML."""
        choice = choice_from(request.query_params, self.usual)
        return JSONResponse(await run_in_threadpool(self._letter, choice))

    def _letter(self, choice: Choice) -> dict[str, Any]:
        version = self.reading.version
        found: dict[str, Any] = {"id": choice.record, "view": "", "marks": {}, "fields": []}
        try:
            found["offered"] = self.reading.sources(choice).offered
            found |= self.reading.view(choice).as_json()
        except LettergenError as error:
            found["problems"] = shown_problems(error.problems)
        return found | {"version": version, "choice": asdict(choice)}

    async def records(self, request: Request) -> Response:
        """Answer with the plan: each record, its verdict, and how many problems its letter has."""
        choice = choice_from(request.query_params, self.usual)
        return JSONResponse(await run_in_threadpool(self._records, choice))

    def _records(self, choice: Choice) -> dict[str, Any]:
        version = self.reading.version
        try:
            sources = self.reading.sources(choice)
        except LettergenError:
            return {"version": version, "records": None}
        rows = []
        for entry in sources.entries:
            if self.reading.version != version:  # the page asks again already
                break
            rows.append(_row(entry, sources))
        return {"version": version, "records": rows}

    async def view(self, request: Request) -> Response:
        """Answer with a letter's HTML, with changes since another version marked."""
        page = self.reading.page(request.path_params["digest"])
        if page is None:
            return _nothing()
        before = self.reading.page(request.query_params.get("since", ""))
        if before is not None and before != page:
            page = await run_in_threadpool(marked, before, page)
        return HTMLResponse(page, headers={"Content-Security-Policy": LETTER_POLICY})

    async def pages(self, request: Request) -> Response:
        """Answer with the pages and problems of a letter once it is finished."""
        choice = choice_from(request.query_params, self.usual)
        owner = request.query_params.get("tab", "")[:64]
        return JSONResponse(await run_in_threadpool(self._pages, choice, owner))

    def _pages(self, choice: Choice, owner: str) -> dict[str, Any]:
        version = self.reading.version
        try:
            sources = self.reading.sources(choice)
            entry = chosen_entry(choice, sources)
        except LettergenError as error:
            problems = shown_problems(error.problems)
            return {"version": version, "pages": 0, "problems": problems}
        if entry.verdict is not Verdict.CHOSEN:
            return {"version": version, "pages": 0, "problems": []}
        made = self.renders.finish(owner, entry, sources)
        return {
            "version": version,
            "superseded": made.is_superseded,
            "digest": self._keep(made, entry, sources),
            "pages": made.outcome.pages,
            "problems": shown_problems(made.outcome.problems),
        }

    def _keep(self, made: Finished, entry: Entry, sources: Sources) -> str:
        """Keep a finished letter for `picture` and `pdf`; return its name there."""
        if made.outcome.content is None or entry.date is None:
            return ""
        digest = sha256(made.outcome.content).hexdigest()
        template = sources.materials.template.name
        name = letter_name(entry.date, template, entry.record.id, entry.language, Format.PDF)
        self.finished[digest] = made, name
        self.finished.move_to_end(digest)
        while len(self.finished) > MOST_FINISHED:
            self.finished.popitem(last=False)
        return digest

    async def picture(self, request: Request) -> Response:
        """Answer with a picture of one page of a finished letter; pages count from 1."""
        made, _ = self.finished.get(request.path_params["digest"], (None, ""))
        number = request.path_params["number"]
        if made is None or not 1 <= number <= len(made.pictures):
            return _nothing()
        return Response(made.pictures[number - 1], media_type="image/png")

    async def pdf(self, request: Request) -> Response:
        """Answer with a finished letter for download."""
        made, name = self.finished.get(request.path_params["digest"], (None, ""))
        if made is None:
            return _nothing()
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return Response(made.outcome.content, media_type="application/pdf", headers=headers)

    async def events(self, _request: Request) -> Response:
        """Answer with a line for each new version of the office, until the client leaves."""
        return StreamingResponse(self._versions(), media_type="text/event-stream")

    async def _versions(self) -> AsyncIterator[str]:
        sent = 0
        while not self.has_ended:
            changed = self.changed
            if self.reading.version != sent:
                sent = self.reading.version
                yield f"data: {sent}\n\n"
            await changed.wait()


def application(
    site: PreviewApp, office: Path, data: Path | None, *, port: int, token: str
) -> Starlette:
    """Return the preview as an application, with its guard and its file watcher."""

    @asynccontextmanager
    async def watched(_: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        watching = asyncio.create_task(watch(office, data, site.announce_change, stop))
        yield
        stop.set()
        await watching

    guard = Middleware(Guard, port=port, token=token)
    app = Starlette(routes=site.routes(), middleware=[guard], lifespan=watched)
    app.router.redirect_slashes = False  # a wrong address gets 404
    return app


def _row(entry: Entry, sources: Sources) -> dict[str, Any]:
    """Return a record's row in the list; no facts are read for one that gets no letter."""
    is_chosen = entry.verdict is Verdict.CHOSEN
    view = view_of(entry, sources) if is_chosen else None
    facts = view.facts if view else None
    errors, warnings = view.counts if view else (0, 0)
    return {
        "id": entry.record.id or str(entry.record.place),
        "verdict": str(entry.verdict),
        "reason": entry.reason,
        "language": entry.language,
        "state": facts.text("state.short") if facts else "",
        "status": facts.text("status") if facts else "",
        "name": facts.text("addressee.1.name") if facts else "",
        "errors": errors,
        "warnings": warnings,
    }


def _nothing() -> Response:
    return Response("Not found.\n", 404, media_type="text/plain")
