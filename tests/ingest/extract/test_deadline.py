"""Time bounds, and times that bind nobody."""

from datetime import date

import pytest

from ingest.extract.deadline import extract


def read(source):
    return [
        (d.kind, d.start and d.start.isoformat(), d.end and d.end.isoformat(), d.evidence.quote)
        for d in extract(source)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年，森林覆盖率达到25%。", ("by", None, "2025-12-31", "到2025年，森林覆盖率达到25%")),
        ("各县要在2022年6月底前完成改造，并通过验收。", ("by", None, "2022-06-30", "在2022年6月底前完成改造")),
        ("2030年前实现碳达峰。", ("by", None, "2029-12-31", "2030年前实现碳达峰")),
        ("“十四五”时期，严控煤炭消费增长。", ("during", "2021-01-01", "2025-12-31", "“十四五”时期，严控煤炭消费增长")),
        ("2022—2023年，制度体系基本健全。", ("during", "2022-01-01", "2023-12-31", "2022—2023年，制度体系基本健全")),
        ("2023年开展规划中期评估。", ("during", "2023-01-01", "2023-12-31", "2023年开展规划中期评估")),
        ("2021年年底将存量项目全部纳入监测。", ("by", None, "2021-12-31", "2021年年底将存量项目全部纳入监测")),
        ("用水总量2028年前达到峰值。", ("by", None, "2027-12-31", "用水总量2028年前达到峰值")),
        ("本办法自2022年1月1日起施行。", ("from", "2022-01-01", None, "本办法自2022年1月1日起施行")),
        ("本办法自印发之日起施行。", ("from", "2021-03-01", None, "本办法自印发之日起施行")),
        ("有效期至2025年12月31日。", ("until", None, "2025-12-31", "有效期至2025年12月31日")),
        ("疫情防控期间，免收车辆通行费。", ("during", None, None, "疫情防控期间，免收车辆通行费")),
        ("延期缴纳税款，最长不超过3个月。", ("during", None, None, "延期缴纳税款，最长不超过3个月")),
        ("2022年5月1日前完成清理。", ("by", None, "2022-04-30", "2022年5月1日前完成清理")),
        ("2022年起，每年2月底前完成考核。", ("every", None, None, "每年2月底前完成考核")),
        ("每季度通报进展。", ("every", None, None, "每季度通报进展")),
        ("三年内至少评估一次。", ("every", None, None, "三年内至少评估一次")),
        ("应当自受理之日起20个工作日内作出决定。", ("by", None, None, "自受理之日起20个工作日内作出决定")),
        ("今年年底前建成投用。", ("by", None, "2021-12-31", "今年年底前建成投用")),
        ("汛期（5月1日至9月30日）实行24小时值班。", ("during", "2021-05-01", "2021-09-30", None)),
        ("动员部署阶段（2021年4月）。制定方案。", ("during", "2021-04-01", "2021-04-30", None)),
        ("2025年下半年开展终期评估。", ("during", "2025-07-01", "2025-12-31", "2025年下半年开展终期评估")),
        ("2025年三季度末建成渡口。", ("by", None, "2025-09-30", "2025年三季度末建成渡口")),
        ("2025年前三季度完成主体工程。", ("by", None, "2025-09-30", "2025年前三季度完成主体工程")),
        ("巡查结果于次月5日前抄告乡镇。", ("by", None, None, "于次月5日前抄告乡镇")),
        ("发现后10个工作日内落实帮扶措施。", ("by", None, None, None)),
        ("渡口自2022年7月1日起一律执行新标准。", ("from", "2022-07-01", None, "自2022年7月1日起一律执行新标准")),
        ("动员（2021年4月至5月）；攻坚（2021年6月至9月）。", ("during", "2021-06-01", "2021-09-30", None)),
        ("近期（2021—2022年）建设渡口10处，远期成网。", ("during", "2021-01-01", "2022-12-31", None)),
        ("6月至9月组织臭氧攻坚。", ("during", "2021-06-01", "2021-09-30", "6月至9月组织臭氧攻坚")),
        ("国庆节前完成渡口改造。", ("by", None, "2021-09-30", "国庆节前完成渡口改造")),
        ("2022年汛期前建成渡口。", ("by", None, None, "2022年汛期前建成渡口")),
        ("2022年秋季学期开学前完成校舍改造。", ("by", None, "2022-08-31", None)),
        ("2022年前3季度建成渡口。", ("by", None, "2022-09-30", None)),
        ("11月至3月开展防火行动。", ("during", "2021-11-01", "2022-03-31", "11月至3月开展防火行动")),
        ("每年单位能耗降低3%以上。", ("every", None, None, None)),
        ("2022年国庆节前全部清偿欠款。", ("by", None, "2022-09-30", "2022年国庆节前全部清偿欠款")),
        ("2022年春节前全部清偿欠款。", ("by", None, "2022-01-31", "2022年春节前全部清偿欠款")),
        ("2022年秋季学期起，全面推行课后服务。", ("from", "2022-09-01", None, "2022年秋季学期起，全面推行课后服务")),
        ("今后五年，新建渡口50处。", ("by", None, "2026-03-01", "今后五年，新建渡口50处")),
        ("二期泵站“十五五”时期全部建成。", ("during", "2026-01-01", "2030-12-31", None)),
        ("还款日期最长可延至2022年底。", ("until", None, "2022-12-31", None)),
        ("对有分歧的要在2022年12月底前明确处理方案。", ("by", None, "2022-12-31", "2022年12月底前明确处理方案")),
        ("公布上年度补贴分配结果，并每年开展一次绩效评价。", ("every", None, None, "每年开展一次绩效评价")),
        ("组织“回头看”（责任单位：县水利局；完成时限：每半年一次）。", ("every", None, None, None)),
    ],
)  # fmt: skip
def test_a_bound_is_read_with_its_words(reading, text, expected):
    found = read(reading(text))
    assert expected[:3] in [item[:3] for item in found], found
    if expected[3]:
        assert expected in found or any(
            expected[3].endswith(item[3]) or item[3].endswith(expected[3]) for item in found
        )


@pytest.mark.parametrize(
    "text",
    [
        "截至2020年底，累计建成35家。",
        "比2020年下降18%。",
        "落实2035年远景目标。",
        "“十四五”时期是关键时期。",
        "为2035年基本实现现代化打下坚实基础。",
        "落实“十四五”时期护林防火协同联动工作要求。",
        "贯彻2030年前碳达峰行动方案，制定路线图。",
        "落实《2030年前碳达峰行动方案》。",
        "2020年，全市生产总值达到3200亿元，同比增长5%。",
        "公布年度报告，开展年度考核。",
        "定期开展检查，逐步完善制度。",
        "对每年用水量超过20万立方米的企业开展审计。",
        "2019年3月1日起施行的《节水管理规定》同时废止。",
        "2021年第6次办公会议审议通过。",
        "1月至3月，全市工业增加值增长8.5%。",
        "2022年第一季度报告显示，建成渡口10个。",
        "每日食盐摄入量降至8克以下。",
        "30分钟内到达渡口的行政村比例达到98%。",
        "对企业2022年新增的流动资金贷款给予担保。",
        "做好疫情防控期间医务人员防护工作。",
        "每年不超过2000小时的部分。",
        "每年上缴的罚没款用于监测。",
    ],
)
def test_other_times_bind_nobody(reading, text):
    assert read(reading(text)) == []


def test_one_bound_stands_for_all_goals_of_its_sentence(reading):
    assert len(read(reading("到2025年，建成工厂10家，覆盖率达到60%；产值达到50亿元。"))) == 1


def test_the_same_bound_in_two_sentences_stands_twice(reading):
    assert len(read(reading("到2025年，建成工厂10家。到2025年，覆盖率达到60%。"))) == 2


def test_the_second_year_of_a_list_binds_as_the_first(reading):
    found = read(reading("到2025年、2030年，单位能耗分别下降4%、10%。"))
    assert [item[:3] for item in found] == [("by", None, "2025-12-31"), ("by", None, "2030-12-31")]


def test_two_years_in_one_sentence_are_two_bounds(reading):
    assert [item[2] for item in read(reading("到2025年，达到40亿吨；到2030年，达到45亿吨。"))] == [
        "2025-12-31",
        "2030-12-31",
    ]


def test_a_year_ahead_is_reckoned_from_the_date_before_it(reading):
    found = read(reading("到2025年完成整治，省会城市提前1年完成。"))
    assert [item[2] for item in found] == ["2025-12-31", "2024-12-31"]


def test_three_years_work_in_two_is_reckoned_from_the_plan(reading):
    source = reading("力争三年任务两年完成。", name="某市改造方案（2021-2023）", issued=None)
    assert read(source)[0][2] == "2022-12-31"


def test_a_day_without_a_year_stays_open_in_an_undated_document(reading):
    assert read(reading("本政策自12月1日起施行。", issued=None, name="某市方案"))[0][:3] == ("from", None, None)


def test_a_long_quote_ends_at_an_enumeration_comma(reading):
    text = (
        "到2025年，旧书、旧衣、旧鞋、旧伞、旧灯、旧钟、旧家具、旧渔网、旧农膜、旧炉灶、旧水表、旧门窗等回收体系建成。"
    )
    ((*_, quote),) = read(reading(text))
    assert len(quote) <= 48 and text.startswith(quote)


def test_a_column_of_due_days_bounds_its_rows(table):
    found = list(
        extract(
            table(
                ("任务", "牵头单位", "完成时限"),
                ("修订预案", "市水利局", "2024年4月底前"),
                ("排查隐患", "市气象局", "每月一次"),
                issued=date(2024, 3, 1),
            )
        )
    )
    assert [(d.kind, d.end and d.end.isoformat()) for d in found] == [("by", "2024-04-30"), ("every", None)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("养老机构护理型床位占比2024年底前提高到65%。", ["养老机构护理型床位占比2024年底前提高到65%"]),
        ("到2025年底应用率达到90%、成本降低5%以上。", ["到2025年底应用率达到90%"]),
        ("2024年、2025年交易额分别达到2亿元、5亿元。", ["2024年、2025年交易额分别达到2亿元、5亿元"] * 2),
        ("力争到2030年，机械化率超过60%。", ["到2030年，机械化率超过60%"]),
        ("有效期至2026年12月31日，由市教育局解释。", ["有效期至2026年12月31日"]),
        ("第十二条　本办法自2023年1月1日起施行。", ["本办法自2023年1月1日起施行"]),
        ("民政部门应当自收到意见之日起20个工作日内，完成核查。", ["自收到意见之日起20个工作日内，完成核查"]),
        ("三年内取消申报资格。", ["三年内取消申报资格"]),
        ("于下一年度第一季度清算。", ["于下一年度第一季度清算"]),
        ("每月28日前报送进展。", ["每月28日前报送进展"]),
    ],
)
def test_quotes_hold_what_is_bound_and_no_more(reading, text, quotes):
    assert [quote for *_, quote in read(reading(text))] == quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("值班员应当在20分钟内向县林业局报告。", "20分钟内向县林业局报告"),
        ("救援队3小时内到达火场。", "3小时内到达火场"),
        ("12小时内召开会商会。", "12小时内召开会商会"),
        ("停航信息提前6小时发布。", "停航信息提前6小时发布"),
    ],
)
def test_spans_of_hours_bind_without_a_day(reading, text, quote):
    assert read(reading(text)) == [("by", None, None, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "6小时内降雨量达到80毫米。",
        "到场时间控制在15分钟以内。",
        "预警10分钟内送达率提高到95%。",
    ],
)
def test_spans_that_something_is_measured_over_bind_nobody(reading, text):
    assert read(reading(text)) == []


def test_the_term_of_a_measure_runs_from_its_first_day_to_its_last(reading):
    ((kind, start, end, _),) = read(reading("补种期限为2021年7月1日至2023年6月30日。"))
    assert (kind, start, end) == ("during", "2021-07-01", "2023-06-30")


@pytest.mark.parametrize("text", ["截至2021年底，全县已建成驿站30座。", "至2021年底，全县已建成驿站30座。"])
def test_what_has_been_built_by_a_day_is_no_bound(reading, text):
    assert read(reading(text)) == []


def test_intent_leads_out_of_what_has_been_reached(reading):
    ((kind, _, end, _),) = read(reading("截至目前已建成驿站30座，预计到2024年达到50座。"))
    assert (kind, end) == ("by", "2024-12-31")


def test_each_year_of_a_list_binds(reading):
    found = read(reading("绿道占比2022年、2023年分别达到20%、30%。"))
    assert [item[2] for item in found] == ["2022-12-31", "2023-12-31"]


def test_a_year_told_with_its_result_binds_nobody_in_an_undated_document(reading):
    text = "2023年，全县接待游客30万人次，同比增长6%。"
    assert read(reading(text, issued=None, name="某县方案")) == []
