"""Canonical numbers made by chance."""

from hypothesis import strategies as st

CODES = st.sampled_from(
    ["国发", "国办函", "穗府办规", "法释", "法", "财库", "粤律协", "和政发", "工信部联规", "财税字"]
)
ORDERS = st.sampled_from(["国务院令", "国令", "粤府令", "广州市人民政府令", "某省人大常委会公告"])
NUMBERS = st.one_of(
    st.builds("{}〔{}〕{}号".format, CODES, st.integers(1949, 2099), st.integers(1, 9999)),
    st.builds("{}第{}号".format, ORDERS, st.integers(1, 9999)),
    st.builds(
        "{}公告{}年第{}号".format,
        st.sampled_from(["", "国家税务总局", "交通运输部"]),
        st.integers(1949, 2099),
        st.integers(1, 999),
    ),
    st.builds("院台法字第{:010}号".format, st.integers(1, 10**10 - 1)),
)
