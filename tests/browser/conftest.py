"""A real Chromium, and a server that shows a folder below a sub-path as GitHub Pages does."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page
from tests.support.chromium import chromium
from tests.support.example import example, moved

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


class Below(SimpleHTTPRequestHandler):
    """Serves `directory` at `prefix` (with a slash at both ends); everywhere else there is nothing."""

    def __init__(self, *args: Any, prefix: str, **kwargs: Any) -> None:
        self.prefix = prefix
        super().__init__(*args, **kwargs)

    def send_head(self) -> Any:
        if self.path.startswith(self.prefix):
            return super().send_head()
        self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: a test reads better without."""


class Server(ThreadingHTTPServer):
    """A browser that leaves a page hangs up on what it asked for; that is nothing to report."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path, prefix: str) -> Iterator[str]:
    """Serves a folder on a free port of this machine while the block runs; gives its address."""
    handler = partial(Below, directory=str(folder), prefix=prefix)
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """`serve(folder, at="/repo/")` shows a folder until the tests end; gives its address."""
    with ExitStack() as running:
        yield lambda folder, at="/repo/": running.enter_context(serving(folder, at))


def _shown(audience: str, factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    folder = factory.mktemp("shown") / audience
    address = serve(folder, at=f"/{audience}/")
    moved(example(factory, audience), folder, address.removesuffix(f"/{audience}/"))
    return address


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The address of the example's public site."""
    return _shown("public", tmp_path_factory, serve)


@pytest.fixture(scope="session")
def internal(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The address of the example's internal site."""
    return _shown("internal", tmp_path_factory, serve)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium or Google Chrome on the PATH, without a window."""
    try:
        with chromium() as opened:
            yield opened
    except LookupError as error:
        pytest.fail(str(error))


class Readers:
    """Browsers of readers who have been here before: each keeps scripts and style sheets, and nothing else.

    A context for every test would fetch, read and compile Material's scripts every time.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._known: dict[str, BrowserContext] = {}

    def open(self, address: str, width: int, height: int, **context: Any) -> Page:
        """A page in the browser of a reader with these settings."""
        settings = repr(sorted(context.items()))
        if settings not in self._known:
            self._known[settings] = self._browser.new_context(**context)
        page = self._known[settings].new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        return page

    def forget(self) -> None:
        """Closes all pages, and forgets what they stored and were permitted."""
        for context in self._known.values():
            for page in context.pages:
                with suppress(Error):  # one without script, or without an address, stores nothing
                    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
                page.close()
            context.clear_cookies()
            context.clear_permissions()


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Readers:
    """The readers of all tests."""
    return Readers(browser)


@pytest.fixture
def visit(readers: Readers) -> Iterator[Callable[..., Page]]:
    """`visit(address, width=1440, height=900, **context)` opens a page as a reader with nothing stored.

    What goes to `browser.new_context` may follow: `color_scheme="dark"`, `java_script_enabled=False`, …
    """

    def open_page(address: str, *, width: int = 1440, height: int = 900, **context: Any) -> Page:
        return readers.open(address, width, height, **context)

    yield open_page
    readers.forget()
