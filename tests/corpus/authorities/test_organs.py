"""Names of organs and of places: rank, region, prefixes."""

import pytest

from corpus.authorities.administrative_divisions import FORMER_NAMES, SHORT_NAMES, division_of
from corpus.authorities.number_codes import organ_of_code, region_of_code, regions_by_code
from corpus.authorities.organs import classify_organ, has_organ_ending
from corpus.model.document_levels import LEVELS, level_rank


@pytest.mark.parametrize(
    ("name", "tier", "body", "region"),
    [
        ("国务院办公厅", "国家", "政府", None),
        ("财政部", "国家", "部门", None),
        ("国家发展和改革委员会", "国家", "部门", None),
        ("中华人民共和国交通部", "国家", "部门", None),
        ("广东省人民政府", "省级", "政府", "广东省"),
        ("广西财政厅", "省级", "部门", "广西壮族自治区"),
        ("深圳市南山区教育局", "县级", "部门", "广东省/深圳市/南山区"),
        ("博罗县人民政府", "县级", "政府", "广东省/惠州市/博罗县"),
        ("海淀区人民政府", "县级", "政府", "北京市/海淀区"),
        ("石龙镇人民政府", "乡镇", "政府", None),
        ("广州市天河区某某街道办事处", "乡镇", "政府", "广东省/广州市/天河区"),
        ("国家税务总局深圳市税务局", "市级", "部门", "广东省/深圳市"),
        ("襄樊市人民政府", "市级", "政府", "湖北省/襄阳市"),
        ("市民政局", None, "部门", None),
        ("朝阳区人民政府", "县级", "政府", None),
    ],
)
def test_organs(name, tier, body, region):
    found = classify_organ(name)
    assert (found.tier, found.body, found.region) == (tier, body, region)


def test_a_county_that_several_cities_have_needs_the_one_above():
    assert classify_organ("朝阳区人民政府", "北京市").region == "北京市/朝阳区"


def test_every_place_of_the_tables_is_a_division():
    for path in (*FORMER_NAMES.values(), *SHORT_NAMES.values(), *regions_by_code().values()):
        assert division_of(path.replace("/", "")) == (path, "")


def test_all_provinces_and_cities_are_known():
    assert division_of("澳门特别行政区政府") == ("澳门特别行政区", "政府")
    assert division_of("三沙市人民政府") == ("海南省/三沙市", "人民政府")


@pytest.mark.parametrize("name", ["关于做好工作", "样例一", "二〇二〇年三月"])
def test_not_organs(name):
    assert not has_organ_ending(name)


#: a number's code of each provincial-level place and of cities with rank of their own
GOVERNMENTS = """
京政发 北京市人民政府, 京政办发 北京市人民政府办公厅,
津政规 天津市人民政府, 冀政字 河北省人民政府,
冀政办发 河北省人民政府办公厅, 晋政发 山西省人民政府,
内政发 内蒙古自治区人民政府, 辽政发 辽宁省人民政府,
吉政发 吉林省人民政府, 吉政办发 吉林省人民政府办公厅,
黑政规 黑龙江省人民政府, 沪府规 上海市人民政府,
沪府办规 上海市人民政府办公厅, 沪府发 上海市人民政府,
苏政发 江苏省人民政府, 苏政办发 江苏省人民政府办公厅,
浙政发 浙江省人民政府, 浙政办发 浙江省人民政府办公厅,
皖政 安徽省人民政府, 闽政 福建省人民政府,
闽政办 福建省人民政府办公厅, 赣府发 江西省人民政府,
赣府厅发 江西省人民政府办公厅, 鲁政发 山东省人民政府,
鲁政办字 山东省人民政府办公厅, 豫政 河南省人民政府,
鄂政发 湖北省人民政府, 湘政发 湖南省人民政府,
湘政办发 湖南省人民政府办公厅, 粤府 广东省人民政府,
粤府办 广东省人民政府办公厅, 粤府函 广东省人民政府,
桂政发 广西壮族自治区人民政府, 琼府 海南省人民政府,
琼府办 海南省人民政府办公厅, 渝府发 重庆市人民政府,
渝府办发 重庆市人民政府办公厅, 川府发 四川省人民政府,
川办发 四川省人民政府办公厅, 黔府发 贵州省人民政府,
云政发 云南省人民政府, 藏政发 西藏自治区人民政府,
陕政发 陕西省人民政府, 甘政发 甘肃省人民政府,
青政 青海省人民政府, 宁政规发 宁夏回族自治区人民政府,
新政发 新疆维吾尔自治区人民政府, 穗府 广州市人民政府,
穗府办规 广州市人民政府办公厅, 深府规 深圳市人民政府,
杭政 杭州市人民政府, 杭政办 杭州市人民政府办公厅,
甬政发 宁波市人民政府, 厦府 厦门市人民政府,
青政发 青岛市人民政府, 大政发 大连市人民政府,
沈政发 沈阳市人民政府, 哈政发 哈尔滨市人民政府,
长府发 长春市人民政府, 成府发 成都市人民政府,
成办发 成都市人民政府办公厅, 武政规 武汉市人民政府,
郑政 郑州市人民政府, 洪府发 南昌市人民政府,
榕政 福州市人民政府, 合政 合肥市人民政府,
石政规 石家庄市人民政府, 昆政发 昆明市人民政府,
筑府发 贵阳市人民政府, 兰政发 兰州市人民政府,
银政发 银川市人民政府, 乌政 乌鲁木齐市人民政府,
海府 海口市人民政府, 韶府规 韶关市人民政府,
江府 江门市人民政府, 汕尾府办 汕尾市人民政府办公室,
赣市府发 赣州市人民政府, 晋市政办 晋城市人民政府办公室,
国发 国务院, 国办发 国务院办公厅,
国函 国务院
"""


@pytest.mark.parametrize("row", GOVERNMENTS.replace("\n", "").split(","))
def test_a_code_tells_the_government_and_its_region(row):
    code, name = row.split()
    assert organ_of_code(code) == name
    assert region_of_code(code) == classify_organ(name).region


@pytest.mark.parametrize(
    "code", ["财税", "建房", "宁政发", "济政发", "通政办发", "人社部发", "教", ""]
)
def test_codes_that_tell_no_place(code):
    assert region_of_code(code) is None
    assert organ_of_code(code) is None


@pytest.mark.parametrize("code", ["穗民规字", "粤人社规", "沪教委规", "京财采购"])
def test_codes_of_departments_tell_the_region_alone(code):
    assert region_of_code(code) is not None
    assert organ_of_code(code) is None


def test_all_provincial_level_places_of_the_mainland_have_codes():
    provinces = {place.split("/")[0] for place in regions_by_code().values()}
    assert len(provinces) == 31


def test_levels_are_ordered():
    assert (
        level_rank("法律")
        < level_rank("地方性法规")
        < level_rank("规范性文件/乡镇")
        < level_rank("没有这一级")
    )
    assert len(set(LEVELS)) == len(LEVELS)
