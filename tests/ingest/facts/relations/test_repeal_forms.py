"""How notices print that they end another document, and from when."""

from datetime import date

import pytest

from tests.ingest.facts.reading import notice

ONE, TWO = "《节水办法》（穗样规〔2017〕9号）", "《供水办法》（穗样规〔2018〕2号）"
A, B = "穗样规〔2017〕9号", "穗样规〔2018〕2号"
JUNE, NEXT = date(2022, 6, 1), date(2023, 1, 1)
SIGNED = date(2022, 3, 1)

#: sentence → the ended documents, each with the day from which the act holds
FORMS = [
    (f"原{ONE}同时作废。", {A: None}),
    (f"{ONE}予以作废。", {A: None}),
    (f"{ONE}自2022年6月1日起终止执行。", {A: JUNE}),
    (f"{ONE}终止施行。", {A: None}),
    (f"{ONE}予以撤销。", {A: None}),
    (f"经研究，决定撤销{ONE}。", {A: None}),
    (f"决定取消{ONE}。", {A: None}),
    (f"{ONE}予以取消。", {A: None}),
    (f"决定废除{ONE}。", {A: None}),
    (f"{ONE}即行废除。", {A: None}),
    (f"{ONE}同时停用。", {A: None}),
    (f"{ONE}自2022年6月1日起不再有效。", {A: JUNE}),
    (f"{ONE}不再具有法律效力。", {A: None}),
    (f"{ONE}不再作为行政管理的依据。", {A: None}),
    (f"{ONE}自本通知施行之日起不再适用。", {A: None}),
    (f"{ONE}已被本通知替代。", {A: None}),
    (f"{ONE}由本通知取代。", {A: None}),
    (f"{ONE}同步废止。", {A: None}),
    (f"{ONE}自动废止。", {A: None}),
    (f"自2022年6月1日起，{ONE}废止。", {A: JUNE}),
    (f"自2022年6月1日起停止执行{ONE}。", {A: JUNE}),
    (f"自2022年6月1日起，停止执行{ONE}、{TWO}。", {A: JUNE, B: JUNE}),
    (f"自2022年6月1日起废止{ONE}。", {A: JUNE}),
    (f"从2022年6月1日起，我局印发的{ONE}停止执行。", {A: JUNE}),
    (f"自印发之日起，{ONE}废止。", {A: SIGNED}),
    (f"{ONE}自2022年6月1日起废止，{TWO}自2023年1月1日起废止。", {A: JUNE, B: NEXT}),
    (f"{ONE}自2022年6月1日起废止，{TWO}同时废止。", {A: JUNE, B: JUNE}),
    (f"自2022年6月1日起，{ONE}废止，{TWO}自2023年1月1日起停止执行。", {A: JUNE, B: NEXT}),
    (f"{ONE}予以废止，自2022年6月1日起生效。", {A: JUNE}),
    (f"本通知自2022年6月1日起施行，{ONE}同时废止。", {A: None}),
    (f"本通知自2022年6月1日起施行，{A}、{B}文件同时废止。", {A: None, B: None}),
    (f"本通知自印发之日起施行，原{A}文同时废止。", {A: None}),
    ("本通知自印发之日起施行，原海岳府规〔2020〕3号文同时废止。", {"海岳府规〔2020〕3号": None}),
    ("原平政办发〔2020〕3号文同时废止。", {"原平政办发〔2020〕3号": None}),
    (f"{A}文件自2022年6月1日起停止执行。", {A: JUNE}),
    (f"决定废止{A}、{B}文件。", {A: None, B: None}),
    (f"{A}、{B}两个文件即行作废。", {A: None, B: None}),
    (f"经研究，决定废止某市节水管理办法（{A}）。", {A: None}),
    (f"某市节水管理办法（{A}）、某市供水管理办法（{B}）同时废止。", {A: None, B: None}),
    (f"决定废止某市节水管理办法（{A}）和某市供水管理办法（{B}）。", {A: None, B: None}),
    (f"市政府决定废止市样例局2017年印发的{ONE}。", {A: None}),
    (f"停止执行原市样例局{ONE}。", {A: None}),
    (f"经市政府同意，现废止{ONE}。", {A: None}),
    (f"{ONE}全文废止。", {A: None}),
    (f"{ONE}于2022年6月1日废止。", {A: JUNE}),
    (f"{ONE}（2017年5月1日印发）、{TWO}（2018年5月1日印发）一并废止。", {A: None, B: None}),
    (f"同时，{ONE}停止执行。", {A: None}),
    (f"1998年9月22日原样例计划委员会发布的{ONE}同时废止。", {A: None}),
    (f"申请办法另行制定，{ONE}同时废止。", {A: None}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), FORMS, ids=lambda value: str(value)[:40])
def test_what_is_ended_and_from_when(sentence, expected):
    ended = {
        each.target.number: each.effect
        for each in notice(sentence).relations
        if each.kind in ("repeals", "replaces", "declares_void") and each.target.provision is None
    }
    assert ended == expected


PARTS = [
    (f"{ONE}第三条、第五条停止执行。", {"第三条", "第五条"}),
    (f"自2022年6月1日起，{ONE}第三条停止执行。", {"第三条"}),
    (f"{ONE}除第三条外，其余条款废止。", {"除第三条外"}),
    (f"{ONE}除第三条、第五条外同时废止。", {"除第三条、第五条外"}),
    (f"{ONE}（第三条除外）停止执行。", {"第三条除外"}),
    (f"{ONE}中有关收费的规定停止执行。", {"有关收费的规定"}),
    (f"{ONE}的有关规定同时废止。", {"有关规定"}),
]


@pytest.mark.parametrize(("sentence", "expected"), PARTS, ids=lambda value: str(value)[:40])
def test_what_is_ended_in_part(sentence, expected):
    provisions = {r.target.provision for r in notice(sentence).relations if r.kind == "repeals"}
    assert provisions == expected


#: sentences that end no document, though they have the verbs
SPARED = [
    f"自2022年6月1日起，{ONE}不再适用于电动自行车。",
    f"{ONE}不再适用于已经备案的单位。",
    f"拟将{ONE}的有效期延长至2027年3月31日，现公开征求意见。",
    f"我局拟对{ONE}予以废止。",
    f"建议废止{ONE}。",
    f"建议市政府对{ONE}予以废止。",
    f"经清理，拟废止{ONE}，现向社会公开征求意见。",
    f"{ONE}应当及时废止。",
    f"{ONE}废止后，相关工作按照新规定办理。",
    f"在{ONE}废止前，按照原规定办理。",
    f"{ONE}修订或者废止的，从其规定。",
    f"{ONE}已于2019年废止。",
    f"除{ONE}外，其余文件按照目录执行。",
    f"停止执行{ONE}规定的收费项目。",
    f"取消{ONE}规定的行政审批事项。",
    f"取消{ONE}中的三项收费。",
    f"撤销依照{ONE}设立的机构。",
    f"撤销{ONE}确定的重点单位称号。",
    f"取消违反{ONE}的企业的申报资格。",
    f"违反{ONE}的，取消其申报资格。",
    f"依照{ONE}取得的许可证作废。",
    f"按照{ONE}发放的消费券过期作废，不予兑换。",
    f"依据{ONE}，公示期满无异议的，终止执行公示程序。",
    f"根据{ONE}的规定，停用原办事系统。",
    f"{ONE}撤销了三项收费。",
    f"根据{ONE}，撤销张某的职务。",
    f"按照{ONE}签订的合同自行废除。",
    f"根据{ONE}，原《资格证书》同时作废。",
    f"依照{ONE}核发的《营业执照》予以撤销。",
    f"依据{ONE}，决定撤销《排水许可证》。",
    f"《采购合同》终止执行，按照{ONE}处理。",
    f"按照{ONE}，逾期未缴的缴款书作废。",
    f"依照{ONE}第三条，不再执行优惠电价。",
    f"根据{ONE}，取消考试成绩。",
    f"依据{ONE}，注销登记的，印章停止使用。",
    f"按照{ONE}，旧版票据停止使用。",
    f"依照{ONE}，逾期未办理的，许可自动失效。",
    f"符合{ONE}的，原备案号失效。",
    f"根据{ONE}，该批复的项目终止实施。",
    f"按照{ONE}，撤销下列街道办事处。",
    f"依据{ONE}，取消下列收费项目。",
    f"执行{ONE}，废除落后工艺。",
    f"对照{ONE}，不再保留事业单位编制。",
    f"根据{ONE}，停止实施强制检验。",
    f"依照{ONE}，收回的土地使用权证注销。",
    f"{ONE}取消后的监管措施另行制定。",
    f"{ONE}停止执行期间，按照国家规定办理。",
    f"市政府可以撤销{ONE}。",
    f"上级机关有权撤销{ONE}。",
    f"{ONE}未被废止。",
    f"{ONE}继续有效，不再另行发文。",
    f"{ONE}与本通知不一致的，以本通知为准。",
]  # fmt: skip


@pytest.mark.parametrize("sentence", SPARED)
def test_what_ends_no_document(sentence):
    kinds = {r.kind for r in notice(sentence).relations}
    assert not kinds & {"repeals", "replaces", "declares_void", "extends"}
