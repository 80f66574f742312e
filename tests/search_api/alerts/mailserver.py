"""A real SMTP server on loopback that can refuse, hang or hang up at any step."""

import asyncio
import socket
import threading
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

HANG_UP = "hang up"


@dataclass
class Stall:
    """A step at which the server says nothing until it is let go."""

    reached: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)


class MailServer:
    """`answers`: step (MAIL, RCPT, DATA: the command; END: after the message) → what happens
    there: a reply, HANG_UP, or a Stall. `messages`: what was taken, whole, in order, the answer
    heard or not. `went_on`: the server has said 354 to somebody."""

    def __init__(self, port, **more):
        self.port = port
        self.answers = {}
        self.messages = []
        self.recipients = []
        self.went_on = threading.Event()
        self._controller = _Controller(self, hostname="127.0.0.1", port=port, **more)

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *_):
        for answer in self.answers.values():
            if isinstance(answer, Stall):
                answer.over.set()
        self._controller.stop()

    async def step(self, name, protocol):
        answer = self.answers.get(name)
        if isinstance(answer, Stall):
            answer.reached.set()
            await asyncio.get_running_loop().run_in_executor(None, answer.over.wait, 60)
            return None
        if answer == HANG_UP:
            protocol.transport.abort()
            return "421 bye"
        return answer

    async def handle_MAIL(self, server, _session, envelope, address, _options):  # noqa: N802
        answer = await self.step("MAIL", server)
        if answer is None:
            envelope.mail_from = address
        return answer or "250 OK"

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        answer = await self.step("RCPT", server)
        if isinstance(answer, dict):
            answer = answer.get(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        if not isinstance(self.answers.get("END"), str) or self.answers["END"] == HANG_UP:
            self.messages.append(envelope.original_content)
            self.recipients += envelope.rcpt_tos
        return await self.step("END", server) or "250 OK"


class _Protocol(SMTP):
    async def push(self, status):
        await super().push(status)
        if str(status).startswith("354"):
            self.event_handler.went_on.set()

    async def smtp_DATA(self, arg):  # noqa: N802
        answer = await self.event_handler.step("DATA", self)
        if answer is None:
            await super().smtp_DATA(arg)
        else:
            await self.push(answer)


class _Controller(Controller):
    def factory(self):
        return _Protocol(self.handler, **self.SMTP_kwargs)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
