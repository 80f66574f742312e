"""The state's administrative divisions: from names to region paths like 广东省/广州市/天河区.

`divisions.txt` holds them as published by the end of 2025: one line for each province, below it one
line for each city with its counties, where `-` replaces the city of counties directly under the
province."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

#: former names, with the path of the division that replaced each
FORMER_NAMES: dict[str, str] = {
    "襄樊市": "湖北省/襄阳市",
    "思茅市": "云南省/普洱市",
    "淮阴市": "江苏省/淮安市",
    "莱芜市": "山东省/济南市/莱芜区",
    "章丘市": "山东省/济南市/章丘区",
    "番禺市": "广东省/广州市/番禺区",
    "花都市": "广东省/广州市/花都区",
    "从化市": "广东省/广州市/从化区",
    "增城市": "广东省/广州市/增城区",
    "萝岗区": "广东省/广州市/黄埔区",
    "东山区": "广东省/广州市/越秀区",
    "顺德市": "广东省/佛山市/顺德区",
    "南海市": "广东省/佛山市/南海区",
    "三水市": "广东省/佛山市/三水区",
    "高明市": "广东省/佛山市/高明区",
    "新会市": "广东省/江门市/新会区",
    "潮阳市": "广东省/汕头市/潮阳区",
    "澄海市": "广东省/汕头市/澄海区",
    "高要市": "广东省/肇庆市/高要区",
    "惠阳市": "广东省/惠州市/惠阳区",
    "曲江县": "广东省/韶关市/曲江区",
    "电白县": "广东省/茂名市/电白区",
    "萧山市": "浙江省/杭州市/萧山区",
    "余杭市": "浙江省/杭州市/余杭区",
    "富阳市": "浙江省/杭州市/富阳区",
    "奉化市": "浙江省/宁波市/奉化区",
    "鄞县": "浙江省/宁波市/鄞州区",
    "崇明县": "上海市/崇明区",
    "南汇区": "上海市/浦东新区",
    "卢湾区": "上海市/黄浦区",
    "闸北区": "上海市/静安区",
    "宣武区": "北京市/西城区",
    "崇文区": "北京市/东城区",
    "密云县": "北京市/密云区",
    "延庆县": "北京市/延庆区",
    "塘沽区": "天津市/滨海新区",
    "蓟县": "天津市/蓟州区",
    "江北县": "重庆市/两江新区",
    "江北区": "重庆市/两江新区",
    "渝北区": "重庆市/两江新区",
    "万盛区": "重庆市/綦江区",
    "郫县": "四川省/成都市/郫都区",
    "双流县": "四川省/成都市/双流区",
    "锡山市": "江苏省/无锡市/锡山区",
    "吴县市": "江苏省/苏州市/吴中区",
    "吴江市": "江苏省/苏州市/吴江区",
    "胶南市": "山东省/青岛市/黄岛区",
    "即墨市": "山东省/青岛市/即墨区",
    "许昌县": "河南省/许昌市/建安区",
    "达县": "四川省/达州市/达川区",
}

#: the short name of an autonomous region, in titles and in the names of its offices
SHORT_NAMES: dict[str, str] = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
    "香港": "香港特别行政区",
    "澳门": "澳门特别行政区",
}


@cache
def _paths_by_name() -> dict[str, tuple[str, ...]]:
    """The paths that end in each name."""
    paths_by_name: dict[str, list[str]] = {}

    def add(path: str) -> None:
        paths_by_name.setdefault(path.rsplit("/", 1)[-1], []).append(path)

    province = ""
    for line in (
        files("corpus.authorities").joinpath("divisions.txt").read_text("utf-8").splitlines()
    ):
        if not line.startswith(" "):
            province = line
            add(province)
            continue
        city, *counties = line.split()
        above = province if city == "-" else f"{province}/{city}"
        if city != "-":
            add(above)
        for county in counties:
            add(f"{above}/{county}")
    for name, path in FORMER_NAMES.items():
        paths_by_name.setdefault(name, []).append(path)
    return {name: tuple(paths) for name, paths in paths_by_name.items()}


#: the longest name of a division has 15 characters
_LONGEST = 15


def division_of(name: str, within: str | None = None) -> tuple[str, str] | None:
    """The path of the division that a simplified name begins with, and the rest of the name, or
    None.

    A county's name that several cities use is found only together with the division above it, which
    is printed before it or passed as `within`.

    >>> division_of("广州市天河区人民政府")
    ('广东省/广州市/天河区', '人民政府')
    >>> division_of("博罗县人民政府")
    ('广东省/惠州市/博罗县', '人民政府')
    >>> division_of("朝阳区人民政府"), division_of("朝阳区人民政府", "北京市")
    (None, ('北京市/朝阳区', '人民政府'))
    """
    path, rest = None, name
    while (step := _take_division(rest, path or within, free=path is None)) is not None:
        path, rest = step
    return (path, rest) if path is not None else None


def region_paths(name: str) -> tuple[str, ...]:
    """All paths that a person may mean by a path, by its last name, or by that name without 省 or
    市.

    >>> region_paths("广州"), region_paths("广东省/广州市"), region_paths("广西")
    (('广东省/广州市',), ('广东省/广州市',), ('广西壮族自治区',))
    >>> len(region_paths("朝阳区")) > 1, region_paths("东海市")
    (True, ())
    """
    known = _paths_by_name()
    last = name.rpartition("/")[2]
    paths = known.get(last) or ((SHORT_NAMES[last],) if last in SHORT_NAMES else ())
    if not paths:
        paths = next((known[last + end] for end in ("省", "市") if last + end in known), ())
    if "/" not in name:
        return tuple(paths)
    above = name.rpartition("/")[0]
    return tuple(path for path in paths if f"/{path.rpartition('/')[0]}".endswith(f"/{above}"))


def _take_division(name: str, above: str | None, *, free: bool) -> tuple[str, str] | None:
    """The first division of a name and the rest, or None.

    It lies below `above`, or, where `free`, is the only one of its name."""
    known = _paths_by_name()
    for length in range(min(_LONGEST, len(name)), 1, -1):
        head = name[:length]
        paths = known.get(head) or ((SHORT_NAMES[head],) if head in SHORT_NAMES else ())
        inside = [path for path in paths if above and path.startswith(f"{above}/")]
        chosen = inside or (paths if free else ())
        if len(chosen) == 1:
            return chosen[0], name[length:]
    return None


def region_named_in_title(name: str) -> str | None:
    """The path of the city or province at the start of a title, without its 市 or 省:
    深圳经济特区…条例.

    None where the title begins with no such name, or with one that several have.

    >>> region_named_in_title("珠海经济特区海岛书店促进条例")
    '广东省/珠海市'
    """
    for length in range(min(_LONGEST, len(name)), 1, -1):
        for ending in ("市", "省"):
            paths = _paths_by_name().get(name[:length] + ending, ())
            if len(paths) == 1:
                return paths[0]
    return None
