"""Writes a number of bytes in words."""

from __future__ import annotations


def format_size(count: int) -> str:
    """A number of bytes in words for a message: in MiB where that comes out even, else in bytes.

    >>> format_size(33554432), format_size(1000)
    ('32 MiB', '1000 字节')
    """
    return f"{count >> 20} MiB" if count % (1 << 20) == 0 else f"{count} 字节"
