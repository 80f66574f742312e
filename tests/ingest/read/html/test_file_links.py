"""Which links of a page offer files."""

import pytest

from ingest.read.html.file_links import (
    FILE_HREFS,
    FILE_LINK_TEXTS,
    PageLink,
    find_attachments,
    offers_file,
)


@pytest.mark.parametrize(
    ("href", "words"),
    [
        *((rule.example, "下载") for rule in FILE_HREFS),
        *(("down.jsp?id=5", rule.example) for rule in FILE_LINK_TEXTS),
    ],
)
def test_either_where_a_link_goes_or_what_it_says_is_enough(href, words):
    assert offers_file(PageLink(href, words))


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("./t20200110_1.html", "广州市节水办法"),
        ("/", "首页"),
        ("#fj1", "附件1"),
        ("", "附件"),
        ("javascript:void(0)", "附件：办法.doc"),
        ("mailto:a@example.gov.cn", "附件1"),
        ("1.html", "附件的要求见下"),
        ("/docs/", "文档"),
        ("a.docs.html", "说明"),
        ("1.jpg", "配图"),
    ],
)
def test_other_links_offer_none(href, words):
    assert not offers_file(PageLink(href, words))


def test_names_addresses_and_each_address_once():
    links = [
        PageLink("./P02.doc", "附件1.名单", "标题"),
        PageLink("./P02.doc", "再次"),
        PageLink("表%20二.xls", "", ""),
        PageLink("3.pdf", "", "办法"),
        PageLink("http://[附件.doc", "坏的"),
        PageLink("ftp://a.cn/1.doc", "旧的"),
    ]
    found = [
        (one.name, one.url, one.href)
        for one in find_attachments(links, "https://a.gov.cn/zw/1.html")
    ]
    assert found == [
        ("附件1.名单", "https://a.gov.cn/zw/P02.doc", "./P02.doc"),
        ("表 二.xls", "https://a.gov.cn/zw/%E8%A1%A8%20%E4%BA%8C.xls", "表%20二.xls"),
        ("办法", "https://a.gov.cn/zw/3.pdf", "3.pdf"),
    ]


def test_without_an_address_of_the_page_links_stay_as_they_are():
    (one,) = find_attachments([PageLink("files/1.doc", "办法")], None)
    assert (one.url, one.href) == (None, "files/1.doc")
