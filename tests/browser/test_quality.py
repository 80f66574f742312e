"""What holds on every page: accessible, no wider than the window, light to load."""

import importlib.resources

import pytest
from axe_playwright_python.sync_playwright import Axe

BUDGET = 250_000  # bytes, gzip, of the first view
WIDTHS = [360, 768, 1280, 1680]
#: the address of each page, and what is on it once it is complete
PAGES = {
    "home": ("/", ".soon"),
    "results": ("/search?q=规范", ".hit"),
    "empty": ("/search?q=没有这样的词", ".nothing"),
    "reading": ("/documents/{ferry.txt}?q=规范", ".paper mark"),
    "expiring": ("/expiring?within=12m&as_of=2025-04-01", ".ending"),
    "help": ("/help", ".help dl"),
    "unknown": ("/no/such/page", ".problem"),
}


def open_page(page, ids, name):
    path, complete = PAGES[name]
    for file, document in ids.items():
        path = path.replace(f"{{{file}}}", document)
    page.goto(path)
    page.locator(complete).first.wait_for()


def violations(page):
    return [
        f"{each['id']} ({each['impact']}): {node['target']} {node['failureSummary']}"
        for each in Axe().run(page).response["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page, ids, name, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_page(page, ids, name)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_among_the_filters_of_a_phone(page, ids, scheme):
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_page(page, ids, "results")
    page.get_by_role("button", name="筛选").click()
    page.locator(".place").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(page, ids, name, width):
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, ids, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_view_is_light(page, ids):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, ids, "home")
    assets = importlib.resources.files("search_api") / "page" / "assets"
    loaded = {url.rsplit("/", 1)[1] for url in asked if "/assets/" in url}
    weight = sum(len((assets / f"{name}.gz").read_bytes()) for name in loaded)
    assert 0 < weight <= BUDGET


def test_nothing_is_loaded_from_elsewhere(page, ids, address):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in PAGES:
        open_page(page, ids, name)
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
