"""Sending the week's digests, so that a kill at any point neither loses nor doubles one.

The order of a mail: the server says 354, the ledger says `sending` (committed), the message goes
out, the server says 250, the ledger says `sent`. Killed before the commit, the row is `planned`
and the next run sends; killed after it, the row is in doubt and waits for a person.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from corpus.people.deliveries import (
    Content,
    Entry,
    Owed,
    State,
    enter,
    find,
    lapse,
    move,
    recorded,
    week_of,
)
from corpus.store.database import session, writing
from corpus.store.home import Home
from corpus.store.locks import held
from search_api.alerts.outbox import put
from search_api.alerts.plan import CHANNEL, Digest, plan
from search_api.alerts.render import Sender, render
from search_api.alerts.smtp import InDoubtError, Line, RefusedError, Server


class CannotResendError(Exception):
    """Why a delivery is not sent again, in words for people."""


@dataclass(frozen=True, slots=True)
class Post:
    """Whence and how digests leave: through a server, or as files where there is none."""

    home: Home
    database: Engine
    sender: Sender
    server: Server | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a delivery. `items`: the ends it tells, or has yet to tell; `tried`: this run
    tried to send it; `path`: its .eml file."""

    entry: Entry
    items: int
    tried: bool
    path: Path | None = None


def send(post: Post, as_of: date, report: Callable[[Outcome], None]) -> None:
    """Send what the week of `as_of` owes, reporting each delivery as it is done. Raises
    smtp.UnreachableError; what was reported before stands."""
    with held(post.home, "alerts", shared=True), _line(post) as line:
        for digest, entry in _enter(post, as_of):
            if entry.state is State.PLANNED:
                report(_hand_in(post, line, entry, _content(post, digest, entry)))
            else:
                report(Outcome(entry, len(digest.items), tried=False))


def resend(post: Post, delivery: int) -> Outcome:
    """Send a delivery once more, the same message to the byte, because a person says so: one in
    doubt, one refused, or one that was only written to a file. Raises CannotResendError and
    smtp.UnreachableError."""
    with held(post.home, "alerts", wait=False) as alone, _line(post) as line:
        if not alone:
            raise CannotResendError("另一次发送正在进行，请待它结束后再试")
        with session(post.database) as store:
            entry = find(store, delivery)
            content = recorded(store, delivery)
        if entry is None:
            raise CannotResendError(f"账本中没有编号为 {delivery} 的投递")
        if entry.state in _NOT_AGAIN or content is None:
            raise CannotResendError(f"投递 {delivery} {_NOT_AGAIN[entry.state]}")
        return _hand_in(post, line, entry, content)


def busy(home: Home) -> bool:
    """Whether a run is sending at this moment, so that `sending` may not mean doubt."""
    with held(home, "alerts", wait=False) as alone:
        return not alone


_NOT_AGAIN = {
    State.SENT: "已由邮件服务器收下，不再发送",
    State.PLANNED: "还没有发出过，请运行 fagui alerts send",
    State.LAPSED: "从未发出，其内容已并入后一周的提醒",
    State.NOTHING: "没有内容：那一周没有要提醒的文件",
}


def _enter(post: Post, as_of: date) -> list[tuple[Digest, Entry]]:
    """The week's plan, and its rows in the ledger, made in one transaction."""
    with session(post.database) as store:
        digests = plan(store, as_of)
    now = datetime.now(UTC)
    with writing(post.database) as store:
        lapse(store, CHANNEL, week_of(as_of), now)
        return [(digest, enter(store, _owed(digest, post.sender), now)) for digest in digests]


def _owed(digest: Digest, sender: Sender) -> Owed:
    return Owed(
        address=digest.address,
        channel=CHANNEL,
        as_of=digest.as_of,
        message_id=digest.message_id(sender.domain),
        anything=bool(digest.items),
    )


def _content(post: Post, digest: Digest, entry: Entry) -> Content:
    return Content(
        as_of=digest.as_of,
        message=render(digest, post.sender, entry.message_id, datetime.now(UTC)),
        items={item.summary.id: item.ends for item in digest.items},
    )


def _hand_in(post: Post, line: Line | None, entry: Entry, content: Content) -> Outcome:
    if line is None:
        return _write(post, entry, content)
    return _mail(post, line, entry, content)


def _write(post: Post, entry: Entry, content: Content) -> Outcome:
    """The file's name is the delivery's own: written again after a kill, it is still one."""
    with writing(post.database) as store:
        after = move(store, entry, State.WRITTEN, datetime.now(UTC), content=content)
        if after is not None:
            path = put(post.home.outbox, f"{entry.week}-{entry.id}.eml", content.message)
            return Outcome(after, len(content.items), tried=True, path=path)
    return _overtaken(post, entry, content)


def _mail(post: Post, line: Line, entry: Entry, content: Content) -> Outcome:
    """Every `_record` is a transaction of its own, committed when it returns."""
    try:
        line.offer(post.sender.address, entry.address)
    except RefusedError as refusal:
        return _record(post, entry, _refused(entry, refusal), content, str(refusal))
    with writing(post.database) as store:
        claimed = move(store, entry, State.SENDING, datetime.now(UTC), content=content)
    if claimed is None:
        line.drop()  # the server waits for a message; without its end it takes none
        return _overtaken(post, entry, content)
    try:
        line.hand_over(content.message)
    except RefusedError as refusal:
        return _record(post, claimed, _refused(entry, refusal), content, str(refusal))
    except InDoubtError as doubt:
        return _record(post, claimed, State.SENDING, content, str(doubt))
    return _record(post, claimed, State.SENT, content)


def _refused(before: Entry, refusal: RefusedError) -> State:
    """A first attempt refused for good has failed; one by hand changes nothing: what was in doubt
    before it still is."""
    if refusal.permanent and before.state is State.PLANNED:
        return State.FAILED
    return before.state


def _record(
    post: Post, entry: Entry, state: State, content: Content, error: str | None = None
) -> Outcome:
    kept = content if state is State.FAILED else None  # else on record, or not told
    with writing(post.database) as store:
        after = move(store, entry, state, datetime.now(UTC), content=kept, error=error)
    if after is None:
        return _overtaken(post, entry, content)
    return Outcome(after, len(content.items), tried=True)


def _overtaken(post: Post, entry: Entry, content: Content) -> Outcome:
    """Another run was first: how things stand by now."""
    with session(post.database) as store:
        return Outcome(find(store, entry.id) or entry, len(content.items), tried=False)


def _line(post: Post) -> AbstractContextManager[Line | None]:
    return Line(post.server, post.sender.domain) if post.server else nullcontext()
