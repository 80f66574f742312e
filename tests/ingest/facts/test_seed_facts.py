"""The seed's facts, in place; its text stays where it is."""

from datetime import date

from ingest.read_document import read_document
from tests.ingest.facts.reading import targets


def test_the_seed(shared):
    [path] = (shared / "corpora/seed").glob("*.txt")
    found = read_document(path.read_bytes(), path.name)
    assert found.numbers == ("穗府〔2015〕26号",)
    assert found.printed_numbers == ("穗府〔2015〕26號",)
    assert found.issuers == ("廣州市人民政府",)
    assert found.addressees == ("各區人民政府", "市政府各部門、各直屬機構")
    assert (found.kind, found.form) == ("通知", "规划")
    assert (found.level, found.region) == ("规范性文件/市级/政府", "广东省/广州市")
    dates = found.dates
    assert (dates.signed, dates.published) == (date(2015, 11, 17), date(2015, 11, 17))
    assert (dates.printed, dates.promulgated) == (date(2015, 11, 25), None)
    assert found.effective is None
    assert (found.ends.value, found.ends.reason) == (date(2020, 12, 31), "plan_period")
    [period] = [fact for fact in found.facts if fact.name == "plan_period"]
    assert "2015—2020年" in period.evidence.quote
    assert found.source_kind == "mirror"
    assert {"国发〔2004〕10号", "国发〔2008〕17号", "国发〔2010〕33号"} <= set(
        targets(found, "cites")
    )
    assert targets(found, "issues") == [found.parts[0].title]
    for fact in (*found.facts, *found.relations):
        evidence = fact.evidence
        if evidence.start is not None:
            assert found.text[evidence.start : evidence.end] == evidence.quote
