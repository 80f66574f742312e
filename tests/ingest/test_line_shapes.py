"""Shapes of lines: asking for a line's last sign first changes no answer."""

from hypothesis import given
from hypothesis import strategies as st

from ingest import line_shapes
from ingest.clean.notice_signs import NOTICE_SIGNS

SHAPES = (
    line_shapes.TITLE_END,
    line_shapes.NUMBER_LINE,
    line_shapes.ORDER_HEAD,
    line_shapes.PRINT_LINE,
    line_shapes.ADDRESSEE,
    *(line_shapes.LineShape(sign.pattern, sign.ends) for sign in NOTICE_SIGNS if sign.ends),
)
PIECES = [
    *(sign.example for sign in NOTICE_SIGNS),
    *"第〔〕()[]【】号期文令告印发出日:。;,、0123一二三",
    *("公告", "关于", "通知", "办法", "(试行)", "府", "字第", "2020", "年", "3月5日"),
]
LINES = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@given(LINES)
def test_a_shape_answers_as_its_pattern(line: str) -> None:
    for shape in SHAPES:
        assert (shape.match(line) is None) == (shape.pattern.match(line) is None)
        assert (shape.search(line) is None) == (shape.pattern.search(line) is None)
