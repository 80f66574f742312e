"""However long what a page says of itself: both databases take it, whole, and find it."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.documents.load_document import load_document
from corpus.documents.save_documents import save_reading
from corpus.index.update.load_records import load_records
from corpus.inputs.input_store import LocatedInput
from corpus.model.domain_types import Attachment, Evidence, Fact, Part
from corpus.people.subscriptions import SubscriptionError, parse_request
from corpus.store.database import read_session, write_session
from tests.corpus.stocked import PAVILIONS, act, put, reading

TODAY = date(2026, 1, 1)
#: of one and of four bytes, without and with signs
LONG = {"ascii": "a", "han": "字", "rare": "𠀀", "signs": "《关于》"}


@pytest.fixture(params=LONG)
def long(request):
    one = LONG[request.param]
    return (one * 5_000)[:5_000]


def everything(long):
    """A reading that says all in 5,000 characters and more."""
    evidence = Evidence("page", long)
    return reading(
        long,
        long,
        number=f"{long}〔2024〕1号",
        issuer=long,
        registration_number=long,
        index_number=long,
        level=long,
        kind=long,
        form=long,
        region=long,
        addressees=(long,),
        subjects=(long,),
        facts=(Fact(long, long, "stated", long, evidence),),
        relations=(
            act("repeals", number=long, title=long, provision=long, condition=long, quote=long),
        ),
        parts=(Part(long, long, "附件1", 0, 5),),
        attachments=(Attachment(long, f"https://a.example.cn/{long}.doc", f"{long}.doc"),),
        stated_url=f"https://a.example.cn/{long}.html",
    )


def test_all_that_a_reading_says_may_be_long(database, long):
    first = put(database, everything(long), f"/in/{long}.html")
    assert first.outcome == "taken"
    with read_session(database) as session:
        stored = load_document(session, first.document_id, TODAY)
        assert stored.numbers == (f"{long}〔2024〕1号",)
        assert (stored.title, stored.region, stored.index_number) == (long, long, long)
        assert stored.attachments[0].url == f"https://a.example.cn/{long}.doc"
        assert len(list(load_records(session.connection(), [first.document_id]))) == 1
    assert put(database, everything(long), f"/in/{long}.html").outcome == "unchanged"


def test_two_that_differ_only_behind_the_limit_are_two(database, long):
    one, other = everything(f"{long}甲"), everything(f"{long}乙")
    with write_session(database) as session:
        ids = [
            save_reading(
                session, each, LocatedInput(f"/in/{at}.html", f"{at}.html", None)
            ).document_id
            for at, each in enumerate((one, other, replace(PAVILIONS, title=long)))
        ]
    assert len(set(ids)) == 3


@pytest.mark.parametrize(
    "address", ["a" * 5_000 + "@example.org", "a@" + "b." * 2_500 + "org", "字" * 5_000]
)
def test_a_long_mail_address_is_refused(address):
    with pytest.raises(SubscriptionError, match="邮箱"):
        parse_request(address, {}, "6m")
