import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.notices import NOTICES
from tests.served import FAGUI, served_address

CHROMIUM_ARGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The address of a running `fagui serve`, and the ids of the notices by file name."""
    folder = tmp_path_factory.mktemp("notices")
    for name, text in NOTICES.items():
        (folder / name).write_text(text, "utf-8")
    environment = {**os.environ, "FAGUI_HOME": str(tmp_path_factory.mktemp("home"))}
    told = subprocess.run(
        [FAGUI, "ingest", "--json", folder], env=environment, check=True, capture_output=True
    )
    rows = [json.loads(line) for line in told.stdout.splitlines()][:-1]
    ids = {Path(row["path"]).name: row["id"] for row in rows}
    with served_address(environment) as address:
        yield address, ids


@pytest.fixture(scope="session")
def address(served):
    return served[0]


@pytest.fixture(scope="session")
def ids(served):
    return served[1]


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("页面测试需要 Chromium：请安装软件包 chromium 与 fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser, address):
    with browser.new_context(
        base_url=address, locale="zh-CN", viewport={"width": 1280, "height": 900}
    ) as context:
        context.set_default_timeout(15_000)
        yield context


@pytest.fixture
def page(context):
    """A page that may not complain: no console error, no uncaught exception."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []
