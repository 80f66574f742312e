"""Folders of real documents taken in once for all gates that search them."""

import pytest

from tests.evaluation.filled import Filled, rows


@pytest.fixture(scope="session")
def laws(shared, tmp_path_factory) -> Filled:
    return Filled(tmp_path_factory.mktemp("laws"), shared / "corpora/laws")


@pytest.fixture(scope="session")
def traditional(shared, tmp_path_factory) -> Filled:
    """Every third law of Taiwan, its articles as paragraphs."""
    folder = tmp_path_factory.mktemp("traditional")
    for number, law in enumerate(rows(shared / "corpora/traditional/laws.jsonl")[::3]):
        articles = "\n\n".join(
            f"{one.get('條號', '')} {one.get('條文內容', '')}".strip() for one in law["法規內容"]
        )
        page = f"# {law['法規名稱']}\n\n<!-- INFO END -->\n\n{articles}\n"
        (folder / f"{number:04}.md").write_text(page, "utf-8")
    return Filled(tmp_path_factory.mktemp("home"), folder)


@pytest.fixture(scope="session")
def articles(shared, tmp_path_factory) -> Filled:
    """The laws of the STARD benchmark, put together again from their articles."""
    folder = tmp_path_factory.mktemp("stard")
    laws: dict[str, list[str]] = {}
    for row in rows(shared / "corpora/stard/corpus.jsonl"):
        laws.setdefault(row["law"], []).append(f"{row['article']} {row['content']}")
    for number, (law, its) in enumerate(laws.items()):
        page = f"# {law}\n\n<!-- INFO END -->\n\n" + "\n\n".join(its) + "\n"
        (folder / f"{number:04}.md").write_text(page, "utf-8")
    return Filled(tmp_path_factory.mktemp("home"), folder)
