"""`fagui alerts preview|send|doubtful|resend`: shows and sends the weekly digests."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli import subscriptions
from search_api.cli.command_basics import (
    AsOfOption,
    CommandFailedError,
    ExitCode,
    JsonOption,
    chosen_day,
    print_json,
    print_json_list,
)

if TYPE_CHECKING:
    from search_api.alerts.send_digests import DeliveryOutcome, MailSetup


def register(app: typer.Typer) -> None:
    """Add the commands of this file and those of subscriptions."""
    subscriptions.register(app)
    alerts = typer.Typer(help="每周的到期提醒：预览、发送、查存疑、重发。", no_args_is_help=True)
    alerts.command("preview", help="看本周会提醒什么，什么也不发。")(preview)
    alerts.command("send", help="发送本周的提醒：每个邮箱每周至多一封，中断后再运行即可。")(send)
    alerts.command("doubtful", help="列出存疑的投递：内容已发出，却没有等到服务器的答复。")(
        doubtful
    )
    alerts.command("resend", help="由人决定，把一次投递原样再发一次（同一 Message-ID）。")(resend)
    app.add_typer(alerts, name="alerts")


def preview(*, as_of: AsOfOption = None, as_json: JsonOption = False) -> None:
    from corpus.people.delivery_ledger import deliveries_of_week, iso_week
    from corpus.store.database import read_session
    from search_api.alerts.plan_digests import MAIL_CHANNEL, plan_digests
    from search_api.cli.show_digests import digest_object, show_digest

    chosen = chosen_day(as_of)
    setup = _mail_setup()
    with read_session(setup.database) as session:
        entries = deliveries_of_week(session, MAIL_CHANNEL, iso_week(chosen))
        digests = plan_digests(session, chosen)
        if as_json:
            head = {"as_of": chosen.isoformat(), "week": iso_week(chosen)}
            objects = (
                digest_object(digest, setup.sender, entries.get(digest.email)) for digest in digests
            )
            print_json_list(head, "digests", objects)
            return
        first = next(digests, None)
        if first is None:
            typer.echo(_NO_SUBSCRIBERS)
            return
        typer.echo(_heading(chosen))
        for digest in chain([first], digests):
            show_digest(digest, entries.get(digest.email))


def send(*, as_of: AsOfOption = None, as_json: JsonOption = False) -> ExitCode:
    from corpus.people.delivery_ledger import deliveries_in_doubt, iso_week
    from corpus.store.database import read_session
    from corpus.store.locks import hold_lock
    from search_api.alerts.plan_digests import MAIL_CHANNEL
    from search_api.alerts.send_digests import send_digests
    from search_api.alerts.smtp_connection import MailServerUnreachableError
    from search_api.cli.show_digests import outcome_object, show_outcome

    chosen = chosen_day(as_of)
    setup = _mail_setup()
    done: list[DeliveryOutcome] = []
    unreachable: MailServerUnreachableError | None = None

    def report(outcome: DeliveryOutcome) -> None:
        done.append(outcome)
        if not as_json:
            show_outcome(outcome)

    if not as_json:
        typer.echo(_heading(chosen))
        if setup.server is None:
            typer.echo(
                f"没有设置邮件服务器（FAGUI_SMTP_HOST）：写成 .eml 文件，放在 {setup.home.outbox}"
            )
    try:
        send_digests(setup, chosen, report)
    except MailServerUnreachableError as error:
        unreachable = error
    # a delivery that another run is sending now is not in doubt: wait until that run ends
    with hold_lock(setup.home, "alerts"), read_session(setup.database) as session:
        doubts = len(deliveries_in_doubt(session, MAIL_CHANNEL))
    if as_json:
        print_json(
            {
                "as_of": chosen.isoformat(),
                "week": iso_week(chosen),
                "deliveries": [outcome_object(outcome) for outcome in done],
                "doubtful": doubts,
            }
        )
    elif not done and unreachable is None:
        typer.echo(_NO_SUBSCRIBERS)
    if unreachable is not None:
        raise CommandFailedError(
            f"邮件服务器用不了，提醒都还没有丢，修好后再运行一次。{unreachable}"
        )
    if doubts and not as_json:
        typer.echo(f"有 {doubts} 次投递存疑，不会自动重发；请看 fagui alerts doubtful")
    return ExitCode.INCOMPLETE if doubts or any(map(_is_unsent, done)) else ExitCode.DONE


def doubtful(*, as_json: JsonOption = False) -> None:
    from corpus.people.delivery_ledger import deliveries_in_doubt
    from corpus.store.database import read_session
    from search_api.alerts.plan_digests import MAIL_CHANNEL
    from search_api.alerts.send_digests import is_sending
    from search_api.cli.show_digests import show_doubtful
    from search_api.schemas.encode_json import to_json

    setup = _mail_setup()
    with read_session(setup.database) as session:
        entries = deliveries_in_doubt(session, MAIL_CHANNEL)
    if as_json:
        print_json({"doubtful": to_json(entries)})
    else:
        show_doubtful(entries, busy=is_sending(setup.home))


def resend(
    delivery: Annotated[int, typer.Argument(metavar="编号", help="alerts doubtful 列出的编号")],
    *,
    as_json: JsonOption = False,
) -> ExitCode:
    from search_api.alerts.send_digests import CannotResendError, resend_delivery
    from search_api.alerts.smtp_connection import MailServerUnreachableError
    from search_api.cli.show_digests import outcome_object, show_outcome

    try:
        outcome = resend_delivery(_mail_setup(), delivery)
    except CannotResendError as error:
        raise CommandFailedError(str(error), ExitCode.INCOMPLETE) from error
    except MailServerUnreachableError as error:
        raise CommandFailedError(f"邮件服务器用不了，账本没有改动。{error}") from error
    if as_json:
        print_json(outcome_object(outcome))
    else:
        show_outcome(outcome)
    return ExitCode.INCOMPLETE if _is_unsent(outcome) else ExitCode.DONE


_NO_SUBSCRIBERS = "还没有人订阅。登记一项：fagui subscribe 邮箱 --region 广东省 --lead 6m"


def _heading(as_of: date) -> str:
    from corpus.people.delivery_ledger import iso_week

    return f"第 {iso_week(as_of)} 周的到期提醒，以 {as_of} 为准"


def _mail_setup() -> MailSetup:
    """What sending needs, by the settings. Raises CommandFailedError."""
    from corpus.people.subscriptions import SubscriptionError, parse_email
    from corpus.store.database import open_database
    from search_api.alerts.render_mail import MailSender
    from search_api.alerts.send_digests import MailSetup
    from search_api.alerts.smtp_connection import smtp_server_of
    from search_api.settings import read_settings

    settings = read_settings()
    try:
        sender = MailSender(parse_email(settings.mail_from), settings.public_url)
    except SubscriptionError as error:
        raise CommandFailedError(f"FAGUI_MAIL_FROM：{error}") from error
    return MailSetup(settings.data, open_database(settings.data), sender, smtp_server_of(settings))


def _is_unsent(outcome: DeliveryOutcome) -> bool:
    return outcome.tried and outcome.entry.state not in ("sent", "written")
