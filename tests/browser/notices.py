"""Invented notices for the page's tests: one in traditional script, one simplified, one plan."""

#: in traditional characters, with a character outside the basic plane (𠀀) before what is noted
FERRY = """濱府〔2020〕912號

濱川市人民政府關於印發濱川市渡口碼頭規範管理辦法的通知

各區人民政府，市政府各部門：

現將《濱川市渡口碼頭規範管理辦法》印發給你們，請認真執行。

濱川市人民政府

2020年4月20日

濱川市渡口碼頭規範管理辦法

第一條　為規範𠀀水沿岸渡口碼頭的管理，保障乘客安全，制定本辦法。

第二條　渡船應當按照核定人數載客，每位乘客應當穿著救生衣。

第三條　渡口應當在顯著位置公示開航時間。

第四條　本辦法自2020年5月1日起施行，有效期五年。
"""

LIGHTS = """滨府办〔2023〕48号

滨川市人民政府办公室关于规范街巷照明设施养护的通知

各区人民政府：

为规范街巷照明设施的养护，现将有关事项通知如下：

一、养护单位应当每月巡查一次街灯。

（一）巡查应当在日落之后进行。

（二）发现损坏的，应当在三日内修复。

二、本通知自2023年6月1日起施行，有效期至2026年5月31日。《滨川市街灯养护办法》（滨府办〔2015〕9号）同时废止。

滨川市人民政府办公室

2023年5月12日
"""

PLAN = """滨府〔2021〕77号

滨川市人民政府关于印发滨川市湿地公园建设规划（2021—2025年）的通知

各区人民政府，市政府各部门：

现将《滨川市湿地公园建设规划（2021—2025年）》印发给你们，请认真组织实施。

滨川市人民政府

2021年2月3日

滨川市湿地公园建设规划

（2021—2025年）

一、主要任务

到2025年，全市建成湿地公园十二处。
"""

_NUMERALS = "一二三四五六七八九十"
_ORDINALS = [*_NUMERALS, *(f"十{n}" for n in _NUMERALS[:9]), "二十"]
_DUTIES = "\n".join(
    f"\n第{ordinal}条　第{ordinal}号泵站由所在街道负责看管，" + "看管人员应当逐日登记水位。" * 6
    for ordinal in _ORDINALS
)
#: longer than any window
PUMPS = f"""滨川市排涝泵站看管办法
{_DUTIES}

第二十一条　本办法由市防汛办解释。
"""

NOTICES = {"ferry.txt": FERRY, "lights.txt": LIGHTS, "plan.txt": PLAN, "pumps.txt": PUMPS}
