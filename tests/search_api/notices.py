"""Invented notices, taken in by the real path, and the real application on them."""

from pathlib import Path

from starlette.testclient import TestClient

from corpus.documents.save_documents import save_reading
from corpus.inputs.blobs import InputBlob
from corpus.inputs.input_store import LocatedInput
from corpus.store.database import write_session
from ingest.read_document import read_document
from search_api.http.app import create_app
from search_api.library import Library
from tests.stores import settings_at

PLAN = """穗府〔2015〕926號

廣州市人民政府關於印發廣州市河涌巡護規劃（2015—2020年）的通知

各區人民政府，市政府各部門：

現將《廣州市河涌巡護規劃（2015—2020年）》印發給你們，請認真組織實施。規范性文件另行制定。

廣州市人民政府

2015年11月17日

廣州市河涌巡護規劃

（2015—2020年）

一、總體要求

（一）堅持每日巡護，發現問題及時處置𠮷。

（二）堅持公開巡護記錄。

二、保障措施

各區應當安排巡護經費。
"""

RULES = """<!doctype html><html><head><meta charset="utf-8"><title>通知_广州市门户</title></head>
<body><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul>
<div class="article"><h1>广州市人民政府办公厅关于印发广州市河堤照明管理办法的通知</h1>
<p>发布日期：2022-03-08 来源：广州市人民政府办公厅</p>
<p>穗府办规〔2022〕907号</p>
<p>广州市人民政府办公厅关于印发广州市河堤照明管理办法的通知</p>
<p>各区人民政府，市政府各部门：</p>
<p>《广州市河堤照明管理办法》已经市人民政府同意，现印发给你们，请遵照执行。</p>
<p>广州市人民政府办公厅</p><p>2022年3月1日</p>
<p>广州市河堤照明管理办法</p>
<p>第一条　为规范河堤照明，制定本办法。</p>
<p>第二条　河堤照明应当节能，夜间十一时以后减半。</p>
<p>第三条　违反本办法第二条的，责令改正。</p>
<p>第四条　本办法自2022年4月1日起施行，有效期五年。</p></div>
<div class="share">分享到：<a href="#">微信</a></div></body></html>"""

ORDER = """广东省人民政府令

第917号

《广东省{subject}管理办法》已经{year}年3月2日省人民政府常务会议通过，现予公布，自{year}年5月1日起施行。

省长

{year}年3月20日

广东省{subject}管理办法

第一条　为了规范{subject}管理，制定本办法。

第二条　本办法自{year}年5月1日起施行。
"""

UNTIL = """穗水规字〔2019〕935号

广州市水务局关于汛期岸线巡查的通告

各有关单位：

汛期每日巡查岸线一次。本通告自2019年7月1日起施行，有效期至2021年6月30日。

广州市水务局

2019年6月20日
"""

NOTICES = {
    "until.txt": UNTIL,
    "plan.txt": PLAN,
    "rules.html": RULES,
    "order-2018.txt": ORDER.format(subject="候船", year=2018),
    "order-2019.txt": ORDER.format(subject="渡船", year=2019),
}


def take_in(library: Library, name: str, text: str) -> str:
    data = text.encode()
    place = LocatedInput(
        location=f"/notices/{name}", path=f"notices/{name}", data=InputBlob.of(data)
    )
    with write_session(library.database) as session:
        return save_reading(session, read_document(data, name), place).document_id


def serving(home: Path, **options) -> TestClient:
    return TestClient(create_app(settings_at(home)), base_url="http://127.0.0.1:8000", **options)
