"""Tables of applicants as people make them, and as nobody should."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from api.eligibility.sheet import SheetError, applicants
from graph.eligibility.criterion import Variable

VARIABLES = {
    "v1": Variable("v1", "投资额", "", "quantity", "元"),
    "v2": Variable("v2", "独立法人", "", "boolean"),
    "v3": Variable("v3", "竣工时间", "", "date"),
}


def test_a_workbook_and_a_text_in_gb18030_say_the_same() -> None:
    book = Workbook()
    for row in [["名称", "投资额", "v2", "竣工时间"], ["甲厂", "320万元", True, "2024-03"], [None, 5, "否", None]]:
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    text = "名称,投资额,v2,竣工时间\n甲厂,320万元,是,2024-03\n,5,否,不知道\n".encode("gb18030")
    one, other = applicants(out.getvalue(), VARIABLES), applicants(text, VARIABLES)
    assert one == other
    assert one[0].answers["v1"] == 3_200_000 and one[1].name == "第3行" and "v3" not in one[1].answers


@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"投资额,v2\n{text}".encode("utf-8", "replace"))
)
def test_no_file_does_more_than_be_refused(data: bytes) -> None:
    try:
        assert applicants(data, VARIABLES)
    except SheetError as error:
        assert str(error)


def test_a_cut_workbook_is_refused() -> None:
    with pytest.raises(SheetError, match="XLSX"):
        applicants(b"PK\x03\x04" + b"\x00" * 200, VARIABLES)
