"""No label of a closed set is written anywhere but in the vocabulary."""

import ast
import re

import pytest

from search_api.vocabulary import evidence_labels, field_labels
from search_api.vocabulary.ending_phrases import ENDING_PHRASES
from search_api.vocabulary.status_labels import BASIS_PHRASES
from tests.search_api.vocabulary.closed_sets import LABELLED, ROOT, members

#: a sentence is looked for within others, a word only where it stands by itself
LONG = 6
#: what neither a word nor the letters of one stand in
BREAK = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")

#: labels that stand elsewhere, with the reason
EXCEPTIONS = {
    "frontend/src/annotations/NotesTab.tsx": ("修改", "what a button does"),
    "frontend/src/home/Holdings.tsx": ("收录", "a verb"),
    "frontend/src/reading/Paper.tsx": ("正文", "the name of the page's main part"),
    "frontend/src/reading/typeset.ts": ("附件", "what a text prints before its attachments"),
    "frontend/src/search/NothingFound.tsx": ("没有找到", "of a search, not of a number"),
    "frontend/src/ui/provision.ts": ("附件", "a part of an address"),
    "search_api/alerts/templates/digest.txt": ("依据", "evidence, and no tie"),
    "search_api/cli/command_basics.py": ("日期", "the place of a value in a usage line"),
    "search_api/cli/ingest.py": ("收录", "a verb"),
    "search_api/cli/migrate.py": ("修订 事实 关系", "tables of the database"),
    "search_api/cli/show_documents.py": ("依据 没有找到", "evidence; of a search"),
    "search_api/export/export_columns.py": ("条款", "the address of a hit"),
    "search_api/http/openapi_document.py": ("没有找到", "of HTTP"),
    "search_api/http/problems.py": ("没有找到", "of HTTP"),
    "search_api/http/routes/files.py": ("附件", "the name of a route"),
    "search_api/http/routes/search.py": ("规范性文件", "an example of a query"),
    "search_api/query/hints/why_not.py": ("未知", "of any value, not of a status"),
    "search_api/query/parse/query_fields.py": (
        "标题 正文 附件 文号 引用 地区 施行日期 成文日期 公布日期 网页日期 届满日期 废止",
        "syntax: what people type stays, whatever a label becomes",
    ),
    "search_api/templates/docs.html": ("目录", "of the page"),
    "ingest/clean/furniture_rules.py": ("政府门户网站", "an example of what pages print"),
    "ingest/facts/relations/positive_list_clauses.py": ("列入继续有效目录", "what texts say"),
}


def labels():
    for name, tables in LABELLED.items():
        if name.endswith("Status"):
            yield from members(name)
        for table in tables:
            for words in table.values():
                yield from (words,) if isinstance(words, str) else ()
    yield from (evidence_labels.MIRROR.caution, evidence_labels.SCAN.caution)
    yield from (field_labels.STATUS_BASIS, field_labels.LAST_DAY)
    yield from (row.words for row in BASIS_PHRASES)
    for row in ENDING_PHRASES:
        yield from (row.event, row.alone, row.ground)


LABELS = {label for label in labels() if len(label) > 1 and not label.isascii()}
#: looked for within other words
PHRASES = {label for label in LABELS if len(label) >= LONG or BREAK.search(label)}


def strings(path):
    """The texts of a Python file that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    quiet = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    } | {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet:
            yield node.value


def without_comments(source):
    return re.sub(r"/\*.*?\*/|\{#.*?#\}|(?<!:)//[^\n]*", "", source, flags=re.DOTALL)


def words_alone(texts):
    """Labels that texts consist of."""
    for text in texts:
        pieces = [piece for piece in BREAK.split(text) if piece]
        if pieces and LABELS.issuperset(pieces):
            yield from pieces


def phrases_within(texts):
    return (label for text in texts for label in PHRASES if label in text)


def files(folder):
    endings = {".py"} if folder in ("corpus", "ingest") else {".py", ".html", ".txt", ".ts", ".tsx"}
    for path in sorted((ROOT / folder).rglob("*")):
        built = path.is_relative_to(ROOT / "search_api/page")
        vocabulary = path.is_relative_to(ROOT / "search_api/vocabulary")
        passed_over = path.name.endswith((".test.ts", ".d.ts"))  # tests, and what is generated
        if path.suffix in endings and not (built or vocabulary or passed_over):
            yield path


def written(path):
    """The labels in a file. What is read from documents, by corpus and ingestion, is made of the
    same words: of theirs only phrases count."""
    name = str(path.relative_to(ROOT))
    if path.suffix == ".py":
        texts = list(strings(path))
        alone = texts
    else:
        texts = [without_comments(path.read_text("utf-8"))]
        alone = BREAK.split(texts[0])
    shown = name.startswith(("search_api/", "frontend/"))
    return {*phrases_within(texts), *(words_alone(alone) if shown else ())}


@pytest.mark.parametrize("folder", ["corpus", "ingest", "search_api", "frontend/src"])
def test_labels_stand_in_the_vocabulary_alone(folder):
    elsewhere = {str(path.relative_to(ROOT)): written(path) for path in files(folder)}
    allowed = {
        name: set(words.split())
        for name, (words, _) in EXCEPTIONS.items()
        if name.startswith(f"{folder}/")
    }
    assert {name: found for name, found in elsewhere.items() if found} == allowed
