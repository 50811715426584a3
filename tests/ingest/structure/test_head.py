"""What a document says of itself at its head and tail."""

from datetime import date

import pytest

from ingest.record import Block
from ingest.structure.head import is_date_line, is_signature, join_title, read_meta


def meta(head, tail=(), body=()):
    return read_meta([Block(line, ()) for line in head], [Block(line, ()) for line in tail], [*head, *body, *tail])


def test_a_notice_that_carries_a_plan():
    found = meta(
        [
            "云泽省人民政府办公厅关于印发云泽省“十四五”",
            "交通运输发展规划的通知",
            "云泽政办发〔2021〕42号",
            "各市、县（市、区）人民政府，省政府直属各单位：",
            "《云泽省“十四五”交通运输发展规划》已经省政府同意，现印发给你们。",
            "云泽省人民政府办公厅",
            "2021年6月15日",
        ]
    )
    assert found.title == "云泽省人民政府办公厅关于印发云泽省“十四五”交通运输发展规划的通知"
    assert (found.number, found.issuers) == ("云泽政办发〔2021〕42号", ("云泽省人民政府办公厅",))
    assert (found.issued, found.region, found.level, found.kind) == (date(2021, 6, 15), "云泽省", "provincial", "plan")


def test_signature_below_the_text_gives_full_names_and_day():
    found = meta(
        ["工业和信息化部 人民银行 证监会关于加强产融合作的指导意见"],
        ["工业和信息化部", "中国人民银行", "中国证券监督管理委员会", "二〇二一年九月三日"],
    )
    assert found.issuers == ("工业和信息化部", "中国人民银行", "中国证券监督管理委员会")
    assert (found.issued, found.region, found.level, found.kind) == (date(2021, 9, 3), "全国", "national", "opinion")


def test_title_gives_the_issuers_where_nobody_signs():
    found = meta(["中共中央 国务院关于做好山塘水库看护工作的意见", "(2021年11月2日)"])
    assert found.title == "中共中央 国务院关于做好山塘水库看护工作的意见"
    assert (found.issuers, found.issued) == (("中共中央", "国务院"), date(2021, 11, 2))
    assert meta(["教育部等十部门关于加强体育工作的意见"]).issuers == ("教育部",)
    assert meta(["云泽省节水行动方案"]).issuers == ()


def test_an_order_proclaims_the_text_below_it():
    found = meta(
        [
            "荻浦市人民政府令",
            "第38号",
            "《荻浦市公路养护管理办法》已经常务会议通过，现予公布，自2021年2月1日起施行。",
            "市长　李某",
            "2020年12月30日",
            "荻浦市公路养护管理办法",
        ]
    )
    assert (found.title, found.number) == ("荻浦市公路养护管理办法", "荻浦市人民政府令第38号")
    assert (found.issuers, found.issued, found.effective) == (
        ("荻浦市人民政府",), date(2020, 12, 30), date(2021, 2, 1),
    )  # fmt: skip
    assert found.kind == "measures"


@pytest.mark.parametrize(
    ("sentence", "effective", "expires"),
    [
        ("本办法自2022年5月1日起施行，有效期至2025年4月30日。", date(2022, 5, 1), date(2025, 4, 30)),
        ("本措施自2022年8月1日起施行，有效期5年。", date(2022, 8, 1), date(2027, 7, 31)),
        ("本政策执行期至2027年底。", None, date(2027, 12, 31)),
        ("本措施自9月15日起施行，有效期至2026年9月14日。", None, date(2026, 9, 14)),
        ("本办法自印发之日起施行。", None, None),
        ("2009年3月1日起施行的《某市旧规定》同时废止。", None, None),
        ("对2022年1月1日起执行的合同给予补贴。", None, None),
    ],
)
def test_validity_is_what_the_text_states(sentence, effective, expires):
    found = meta(["荻浦市节水办法"], body=[sentence])
    assert (found.effective, found.expires) == (effective, expires)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于印发《荻浦市美丽工厂建设指引》的通知", "guide"),
        ("云泽省气象灾害防御条例", "measures"),
        ("荻浦市行动方案（2021-2023）", "plan"),
        ("荻浦市教育局关于开展检查的通知", "notice"),
        ("《荻浦市节水办法》解读", "interpretation"),
        ("重要文件发布！新蓝图来了！", "news"),
        ("从数字化到数智化：发展范式的新跃进", "article"),
        ("荻浦市人民政府关于修改《荻浦市养犬规定》的决定", "notice"),
    ],
)
def test_kind_is_that_of_what_is_issued(title, kind):
    assert meta([title]).kind == kind


@pytest.mark.parametrize(
    ("head", "body", "region", "level"),
    [
        (["云泽省荻浦市人民政府关于加强节水的意见"], [], "荻浦市", "municipal"),
        (["北京市海淀区人民政府关于加强节水的意见"], [], "海淀区", "other"),
        (["北京市经济和信息化局关于加强节水的意见"], [], "北京市", "provincial"),
        (["河南银保监局关于加强服务的通知"], [], "河南省", "provincial"),
        (["苏州工业园区管理委员会关于促进发展的若干措施"], [], "苏州市", "other"),
        (["松墟县节水工作方案"], [], "松墟县", "other"),
        (["节水行动方案"], ["各省、自治区、直辖市人民政府要制定方案，落实党中央、国务院部署。"], "全国", "national"),
        (["节水行动方案"], ["我市用水紧张。荻浦市水务局牵头，全市推进。"], "荻浦市", "municipal"),
        (["促进市场健康发展"], [], None, "other"),
    ],
)
def test_region_and_level(head, body, region, level):
    found = meta(head, body=body)
    assert (found.region, found.level) == (region, level)


@pytest.mark.parametrize(
    ("number", "body", "region", "level"),
    [
        ("豫政办〔2025〕12号", ["加强节水。"], "河南省", "provincial"),
        ("豫政办〔2025〕12号", ["各省辖市人民政府：加强节水。"], "河南省", "provincial"),
        ("宁政发〔2025〕12号", ["各区人民政府，玄武区、鼓楼区要加强节水。"], None, "other"),
        ("宁政发〔2025〕12号", ["加强节水。"], None, "other"),
        ("青政办发〔2025〕3号", ["崂山区要带头节水。"], None, "other"),
        ("豫政办〔2025〕12号", ["各区（市）人民政府：加强节水。"], None, "other"),
        ("豫政办〔2025〕12号", ["由崂山区、市南区带头节水。"], None, "other"),
        ("豫政办〔2025〕12号", ["由中牟县、新郑市带头节水。"], "河南省", "provincial"),
    ],
)
def test_the_sign_in_a_number_names_a_province_only_where_nothing_speaks_against_it(number, body, region, level):
    found = meta(["节水行动方案", number], body=body)
    assert (found.number, found.region, found.level) == (number, region, level)


def test_lines_above_the_title_are_passed_over():
    lines = [
        "索引号：000014349",
        "附件1",
        "云泽省财政厅文件",
        "云财〔2022〕3号",
        "云泽省资金管理办法",
        "（试行）",
        "第一条",
    ]
    title, count = join_title([Block(line, ()) for line in lines[:6]])
    assert (title, count) == ("云泽省资金管理办法（试行）", 6)


def test_a_month_on_the_cover_is_no_part_of_the_title():
    head = [Block(text, ()) for text in ("荻浦市节水行动方案", "（2025—2027年）", "二〇二七年三月", "荻浦市水务局")]
    assert join_title(head)[0] == "荻浦市节水行动方案（2025—2027年）"


def test_a_red_head_whose_letters_are_spaced_apart_is_no_title():
    lines = ["云 泽 省 财 政 厅 文 件", "云财〔2022〕3号", "关于印发云泽省资金管理办法的通知", "各市财政局："]
    assert join_title([Block(line, ()) for line in lines]) == ("关于印发云泽省资金管理办法的通知", 3)


def test_a_title_over_lines_of_issuers_keeps_its_spaces():
    lines = ["云泽省财政厅", "云泽省水利厅", "关于印发《云泽省节水资金", "管理办法》的通知", "各市财政局："]
    title, count = join_title([Block(line, ()) for line in lines])
    assert (title, count) == ("云泽省财政厅 云泽省水利厅 关于印发《云泽省节水资金管理办法》的通知", 4)


def test_no_title_in_plain_text():
    assert join_title([]) == ("", 0)
    assert meta([], body=["到2025年，建成项目20个。"]).title == ""


def test_signatures_and_dates():
    assert is_signature("云泽省财政厅　云泽省水利厅（印章）")
    assert not is_signature("推进部门联动，加强领导")
    assert is_date_line("云泽省财政厅　2022年3月1日")
    assert not is_date_line("2022年3月1日印发")
    assert not is_date_line("2021年13月45日")
