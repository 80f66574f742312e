"""`fagui alerts preview|send|doubtful|resend`: the weekly digest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli import subscriptions
from search_api.cli.terminal import AsJson, AsOf, Code, Failure, day, print_json

if TYPE_CHECKING:
    from search_api.alerts.send import Outcome, Post


def register(app: typer.Typer) -> None:
    """Add the commands of this file, and those of subscriptions."""
    subscriptions.register(app)
    alerts = typer.Typer(help="每周的到期提醒：预览、发送、查存疑、重发。", no_args_is_help=True)
    alerts.command("preview", help="看本周会提醒什么，什么也不发。")(preview)
    alerts.command("send", help="发送本周的提醒：每个邮箱每周至多一封，中断后再运行即可。")(send)
    alerts.command("doubtful", help="列出存疑的投递：内容已发出，却没有等到服务器的答复。")(
        doubtful
    )
    alerts.command("resend", help="由人决定，把一次投递原样再发一次（同一 Message-ID）。")(resend)
    app.add_typer(alerts, name="alerts")


def preview(*, as_of: AsOf = None, as_json: AsJson = False) -> None:
    from corpus.people.deliveries import of_week, week_of
    from corpus.store.database import session
    from search_api.alerts.plan import CHANNEL, plan
    from search_api.cli.digests import digest_object, show

    chosen = day(as_of)
    post = _post()
    with session(post.database) as store:
        digests = plan(store, chosen)
        entries = of_week(store, CHANNEL, week_of(chosen))
    if as_json:
        objects = [digest_object(one, post.sender, entries.get(one.address)) for one in digests]
        print_json({"as_of": chosen.isoformat(), "week": week_of(chosen), "digests": objects})
        return
    typer.echo(_heading(chosen) if digests else _NOBODY)
    for one in digests:
        show(one, entries.get(one.address))


def send(*, as_of: AsOf = None, as_json: AsJson = False) -> Code:
    from corpus.people.deliveries import doubtful as in_doubt
    from corpus.people.deliveries import week_of
    from corpus.store.database import session
    from corpus.store.locks import held
    from search_api.alerts.plan import CHANNEL
    from search_api.alerts.send import send as deliver
    from search_api.alerts.smtp import UnreachableError
    from search_api.cli.digests import outcome_object, tell

    chosen = day(as_of)
    post = _post()
    done: list[Outcome] = []
    unreachable: UnreachableError | None = None

    def report(outcome: Outcome) -> None:
        done.append(outcome)
        if not as_json:
            tell(outcome)

    if not as_json:
        typer.echo(_heading(chosen))
        if post.server is None:
            typer.echo(
                f"没有设置邮件服务器（FAGUI_SMTP_HOST）：写成 .eml 文件，放在 {post.home.outbox}"
            )
    try:
        deliver(post, chosen, report)
    except UnreachableError as error:
        unreachable = error
    # what another run is sending at this moment is not in doubt: wait for its end
    with held(post.home, "alerts"), session(post.database) as store:
        doubts = len(in_doubt(store, CHANNEL))
    if as_json:
        print_json(
            {
                "as_of": chosen.isoformat(),
                "week": week_of(chosen),
                "deliveries": [outcome_object(outcome) for outcome in done],
                "doubtful": doubts,
            }
        )
    elif not done and unreachable is None:
        typer.echo(_NOBODY)
    if unreachable is not None:
        raise Failure(f"邮件服务器用不了，提醒都还没有丢，修好后再运行一次。{unreachable}")
    if doubts and not as_json:
        typer.echo(f"有 {doubts} 次投递存疑，不会自动重发；请看 fagui alerts doubtful")
    return Code.INCOMPLETE if doubts or any(map(_unsent, done)) else Code.DONE


def doubtful(*, as_json: AsJson = False) -> None:
    from corpus.people.deliveries import doubtful as in_doubt
    from corpus.store.database import session
    from search_api.alerts.plan import CHANNEL
    from search_api.alerts.send import busy
    from search_api.cli.digests import show_doubtful
    from search_api.schemas.encode import plain

    post = _post()
    with session(post.database) as store:
        entries = in_doubt(store, CHANNEL)
    if as_json:
        print_json({"doubtful": plain(entries)})
    else:
        show_doubtful(entries, busy=busy(post.home))


def resend(
    delivery: Annotated[int, typer.Argument(metavar="编号", help="alerts doubtful 列出的编号")],
    *,
    as_json: AsJson = False,
) -> Code:
    from search_api.alerts.send import CannotResendError
    from search_api.alerts.send import resend as again
    from search_api.alerts.smtp import UnreachableError
    from search_api.cli.digests import outcome_object, tell

    try:
        outcome = again(_post(), delivery)
    except CannotResendError as error:
        raise Failure(str(error), Code.INCOMPLETE) from error
    except UnreachableError as error:
        raise Failure(f"邮件服务器用不了，账本没有改动。{error}") from error
    if as_json:
        print_json(outcome_object(outcome))
    else:
        tell(outcome)
    return Code.INCOMPLETE if _unsent(outcome) else Code.DONE


_NOBODY = "还没有人订阅。登记一项：fagui subscribe 邮箱 --region 广东省 --lead 6m"


def _heading(as_of: date) -> str:
    from corpus.people.deliveries import week_of

    return f"第 {week_of(as_of)} 周的到期提醒，以 {as_of} 为准"


def _post() -> Post:
    """How mail leaves, by the settings."""
    from corpus.people.subscriptions import UnacceptableError, read_address
    from corpus.store.database import open_database
    from search_api.alerts.render import Sender
    from search_api.alerts.send import Post
    from search_api.alerts.smtp import server_of
    from search_api.settings import read_settings

    settings = read_settings()
    try:
        sender = Sender(read_address(settings.mail_from), settings.public_url)
    except UnacceptableError as error:
        raise Failure(f"FAGUI_MAIL_FROM：{error}") from error
    return Post(settings.data, open_database(settings.data), sender, server_of(settings))


def _unsent(outcome: Outcome) -> bool:
    return outcome.tried and outcome.entry.state not in ("sent", "written")
