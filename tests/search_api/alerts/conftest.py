import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from corpus.documents.save import save
from corpus.inputs.blobs import Bytes
from corpus.inputs.sources import Place
from corpus.model.types import Dates, Ends, Evidence, Fact, Reading
from corpus.people.deliveries import of_week, week_of
from corpus.people.subscriptions import read_wish, subscribe
from corpus.store.database import open_database, session, writing
from corpus.store.home import Home
from search_api.alerts.render import Sender
from search_api.alerts.send import Post, send
from search_api.alerts.smtp import Server
from tests.search_api.alerts.mailserver import MailServer, free_port
from tests.stores import environment, home_at

AS_OF = date(2020, 10, 1)
SUBSCRIBED = datetime(2020, 9, 1, 2, 0, tzinfo=UTC)
SENDER = Sender("fagui@example.org", "https://fagui.example.org")


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
        reading = Reading(**{**fields, **more})
        place = Place(f"/notices/{title}", f"notices/{title}", Bytes.of(text.encode()))
        with writing(self.database) as store:
            return save(store, reading, place).document_id

    def subscribe(self, address="legal@example.org", lead="6m", at=SUBSCRIBED, **filters):
        with writing(self.database) as store:
            return subscribe(store, read_wish(address, filters, lead), at)[0]

    def post(self, port=None):
        server = None if port is None else Server("127.0.0.1", port, "none")
        return Post(self.home, self.database, SENDER, server)

    def send(self, as_of=AS_OF, port=None):
        """Send in this process; gives the outcomes."""
        outcomes = []
        send(self.post(port), as_of, outcomes.append)
        return outcomes

    def entry(self, address="legal@example.org", as_of=AS_OF):
        with session(self.database) as store:
            return of_week(store, "mail", week_of(as_of))[address]

    def command(self, *arguments, port=None):
        """A `fagui` process of its own, not waited for."""
        clean = {name: value for name, value in os.environ.items() if name[:6] != "FAGUI_"}
        variables = {
            **clean,
            **environment(self.home.path),
            "FAGUI_MAIL_FROM": SENDER.address,
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
