"""`fagui subscribe`, `unsubscribe`, `subscriptions`: who wants to be told what, how long before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli.terminal import AsJson, Code, Failure, print_json

if TYPE_CHECKING:
    from corpus.people.subscriptions import Subscribed
    from search_api.schemas.encode import JsonObject

Many = list[str] | None


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("subscribe", help="订阅到期提醒：每周至多一封，内容是将要届满的文件。")(subscribe)
    app.command("unsubscribe", help="退订：一个邮箱的全部订阅，或退订码所指的一项。")(unsubscribe)
    app.command("subscriptions", help="列出现有的订阅。")(subscriptions)


def subscribe(
    address: Annotated[str, typer.Argument(metavar="邮箱", help="收提醒的邮箱")],
    *,
    issuer: Annotated[Many, typer.Option(metavar="机关", help="只看此机关发布的，可重复")] = None,
    region: Annotated[Many, typer.Option(metavar="地区", help="只看此地区，含下辖，可重复")] = None,
    level: Annotated[Many, typer.Option(metavar="级别", help="只看此效力级别，可重复")] = None,
    kind: Annotated[Many, typer.Option(metavar="文种", help="只看此文种，可重复")] = None,
    form: Annotated[Many, typer.Option(metavar="体例", help="只看此体例，可重复")] = None,
    lead: Annotated[
        str,
        typer.Option(metavar="提前量", help="提前多久：6m、3m、2m、1m（日历月）或 90d（天）"),
    ] = "3m",
    as_json: AsJson = False,
) -> None:
    from datetime import UTC, datetime

    from corpus.people.subscriptions import UnacceptableError, read_wish
    from corpus.people.subscriptions import subscribe as keep
    from corpus.store.database import open_database, writing
    from search_api.settings import read_settings

    named = {"issuer": issuer, "region": region, "level": level, "kind": kind, "form": form}
    try:
        wish = read_wish(address, {name: values or [] for name, values in named.items()}, lead)
    except UnacceptableError as error:
        raise Failure(str(error), Code.USAGE) from error
    with writing(open_database(read_settings().data)) as store:
        kept, new = keep(store, wish, datetime.now(UTC))
    if as_json:
        print_json({**_object(kept), "new": new})
        return
    typer.echo(f"{'已登记' if new else '同样的订阅早已登记，仍是一项'}：{wish.address}")
    typer.echo(f"  内容  {wish.words}")
    typer.echo("  方式  每周至多一封邮件，没有新的届满就不发")
    typer.echo(f"  退订  fagui unsubscribe {kept.token}")


def unsubscribe(
    who: Annotated[
        str, typer.Argument(metavar="邮箱或退订码", help="订阅用的邮箱，或一项的退订码")
    ],
    *,
    as_json: AsJson = False,
) -> Code:
    from datetime import UTC, datetime

    from corpus.people.subscriptions import UnacceptableError
    from corpus.people.subscriptions import unsubscribe as end
    from corpus.store.database import open_database, writing
    from search_api.settings import read_settings

    with writing(open_database(read_settings().data)) as store:
        try:
            ended = end(store, who, datetime.now(UTC))
        except UnacceptableError as error:
            raise Failure(str(error), Code.USAGE) from error
    if as_json:
        print_json({"ended": [_object(one) for one in ended]})
    else:
        for one in ended:
            typer.echo(f"已退订：{one.wish.address}（{one.wish.words}）")
    if ended:
        return Code.DONE
    raise Failure(f"没有“{who}”的订阅", Code.INCOMPLETE)


def subscriptions(*, as_json: AsJson = False) -> None:
    from rich.table import Table

    from corpus.people.subscriptions import subscriptions as standing
    from corpus.store.database import open_database, session
    from search_api.cli.console import console
    from search_api.settings import read_settings

    with session(open_database(read_settings().data)) as store:
        all_ = standing(store)
    if as_json:
        print_json({"subscriptions": [_object(one) for one in all_]})
        return
    if not all_:
        typer.echo("还没有订阅。登记一项：fagui subscribe 邮箱 --region 广东省 --lead 6m")
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("邮箱", "内容", "退订码"):
        table.add_column(heading, overflow="fold")
    for one in all_:
        table.add_row(one.wish.address, one.wish.words, one.token)
    console().print(table)


def _object(one: Subscribed) -> JsonObject:
    from search_api.schemas.encode import plain

    return {
        "address": one.wish.address,
        "filters": plain(one.wish.filters),
        "lead": str(one.wish.lead),
        "token": one.token,
        "created": one.created.isoformat(),
    }
