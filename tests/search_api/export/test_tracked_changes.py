"""The .docx of a comparison, in LibreOffice: accepted whole it is the new text, rejected whole the
old one."""

from corpus.comparison.compare_texts import compare_texts
from corpus.comparison.compared_text import ComparedText
from corpus.documents.load_document import RevisionText
from corpus.model.provision_units import split_units
from search_api.export.tracked_changes import write_tracked_changes
from search_api.query.compare_documents import DocumentComparison
from tests.office import settle_changes

LAW = """甲市水源保护办法
第一条 国家保护饮用水水源地。
第二条 禁止向河道湖泊排放污水。
第三条 公民有权举报。"""
MOVED = """甲市水源保护办法
第一条 禁止向河道湖泊排放污水。
第二条 公民有权举报。
第三条 国家保护饮用水水源地。"""
CASES = {
    "a paragraph goes": ("甲\n乙\n丙", "甲\n丙"),
    "a paragraph comes at the end": ("甲", "甲\n乙"),
    "the last paragraph goes": ("甲\n乙", "甲"),
    "paragraphs are cut otherwise": ("甲乙\n丙丁", "甲\n乙丙\n\n丁"),
    "white space": ("标题\t一\n  空格  两个 \n末", "标题\t二\n  空格 两个\n\n末尾"),
    "all comes": ("", "新"),
    "all goes": ("旧", ""),
    "signs of XML": ("a<b&c", 'a<b>&"c'),
    "an empty line at the end": ("甲\n", "甲\n乙\n"),
    "articles": (LAW, LAW.replace("禁止", "严禁").replace("第三条", "第三条 监督。\n第四条")),
    "articles that moved": (LAW, MOVED),
}


def comparison(old: str, new: str) -> DocumentComparison:
    texts = [ComparedText(text, text, split_units(text, [])) for text in (old, new)]
    revisions = [RevisionText(text, None, 0, 1, text, text, (), ()) for text in (old, new)]
    return DocumentComparison(*revisions, tuple(compare_texts(*texts)))


def test_accepted_it_is_the_new_text_and_rejected_the_old_one(tmp_path):
    files = [write_tracked_changes(comparison(*texts)) for texts in CASES.values()]
    settled = dict(zip(CASES, settle_changes(files, tmp_path), strict=True))
    assert settled == {name: (new, old) for name, (old, new) in CASES.items()}
