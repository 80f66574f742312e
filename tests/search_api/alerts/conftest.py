import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from corpus.documents.save_documents import save_reading
from corpus.inputs.blobs import InputBlob
from corpus.inputs.input_store import LocatedInput
from corpus.model.domain_types import Dates, Ends, Evidence, Fact, ParsedDocument
from corpus.people.delivery_ledger import deliveries_of_week, iso_week
from corpus.people.subscriptions import parse_request, subscribe
from corpus.store.database import open_database, read_session, write_session
from corpus.store.home import Home
from search_api.alerts.render_mail import MailSender
from search_api.alerts.send_digests import MailSetup, send_digests
from search_api.alerts.smtp_connection import SmtpServer
from tests.search_api.alerts.mailserver import MailServer, free_port
from tests.stores import environment, home_at

AS_OF = date(2020, 10, 1)
SUBSCRIBED = datetime(2020, 9, 1, 2, 0, tzinfo=UTC)
SENDER = MailSender("fagui@example.org", "https://fagui.example.org")


@dataclass
class House:
    """A data folder with documents and subscribers."""

    home: Home
    database: Engine

    def take(self, title, ends, *, reason="plan_period", certainty="derived", **more):
        """Take in an invented notice that ends on a day; gives its id."""
        quote = f"{title}自印发之日起实施，至{ends}止。"
        text = f"{title}\n各有关单位：\n{quote}\n青石市人民政府\n2015年12月1日"
        start = text.index(quote)
        evidence = Evidence("text", quote, start, start + len(quote))
        fields = {
            "title": title,
            "text": text,
            "simplified": text,
            "issuers": ("青石市人民政府",),
            "region": "湖东省/青石市",
            "level": "规范性文件/市级/政府",
            "dates": Dates(signed=date(2015, 12, 1)),
            "ends": Ends(ends, certainty, reason),
            "facts": (Fact("ends", ends.isoformat(), certainty, "test", evidence),),
        }
        reading = ParsedDocument(**{**fields, **more})
        place = LocatedInput(f"/notices/{title}", f"notices/{title}", InputBlob.of(text.encode()))
        with write_session(self.database) as session:
            return save_reading(session, reading, place).document_id

    def subscribe(self, address="legal@example.org", lead="6m", at=SUBSCRIBED, **filters):
        with write_session(self.database) as session:
            return subscribe(session, parse_request(address, filters, lead), at)[0]

    def mail_setup(self, port=None):
        server = None if port is None else SmtpServer("127.0.0.1", port, "none")
        return MailSetup(self.home, self.database, SENDER, server)

    def send(self, as_of=AS_OF, port=None):
        """Send in this process; gives the outcomes."""
        outcomes = []
        send_digests(self.mail_setup(port), as_of, outcomes.append)
        return outcomes

    def entry(self, address="legal@example.org", as_of=AS_OF):
        with read_session(self.database) as session:
            return deliveries_of_week(session, "mail", iso_week(as_of))[address]

    def command(self, *arguments, port=None):
        """A `fagui` process of its own, not waited for."""
        clean = {name: value for name, value in os.environ.items() if name[:6] != "FAGUI_"}
        variables = {
            **clean,
            **environment(self.home.path),
            "FAGUI_MAIL_FROM": SENDER.email,
            "FAGUI_PUBLIC_URL": SENDER.public_url,
        }
        if port is not None:
            variables |= {"FAGUI_SMTP_HOST": "127.0.0.1", "FAGUI_SMTP_PORT": str(port)}
        return subprocess.Popen(
            [Path(sys.executable).with_name("fagui"), *arguments],
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments, port=None):
        """Run a command to its end; gives exit code, output and errors."""
        process = self.command(*arguments, port=port)
        output, errors = process.communicate(timeout=120)
        return process.returncode, output, errors


@pytest.fixture
def house(tmp_path):
    home = home_at(tmp_path / "data")
    database = open_database(home)
    yield House(home, database)
    database.dispose()


@pytest.fixture
def watched(house):
    """The seed's case: a plan to the end of 2020, and one who wants to know six months ahead."""
    house.subscribe()
    house.take("青石市湿地保护规划（2016—2020年）", date(2020, 12, 31))
    return house


@pytest.fixture
def mail():
    with MailServer(free_port()) as server:
        yield server
