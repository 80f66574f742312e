"""Pinyin glosses: looking for a tone mark first loses none of them."""

import sys

from ingest.clean.pinyin_glosses import _GLOSS, _TONE


def test_no_gloss_is_without_a_sign_that_is_looked_for_first():
    for character in map(chr, range(sys.maxunicode + 1)):
        if _GLOSS.search(f"規(a{character})"):
            assert _TONE.search(character), hex(ord(character))
