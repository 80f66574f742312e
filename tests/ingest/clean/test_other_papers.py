"""What looks like a notice and is none is set aside with its reason."""

import pytest

from ingest.clean.other_papers import reason_for_none
from ingest.page_types import UnreadableError
from ingest.read_document import read_document

TEMPLATES = [
    "★\nXXXX人民政府文件\nXX府〔20XX〕XX号\nXXXX人民政府关于XXXXXX的通知\nXXX：\nXXXXXXXXXX。\n20XX年X月X日",
    "××市人民政府办公室文件\n×政办发〔20××〕×号\n关于××××××的通知\n各县人民政府：\n××××××××。",
    "中共XXXX委员会文件\nXX发〔    〕  号\n关于          的通知\n\n    年  月  日",
    "机密★1年\n×××××文件\n×××〔2012〕10号\n×××××关于×××××××的通知\n××××××××：\n××\n2012年7月1日",
    "XX县人民政府文件\nXX政发〔2024〕X号\n关于XXXX的请示\n市人民政府：\n妥否，请批示。\n2024年X月X日",
    "XX市XX局文件\nXX〔2030〕XX号\nXX市XX局关于印发《XXXX办法》的通知\n各县XX局：\n2030年XX月XX日",
    "___人民政府文件\n___〔20__〕___号\n关于______的通知\n_____：\n____年__月__日",
    "★★市水务局文件\n★水〔★★★★〕★号\n★★市水务局关于★★★的通知\n★★★★年★月★日",
]
INVOICE = """电子发票（普通发票）
发票号码：24312000000012345678
开票日期：2024年05月20日
购买方信息
名称：甲市水务局
销售方信息
名称：乙科技有限公司
合计 ¥200.00 ¥26.00
价税合计（大写） 贰佰贰拾陆圆整"""
CONTRACT = """房屋租赁合同
甲方（出租人）：张某
乙方（承租人）：李某
第一条 租赁期限自2024年1月1日起至2024年12月31日止。
甲方（签字）：
2024年1月1日"""


@pytest.mark.parametrize("text", TEMPLATES, ids=lambda text: text.split("\n")[1])
def test_empty_templates(text):
    with pytest.raises(UnreadableError, match="空白的公文格式"):
        read_document(text.encode(), "a.txt")


@pytest.mark.parametrize(("text", "paper"), [(INVOICE, "发票"), (CONTRACT, "合同")])
def test_invoices_and_contracts(text, paper):
    with pytest.raises(UnreadableError, match=f"是{paper}，不是公文"):
        read_document(text.encode(), "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        f"甲市水务局关于印发公文格式的通知\n甲水〔2024〕3号\n各区：\n现将《公文格式》印发。\n{TEMPLATES[1]}",
        f"甲市税务局关于发票管理的通知\n甲税〔2024〕3号\n各区税务局：\n式样如下。\n{INVOICE}",
        f"甲市住建局公告\n甲建公告〔2024〕3号\n现公布合同示范文本。\n{CONTRACT}",
        "甲市监管局关于××公司的监管函\n××公司：\n你公司应当整改。\n甲市监管局\n2024年5月20日",
        "甲市法院关于×××减刑的决定\n××监狱：\n予以减刑。\n2024年5月20日",
        "甲市水务局关于做好巡查的通知\n各区：\n请做好巡查。\n联系人：王××，电话：××××××××",
    ],
)
def test_notices_that_bring_or_leave_out_such_things(text):
    assert reason_for_none(text.split("\n")) is None
