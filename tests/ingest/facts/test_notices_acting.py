"""Whole notices that repeal, amend or extend others, and all that they say of them.

Written before the rules had read them; each for some traps of the field at once.
"""

import pytest

from tests.ingest.facts.reading import ties

REPEALS_IN_TEXT = """云府〔2022〕30号

云岭市人民政府关于废止和宣布失效一批文件的决定

各县（市、区）人民政府：

经市政府同意，现决定：

一、下列文件自本决定印发之日起废止：

1.《云岭市渔港管理规定》（云府〔2004〕12号）；

2.关于印发云岭市砂石采运办法的通知（云府〔2006〕41号）

3．云岭市人民政府批转市农业局关于耕牛保险意见的通知（云府〔1998〕3号）

二、《云岭市防治禽流感应急方案》（云府办〔2005〕66号）；《云岭市2008年奥运火炬传递交通方案》宣布失效。

三、《云岭市学校用地管理办法》（云府〔2010〕5号）继续有效。

云岭市人民政府

2022年8月8日
"""

ANNEX_TABLE = """云规字〔2021〕1号

云岭市自然资源局关于公布规范性文件清理结果的通知

局属各单位：

经清理，现将结果公布如下。

附件：规范性文件清理结果一览表

云岭市自然资源局

2021年12月30日

附件

规范性文件清理结果一览表

序号

文件名称

文号

清理结果

1

云岭市土地储备实施细则

云国土〔2009〕15号

废止

2

关于规范临时用地审批的意见

云国土〔2012〕33号

继续有效

3

云岭市地质灾害巡查制度

云国土〔2014〕8号

宣布失效
"""

AMENDMENT = """云府令第45号

云岭市人民政府关于修改《云岭市户外广告管理规定》的决定

云岭市人民政府决定对《云岭市户外广告管理规定》（市政府令第30号）作如下修改：

一、将第五条修改为：“第五条　设置户外广告应当符合《云岭市城市容貌标准》。

“第六条　本规定第五条所称标准，由市城管局公布。”

二、将第九条中的“工商行政管理部门”修改为“市场监督管理部门”。

三、删去第十二条。

本决定自2021年1月1日起施行。
"""

EXTENDING = """云府规〔2025〕6号

云岭市人民政府关于延长部分规范性文件有效期的通知

各县（市、区）人民政府：

经评估，决定将《云岭市公租房管理办法》（云府规〔2020〕3号）、《云岭市廉租房退出办法》（云府规〔2020〕4号）有效期延长至2027年12月31日；《云岭市人才公寓管理办法》（云府规〔2020〕9号）有效期延长2年。

云岭市人民政府

2025年5月6日
"""

INLINE_ITEMS = """云安委〔2022〕5号

云岭市安全生产委员会关于做好汛期安全工作的通知

各成员单位：

请落实下列规定：（一）《云岭市防汛条例》第九条；（二）《水库大坝安全管理条例》；（三）云府办〔2021〕77号文。同时废止以下文件：（一）《云岭市汛期值守制度》（云安委〔2010〕1号）；（二）《云岭市山塘巡查办法》。

云岭市安全生产委员会

2022年4月20日
"""

NOTICES = {
    "a decision with its lists in the text": (
        REPEALS_IN_TEXT,
        {
            ("repeals", "云府〔2004〕12号", None),
            ("repeals", "云府〔2006〕41号", None),
            ("repeals", "云府〔1998〕3号", None),
            ("declares_void", "云府办〔2005〕66号", None),
            ("declares_void", "云岭市2008年奥运火炬传递交通方案", None),
            ("confirms", "云府〔2010〕5号", None),
        },
    ),
    "a table whose rows say what becomes of them": (
        ANNEX_TABLE,
        {
            ("repeals", "云国土〔2009〕15号", None),
            ("confirms", "云国土〔2012〕33号", None),
            ("declares_void", "云国土〔2014〕8号", None),
        },
    ),
    "new wording in quotation marks": (
        AMENDMENT,
        {
            ("amends", "市政府令第30号", None),
            ("cites", "云岭市城市容貌标准", None),
        },
    ),
    "extensions of several": (
        EXTENDING,
        {
            ("extends", "云府规〔2020〕3号", None),
            ("extends", "云府规〔2020〕4号", None),
            ("extends", "云府规〔2020〕9号", None),
        },
    ),
    "items on one line": (
        INLINE_ITEMS,
        {
            ("cites", "云岭市防汛条例", "第九条"),
            ("cites", "水库大坝安全管理条例", None),
            ("cites", "云府办〔2021〕77号", None),
            ("repeals", "云安委〔2010〕1号", None),
            ("repeals", "云岭市山塘巡查办法", None),
        },
    ),
}


@pytest.mark.parametrize(("text", "expected"), NOTICES.values(), ids=NOTICES.keys())
def test_a_notice_and_its_ties(text, expected):
    assert ties(text) == expected
