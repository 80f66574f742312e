"""Prints digests and deliveries for people, and as JSON. Heavy: imported inside the commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from corpus.model.shanghai_time import SHANGHAI
from corpus.people.delivery_ledger import DeliveryRecord, DeliveryState
from search_api.alerts.plan_digests import Digest
from search_api.alerts.render_mail import MailSender, document_link, mail_subject, one_line
from search_api.alerts.send_digests import DeliveryOutcome
from search_api.cli.console import console
from search_api.schemas.encode_json import JsonObject, to_json, to_json_object
from search_api.vocabulary.alert_phrases import (
    DELIVERY_STATE_LABELS,
    TRIED_PHRASES,
    UNTRIED_PHRASES,
    describe_subscription,
)
from search_api.vocabulary.ending_phrases import (
    UrgencyTone,
    countdown,
    ending_phrase,
    urgency_of,
)
from search_api.vocabulary.evidence_labels import MIRROR, SCAN

_TONE_STYLES: Mapping[UrgencyTone, str] = {
    "past": "red",
    "hot": "red",
    "warm": "yellow",
    "calm": "blue",
}


def show_outcome(outcome: DeliveryOutcome) -> None:
    """Prints the outcome of one delivery."""
    entry = outcome.entry
    if outcome.tried:
        typer.echo(
            f"  {entry.address}  {TRIED_PHRASES[entry.state]}：{outcome.items} 份，编号 {entry.id}"
        )
    else:
        new = f"；又有 {outcome.items} 份新的，留到下周" if outcome.items else ""
        typer.echo(f"  {entry.address}  {UNTRIED_PHRASES[entry.state]}{new}")
    if outcome.path is not None:
        typer.echo(f"    {outcome.path}")
    if outcome.tried and entry.error:
        typer.echo(f"    服务器：{entry.error}")


def show_digest(digest: Digest, entry: DeliveryRecord | None) -> None:
    """Prints the digest of one subscriber."""
    out = console()
    out.print(Text(digest.email, style="bold"))
    for one in digest.subscriptions:
        out.print(Text(f"  {describe_subscription(one.request)}", style="dim"))
    if entry is not None and entry.state not in (DeliveryState.NOTHING, DeliveryState.PLANNED):
        typer.echo(f"  {UNTRIED_PHRASES[entry.state]}{'，下面的留到下周' * bool(digest.items)}")
    elif not digest.items:
        typer.echo(f"  {DELIVERY_STATE_LABELS[DeliveryState.NOTHING]}")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in digest.items:
        summary = item.summary
        saying = ending_phrase(summary.ends_reason, summary.ends_certainty)
        evidence = item.evidence.evidence if item.evidence else None
        table.add_row(
            Text(countdown(item.days_left), style=_TONE_STYLES[urgency_of(item.days_left).tone]),
            str(item.ends),
            Text.assemble(
                (one_line(summary.title), "bold"),
                "\n",
                " · ".join((*summary.numbers, *summary.issuers, summary.status)),
                "\n",
                f"{saying.alone}：{saying.ground}",
                (f"\n“{one_line(evidence.quote)}”" if evidence else "", "dim"),
                (f"\n{MIRROR.label}" if summary.source_kind == "mirror" else "", "yellow"),
                (f"\n{SCAN.label}" if summary.ocr_confidence is not None else "", "yellow"),
            ),
        )
    out.print(Padding(table, (0, 0, 0, 2)))
    if digest.earlier:
        typer.echo(f"  另有 {digest.earlier} 份此前已经提醒过，不再重复")
    typer.echo()


def show_doubtful(entries: Sequence[DeliveryRecord], *, busy: bool) -> None:
    """Prints the deliveries in doubt, and what to do about them."""
    if not entries:
        typer.echo(f"没有{DELIVERY_STATE_LABELS[DeliveryState.SENDING]}的投递。")
        return
    for entry in entries:
        moment = entry.changed.astimezone(SHANGHAI)
        typer.echo(f"编号 {entry.id}  {entry.address}  {entry.week}")
        typer.echo(f"  {moment:%Y-%m-%d %H:%M:%S}（北京时间） {entry.error or '发送中断'}")
        typer.echo(f"  Message-ID {entry.message_id}")
    if busy:
        typer.echo("此刻有一次发送正在进行，上面的投递也许只是还没有完成。")
    typer.echo("内容已经发出，没有等到服务器的答复。是否收到，请问收件人或查邮件服务器的日志；")
    typer.echo("确未收到，再运行 fagui alerts resend 编号：原样重发，Message-ID 不变。")


def digest_object(digest: Digest, sender: MailSender, entry: DeliveryRecord | None) -> JsonObject:
    """The JSON object of a digest, for `fagui alerts preview --json`."""
    return {
        "address": digest.email,
        "state": None if entry is None else entry.state.value,
        "subject": mail_subject(digest) if digest.items else None,
        "items": [
            {
                **to_json_object(item.summary),
                "days_left": item.days_left,
                "evidence": to_json(item.evidence and item.evidence.evidence),
                "part": item.part or None,
                "link": document_link(sender, item.summary.id, digest.as_of),
            }
            for item in digest.items
        ],
        "earlier": digest.earlier,
        "subscriptions": [describe_subscription(one.request) for one in digest.subscriptions],
    }


def outcome_object(outcome: DeliveryOutcome) -> JsonObject:
    """The JSON object of an outcome, for `fagui alerts send --json`."""
    return {
        **to_json_object(outcome.entry),
        "items": outcome.items,
        "tried": outcome.tried,
        "path": None if outcome.path is None else str(outcome.path),
    }
