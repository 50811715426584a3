"""What an applicant must meet, as phrases and as lists, and where it is told; all places are made up."""

import pytest

from ingest.record import Clause
from tests.ingest.extract.told import offers, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年节能量30吨标准煤以上", [("年节能量", ">=", 30, "吨标准煤")]),
        ("渔船改造后船员人均产值提高20%以上", [("船员人均产值提高", ">=", 20, "%")]),
        ("固定资产投资超过500万元不足1000万元", [("固定资产投资", ">", 5e6, "元"), ("固定资产投资", "<", 1e7, "元")]),
        ("投资额500万元（含）—1000万元的项目", [("投资额", ">=", 5e6, "元"), ("投资额", "<", 1e7, "元")]),
        ("投资额1000万元（不含）以上", [("投资额", ">", 1e7, "元")]),
        ("年龄不超过45周岁", [("年龄", "<=", 45, "周岁")]),
        ("成立满3年", [("成立年限", ">=", 3, "年")]),
        (
            "具有本岛户籍的75周岁以上老年人",
            [("本岛户籍", "=", True, None), ("年龄", ">=", 75, "周岁"), ("老年人", "=", True, None)],
        ),
        ("有一个以上子女未满16周岁", [("子女年龄", "<", 16, "周岁")]),
        ("父母至少一方具有本岛户籍的家庭", [("父母至少一方具有本岛户籍", "=", True, None)]),
        ("2023年1月1日后生育（以出生证为准）", [("生育时间", ">=", "2023-01-01", None)]),
        ("购置自动分拣、无人搬运等设备", [("购置自动分拣、无人搬运等设备", "=", True, None)]),
        ("吸纳3名以上高校毕业生就业", [("吸纳高校毕业生就业", ">=", 3, "名")]),
        ("2021年1月1日以后新购置的设备", [("购置时间", ">=", "2021-01-01", None)]),
        ("近三年内未发生安全生产事故", [("发生安全生产事故", "=", False, None)]),
        ("未被列入严重失信主体名单", [("被列入严重失信主体名单", "=", False, None)]),
        ("具有独立法人资格的", [("独立法人资格", "=", True, None)]),
        ("有健全的财务制度", [("有健全的财务制度", "=", True, None)]),
        ("重新认定的企业", [("重新认定", "=", True, None)]),
        ("对分布式光伏项目", [("项目类型", "=", "分布式光伏", None)]),
        ("符合条件的企业", [("符合条件", None, None, None)]),
        (
            "首次认定为省级专精特新企业的",
            [("首次认定", "=", True, None), ("称号级别", "=", "省级", None), ("称号", "=", "专精特新企业", None)],
        ),
    ],
)
def test_a_phrase_asks_for(text, expected):
    found, _ = read(text)
    assert [(one.attr, one.op, one.value, one.unit) for one in found][: len(expected)] == expected


@pytest.mark.parametrize("text", ["根据诊断数量", "符合上述条件的", "企业"])
def test_grounds_and_encouragement_ask_for_nothing(text):
    assert read(text) == ((), None)


def test_or_between_two_thresholds_is_one_or_the_other():
    found, logic = read("年节能量30吨以上或单位产品能耗下降4%以上，且已投产")
    assert logic == "(c1 or c2) and c3"
    assert found[1].attr == "单位产品能耗下降"


def test_a_list_in_the_clause_holds_for_all_its_offers():
    text = "须同时符合以下条件：（1）年节水量3万吨以上或用水下降8%以上；（2）已投产。"
    text += "符合上述条件的，给予10%补助；改造的，给予5%补助。"
    first, second = offers(Clause("d", "一", text))
    assert first.logic == "(c1 or c2) and c3"
    assert second.logic == "(c1 or c2) and c3 and c4"


def test_one_of_several_is_enough():
    text = "符合下列条件之一的：（1）年产值1亿元以上；（2）年出口额500万元以上。给予20万元奖励。"
    (record,) = offers(Clause("d", "一", text))
    assert record.logic == "c1 or c2"


def test_conditions_in_an_article_of_their_own_hold_for_every_offer():
    article = Clause("d", "第三条", "第三条 申请补助应当同时符合下列条件：")
    items = (
        Clause("d", "第三条/(一)", "（一）在云泽市登记注册；"),
        Clause("d", "第三条/(二)", "（二）项目已通过验收。"),
    )
    (record,) = offers(article, *items, Clause("d", "第四条", "第四条 按投资额的10%给予补助。"))
    assert [(one.attr, one.path) for one in record.conditions] == [
        ("在云泽市登记注册", "第三条/(一)"),
        ("项目已通过验收", "第三条/(二)"),
    ]


def test_what_shuts_out_must_be_false():
    denied = Clause("d", "第五条", "第五条 有下列情形之一的，不予补贴：（一）提供虚假材料的；（二）被列入失信名单的。")
    (record,) = offers(Clause("d", "第四条", "第四条 给予10万元补贴。"), denied)
    assert [(one.attr, one.value) for one in record.conditions] == [("提供虚假材料", False), ("被列入失信名单", False)]
    assert record.logic == "c1 and c2"


def test_the_annex_speaks_of_firms_and_of_institutions_apart():
    annex = Clause("d", "附则/1", "1. 本办法所指企业为具有独立法人资格的企业。本办法所指机构不包括渔政单位。")
    firm, body = offers(
        annex,
        Clause("d", "一", "企业购买设备的，给予10%补助。"),
        Clause("d", "二", "按每艘渔船800元的标准，给予检修机构补助。"),
    )
    assert [(one.attr, one.value) for one in firm.conditions if one.path] == [("独立法人资格", True)]
    assert [(one.attr, one.value) for one in body.conditions if one.path] == [("渔政单位", False)]


def test_conditions_of_a_chapter_stay_in_it():
    clauses = (
        Clause("d", "一/(一)", "（一）申报单位应当在本市注册。"),
        Clause("d", "一/(二)", "（二）给予10万元补助。"),
        Clause("d", "二/(一)", "（一）给予20万元奖励。"),
    )
    inside, outside = offers(*clauses)
    assert inside.conditions and not outside.conditions


def test_the_document_defines_whether_a_bound_includes_its_number():
    annex = Clause("d", "附则/1", "1. 本措施所称“以上”包含本数，“以下”不包含本数。")
    (record,) = offers(annex, Clause("d", "一", "投资额100万元以上、500万元以下的，按10%给予补助。"))
    assert [(one.op, one.value) for one in record.conditions] == [(">=", 1e6), ("<", 5e6)]


def test_a_closing_paragraph_speaks_for_every_offer_its_own_clause_included():
    closing = "二、对新建冷库给予5万元补助。\n以上政策适用于在云泽市依法纳税的企业，有效期至2027年12月31日。"
    first, second = offers(
        Clause("d", "一", "一、对新购农机给予10万元补助。"),
        Clause("d", "二", closing),
    )
    assert first.conditions[-1].attr == second.conditions[-1].attr == "在云泽市依法纳税"


def test_what_is_asked_beside_an_offer_holds_for_it():
    (record,) = offers(Clause("d", "一", "对新建冷库给予10万元补助。申报单位须在本市注册并具有独立法人资格。"))
    assert [one.attr for one in record.conditions][-2:] == ["在本市注册", "独立法人资格"]


def test_those_shut_out_are_of_the_kind_that_is_named():
    denied = Clause("d", "三", "三、养老机构有下列情形之一的，不予补助：（一）备案已被注销的；（二）发生虐老案件的。")
    home, carer = offers(
        Clause("d", "一", "一、养老机构投保责任保险的，补助5000元。"),
        Clause("d", "二", "二、养老护理员从业满3年的，奖励5000元。"),
        denied,
    )
    assert [one.value for one in home.conditions if one.path == "三"] == [False, False]
    assert not [one for one in carer.conditions if one.path == "三"]


def test_conditions_for_money_are_not_asked_of_free_services():
    article = Clause("d", "第三条", "第三条 申请补助资金应当同时符合下列条件：（一）在本市注册；（二）项目已通过验收。")
    paid, free = offers(
        article,
        Clause("d", "第四条", "第四条 按投资额的10%给予补助。"),
        Clause("d", "第五条", "第五条 为中小企业免费开展用水诊断。"),
    )
    assert len(paid.conditions) == 2
    assert not [one for one in free.conditions if one.path == "第三条"]


def test_conditions_under_an_offer_of_its_own_title_stay_with_it():
    rewarded = Clause(
        "d",
        "一/(一)",
        "（一）奖励人才。申请人须同时具备下列条件：1.年龄不超过45周岁；2.已签订劳动合同。符合条件的，奖励5万元。",
        title="奖励人才",
    )
    other = Clause("d", "一/(二)", "（二）资助团队。对入选团队给予100万元资助。", title="资助团队")
    assert not [one for one in offers(rewarded, other)[1].conditions if one.path]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("医师服务期满3年的，奖励3万元；服务期满5年再奖励5万元。", [("医师服务期", 5)]),
        (
            "企业设立工作站并通过省级认定的，奖励5万元；通过国家级认定的，奖励9万元。",
            [("设立工作站", True), ("通过国家级认定", True)],
        ),
        ("首次通过认定的，奖励20万元；整体迁入本市的，奖励30万元。", [("整体迁入本市", True)]),
        (
            "首次创业的残疾人，给予2万元创业补贴，并按每人每月300元给予场租补贴。",
            [("首次创业", True), ("残疾人", True)],
        ),
        ("首次入选的，奖励20万元，并在用地方面予以优先保障。", [("首次入选", True)]),
    ],
)
def test_the_second_offer_keeps_what_it_shares_with_the_first(text, expected):
    assert [(one.attr, one.value) for one in offers(Clause("d", "一", text))[1].conditions] == expected


def test_a_report_of_what_is_forbidden_is_not_turned_round():
    (record,) = offers(Clause("d", "一", "举报非法捕捞线索经查实的，按罚没款的5%奖励。"))
    assert [one.value for one in record.conditions] == [True]


def test_whom_an_annex_excepts_and_several_kinds_named_together_are_asked_for():
    item = Clause("d", "一", "对新购渔船的企业补助5万元。")
    annex = Clause("d", "九", "九、本措施所称企业是指在本岛登记的企业，但渔政单位除外。")
    (record,) = offers(annex, item)[:1]
    assert [(one.attr, one.op) for one in record.conditions if one.path] == [
        ("在本岛登记", "="),
        ("渔政单位", "="),
    ]
    annex = Clause("d", "九", "九、本措施所称企业、机构须在本岛登记，近三年未发生较大沉船事故。")
    (record,) = offers(annex, item)[:1]
    assert [(one.attr, one.value) for one in record.conditions if one.path] == [
        ("在本岛登记", True),
        ("发生较大沉船事故", False),
    ]


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("对除房地产企业以外的规模以上企业，给予5万元奖励。", [("房地产企业", "除房地产企业以外")]),
        ("对规模以上企业给予5万元奖励，其中劳务派遣企业除外。", [("劳务派遣企业", "劳务派遣企业")]),
    ],
)
def test_who_is_left_out_is_named_once_and_must_not_be_so(text, left_out):
    (record,) = offers(Clause("d", "一", text))
    assert [(one.attr, one.text) for one in record.conditions if one.value is False] == left_out
    assert [one.attr for one in record.conditions if one.value is True] == ["规模以上企业"]
    assert all(text[one.start :].startswith(one.text) for one in record.conditions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("取得合法经营证照、客房5间以上", [("取得合法经营证照", True), ("客房", 5)]),
        ("用于装修改造、单笔贷款额度50万元以上", [("用于装修改造", True), ("单笔贷款额度", 5e5)]),
        # a list of measures stays one
        # 能量 is no 能
        ("委托有资质的机构开展核算", [("委托有资质的机构开展核算", True)]),
        ("签订2年以上入驻协议（或自有物业）、营业面积100平方米以上", [("入驻协议期限", 2), ("营业面积", 100)]),
    ],
)
def test_a_list_is_cut_where_something_else_is_asked(text, expected):
    assert [(one.attr, one.value) for one in read(text)[0]] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("竣工时间不晚于2025年6月30日", [("竣工时间", "<=", "2025-06-30")]),
        ("成立日期在2020年1月1日前", [("成立时间", "<=", "2020-01-01")]),
    ],
)
def test_a_day_is_of_what_was_done_on_it_and_on_the_side_that_the_words_tell(text, expected):
    assert [(one.attr, one.op, one.value) for one in read(text)[0]] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在社区连续从事康复工作的人员，满2年不满4年", [("连续从事康复工作年限", 2), ("连续从事康复工作年限", 4)]),
        ("首次取得证书，劳动合同期限满1年", [("劳动合同期限", 1)]),  # what it says itself
        ("从事康复工作，投资额500万元以上", [("投资额", 5e6)]),  # no time
    ],
)
def test_what_only_says_how_long_is_of_the_deed_before_it(text, expected):
    assert [(one.attr, one.value) for one in read(text)[0] if isinstance(one.value, float)] == expected


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("为困难群众上门理发", ["困难群众上门理发"]),
        ("为学徒购买意外保险，年培训200人次以上", ["为学徒购买意外保险", "年培训"]),
        ("为加快产业集聚", []),
        ("为进一步方便群众办事", []),
    ],
)
def test_what_is_done_for_somebody_is_asked_and_what_for_is_not(text, asked):
    assert [one.attr for one in read(text)[0]] == asked


@pytest.mark.parametrize(
    ("text", "logic", "asked"),
    [
        ("申报单位应当具有独立法人资格（产业联盟除外）。", "c1 or c2", {"产业联盟", "独立法人资格"}),
        ("申请条件：（1）年龄不超过45周岁，博士除外；（2）在本市无房。", "(c1 or c2) and c3", {"年龄", "在本市无房"}),
        ("申请条件：（1）除退役军人外，缴纳社会保险满1年。", "c1 or c2", {"退役军人", "缴纳社会保险年限"}),
        ("申请条件：（1）未被列入失信名单（已移出的除外）。", "c1 or c2", {"移出", "被列入失信名单"}),
    ],
)
def test_who_need_not_meet_what_all_others_must_is_no_one_shut_out(text, logic, asked):
    (offer,) = offers(Clause("d", "一", "一、奖励每家10万元。"), Clause("d", "二", f"二、{text}"))
    assert offer.logic == logic and asked <= {one.attr for one in offer.conditions}
    assert not any(one.value is False for one in offer.conditions if one.attr != "被列入失信名单")


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("对规模以上工业企业（房地产企业除外），奖励10万元。", "房地产企业"),
        ("除劳务派遣企业外，招用残疾人的企业，每人补贴1000元。", "劳务派遣企业"),
    ],
)
def test_some_of_those_named_are_shut_out_beside_an_offer(text, out):
    (offer,) = offers(Clause("d", "一", text))
    assert [one.attr for one in offer.conditions if one.value is False] == [out]


def said(text):
    """Attribute, bound and value of each condition of a phrase."""
    return [(one.attr, one.op, one.value) for one in read(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为其缴纳养老保险费6个月以上", [("为其缴纳养老保险费", ">=", 6.0)]),
        ("为学徒购买意外伤害保险", [("为学徒购买意外伤害保险", "=", True)]),
        ("为促进渔业发展", []),
    ],
)
def test_what_one_does_for_others_is_asked(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("客运企业将车龄8年以上的客车更新为新能源客车", [("车龄", 8), ("客车更新为新能源客车", True)]),
        ("在参与活动的商户处购买空调", [("在参与活动的商户处购买空调", True)]),
        ("购买新的渔网", [("购买新的渔网", True)]),
        ("新购列入免征车船税目录的货车", [("新购列入免征车船税目录的货车", True)]),
    ],
)
def test_what_is_done_to_a_thing_is_asked_beside_what_the_thing_must_be(text, asked):
    assert [(one.attr, one.value) for one in read(text)[0]][-len(asked) :] == asked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一、新取得高级工、技师职业资格证书或职业技能等级证书的，分别补贴2000元、3000元。",
            ["新取得 称号", "新取得 称号"],
        ),
    ],
)
def test_what_the_last_of_a_row_of_persons_does_is_asked_of_each(text, expected):
    assert [" ".join(one.attr for one in offer.conditions) for offer in offers(Clause("d", "一", text))] == expected
