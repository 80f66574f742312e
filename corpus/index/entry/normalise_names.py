"""The form in which an index holds names: simplified, folded, without white space.

A number has one kind of brackets in it and no 第, which is printed in some places and not in
others."""

from __future__ import annotations

from analyzers.chinese_script import squeeze, to_simplified
from analyzers.number_forms import fold_brackets


def normal_name(text: str) -> str:
    """The form of a title or of an organ's name.

    >>> normal_name("廣州市 人民政府")
    '广州市人民政府'
    """
    return squeeze(to_simplified(text))


def normal_number(text: str) -> str:
    """The form of a document number, or of a pattern for numbers.

    >>> normal_number("国务院令第562号"), normal_number("穗府[2015]*")
    ('国务院令562号', '穗府〔2015〕*')
    """
    return fold_brackets(normal_name(text)).replace("第", "")
