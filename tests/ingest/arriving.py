"""Twelve invented notices of one county that act on each other, and what holds of each."""

from ingest.read_document import read_document

ISSUER = "甲县人民政府"


def notice(number: str, title: str, day: str, *body: str, part: str = "") -> str:
    lines = (number, f"{ISSUER}{title}", "各乡镇人民政府：", *body, ISSUER, day)
    return "\n\n".join(lines) + (f"\n\n{part}" if part else "") + "\n"


def issuing(number: str, name: str, day: str, last: str) -> str:
    return notice(
        number,
        f"关于印发《{name}》的通知",
        day,
        f"现将《{name}》印发给你们，请遵照执行。",
        part=f"{name}\n\n第一条　节约用水。\n\n第二条　{last}",
    )


NOTICES = {
    "plumbing": issuing(
        "甲府〔2017〕1号",
        "甲县水管办法",
        "2016年12月20日",
        "本办法自2017年1月1日起施行，有效期5年。",
    ),
    "extension in time": notice(
        "甲府〔2021〕8号",
        "关于延长《甲县水管办法》有效期的通知",
        "2021年11月5日",
        "《甲县水管办法》（甲府〔2017〕1号）有效期延长至2023年12月31日。",
    ),
    "extension too late": notice(
        "甲府〔2024〕2号",
        "关于延长《甲县水管办法》有效期的通知",
        "2024年3月1日",
        "《甲县水管办法》（甲府〔2017〕1号）有效期延长3年。",
    ),
    "wells": issuing(
        "甲府〔2018〕4号", "甲县水井办法", "2018年4月2日", "本办法自2018年5月1日起施行。"
    ),
    "new wells": issuing(
        "甲府〔2022〕6号",
        "甲县新水井办法",
        "2022年6月1日",
        "本办法自2022年7月1日起施行，《甲县水井办法》（甲府〔2018〕4号）同时废止。",
    ),
    "meters": notice(
        "甲府〔2016〕7号",
        "关于水表安装的通知",
        "2016年7月8日",
        "各户安装水表。本通知自印发之日起施行。",
    ),
    "taps": notice(
        "甲府〔2015〕3号",
        "关于水龙头安装的通知",
        "2015年3月9日",
        "各户安装水龙头。本通知自印发之日起施行。",
    ),
    "tanks": notice(
        "甲府〔2023〕5号",
        "关于水箱安装的通知",
        "2023年5月10日",
        "各户安装水箱。本通知自2023年6月1日起施行。",
    ),
    "plan": issuing(
        "甲府〔2016〕2号", "甲县节水规划（2016—2020年）", "2016年1月20日", "由县水务局实施。"
    ),
    "pumps": issuing(
        "甲府〔2019〕9号", "甲县水泵办法", "2019年9月2日", "本办法自2019年10月1日起施行。"
    ),
    "decision": notice(
        "甲府〔2022〕9号",
        "关于宣布部分文件失效的决定",
        "2022年9月1日",
        "《甲县节水规划（2016—2020年）》（甲府〔2016〕2号）宣布失效。",
        "《甲县水泵办法》（甲府〔2019〕9号）逾期未重新公布的，自2023年1月1日起失效。",
        "本决定自2022年10月1日起施行。",
    ),
    "clean-up": notice(
        "甲府〔2023〕9号",
        "关于公布继续有效的规范性文件的决定",
        "2023年9月1日",
        "《关于水表安装的通知》（甲府〔2016〕7号）、《甲县新水井办法》（甲府〔2022〕6号）继续有效。",
        "县人民政府及其办公室于2022年12月31日以前制定的规范性文件，未列入继续有效目录的，"
        "自本决定印发之日起不再执行。",
    ),
}
#: status and last day of each on 2024-06-01, and what a person should look at
HOLDS = {
    "plumbing": ("已废止", "2023-08-31", ["extended_after_end"]),
    "extension in time": ("现行有效", None, []),
    "extension too late": ("现行有效", None, []),
    "wells": ("已废止", "2022-06-30", []),
    "new wells": ("现行有效", None, []),
    "meters": ("现行有效", None, []),
    "taps": ("已废止", "2023-08-31", []),
    "tanks": ("现行有效", None, []),
    "plan": ("失效", "2020-12-31", []),
    "pumps": ("已废止", "2023-08-31", ["conditional_end"]),
    "decision": ("现行有效", None, []),
    "clean-up": ("现行有效", None, []),
}
READINGS = {name: read_document(text.encode(), f"{name}.txt") for name, text in NOTICES.items()}
