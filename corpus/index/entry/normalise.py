"""How names stand in an index: simplified, folded, without white space; and numbers with one kind
of brackets and without 第, which is printed or not."""

from __future__ import annotations

from analyzers.number_forms import normal
from analyzers.script import squeeze, to_simplified


def name(text: str) -> str:
    """A title or an organ's name.

    >>> name("廣州市 人民政府")
    '广州市人民政府'
    """
    return squeeze(to_simplified(text))


def number_name(text: str) -> str:
    """A document number, or a pattern for some.

    >>> number_name("国务院令第562号"), number_name("穗府[2015]*")
    ('国务院令562号', '穗府〔2015〕*')
    """
    return normal(name(text)).replace("第", "")
