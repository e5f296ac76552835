"""Admit only the browser that opened the printed address.

Any page open in the same browser can send requests to this machine. So each request, with any
method, must name this server as its host (and not another name that leads here), come from
this server's own page or from no page, and carry the cookie that the printed address set.
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = "127.0.0.1"
HOSTS = (LOOPBACK, "localhost")
FORBIDDEN = (
    "This lettergen preview belongs to another browser window.\n"
    "Open the whole address that 'lettergen preview' printed, including its token.\n"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class Guard:
    """Passes on requests of the preview's own page, and answers all others with 403."""

    def __init__(self, app: ASGIApp, *, port: int, token: str) -> None:
        self.app = app
        self.token = token
        self.hosts = {f"{host}:{port}" for host in HOSTS}
        # Cookies are shared between ports, and two previews may be open.
        self.cookie = f"lettergen-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # WebSocket is not supported: the connection is refused

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", PAGE_POLICY)
            await send(message)

        refusal = self._answer(scope)
        await (refusal or self.app)(scope, receive, send_guarded)

    def _answer(self, scope: Scope) -> Response | None:
        """Return the immediate answer; None if the request may pass."""
        headers = Headers(scope=scope)
        if not self._comes_from_here(headers):
            return PlainTextResponse(FORBIDDEN, 403)
        asked = QueryParams(scope["query_string"]).get("token")
        if scope["path"] == "/" and scope["method"] == "GET" and asked is not None:
            return self._welcome() if self._is_right(asked) else PlainTextResponse(FORBIDDEN, 403)
        if not self._is_right(self._token_in(headers)):
            return PlainTextResponse(FORBIDDEN, 403)
        return None

    def _comes_from_here(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        origin = headers.get("origin")
        site = headers.get("sec-fetch-site", "none")
        own_origins = {f"http://{host}" for host in self.hosts}
        return (
            len(hosts) == 1
            and hosts[0] in self.hosts
            and (origin is None or origin in own_origins)
            and site in {"same-origin", "none"}
        )

    def _token_in(self, headers: Headers) -> str:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        return cookies[self.cookie].value if self.cookie in cookies else ""

    def _is_right(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self.token.encode())

    def _welcome(self) -> Response:
        """Turn the token of the printed address into a cookie, and remove it from the address."""
        response = RedirectResponse("/", 303)
        response.set_cookie(self.cookie, self.token, path="/", httponly=True, samesite="strict")
        return response
