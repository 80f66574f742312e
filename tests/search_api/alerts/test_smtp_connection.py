import ssl
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from search_api.alerts.smtp_connection import (
    MailServerUnreachableError,
    SmtpConnection,
    SmtpServer,
    smtp_server_of,
)
from search_api.settings import Settings
from tests.search_api.alerts.mailserver import MailServer, free_port

CERTIFICATE = Path(__file__).with_name("loopback.pem")


@pytest.fixture
def trusted(monkeypatch):
    """OpenSSL reads the certificates it trusts from this file."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


def encrypted():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    return context


def check(_server, _session, _envelope, _mechanism, data):
    known = (data.login, data.password) == (b"fagui", b"secret")
    return AuthResult(success=known, handled=False)


def deliver(server):
    with SmtpConnection(server, "example.org") as line:
        line.begin_message("fagui@example.org", "legal@example.org")
        line.send_message(b"Subject: x\r\n\r\n.a line that begins with a dot\r\n")


@pytest.fixture
def starttls():
    more = {"tls_context": encrypted(), "require_starttls": True}
    with MailServer(free_port(), authenticator=check, auth_required=True, **more) as server:
        yield server


@pytest.mark.usefixtures("trusted")
def test_starttls_and_login(starttls):
    deliver(SmtpServer("127.0.0.1", starttls.port, "starttls", "fagui", "secret"))
    assert starttls.messages == [b"Subject: x\r\n\r\n.a line that begins with a dot\r\n"]


@pytest.mark.usefixtures("trusted")
def test_tls_from_the_first_byte_on():
    with MailServer(free_port(), ssl_context=encrypted()) as server:
        deliver(SmtpServer("127.0.0.1", server.port, "tls"))
    assert len(server.messages) == 1


@pytest.mark.usefixtures("trusted")
def test_a_wrong_password_is_said_and_sends_nothing(starttls):
    with pytest.raises(MailServerUnreachableError, match="535"):
        deliver(SmtpServer("127.0.0.1", starttls.port, "starttls", "fagui", "wrong"))
    assert starttls.messages == []


def test_a_certificate_that_nobody_vouches_for_is_not_spoken_to(starttls):
    with pytest.raises(MailServerUnreachableError, match="certificate"):
        deliver(SmtpServer("127.0.0.1", starttls.port, "starttls", "fagui", "secret"))


def test_a_server_that_cannot_encrypt_is_not_spoken_to_in_the_clear(mail):
    with pytest.raises(MailServerUnreachableError, match="STARTTLS"):
        deliver(SmtpServer("127.0.0.1", mail.port, "starttls"))
    assert mail.messages == []


@pytest.mark.parametrize(
    ("settings", "tls"),
    [
        ({"smtp_host": "mail.example.org"}, "starttls"),
        ({"smtp_host": "127.0.0.1"}, "none"),
        ({"smtp_host": "localhost", "smtp_tls": "starttls"}, "starttls"),
        ({"smtp_host": "mail.example.org", "smtp_tls": "tls"}, "tls"),
    ],
)
def test_only_a_relay_on_this_machine_is_spoken_to_in_the_clear_unasked(settings, tls):
    assert smtp_server_of(Settings(**settings)).tls == tls


def test_no_host_no_server():
    assert smtp_server_of(Settings()) is None


def test_a_password_is_not_shown():
    assert "secret" not in repr(SmtpServer("mail.example.org", 587, "tls", "fagui", "secret"))
