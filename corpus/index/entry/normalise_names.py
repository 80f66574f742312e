"""How names stand in an index: simplified, folded, without white space; and numbers with one kind
of brackets and without 第, which is printed or not."""

from __future__ import annotations

from analyzers.chinese_script import squeeze, to_simplified
from analyzers.number_forms import fold_brackets


def normal_name(text: str) -> str:
    """A title or an organ's name.

    >>> normal_name("廣州市 人民政府")
    '广州市人民政府'
    """
    return squeeze(to_simplified(text))


def normal_number(text: str) -> str:
    """A document number, or a pattern for some.

    >>> normal_number("国务院令第562号"), normal_number("穗府[2015]*")
    ('国务院令562号', '穗府〔2015〕*')
    """
    return fold_brackets(normal_name(text)).replace("第", "")
