"""A connection to a mail server, step by step: the ledger is written between two of the steps.

smtplib's `sendmail` goes from MAIL to the server's final reply in one call. Here `begin_message`
returns after the server's 354, before one byte of the message has gone out, and `send_message` does
the rest (docs/decisions/0013-ledger-of-digests.md)."""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

from search_api.settings import Settings

#: seconds for each step before the message (RFC 5321, 4.5.3.2)
STEP_TIMEOUT = 60
#: seconds for the server's final reply: giving up early would leave the message in doubt
FINAL_REPLY_TIMEOUT = 600

_OK, _START_DATA, _CLOSING, _PERMANENT = 250, 354, 421, 500
_WILL_FORWARD = 251


class MailServerUnreachableError(Exception):
    """The server cannot be reached, encrypted or logged in to: no mail at all can be sent."""


class MailRefusedError(Exception):
    """The server certainly did not take the message. `permanent`: trying again is no use."""

    def __init__(self, words: str, *, permanent: bool) -> None:
        super().__init__(words)
        self.permanent = permanent


class DeliveryInDoubtError(Exception):
    """The message went out, and the server's reply to it did not come back."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server and its login. `tls`: from the first byte on, by STARTTLS, or not at all."""

    host: str
    port: int
    tls: Literal["none", "starttls", "tls"]
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def smtp_server_of(settings: Settings) -> SmtpServer | None:
    """The mail server of the settings; None where mails are written to files.

    TLS is left out for a server on this machine unless the settings ask for it: nothing leaves the
    machine."""
    if settings.smtp_host is None:
        return None
    local = settings.smtp_host in ("localhost", "127.0.0.1", "::1")
    chosen = "smtp_tls" in settings.model_fields_set
    return SmtpServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        tls="none" if local and not chosen else settings.smtp_tls,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
    )


class SmtpConnection:
    """A connection to a mail server, opened when first needed and again after it broke.

    `greeting`: the domain by which this side names itself (EHLO)."""

    def __init__(self, server: SmtpServer, greeting: str) -> None:
        self._server = server
        self._greeting = greeting
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None and self._connection is not None:
            try:
                self._connection.quit()
            except (OSError, smtplib.SMTPException):
                self.close()
        self.close()

    def begin_message(self, sender: str, recipient: str) -> None:
        """Begins a message with MAIL, RCPT and DATA; returns after the server's 354.

        Raises MailRefusedError or MailServerUnreachableError."""
        connection = self._connection = self._connection or self._open()
        try:
            self._expect_reply(connection.mail(sender), {_OK})
            self._expect_reply(connection.rcpt(recipient), {_OK, _WILL_FORWARD})
            self._expect_reply(connection.docmd("DATA"), {_START_DATA})
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise MailRefusedError(_error_text(error), permanent=False) from error

    def send_message(self, message: bytes) -> None:
        """Sends the message (lines end in CRLF) after `begin_message`; returns after the 250.

        Raises MailRefusedError or DeliveryInDoubtError."""
        connection = self._connection
        assert connection is not None
        assert connection.sock is not None
        try:
            connection.sock.settimeout(FINAL_REPLY_TIMEOUT)
            connection.send(re.sub(rb"(?m)^\.", b"..", message) + b".\r\n")
            answer = connection.getreply()
            connection.sock.settimeout(STEP_TIMEOUT)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise DeliveryInDoubtError(_error_text(error)) from error
        self._expect_reply(answer, {_OK})

    def close(self) -> None:
        """Closes the connection. The server discards a message whose end was not sent."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> smtplib.SMTP:
        server = self._server
        try:
            connection = _connect(server, self._greeting)
        except (OSError, smtplib.SMTPException) as error:
            raise MailServerUnreachableError(
                f"{server.host}:{server.port}：{_error_text(error)}"
            ) from error
        try:
            if server.tls == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password or "")
            else:
                connection.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as error:
            connection.close()
            raise MailServerUnreachableError(
                f"{server.host}:{server.port}：{_error_text(error)}"
            ) from error
        return connection

    def _expect_reply(self, answer: tuple[int, bytes], expected: set[int]) -> None:
        code, reply = answer
        if code in expected:
            return
        if code == _CLOSING:
            self.close()
        elif self._connection is not None:
            try:
                self._connection.rset()
            except (OSError, smtplib.SMTPException):
                self.close()
        raise MailRefusedError(f"{code} {_printable_reply(reply)}", permanent=code >= _PERMANENT)


def _connect(server: SmtpServer, greeting: str) -> smtplib.SMTP:
    if server.tls != "tls":
        return smtplib.SMTP(server.host, server.port, local_hostname=greeting, timeout=STEP_TIMEOUT)
    return smtplib.SMTP_SSL(
        server.host,
        server.port,
        local_hostname=greeting,
        timeout=STEP_TIMEOUT,
        context=ssl.create_default_context(),
    )


def _error_text(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_printable_reply(error.smtp_error)}"
    return str(error) or type(error).__name__


def _printable_reply(reply: bytes | str) -> str:
    """The server's reply on one line, without characters that act on a terminal."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
