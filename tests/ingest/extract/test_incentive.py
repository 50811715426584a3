"""What is offered to whom: sums, tiers, caps and floors in sentences of many fields; all places are made up."""

from datetime import date

import pytest

from ingest.extract.incentive import extract
from ingest.extract.provision import extract as provisions
from ingest.record import Clause, Document, Meta, Reading, Source


def document(*clauses, **meta):
    return Document("d", Source("例.txt", "", "text/plain", ()), Meta("例", kind="measures", **meta), clauses)


def read(text, path="一", others=(), **meta):
    clause = Clause("d", path, text)
    return list(extract(Reading(clause, document(clause, *others, **meta))))


def sums(record):
    """Rate, amount, cap and floor as numbers, None where the text names none."""
    return tuple(part.value if part else None for part in (record.rate, record.amount, record.cap, record.floor))


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("对新购置农机的合作社，按购置价格的30%给予补贴，单台最高不超过5万元。", "subsidy", (30, None, 50000, None)),
        ("对通过验收的病房改造，给予每张床位1.2万元补助。", "subsidy", (None, 12000, None, None)),
        ("种植面积50亩以上的，每亩补助300元。", "subsidy", (None, 300, None, None)),
        ("对换电站给予400元/千瓦的补贴，单站不超过100万元。", "subsidy", (None, 400, 1000000, None)),
        ("因公牺牲的网格员，一次性发放抚恤金20万元。", "subsidy", (None, 200000, None, None)),
        ("对集体经济薄弱村，市财政每村安排扶持资金50万元。", "subsidy", (None, 500000, None, None)),
        ("公租房对低保家庭减按30%收取租金。", "price_premium", (30, None, None, None)),
        ("举报重大隐患经查实的，给予举报人最高50万元奖励。", "award", (None, 500000, None, None)),
        ("对企业上云按照实际支出的30%给予后补助，单个企业每年不超过20万元。", "subsidy", (30, None, 200000, None)),
        ("按保费的80%给予补贴，补贴金额不足5万元的按5万元补贴，最高200万元。", "subsidy", (80, None, 2000000, 50000)),
        (
            "按照节水量给予不超过900元/万吨的奖励，且奖励金额不超过总造价的20%，单个项目最高2000万元。",
            "award",
            (20, 900, 20000000, None),
        ),
        ("对创业担保贷款，按LPR的50%给予贴息。", "interest_subsidy", (50, None, None, None)),
        ("新增贷款利率可在同期LPR基础上下调20个基点。", "loan_rate", (20, None, None, None)),
        ("对高新技术企业减按15%的税率征收企业所得税。", "tax", (15, None, None, None)),
        ("招用失业人员的，按每人每月500元给予岗位补贴。", "subsidy", (None, 500, None, None)),
        ("投保政策性农业保险的，财政给予80%的保费补贴，农户自缴20%。", "subsidy", (80, None, None, None)),
        ("对展位费给予全额补贴，单个企业最高3万元。", "subsidy", (100, None, 30000, None)),
        ("吸纳就业3人以上的，每多吸纳1人增加1000元，最高给予补贴2万元。", "subsidy", (None, 1000, 20000, None)),
        ("给予举报人500元至5000元奖励。", "award", (None, None, 5000, 500)),
        ("对新建充电站，按百分之二十给予建设补贴。", "subsidy", (20, None, None, None)),
        ("对水稻完全成本保险，财政保费补贴比例为70%。", "subsidy", (70, None, None, None)),
        ("一次性奖励十万元。", "award", (None, 100000, None, None)),
        (
            "对获得贷款的农户按年利率2%给予贴息，单户年度贴息额最高20万元。",
            "interest_subsidy",
            (2, None, 200000, None),
        ),
        ("对新获评的示范村医务室，县财政再增加4000元补助。", "subsidy", (None, 4000, None, None)),
        ("中小微企业稳岗返还比例由50%提至60%。", "subsidy", (60, None, None, None)),
        ("按当年新增出口额每1000万元奖励5万元，最高50万元。", "award", (None, 50000, 500000, None)),
        ("政府性担保机构的年化担保费率不高于1%。", "loan_rate", (1, None, None, None)),
        ("返乡创业人员入驻园区的，租金按市场价的50%收取。", "price_premium", (50, None, None, None)),
        ("对排名前三位的街道，给予50万元工作经费奖励。", "award", (None, 500000, None, None)),
        ("对农业保险，地方财政补贴比例不得低于25%。", "subsidy", (25, None, None, None)),
    ],
)
def test_one_sentence_gives_one_offer(text, kind, expected):
    (record,) = read(text)
    assert (record.kind, sums(record)) == (kind, expected)


@pytest.mark.parametrize(
    "text",
    [
        "处1万元以上3万元以下罚款。",
        "骗取补贴资金的，追回已发放资金。",
        "全市累计发放稳岗补贴3亿元。",
        "所需资金由市、区财政按6:4比例承担。",
        "市财政每年安排5000万元专项资金。",
        "到2026年，鲜鱼外销比重提高到30%左右。",
        "鼓励企业加大研发投入。",
        "优先使用再生水，坚持生态优先。",
        "县财政局负责落实县级补助资金。",
        "年底前，发放稳岗返还资金15亿元。",
        "统筹发放消费券5000万元。",
        "享受补贴的机构应当承诺提供普惠服务。",
        "每名创业者只能享受一次创业补贴。",
        "入驻孵化基地且已免收租金的，不再列入。",
        "符合条件的个人申领补贴，适用本细则。",
        "引导金融机构给予优惠利率。",
        "单个主体同一年度享受本措施各类补助总额不超过200万元。",
        "主营业务收入达到3000亿元。",
        "对工作突出的单位给予通报表扬。",
        "签订合同后30日内拨付40%，中期评估合格后拨付30%。",
        "职工30人以下的企业，裁员率放宽至不高于20%。",
        "县级财政承担部分，由省财政予以重点支持。",
    ],
)
def test_money_that_nobody_is_offered_gives_none(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("对节水企业优先供地。", "priority"),
        ("并择优推荐申报省级重点项目。", "priority"),
        ("面向工业园区免费开展绿色诊断。", "free_service"),
        ("落实资源综合利用等税收优惠政策。", "tax"),
        ("对成效突出的单位和个人给予表彰奖励。", "award"),
        ("在资金、用地方面对示范渔港给予支持。", "subsidy"),
        ("加大对渔船贷款的财政贴息力度。", "interest_subsidy"),
        ("养老机构用水享受居民生活类价格。", "price_premium"),
        ("福利院用热按照居民生活类价格执行。", "price_premium"),
        ("对承租县属厂房的个体工商户，减免租金。", "subsidy"),
        ("困难企业可申请缓缴养老、工伤保险单位缴费部分。", "tax"),
        ("引进人才可免费入住人才公寓。", "free_service"),
        ("对成效突出的省份在资金安排上予以倾斜支持。", "subsidy"),
    ],
)
def test_support_without_a_sum_is_soft(text, kind):
    (record,) = read(text)
    assert record.kind == kind
    assert record.soft


def test_prizes_given_one_by_one_are_one_record_each():
    records = read("新列入国家级示范渔港、示范渔村的，分别奖励90万元、70万元。")
    assert [record.amount.value for record in records] == [900000, 700000]
    assert [record.conditions[-1].value for record in records] == ["示范渔港", "示范渔村"]
    assert len({record.evidence.quote for record in records}) == 1


def test_levels_and_thresholds_are_handed_out_with_the_sums():
    levels = read("对首次认定为国家级、省级、市级示范社的，分别给予50万元、20万元、10万元奖励。")
    assert [record.conditions[1].value for record in levels] == ["国家级", "省级", "市级"]
    sales = read("对年销售额达到1亿元、5亿元的企业，分别给予20、50万元奖励。")
    assert [(record.conditions[0].value, record.amount.value) for record in sales] == [(1e8, 200000), (5e8, 500000)]


def test_a_tier_takes_its_attribute_from_the_tier_before():
    records = read("设备投资额100万元至500万元的项目，按10%给予补助；500万元以上的，按15%给予补助。")
    assert [(c.attr, c.op, c.value) for c in records[1].conditions] == [("设备投资额", ">=", 5000000)]


def test_a_cap_in_a_sentence_of_its_own_covers_all_tiers_before_it():
    records = read("对甲类项目，给予投资额10%的补助；对乙类项目，给予投资额20%的补助。单个项目最高不超过300万元。")
    assert [record.cap.value for record in records] == [3000000, 3000000]
    assert records[0].evidence.quote.endswith("最高不超过300万元")


def test_a_cap_over_two_offers_covers_both():
    records = read("首次创业的，给予5000元补贴；吸纳就业的，每吸纳1人再奖励1000元，两项合计最高不超过2万元。")
    assert [(record.amount.value, record.cap.value) for record in records] == [(5000, 20000), (1000, 20000)]


def test_a_cap_below_the_list_covers_each_item():
    above = Clause("d", "一", "一、新建幼儿园的，给予补助：\n单个幼儿园累计不超过100万元。")
    item = Clause("d", "一/(一)", "（一）利用自有房屋举办的，每个学位补助5000元；")
    (record,) = extract(Reading(item, document(above, item)))
    assert (record.amount.value, record.cap.value, record.cap.per) == (5000, 1000000, "单个幼儿园")


def test_others_are_treated_as_those_before_them():
    first, second = read("对小微企业，按缴费额的50%给予返还。社会团体参照小微企业标准执行。")
    assert (first.kind, second.kind, second.soft) == ("subsidy", "subsidy", True)


def test_two_caps_for_two_kinds_of_goods_are_two_offers():
    records = read("对首台套，按销售价格的30%给予奖励，成套装备最高不超过500万元，单台设备最高不超过200万元。")
    assert [(record.rate.value, record.cap.value) for record in records] == [(30, 5000000), (30, 2000000)]


def test_among_them_adds_to_the_conditions_before():
    records = read("年研发投入500万元以上的，给予5%的补助；其中，属于小微企业的，补助比例提高至10%。")
    assert [c.attr for c in records[1].conditions] == ["年研发投入", "小微企业"]


def test_quotes_and_spans_are_those_of_the_text_with_its_spaces():
    text = "2. 扶持渔光发电。对完成备案的渔光电站，按照实际供冰量，给予 0.3 元/公斤的补贴。（责任单位：市渔业局）"
    (record,) = read(text)
    assert record.evidence.quote == "对完成备案的渔光电站，按照实际供冰量，给予 0.3 元/公斤的补贴"
    assert record.amount.per == "公斤（实际供冰量）"
    for condition in record.conditions:
        assert text[condition.start : condition.start + len(condition.text)] == condition.text


def test_items_below_a_colon_take_the_conditions_of_the_sentence_above():
    above = Clause("d", "一", "一、对通过验收的养老机构，按以下标准给予奖励：")
    item = Clause("d", "一/1", "1. 五星级奖励20万元；")
    (record,) = extract(Reading(item, document(above, item)))
    assert record.kind == "award"
    assert (record.conditions[0].attr, record.conditions[0].path) == ("通过验收", "一")


def test_a_table_gives_an_offer_a_row():
    head = "对新建大棚，按下表给予补助。\n类型\t补助标准（元/亩）\t最高补助（万元）\n"
    text = head + "单体大棚\t3000\t30\n连栋温室\t12000\t80"
    starts = [text.index(word) for word in ("类型", "单体", "连栋")]
    rows = tuple((start, text.find("\n", start) if "\n" in text[start:] else len(text)) for start in starts)
    clause = Clause("d", "一", text, rows=rows)
    records = list(extract(Reading(clause, document(clause))))
    assert [sums(record) for record in records] == [(None, 3000, 300000, None), (None, 12000, 800000, None)]
    assert [record.amount.per for record in records] == ["亩", "亩"]
    assert records[0].conditions[-1].value == "单体大棚"


def _table(text, *firsts):
    starts = [text.index(word) for word in firsts]
    rows = tuple((start, text.find("\n", start) if "\n" in text[start:] else len(text)) for start in starts)
    return Clause("d", "一", text, rows=rows)


def test_a_place_in_a_contest_is_one_answer_and_no_measure():
    text = "竞赛获奖奖励标准\n类别\t名次（奖项）\t奖励标准（万元）\n省级\t第1名\t2\n市级\t第2—3名\t0.3"
    clause = _table(text, "类别", "省级", "市级")
    found = [record.conditions[-1] for record in extract(Reading(clause, document(clause)))]
    assert [(one.attr, one.value) for one in found] == [("名次", "第1名"), ("名次", "第2—3名")]


def test_the_bracket_of_a_column_may_say_what_is_measured():
    head = "对提前报废的，按照下表给予补贴：\n车型\t提前报废时间（距强制报废年限）\t补贴标准（万元/辆）\n"
    clause = _table(head + "中型\t满1年（含）不足2年\t1.0\n重型\t满4年（含）以上\t4.5", "车型", "中型", "重型")
    found = [record.conditions for record in extract(Reading(clause, document(clause)))]
    assert [[(one.attr, one.op, one.value) for one in row if one.attr.startswith("距")] for row in found] == [
        [("距强制报废年限", ">=", 1), ("距强制报废年限", "<", 2)],
        [("距强制报废年限", ">=", 4)],
    ]


def test_the_unit_of_a_table_may_stand_in_its_heading():
    title = "表1 引才标准（单位：万元）"
    text = title + "\n类别\t安家补贴\t生活津贴（每人每年）\t项目资助（最高）\nA类\t50\t6\t一事一议\nB类\t20\t—\t30"
    starts = [text.index(word) for word in ("类别", "A类", "B类")]
    rows = tuple((start, text.find("\n", start) if "\n" in text[start:] else len(text)) for start in starts)
    clause = Clause("d", "一/表1", text, title=title, kind="table", rows=rows)
    records = list(extract(Reading(clause, document(clause))))
    amounts = [(r.amount.op, r.amount.value, r.amount.per) if r.amount else None for r in records]
    assert amounts == [
        ("=", 500000, None),
        ("=", 60000, "每人每年"),
        None,
        ("=", 200000, None),
        ("<=", 300000, None),
    ]


def test_a_reference_names_the_clause_whose_sums_apply():
    other = Clause("d", "一/1", "1. 产线改造支持。按投资额的14%给予补助。", title="产线改造支持")
    (record,) = read("项目年节水量达到5万吨以上的，可参照“产线改造补助”相关标准给予分档补助。", "一/2", (other,))
    assert (record.ref, record.soft) == ("一/1", True)


def test_validity_of_the_document_stands_on_every_offer():
    (record,) = read("对新建冷库给予10万元补助。", effective=date(2024, 1, 1), expires=date(2026, 12, 31))
    assert (record.valid_from, record.valid_to) == (date(2024, 1, 1), date(2026, 12, 31))


def test_what_an_amendment_strikes_is_offered_no_longer():
    (record,) = read("将其中的“按每公里800元给予奖励”修改为“按每公里1000元给予奖励”。")
    assert record.amount.value == 1000


def test_news_is_read_as_any_other_text():
    clause = Clause("d", "", "对新建冷库给予10万元补助。")
    news = Document("d", Source("例", "", "text/plain", ()), Meta("例", kind="news"), (clause,))
    (record,) = extract(Reading(clause, news))
    assert record.amount.value == 100000


def asked(record):
    return [(c.attr, c.op, c.value) for c in record.conditions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年满18周岁不满60周岁的船工，每人每月补助300元。", ("年龄", "<", 60.0)),
        (
            "对新购渔网的渔户补贴200元，已领取购网补贴的不再重复享受。",
            ("已领取购网补贴的不再重复享受", None, None),
        ),
        ("对首次获奖的酒坊奖励5万元（已停产的除外）。", ("已停产", "=", False)),
    ],
)
def test_what_limits_an_offer_is_never_lost(text, expected):
    (record,) = read(text)
    assert expected in asked(record)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("对租用窖池的企业，按租金的30%给予补贴，期限不超过3年。", 3.0, "年"),
        ("对租用窖池的企业，按租金的30%给予补贴。补贴期限不超过3年。", 3.0, "年"),
        ("新设立的酿造企业，租用园区窖池，前两年免收租金。", 2.0, "年"),
        ("入驻窖区免收租金，期限两年。", 2.0, "年"),
        ("确有困难的酒坊，经批准可享受延期缴纳，最长不超过3个月。", 3.0, "个月"),
    ],
)
def test_for_how_long_is_paid_is_a_provision_and_no_condition(text, value, unit):
    clause = Clause("d", "一", text)
    found = [one for one in provisions(Reading(clause, document(clause))) if one.kind == "duration"]
    assert [(one.value, one.unit) for one in found] == [(value, unit)]
    assert not [one for record in read(text) for one in asked(record) if one[1] is None]


@pytest.mark.parametrize(
    ("text", "rate", "base"),
    [
        ("对参训酒坊，培训费返还比例由上年度实际缴费的50%提高到60%。", 60, "上年度实际缴费"),
        ("酒坊培训费返还比例由原50%提高至70%。", 70, None),
    ],
)
def test_what_was_paid_until_now_is_no_offer_and_lends_its_base(text, rate, base):
    (record,) = read(text)
    assert (record.rate.value, record.rate.of) == (rate, base)


def test_the_number_of_an_item_is_no_part_of_the_number_that_it_begins_with():
    items = Clause("d", "一/1", "1. 80周岁及以上的；"), Clause("d", "一/2", "2. 持证的。")
    (record,) = read("符合下列条件之一的老人，每人补助300元：", "一", items)
    assert ("年龄", ">=", 80.0) in asked(record)


def test_who_is_shut_out_is_shut_out_of_the_offer_of_that_sentence_only():
    first, second = read("酒坊窖池达到80口以上的，补助1万元；未达到50口的不予补助。对新建酒廊奖励2万元。")
    assert ("未达到50口", "=", False) in asked(first)
    assert len(second.conditions) == 1
    first, second = read("对酒坊补助1万元。存在违法生产行为的，追回资金，三年内不得申报。对新建酒廊奖励2万元。")
    assert ("存在违法生产行为", "=", False) in asked(first)
    assert len(second.conditions) == 1


def test_a_cap_that_is_a_share_is_no_offer():
    (record,) = read("对投保的酒坊按保费的30%给予补贴，单个企业年度补贴总额不超过实缴保费的50%。")
    assert record.rate.value == 30
    assert asked(record)[-1][1] is None


def test_a_cap_for_each_project_stands_in_each_tier():
    records = read("投资50万元以下的，按10%补助；50万元以上的，按15%补助，单个项目最高不超过30万元。")
    assert [record.cap.value for record in records] == [300000, 300000]


def test_a_raised_share_keeps_the_cap_of_the_clause_it_raises():
    other = Clause("d", "一", "一、支持窖池改造。对窖池节水改造项目，给予不超过投资额25%的奖励，单个项目最高300万元。")
    (record,) = read("对获评示范酒坊的企业，实施的窖池节水改造项目，奖励比例提高至不超过投资额的30%。", "二", (other,))
    assert (record.rate.value, record.cap.value, record.ref) == (30, 3000000, "一")


def test_a_share_of_interest_is_a_share_of_the_loan():
    (record,) = read("对用于扩建酒窖的窖池贷款，按照3%的贴息率给予贴息，单个酒坊年度贴息最高10万元。")
    assert (record.rate.of, record.cap.per) == ("窖池贷款", "单个酒坊年度")


def test_the_trade_in_the_heading_is_asked_for():
    clause = Clause("d", "一", "一、支持酿造业企业改造。对窖池改造项目，补助5万元。", title="支持酿造业企业改造")
    (record,) = extract(Reading(clause, document(clause)))
    assert ("行业", "=", "酿造业") in asked(record)


def test_recipients_named_together_stay_together():
    (record,) = read("对成效突出的村落、酿造机构和企业给予奖励。")
    assert record.beneficiary == "村落、酿造机构和企业"
    (tax,) = read("扩大酿造业企业所得税优惠范围。")
    assert tax.beneficiary == ""


@pytest.mark.parametrize(
    ("text", "kind", "rate", "of"),
    [
        ("物流企业可延缓缴纳各项税费金额的40%。", "tax", ("=", 40, "%"), "各项税费金额"),
        ("高新技术企业发生的研发费用，加计扣除比例提高到120%。", "tax", ("=", 120, "%"), "研发费用"),
        ("对承租区属门面的个体工商户，减免3个月租金。", "subsidy", ("=", 3, "个月"), "租金"),
        ("对承租区属门面的个体工商户，免收两个月房租。", "subsidy", ("=", 2, "个月"), "房租"),
        ("对承租公有门面的商户，5月摊位费（含水费）减半。", "subsidy", ("=", 50, "%"), "5月摊位费（含水费）"),
        (
            "对少裁员的参保单位，返还标准按4个月的月人均失业保险金和参保人数确定。",
            "subsidy",
            ("=", 4, "个月"),
            "月人均失业保险金和参保人数",
        ),
        ("20人（含）以下的微型企业，给予2个月的失业保险金稳岗返还。", "subsidy", ("=", 2, "个月"), "失业保险金"),
        ("失独老人办理遗嘱公证时，公证费予以减半。", "tax", ("=", 50, "%"), "公证费"),
        ("对初创公司的借款，担保公司减半收取担保费。", "loan_rate", ("=", 50, "%"), "担保费"),
        ("按担保金额的0.5%给予担保机构保费补贴。", "subsidy", ("=", 0.5, "%"), "担保金额"),
        ("书店按年度实际支付租金的20%给予补贴。", "subsidy", ("=", 20, "%"), "年度实际支付租金"),
        ("参加境外展会的，展位费给予70%补助。", "subsidy", ("=", 70, "%"), "展位费"),
        ("育肥猪保费由各级财政补贴80%，养殖户自缴20%。", "subsidy", ("=", 80, "%"), "育肥猪保费"),
        ("取得的涉农利息收入，按90%计入收入总额。", "tax", ("=", 90, "%"), None),
    ],
)
def test_a_rate_says_of_what_it_is_a_share(text, kind, rate, of):
    (record,) = read(text)
    assert record.kind == kind
    assert ((record.rate.op, record.rate.value, record.rate.unit), record.rate.of) == (rate, of)


def test_the_lower_of_sum_cap_and_share_is_one_record():
    (record,) = read("对节水改造项目，按每立方米3元的标准给予补助，单个项目最高100万元，且不超过总投资的20%。")
    assert sums(record) == (20, 3, 1000000, None)
    assert (record.rate.op, record.rate.of) == ("<=", "总投资")


@pytest.mark.parametrize(
    "text",
    [
        "对合作社新购农机，按购机款的20%给予补贴，单台最高5万元；其中，列入省级示范社的，补贴比例提高至30%。",
        "对合作社新购农机，按购机款的20%给予补贴，单台最高5万元。列入省级示范社的，标准提高到30%。",
    ],
)
def test_a_tier_that_raises_the_one_before_keeps_base_cap_and_conditions(text):
    first, second = read(text)
    assert (second.rate.value, second.rate.of, second.cap) == (30, "购机款", first.cap)
    assert asked(second)[: len(first.conditions)] == asked(first)


def test_a_share_without_a_base_is_of_what_the_tier_before_pays():
    first, second = read("设备投资100万元至500万元的，按实际投资额的8%给予补助；500万元以上的，按10%给予补助。")
    assert (first.rate.of, second.rate.of) == ("实际投资额", "实际投资额")


def test_a_sentence_may_only_say_how_much_the_one_before_gives():
    records = read(
        "对农家书屋，正常开放满1年的，给予运行补贴。面积50平方米以下的，每个2000元；50平方米以上的，每个3000元。"
    )
    assert [record.amount.value for record in records] == [2000, 3000]
    assert all(("正常开放", ">=", 1.0) in asked(record) for record in records)
    other = read("对示范企业给予奖励。新建冷库的，补助10万元。")[-1]
    assert asked(other) == [("新建冷库", "=", True)]


def test_items_of_a_list_ask_nothing_of_each_other():
    records = read(
        "社会力量新建幼儿园的，给予建设补贴：自有房屋的每个学位5000元，租赁房屋的每个学位2000元；其中寄宿学位每个再增加1000元。单个机构最高80万元。"
    )
    assert [record.amount.value for record in records] == [5000, 2000, 1000]
    assert [record.cap.value for record in records] == [800000] * 3
    assert not any("自有房屋" in c.attr for record in records[1:] for c in record.conditions)


def test_a_cap_per_applicant_covers_the_unit_sums_before_it():
    records = read("对新购冷藏车的企业给予补助：轻型车每辆1万元，重型车每辆3万元，每家企业每年最高60万元。")
    assert [record.cap.value for record in records] == [600000, 600000]


def test_a_total_for_anyone_caps_all_offers_before_it():
    records = read(
        "对甲级、乙级民宿，分别奖励30万元、20万元。客房应不少于5间。同一主体经营多家民宿的，每年奖励总额不超过60万元。"
    )
    assert [(record.amount.value, record.cap.value) for record in records] == [(300000, 600000), (200000, 600000)]


def test_items_without_a_word_of_giving_are_tiers_of_the_clause_above():
    above = Clause("d", "一", "一、养老机构运营满1年的，按照老人的能力等级给予运营补贴：\n民政部门每年评估一次。")
    item = Clause("d", "一/(一)", "（一）轻度失能老年人，每人每月100元；")
    (record,) = extract(Reading(item, document(above, item)))
    assert (record.kind, record.amount.value, record.amount.per) == ("subsidy", 100, "每人每月")
    assert record.beneficiary == "养老机构"


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("全额退还零售业、餐饮业企业增值税留抵税额。", "tax", "零售业、餐饮业企业"),
        ("免征符合条件的养老机构自用房产、土地的房产税。", "tax", "养老机构"),
        (
            "新获批国家实验室的，按“一事一议”方式给予资金支持；新获批省级实验室的，奖励50万元。",
            "subsidy",
            "新获批国家实验室的企业",
        ),
        ("年培训规模突出的院校，在项目申报、绩效工资核定等方面予以倾斜。", "priority", "院校"),
        ("优先选择信用良好的物业企业承接。", "priority", "信用良好的物业企业"),
        ("对减免租金的房屋出租人，当年减免其房产税。", "tax", "房屋出租人"),
        ("对企业选派人员免收培训费。", "subsidy", "企业"),
    ],
)
def test_support_without_a_sum_names_who_gets_it(text, kind, who):
    record = read(text)[0]
    assert (record.kind, record.beneficiary, record.soft) == (kind, who, True)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("制造业企业取得期限1年以上的固定资产贷款的，按利息的40%给予贴息。", "制造业企业"),
        ("对文旅、物流企业新发放的流动资金贷款，按利息的30%给予贴息。", "文旅、物流企业"),
        ("高校毕业生创办的小微企业租用场地的，按租金的50%给予补贴。", "小微企业"),
        ("旅行社组织游客乘坐专列的，每趟奖励3万元。", "旅行社"),
        ("企业全职引进的博士，每年给予生活补贴3万元。", "博士"),
        ("已备案的托育机构招收本县婴幼儿的，每人每月补贴200元。", "托育机构"),
        ("对符合条件的村卫生室，每年给予6000元的补助。", "村卫生室"),
        ("对困难家庭实施适老化改造的承接机构，每户补助3000元。", "承接机构"),
        ("工业企业实施节水改造项目，年节水2万吨以上的，补助5万元。", "工业企业"),
        ("小微企业招用离校2年以内的毕业生，每人补贴1000元。", "小微企业"),
        ("首次创办企业并正常经营1年以上的人员，给予8000元补贴。", "人员"),
        ("园区建设管网的，按投资的20%给予园区运营单位补助。", "园区运营单位"),
        ("对首次获评五星级幸福院的村，奖励3万元。", "村"),
        ("对参加补充保险的环卫工人，每人每年补助120元。", "环卫工人"),
        ("乡村医生到龄退岗的，每月补助300元。", "乡村医生"),
        ("对购买首套住房的农业转移人口，补贴2万元。", "农业转移人口"),
        ("企业每吸纳1名退役军人就业的，奖励2000元。", "企业"),
        ("无偿献血奖获得者，可免费乘坐公交。", "无偿献血奖获得者"),
    ],
)
def test_the_beneficiary_is_who_acts_or_who_is_told_apart(text, who):
    (record,) = read(text)
    assert record.beneficiary == who


def test_a_yearly_limit_on_tax_is_an_offer():
    (record,) = read("从事个体经营的退役军人，按每户每年2万元为限额依次扣减增值税。")
    assert (record.kind, record.beneficiary) == ("tax", "退役军人")
    assert (record.amount.op, record.amount.value, record.amount.per) == ("<=", 20000, "每户每年")


def test_each_item_of_a_row_has_its_own_per():
    records = read("国家级传承人每人每年补助2万元、省级每人每年补助1万元；危房户均补助1.5万元。")
    assert [record.amount.per for record in records] == ["每人每年", "每人每年", "户均"]


def test_two_kinds_of_the_served_are_two_offers():
    records = read("为60岁以上老人每年提供一次免费体检，为适龄妇女免费提供筛查。")
    assert [(record.kind, record.beneficiary) for record in records] == [
        ("free_service", "60岁以上老人"),
        ("free_service", "适龄妇女"),
    ]


def test_a_further_tier_stands_in_the_place_of_what_it_replaces():
    _, third = read("对本市户籍家庭生育二孩的，每月发放育儿补贴500元，生育三孩的每月1000元。")
    assert asked(third) == [("本市户籍家庭", "=", True), ("生育三孩", "=", True)]
    *_, last = read(
        "赛事落户本市的，国际级赛事给予承办单位最高500万元补助，国家级赛事最高200万元，省级赛事最高50万元。"
    )
    assert ("国家级赛事", "=", True) not in asked(last)
    assert last.beneficiary == "承办单位"


def test_how_many_are_paid_for_asks_nothing_before_a_cap():
    (record,) = read("购买空调的，按照销售价格的15%给予补贴。每位居民每类商品可补贴2件，每件补贴不超过800元。")
    assert (record.rate.value, record.cap.value, record.cap.per) == (15, 800, "每件")
    (record,) = read("购买空调的，每台补贴500元。每户在活动期内享受购新补贴或者换新补贴限1次。")
    assert record.amount.value == 500
