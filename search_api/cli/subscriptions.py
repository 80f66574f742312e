"""`fagui subscribe`, `unsubscribe`, `subscriptions`: who is reminded of which ends, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from corpus.index.search_options import ENDING_FILTERS
from search_api.cli.command_basics import CommandFailedError, ExitCode, JsonOption, print_json
from search_api.cli.filter_options import GivenFilters, with_filter_options

if TYPE_CHECKING:
    from corpus.people.subscriptions import StoredSubscription
    from search_api.schemas.encode_json import JsonObject


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("subscribe", help="订阅到期提醒：每周至多一封，内容是将要届满的文件。")(subscribe)
    app.command("unsubscribe", help="退订：一个邮箱的全部订阅，或退订码所指的一项。")(unsubscribe)
    app.command("subscriptions", help="列出现有的订阅。")(subscriptions)


@with_filter_options(ENDING_FILTERS)
def subscribe(
    address: Annotated[str, typer.Argument(metavar="邮箱", help="收提醒的邮箱")],
    *,
    filters: GivenFilters,
    lead: Annotated[
        str,
        typer.Option(metavar="提前量", help="提前多久：6m、3m、2m、1m（日历月）或 90d（天）"),
    ] = "3m",
    as_json: JsonOption = False,
) -> None:
    from datetime import UTC, datetime

    from corpus.people.subscriptions import SubscriptionError, parse_request, subscribe
    from corpus.store.database import open_database, write_session
    from search_api.settings import read_settings
    from search_api.vocabulary.alert_phrases import describe_subscription

    try:
        request = parse_request(address, filters, lead)
    except SubscriptionError as error:
        option = f"--{error.field} 的值" if error.field in ENDING_FILTERS else ""
        raise CommandFailedError(f"{option}{error}", ExitCode.USAGE) from error
    with write_session(open_database(read_settings().data)) as session:
        stored, new = subscribe(session, request, datetime.now(UTC))
    if as_json:
        print_json({**_subscription_object(stored), "new": new})
        return
    typer.echo(f"{'已登记' if new else '同样的订阅早已登记，仍是一项'}：{request.email}")
    typer.echo(f"  内容  {describe_subscription(request)}")
    typer.echo("  方式  每周至多一封邮件，没有新的届满就不发")
    typer.echo(f"  退订  fagui unsubscribe {stored.token}")


def unsubscribe(
    who: Annotated[
        str, typer.Argument(metavar="邮箱或退订码", help="订阅用的邮箱，或一项的退订码")
    ],
    *,
    as_json: JsonOption = False,
) -> ExitCode:
    from datetime import UTC, datetime

    from corpus.people.subscriptions import SubscriptionError, unsubscribe
    from corpus.store.database import open_database, write_session
    from search_api.settings import read_settings
    from search_api.vocabulary.alert_phrases import describe_subscription

    with write_session(open_database(read_settings().data)) as session:
        try:
            ended = unsubscribe(session, who, datetime.now(UTC))
        except SubscriptionError as error:
            raise CommandFailedError(str(error), ExitCode.USAGE) from error
    if as_json:
        print_json({"ended": [_subscription_object(subscription) for subscription in ended]})
    else:
        for subscription in ended:
            typer.echo(
                f"已退订：{subscription.request.email}（{describe_subscription(subscription.request)}）"
            )
    if ended:
        return ExitCode.DONE
    raise CommandFailedError(f"没有“{who}”的订阅", ExitCode.INCOMPLETE)


def subscriptions(*, as_json: JsonOption = False) -> None:
    from rich.table import Table

    from corpus.people.subscriptions import list_subscriptions
    from corpus.store.database import open_database, read_session
    from search_api.cli.console import console
    from search_api.settings import read_settings
    from search_api.vocabulary.alert_phrases import describe_subscription

    with read_session(open_database(read_settings().data)) as session:
        all_ = list_subscriptions(session)
    if as_json:
        print_json({"subscriptions": [_subscription_object(subscription) for subscription in all_]})
        return
    if not all_:
        typer.echo("还没有订阅。登记一项：fagui subscribe 邮箱 --region 广东省 --lead 6m")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("邮箱", "内容", "退订码"):
        table.add_column(heading, overflow="fold")
    for subscription in all_:
        table.add_row(
            subscription.request.email,
            describe_subscription(subscription.request),
            subscription.token,
        )
    console().print(table)


def _subscription_object(subscription: StoredSubscription) -> JsonObject:
    from search_api.schemas.encode_json import to_json

    return {
        "address": subscription.request.email,
        "filters": to_json(subscription.request.filters),
        "lead": str(subscription.request.lead),
        "token": subscription.token,
        "created": subscription.created.isoformat(),
    }
