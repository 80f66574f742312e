"""`fagui serve`: serves the HTTP API and the web page, on this machine alone."""

from __future__ import annotations

import errno
import gc
import ipaddress
import signal
import socket
from typing import Annotated

import typer

from search_api.cli.command_basics import CommandFailedError, ExitCode

#: seconds that answers under way have to end after a signal
GRACE_SECONDS = 5
#: connections that wait to be accepted, and those that are accepted in one go: each of these takes
#: a file handle before any can be ended
BACKLOG = 2048
ACCEPTED_AT_ONCE = 16


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("serve", help="在本机提供网页和接口，Ctrl+C 结束。")(serve)


def serve(
    *,
    host: Annotated[str, typer.Option(metavar="地址", help="只能是本机的地址")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="端口", help="0 表示任选一个空闲的")
    ] = 8000,
) -> None:
    address = _check_loopback(host)
    from corpus.store.database import open_database
    from search_api.settings import read_settings

    settings = read_settings()
    open_database(settings.data).dispose()  # errors are raised before the port is open
    with _open_listener(address, port) as listener:
        import uvicorn

        from search_api.http.app import create_app
        from search_api.http.guarded_connection import GuardedConnection

        class AnnouncingServer(uvicorn.Server):
            """A server that prints its URL once it answers."""

            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                if self.started:
                    listener.listen(BACKLOG)  # asyncio makes it ACCEPTED_AT_ONCE
                    app.state.warming.add_done_callback(_freeze_objects)
                    typer.echo(f"Fagui 在 {_url(listener)} 提供服务，Ctrl+C 结束")

        app = create_app(settings)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            http=GuardedConnection,
            backlog=ACCEPTED_AT_ONCE,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        server = AnnouncingServer(config)
        # uvicorn handles both signals while it runs, shuts down, and raises them again afterwards
        for wanted in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wanted, signal.SIG_IGN)
        server.run(sockets=[listener])
    if not server.started:
        raise CommandFailedError("服务没有启动，原因见上")


def _freeze_objects(_: object) -> None:
    """Excludes the objects loaded until now from garbage collection.

    Dictionaries, models and tables stay until the end; if the collector walked all of them, a
    search now and then would wait a tenth of a second."""
    gc.freeze()


def _check_loopback(host: str) -> str:
    """The loopback address of a host; any other is refused, because there is no sign-in yet."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host.strip("[]"))
    except ValueError as error:
        raise CommandFailedError(f"--host 的值“{host}”不是地址", ExitCode.USAGE) from error
    if not address.is_loopback:
        raise CommandFailedError(
            f"不能在 {host} 上提供服务：还没有登录功能，别人也能读写。"
            "只能用本机地址 127.0.0.1 或 ::1",
            ExitCode.USAGE,
        )
    return str(address)


def _open_listener(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        listener = socket.create_server((address, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CommandFailedError(
                f"端口 {port} 已被占用，请换一个：fagui serve --port 8001"
            ) from error
        raise CommandFailedError(
            f"不能在 {address} 的端口 {port} 上监听：{error.strerror}"
        ) from error
    # connections inherit TCP_NODELAY. asyncio sets it only on sockets that it opened itself, and
    # without it every answer, written as head and body, waits 40 ms for the acknowledgement
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _url(listener: socket.socket) -> str:
    address, port, *_ = listener.getsockname()
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"
