"""A store of invented notices for the tests of corpus."""

from dataclasses import replace
from datetime import date

from corpus.documents.save_documents import save_reading
from corpus.inputs.blobs import InputBlob
from corpus.inputs.input_store import LocatedInput
from corpus.inputs.locations import is_web_location
from corpus.model.domain_types import Dates, Evidence, ParsedDocument, Relation, Target
from corpus.store.database import write_session


def reading(title, text="", *, number=None, issuer="甲市人民政府", signed=None, **facts):
    text = f"{title}\n{text}"
    return ParsedDocument(
        title=title,
        text=text,
        simplified=text,
        numbers=(number,) if number else (),
        printed_numbers=(number,) if number else (),
        issuers=(issuer,) if issuer else (),
        dates=Dates(signed=signed),
        **facts,
    )


def act(kind, *, number=None, title=None, quote="予以废止", provision=None, **terms):
    target = Target(number, title, provision)
    return Relation(kind, target, Evidence("text", quote, 0, len(quote)), **terms)


def put(database, read, location, data=None):
    """Take one reading in, fetched where its location is a URL; its bytes are its text where none
    are given."""
    blob = InputBlob.of((data or read.text).encode())
    fetched_url = location if is_web_location(location) else None
    place = LocatedInput(location, location, blob, fetched_url)
    with write_session(database) as session:
        return save_reading(session, read, place)


PAVILIONS = reading(
    "甲市书亭管理办法",
    "第一条 书亭由各区设置。\n第二条 本办法自2020年1月1日起施行。",
    number="甲府〔2019〕12号",
    signed=date(2019, 12, 2),
    effective=date(2020, 1, 1),
    effective_certainty="stated",
)
REPEAL = reading(
    "甲市人民政府关于废止《甲市书亭管理办法》的决定",
    "《甲市书亭管理办法》（甲府〔2019〕12号）予以废止，自2024年7月1日起生效。",
    number="甲府〔2024〕7号",
    signed=date(2024, 6, 3),
    effective=date(2024, 7, 1),
    effective_certainty="stated",
    relations=(act("repeals", number="甲府〔2019〕12号", title="甲市书亭管理办法"),),
)


def on(read, **changes):
    return replace(read, **changes)
