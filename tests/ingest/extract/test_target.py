"""Quantitative goals in the words officials use, and numbers that are none."""

import pytest

from ingest.extract.scene import Passed
from ingest.extract.target import extract, judge

CASES = [
    # a level that is to be reached
    ("到2025年，森林覆盖率达到25%左右。", "森林覆盖率", "reach", "~", 25, "%", "2025-12-31"),
    ("到2025年底，城市污水处理率提高到97%以上。", "城市污水处理率", "reach", ">=", 97, "%", "2025-12-31"),
    ("2025年，全市地区生产总值突破5000亿元。", "地区生产总值", "reach", ">", 5000, "亿元", "2025-12-31"),
    ("到2025年，城镇登记失业率控制在4.5%以内。", "城镇登记失业率", "reach", "<=", 4.5, "%", "2025-12-31"),
    ("婴儿死亡率控制在5‰以下。", "婴儿死亡率", "reach", "<=", 5, "‰", None),
    ("常住人口城镇化率达65%。", "常住人口城镇化率", "reach", "=", 65, "%", None),
    ("每千人口医疗卫生机构床位数达到7.5张。", "每千人口医疗卫生机构床位", "reach", "=", 7.5, "张", None),
    ("粮食播种面积稳定在1200万亩以上。", "粮食播种面积", "reach", ">=", 1200, "万亩", None),
    ("新建园区雨水利用比例原则上不低于50%。", "雨水利用比例", "reach", ">=", 50, "%", None),
    ("人均预期寿命达到80岁。", "人均预期寿命", "reach", "=", 80, "岁", None),
    ("高速公路通车里程达到1200公里。", "高速公路通车里程", "reach", "=", 1200, "公里", None),
    ("农田灌溉水有效利用系数提高到0.58。", "农田灌溉水有效利用系数", "reach", "=", 0.58, None, None),
    ("企业开办时间压缩至1个工作日以内。", "企业开办时间", "reach", "<=", 1, "工作日", None),
    ("研发经费投入强度由2.1%提高到2.8%。", "研发经费投入强度", "reach", "=", 2.8, "%", None),
    ("非化石能源消费占比从2020年的15%提高到20%。", "非化石能源消费占比", "reach", "=", 20, "%", None),
    ("每万名就业人员中研发人员由96人年提高到150人年。", "每万名就业人员中研发人员", "reach", "=", 150, "人年", None),
    ("设立总规模20亿元的引导基金。", "引导基金总规模", "reach", "=", 20, "亿元", None),
    ("年接待游客突破2000万人次。", "年接待游客", "reach", ">", 2000, "万人次", None),
    ("文化产业增加值翻一番，达到500亿元。", "文化产业增加值", "reach", "=", 500, "亿元", None),
    ("改造村卫生室200所，2024年底前全部完成。", "改造村卫生室", "reach", "=", 200, "所", "2024-12-31"),
    # a difference
    ("网箱养殖水体以年均6%左右的速度增长。", "网箱养殖水体年均增长", "increase", "~", 6, "%", None),
    ("新发展茶园2万亩。", "茶园", "increase", "=", 2, "万亩", None),
    ("实现新增高标准农田10万亩。", "高标准农田", "increase", "=", 10, "万亩", None),
    ("单位GDP能耗比2020年下降13.5%。", "单位GDP能耗", "decrease", "=", 13.5, "%", None),
    ("较2020年，用水总量减少2亿立方米。", "用水总量", "decrease", "=", 2, "亿立方米", None),
    ("地区生产总值年均增长6.5%以上。", "地区生产总值年均增长", "increase", ">=", 6.5, "%", None),
    ("水路货运量年均增速超过2%。", "水路货运量年均增速", "reach", ">", 2, "%", None),
    ("铁路货运量占比提高0.5个百分点。", "铁路货运量占比", "increase", "=", 0.5, "百分点", None),
    ("新增城镇就业10万人以上。", "城镇就业", "increase", ">=", 10, "万人", None),
    ("亡人事故起数同比下降10%以上。", "亡人事故起数", "decrease", ">=", 10, "%", None),
    # so many of a thing
    ("实施1000项以上节能改造项目。", "节能改造项目", "reach", ">=", 1000, "项", None),
    ("新建公办幼儿园30所。", "公办幼儿园", "reach", "=", 30, "所", None),
    ("培育市级以上龙头企业50家。", "市级以上龙头企业", "reach", "=", 50, "家", None),
    ("淘汰老旧锅炉10台。", "淘汰老旧锅炉", "reach", "=", 10, "台", None),
    ("建设高标准农田100万亩。", "高标准农田", "reach", "=", 100, "万亩", None),
    ("累计培训新型职业农民5000人次。", "累计培训新型职业农民", "reach", "=", 5000, "人次", None),
    ("每年培训企业职工2万人次以上。", "每年培训企业职工", "reach", ">=", 2, "万人次", None),
    ("打造50个左右的示范社区。", "示范社区", "reach", "~", 50, "个", None),
    ("推广万种绿色产品。", "推广绿色产品", "reach", "=", 1, "万种", None),
    ("每个乡镇至少建成1个标准化卫生院。", "标准化卫生院", "reach", ">=", 1, "个", None),
    ("规模以上工业企业数量突破1500家。", "规模以上工业企业", "reach", ">", 1500, "家", None),
    ("改造老旧小区三十个。", "改造老旧小区", "reach", "=", 30, "个", None),
    ("完成5.3亿块砖窑产能清洁排放改造。", "砖窑产能清洁排放改造", "reach", "=", 5.3, "亿块", None),
    ("新增水窖40万立方米以上蓄水容量。", "水窖蓄水容量", "increase", ">=", 40, "万立方米", None),
    ("开展急救知识培训100场次以上。", "急救知识培训", "reach", ">=", 100, "场次", None),
    ("引进高层次人才不少于200名。", "高层次人才", "reach", ">=", 200, "名", None),
    ("到2025年，接入路侧感知设备800台以上。", "接入路侧感知设备", "reach", ">=", 800, "台", "2025-12-31"),
    ("每月推送护林短信不少于6条次。", "每月推送护林短信", "reach", ">=", 6, "条次", None),
    ("完成城区12处积水路段雨水管网改造。", "城区积水路段雨水管网改造", "reach", "=", 12, "处", None),
    ("疫苗接种率以乡镇为单位保持在95%以上。", "疫苗接种率", "reach", ">=", 95, "%", None),
    ("商贸从业人员十万人事故死亡率下降20%。", "商贸从业人员十万人事故死亡率", "decrease", "=", 20, "%", None),
    ("完成造林绿化10万亩。", "造林绿化", "reach", "=", 10, "万亩", None),
    ("每万人发明专利拥有量达到6件。", "每万人发明专利拥有量", "reach", "=", 6, "件", None),
    ("发布养老护理员等15项国家职业标准。", "国家职业标准", "reach", "=", 15, "项", None),
    ("沿东江两岸建设慢行步道18公里。", "慢行步道", "reach", "=", 18, "公里", None),
    ("每年举办传承人研培班4期。", "每年举办传承人研培班", "reach", "=", 4, "期", None),
    ("主城区降尘量不高于7吨/月·平方公里。", "主城区降尘量", "reach", "<=", 7, "吨/月·平方公里", None),
    ("市税务局要将退税平均办理时间压缩至3天以内。", "退税平均办理时间", "reach", "<=", 3, "天", None),
    ("示范渡口，2026年底前新增20个。", "示范渡口", "increase", "=", 20, "个", "2026-12-31"),
    ("道路清扫率建成区达到90%。", "建成区道路清扫率", "reach", "=", 90, "%", None),
    ("老旧水闸改造150座。", "老旧水闸改造", "reach", "=", 150, "座", None),
    ("2024年城镇新增就业3万人以上。", "城镇新增就业", "reach", ">=", 3, "万人", "2024-12-31"),
    ("到2024年并网海上风电120万千瓦。", "海上风电", "reach", "=", 120, "万千瓦", "2024-12-31"),
    ("每年为3万名残疾人免费提供辅助器具。", "残疾人每年免费提供辅助器具", "reach", "=", 3, "万名", None),
    ("远程会诊覆盖90%以上的村卫生室。", "村卫生室远程会诊覆盖", "reach", ">=", 90, "%", None),
    ("力争融资担保机构平均担保费率降至1%以下。", "融资担保机构平均担保费率", "reach", "<=", 1, "%", None),
    ("公交收费卡使用率稳定在70%以上。", "公交收费卡使用率", "reach", ">=", 70, "%", None),
    ("建成渡口4处（责任单位：县水利局；完成时限：2024年9月底前）。", "渡口", "reach", "=", 4, "处", "2024-09-30"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "indicator", "change", "op", "value", "unit", "by"), CASES, ids=[c[0][:18] for c in CASES]
)
def test_a_goal_is_read(reading, text, indicator, change, op, value, unit, by):
    found = [t for t in extract(reading(text)) if t.value == value]
    assert len(found) == 1, list(judge(reading(text)))
    target = found[0]
    assert (target.change, target.op, target.unit) == (change, op, unit)
    assert indicator in (target.indicator, (target.scope or "") + target.indicator)
    assert (target.by and target.by.isoformat()) == by


@pytest.mark.parametrize(
    "text",
    [
        "截至2020年底，全市累计建成绿色工厂35家。",
        "近年来，我市新增就业12万人。",
        "2020年，全市用水总量达到80亿立方米。",
        "“十三五”期间，完成投资300亿元。",
        "全市已建成5G基站8000个。",
        "年综合能耗1万吨标准煤以上的企业应当开展能源审计。",
        "年用水量20万立方米以上单位自行开展自查。",
        "对一年内发生2起以上事故的企业依法停业整顿。",
        "给予一次性奖励50万元。",
        "按照实际放电量给予0.8元/千瓦时的补贴。",
        "实施“十百千”工程和五大行动。",
        "坚持三个统筹、两个确保。",
        "光伏组件与屋面距离不应超过2.6m。",
        "完成率低于80%的，予以约谈。",
        "提升5G网络覆盖水平。",
        "健全省、市、县三级监察体系。",
        "推进一批重点项目建设。",
        "9种主要再生资源循环利用水平稳步提高。",
        "应当自受理之日起15个工作日内作出决定。",
        "注册资本不低于500万元。",
        "处2万元以上10万元以下罚款。",
        "今年1至4月，全市累计新增各项贷款2841亿元。",
        "年应纳税所得额超过100万元但不超过300万元的部分，减按25%计入。",
        "研发费用加计扣除比例提高到100%。",
        "贷款利率下调不低于30个基点。",
        "押金不得超过月床位费的6倍。",
        "为3公里范围内居民提供送餐服务。",
        "为100平方米以下的商铺安装报警器。",
        "以2020年为基数，由2022年的30%提高到2025年的45%。",
        "淘汰4.3米焦炉及限制类独立烧结机。",
        "每招收1名博士后进站。",
        "为服务人口超过3万人的中心卫生院配备设备。",
    ],
)
def test_a_number_that_sets_no_goal_is_passed_with_its_reason(reading, text):
    found = list(judge(reading(text)))
    assert [t for t in found if not isinstance(t, Passed)] == []
    assert all(item.reason for item in found)


def read(source):
    return [(t.indicator, t.scope, t.op, t.value, t.unit, t.by and t.by.isoformat()) for t in extract(source)]


def test_things_named_alike_share_what_is_measured_of_them(reading):
    text = "到2025年，客车、校车驾驶员体检率分别达到95%、100%，营运货车、营运渡船单位能耗分别下降5%、3%。"
    assert [(name, value) for name, _, _, value, *_ in read(reading(text))] == [
        ("客车驾驶员体检率", 95), ("校车驾驶员体检率", 100), ("营运货车单位能耗", 5), ("营运渡船单位能耗", 3),
    ]  # fmt: skip


def test_what_is_left_out_comes_from_the_clause_before(reading):
    text = "科研投入年均增长12%，占产值比重达到2.5%。渡口建设每年不少于8处，三年累计24处。"
    text += "游客人次、旅游收入年均分别增长10%和12%。"
    assert [(name, value) for name, _, _, value, *_ in read(reading(text))] == [
        ("科研投入年均增长", 12),
        ("科研投入占产值比重", 2.5),
        ("渡口建设", 8),
        ("渡口建设", 24),
        ("游客人次年均增长", 10),
        ("旅游收入年均增长", 12),
    ]


def test_two_counts_joined_by_and_are_two_goals(reading):
    text = "每个县至少建成1所特殊教育学校和2个康复站。"
    assert [(name, op, value) for name, _, op, value, *_ in read(reading(text))] == [
        ("特殊教育学校", ">=", 1),
        ("康复站", ">=", 2),
    ]


def test_a_part_told_without_its_measure_takes_it_from_the_clause_before(reading):
    text = "累计完成水利投资400亿元，其中引调水250亿元，年均投资不低于75亿元。持证率提高到30%，沿湖省份达到35%。"
    assert [(name, scope, value) for name, scope, _, value, *_ in read(reading(text))] == [
        ("累计完成水利投资", None, 400),
        ("累计完成水利投资", "引调水", 250),
        ("年均投资", None, 75),
        ("持证率", None, 30),
        ("持证率", "沿湖省份", 35),
    ]


def test_the_year_that_a_level_is_left_from_is_the_base(reading):
    found = list(extract(reading("到2025年，专任教师占比由2020年的55%提高到60%以上。")))
    assert [(t.value, t.base) for t in found] == [(60, "2020")]


def test_a_list_goes_on_with_what_it_adds(reading):
    found = list(extract(reading("新增泵站装机40万千瓦、水闸装机5万千瓦左右。")))
    assert [(t.value, t.change) for t in found] == [(40, "increase"), (5, "increase")]


def test_values_in_a_row_go_with_their_subjects(reading):
    text = "到2025年，废钢、废纸回收利用量分别达到3.2亿吨、6000万吨。"
    found = list(extract(reading(text)))
    assert [(t.indicator, t.value, t.unit) for t in found] == [
        ("废钢回收利用量", 3.2, "亿吨"),
        ("废纸回收利用量", 6000, "万吨"),
    ]
    assert {t.evidence.quote for t in found} == {text.rstrip("。")}


def test_a_bound_at_the_end_counts_for_each_value(reading):
    assert [t[:5] for t in read(reading("京津冀、长三角地区化肥施用量分别下降10%、5%左右。"))] == [
        ("化肥施用量", "京津冀", "~", 10, "%"), ("化肥施用量", "长三角地区", "~", 5, "%"),
    ]  # fmt: skip


def test_two_periods_give_two_targets(reading):
    found = read(reading("“十四五”、“十五五”期间分别建成蓄水池40座左右。"))
    assert [t[-1] for t in found] == ["2025-12-31", "2030-12-31"]


def test_two_years_go_with_two_values(reading):
    found = read(reading("2024年、2025年数据交易额分别达到2亿元、5亿元。"))
    assert [(t[3], t[-1]) for t in found] == [(2, "2024-12-31"), (5, "2025-12-31")]


def test_a_range_gives_both_ends(reading):
    assert [(t[2], t[3]) for t in read(reading("比重控制在20%—25%。"))] == [(">=", 20), ("<=", 25)]


def test_a_list_goes_on_with_its_verb(reading):
    found = read(reading("到2025年，累计创建绿色工厂150家，绿色园区30家。"))
    assert [(t[0], t[3]) for t in found] == [("累计创建绿色工厂", 150), ("累计创建绿色园区", 30)]


def test_an_indicator_left_out_is_taken_from_the_clause_before(reading):
    found = read(reading("到2025年，大宗固废年利用量达到40亿吨；到2030年，年利用量达到45亿吨。"))
    assert [(t[0], t[3], t[-1]) for t in found] == [
        ("大宗固废年利用量", 40, "2025-12-31"),
        ("大宗固废年利用量", 45, "2030-12-31"),
    ]


def test_a_date_inside_the_subject_is_no_part_of_it(reading):
    (target,) = extract(reading("护理型床位占比2024年底前提高到65%。"))
    assert (target.indicator, target.by.isoformat()) == ("护理型床位占比", "2024-12-31")


def test_under_a_goals_heading_the_date_governs_the_paragraphs_after_it(reading):
    text = "到2025年，节水取得成效。\n效率提升。用水总量控制在80亿立方米以内。"
    assert read(reading(text, title="主要目标"))[0][-1] == "2025-12-31"
    assert read(reading(text, title="重点任务"))[0][-1] is None


def test_the_base_year_is_kept(reading):
    (target,) = extract(reading("能耗比2020年下降13.5%。"))
    assert target.base == "2020"


def test_conditions_in_a_list_are_thresholds(reading):
    source = reading("（1）年节水量达到3万立方米以上；", path="(1)", parent="申请人应当同时符合下列条件：")
    assert read(source) == []


def test_a_table_of_indicators_gives_its_goal_column(table):
    found = list(
        extract(
            table(
                ("序号", "指标", "单位", "2020年", "2025年", "属性"),
                ("1", "用水总量", "亿立方米", "78.6", "≤82", "约束性"),
                ("2", "万元GDP用水量下降率", "%", "—", "17", "约束性"),
                ("3", "节水型高校比例（%）", "", "12", "50左右", "预期性"),
            )
        )
    )
    assert [(t.indicator, t.op, t.value, t.unit, t.change, t.nature) for t in found] == [
        ("用水总量", "<=", 82, "亿立方米", "reach", "约束性"),
        ("万元GDP用水量", "=", 17, "%", "decrease", "约束性"),
        ("节水型高校比例", "~", 50, "%", "reach", "预期性"),
    ]
    assert {t.by.isoformat() for t in found} == {"2025-12-31"}


def test_a_table_of_tasks_gives_goals_with_their_due_day(table):
    (target,) = extract(
        table(
            ("序号", "重点任务", "牵头单位", "完成时限"), ("1", "完成水库安全鉴定52座", "市水利局", "2024年5月15日前")
        )
    )
    assert (target.indicator, target.value, target.by.isoformat()) == ("水库安全鉴定", 52, "2024-05-15")


def test_numbers_in_cited_titles_are_no_goals(reading):
    assert read(reading("落实《“双百”提升方案（100个项目）》。")) == []


def test_each_of_two_years_takes_its_subject_from_the_clause_before(reading):
    found = list(extract(reading("分批改造乡镇卫生院，2024年、2025年各完成40家。")))
    assert [(t.indicator, t.by.year) for t in found] == [("改造乡镇卫生院", 2024), ("改造乡镇卫生院", 2025)]


def test_levels_of_government_are_told_apart(reading):
    found = list(extract(reading("省、市、县三级储备库覆盖率分别达到100%、95%、90%。")))
    assert [t.indicator for t in found] == ["省级储备库覆盖率", "市级储备库覆盖率", "县级储备库覆盖率"]


def test_a_list_shares_its_verb_and_quotes_from_it_on(reading):
    found = list(extract(reading("新建养老驿站20个、日间照料中心5家。")))
    assert [t.evidence.quote for t in found] == ["新建养老驿站20个", "新建养老驿站20个、日间照料中心5家"]


@pytest.mark.parametrize(
    "text", ["机构每成功引进1名专家补贴5万元。", "上半年完成60%。", "举办专家10人以上参加的会议。"]
)
def test_counts_that_set_no_goal(reading, text):
    assert list(extract(reading(text))) == []


def test_values_of_a_list_share_the_unit_of_the_last(reading):
    found = list(extract(reading("到2025年，绿色工厂、绿色园区分别达到50和20个。")))
    assert [(t.indicator, t.value, t.unit) for t in found] == [("绿色工厂", 50, "个"), ("绿色园区", 20, "个")]


@pytest.mark.parametrize(
    "text",
    [
        "优良路率88%。到2027年，优良路率达到92%。",
        "全市拥有医院23家，优良路率88%。到2027年，优良路率达到92%。",
        "建成实践中心12个，居全省前列。到2027年，优良路率达到92%。",
    ],
)
def test_what_stands_before_the_dated_goal_is_no_goal(reading, text):
    assert [(t.indicator, t.value) for t in extract(reading(text))] == [("优良路率", 92)]


def test_parts_of_the_country_are_scopes(reading):
    found = list(extract(reading("东部、西部县（市）毛入学率分别达到98%、94%以上。")))
    assert [(t.scope, t.indicator) for t in found] == [("东部", "毛入学率"), ("西部县（市）", "毛入学率")]


def values(source):
    return [(t.indicator, t.value, t.unit, t.by and t.by.year, t.scope) for t in extract(source)]


def test_a_head_over_two_rows(table):
    source = table(
        ("类别", "指标", "基期值", "目标值", ""),
        ("", "", "2020年", "2025年", "属性"),
        ("交通", "公路总里程（公里）", "12000", "13500", "预期性"),
    )
    assert values(source) == [("公路总里程", 13500, "公里", 2025, None)]


def test_years_as_rows(table):
    source = table(("年份", "粮食产量（万吨）"), ("2020年", "98"), ("2025年", "100"))
    assert values(source) == [("粮食产量", 100, "万吨", 2025, None)]


def test_places_as_rows_of_a_table_of_tasks(table):
    rows = (("县区", "新增托位（个）"), ("甲县", "500"), ("合计", "500"))
    assert values(table(*rows, title="任务分解表")) == [("新增托位", 500, "个", None, "甲县")]
    assert values(table(*rows, title="发展现状")) == []


def test_columns_of_plan_ends(table):
    source = table(("指标", "“十三五”末", "“十四五”末", "单位"), ("每千人口床位", "6.5", "7.5", "张"))
    assert values(source) == [("每千人口床位", 7.5, "张", 2025, None)]


def test_a_column_before_the_document_is_where_things_stood(table):
    source = table(("指标", "2025年", "2030年"), ("森林覆盖率", "45%", "46%"))
    assert [by for *_, by, _ in values(source)] == [2025, 2030]


def dated(source):
    return [(t.indicator, t.value, t.by and t.by.year) for t in extract(source)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2021年底，全县已建成驿站1.5万座，预计到2023年达到3万座。", [("驿站", 3, 2023)]),
        ("比上年增长9%，力争2022年新增托位6万个。", [("托位", 6, 2022)]),
        ("2021年完成改造30座，2022年计划再完成40座。", [("改造", 30, 2021), ("改造", 40, 2022)]),
        ("2020年建成驿站5座，2022年再建成6座。", [("驿站", 6, 2022)]),
        ("溺水起数较上年下降7%以上，万船事故率不高于1.3。", [("溺水起数", 7, None), ("万船事故率", 1.3, None)]),
        ("到2025年，建成渡口8个（2020年为3个），新增泊位50个。", [("渡口", 8, 2025), ("泊位", 50, 2025)]),
        ("截至2020年底建成渡口90个，2021年计划新建8个。", [("渡口", 8, 2021)]),
        ("“十三五”期间建成渡口9个，“十四五”期间计划新建7个。", [("渡口", 7, 2025)]),
        ("2020年渔业产值为5亿元，2022年目标为6亿元。", [("渔业产值", 6, 2022)]),
        ("到2025年，落水率较“十三五”末下降6%。", [("落水率", 6, 2025)]),
    ],
)
def test_the_nearest_date_or_word_of_intent_tells_past_from_goal(reading, text, expected):
    assert dated(reading(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2023年，全县接待游客30万人次，同比增长6%。",
        "去年全县溺水起数较上年下降7%。",
        "已建成渡口12座，溺水起数比上年下降3%了。",
    ],
)
def test_a_result_without_intent_is_no_goal(reading, text):
    assert dated(reading(text, issued=None, name="某县方案")) == []


def test_a_heading_on_firm_foundations_tells_no_past(reading):
    assert dated(reading("淘汰老旧渔船30艘以上。", title="夯实绿色发展基础")) == [("淘汰老旧渔船", 30, None)]


@pytest.mark.parametrize(
    "text",
    [
        "绿道占比2022年、2023年分别达到20%、30%。",
        "绿道占比在2022年和2023年要分别达到20%、30%。",
        "绿道占比2022年、2023年全县分别达到20%和30%。",
        "2022年底和2023年底，绿道占比分别达到20%、30%。",
    ],
)
def test_each_year_before_several_values_has_its_own(reading, text):
    assert dated(reading(text)) == [("绿道占比", 20, 2022), ("绿道占比", 30, 2023)]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全县装备制造业营业收入超过700亿元。", "装备制造业营业收入"),
        ("供应链贷款余额60亿元以上。", "供应链贷款余额"),
        ("养殖业产值不低于80亿元。", "养殖业产值"),
        ("社会投资不低于90亿元。", "社会投资"),
        ("木船占比达到80%。", "木船占比"),
        ("装备无人机60架。", "无人机"),
    ],
)
def test_a_verb_that_opens_or_ends_a_name_is_a_noun(reading, text, indicator):
    assert [t.indicator for t in extract(reading(text))] == [indicator]


def test_one_value_after_apart_goes_to_each_subject(reading):
    found = list(extract(reading("酸雨、粉尘排放总量分别下降7%以上。")))
    assert [(t.indicator, t.op, t.value) for t in found] == [("酸雨排放总量", ">=", 7), ("粉尘排放总量", ">=", 7)]
    assert len({t.evidence.quote for t in found}) == 1


def test_listed_places_are_the_scopes_of_their_values(reading):
    found = list(extract(reading("东山县、西山县、南山县三个县托位分别为1万个、2万个、3万个。")))
    assert [(t.scope, t.indicator, t.value) for t in found] == [
        ("东山县", "托位", 1), ("西山县", "托位", 2), ("南山县", "托位", 3),
    ]  # fmt: skip


def test_a_scope_is_told_before_the_goal(reading):
    (target,) = extract(reading("对于新建渡口，力争到2025年岸电使用比例达到50%。"))
    assert (target.scope, target.indicator) == ("新建渡口", "岸电使用比例")


def test_a_part_goes_with_the_indicator_of_the_clause_before(reading):
    found = list(extract(reading("到2025年，每千人口床位达到8张，其中公办医院不少于5张。")))
    assert [(t.scope, t.indicator, t.op) for t in found] == [
        (None, "每千人口床位", "="), ("公办医院", "每千人口床位", ">="),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("东部、西部两个片区绿道率分别达到40%、35%。", [("东部", "绿道率"), ("西部", "绿道率")]),
        ("外卖、家政行业投诉率分别下降5%。", [("外卖", "投诉率"), ("家政行业", "投诉率")]),
        ("落水起数、受伤人数分别下降5%、6%。", [(None, "落水起数"), (None, "受伤人数")]),
    ],
)
def test_the_measure_of_a_list_is_told_from_its_subjects(reading, text, expected):
    assert [(t.scope, t.indicator) for t in extract(reading(text))] == expected


@pytest.mark.parametrize("text", ["每降低1个百分点扣1分，最多扣6分。", "全面推进标准化生产得基础分2分。"])
def test_points_of_an_assessment_and_their_steps_are_no_goals(reading, text):
    assert list(extract(reading(text))) == []


def test_a_level_measured_against_last_year_leaves_the_next_one_a_goal(reading):
    found = extract(reading("确保贷款余额高于上年同期余额，小微贷款增速不低于20%。"))
    assert [(target.indicator, target.op, target.value) for target in found] == [("小微贷款增速", ">=", 20.0)]
