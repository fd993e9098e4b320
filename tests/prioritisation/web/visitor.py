"""A browser without a screen, for the addresses of meetings: cookies, forms, no server."""

import asyncio
import re
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from starlette.datastructures import Headers

TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def main(self):
        """The HTML that a visitor reads, without style and script."""
        return re.search(r"<main.*?</main>", self.text, re.DOTALL)[0]

    @property
    def words(self):
        """The text that a visitor reads."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.main)).split())

    @property
    def title(self):
        return unescape(re.search(r"<h1[^>]*>(.*?)</h1>", self.text, re.DOTALL)[1]).strip()

    @property
    def fields(self):
        """The fields of the ballot, as a browser without JavaScript would send them."""
        found = {}
        for tag in re.findall(r"<input[^>]*>", self.main):
            named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
            box = named.get("type") in ("radio", "checkbox")
            if "name" in named and (not box or tag.endswith(" checked>") or " checked " in tag):
                found[named["name"]] = unescape(named.get("value", ""))
        area = re.search(
            r'<textarea[^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', self.main, re.DOTALL
        )
        if area:
            found[area[1]] = unescape(area[2])
        return found


@dataclass
class Visitor:
    """One device."""

    app: object
    runner: asyncio.Runner
    address: str = "192.0.2.1"
    scheme: str = "http"
    cookies: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    def get(self, path, **headers):
        return self.ask("GET", path, b"", **headers)

    def post(self, path, fields, **headers):
        """Send a form; led back to where it was sent, a browser asks for that page."""
        page = self.posted(path, fields, **headers)
        back = page.status == 303 and page.headers["location"] == path
        return self.get(path) if back else page

    def posted(self, path, fields, **headers):
        """Send a form; what comes back, whatever it is."""
        body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
        usual = {"content_type": TYPE, "origin": "http://salle.test"}
        return self.ask("POST", path, body, **(usual | headers))

    def ask(self, method, path, body=b"", **headers):
        return self.runner.run(self.asked(method, path, body, **headers))

    async def asked(self, method, path, body=b"", **headers):
        path, _, query = path.partition("?")
        given = {"host": "salle.test", "content_length": str(len(body)), **headers}
        sent = [f"{n}={v}" for n, v in self.cookies.items() if self._goes(n, path)]
        if sent and "cookie" not in headers:
            given["cookie"] = "; ".join(sent)
        raw = [(n.replace("_", "-").encode(), v.encode()) for n, v in given.items() if v]
        scope = {
            "type": "http", "method": method, "scheme": self.scheme, "path": path, "root_path": "",
            "query_string": query.encode(errors="surrogatepass"), "headers": raw,
            "client": (self.address, 5000), "server": ("salle.test", 80),
        }  # fmt: skip
        return await self._exchange(scope, body)

    async def _exchange(self, scope, body):
        sent = []
        pieces = [body[i : i + 65536] for i in range(0, len(body), 65536)] or [b""]
        left = [
            {"type": "http.request", "body": p, "more_body": i + 1 < len(pieces)}
            for i, p in enumerate(pieces)
        ]

        async def receive():
            return left.pop(0) if left else await asyncio.Future()

        async def send(message):
            sent.append(message)

        await self.app(scope, receive, send)
        page = Page(
            sent[0]["status"],
            Headers(raw=sent[0]["headers"]),
            b"".join(m.get("body", b"") for m in sent[1:]),
        )
        for cookie in page.headers.getlist("set-cookie"):
            for name, morsel in SimpleCookie(cookie).items():
                self.cookies[name], self.paths[name] = morsel.value, morsel["path"]
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        return page

    def _goes(self, name, path):
        """Whether a browser sends a cookie to a path."""
        at = self.paths.get(name, "/")
        return path == at or path.startswith(at.rstrip("/") + "/")


ANSWERS = {"premier": "ghg_impact", "n_partner_ecosystem": "60", "n_existing_coverage": "35"}


def filled(page, **answers):
    """The form of a page with answers in it, as a browser would send it."""
    return {**page.fields, **ANSWERS, **answers}


def voted(visitor, here, **answers):
    return visitor.post(here.path, filled(visitor.get(here.path), **answers))


def joined(visitor, here):
    visitor.get(here.path)
    return visitor.posted(f"{here.path}/entrer", {})
