"""Cursors hold for five minutes, and so many at once."""

import pytest

from search_api.query import cursors
from search_api.query.cursors import CURSOR_SECONDS, TOKEN_LENGTH, CursorCache, CursorExpiredError


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_cursor_holds_for_its_time_however_often_it_is_used():
    clock = Clock()
    cache = CursorCache(clock)
    token = cache.keep("page 2")
    assert len(token) == TOKEN_LENGTH
    clock.now += CURSOR_SECONDS - 1
    assert cache.find(token) == "page 2"
    clock.now += 1
    with pytest.raises(CursorExpiredError):
        cache.find(token)


def test_where_there_are_too_many_the_one_that_nobody_uses_goes(monkeypatch):
    monkeypatch.setattr(cursors, "MAX_CURSORS", 2)
    cache = CursorCache(Clock())
    used, unused = cache.keep("used"), cache.keep("unused")
    assert cache.find(used) == "used"
    newest = cache.keep("newest")
    assert (cache.find(used), cache.find(newest)) == ("used", "newest")
    with pytest.raises(CursorExpiredError):
        cache.find(unused)


def test_an_equal_state_has_the_same_cursor_and_holds_anew():
    clock = Clock()
    cache = CursorCache(clock)
    token = cache.keep("page 2")
    clock.now += CURSOR_SECONDS - 1
    assert cache.keep("page 2") == token
    clock.now += CURSOR_SECONDS - 1
    assert cache.find(token) == "page 2"
    clock.now += CURSOR_SECONDS
    assert cache.keep("page 2") != token
