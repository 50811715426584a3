"""Who is told to do what, in brackets, under labels, in tables and in running text."""

from datetime import date

import pytest

from ingest.extract.responsibility import extract
from ingest.record import Clause, Document, Meta, Reading, Source


def read(text, *, kind="plan", region="云泽省", title="", rows=(), others=()):
    clause = Clause("d", "一", text, title=title, rows=rows)
    meta = Meta("方案", region=region, kind=kind)
    document = Document("d", Source("d", "", "text/plain", ()), meta, (clause, *others))
    return list(extract(Reading(clause, document)))


def roles(text, **given):
    return [(found.agency_norm, found.role) for found in read(text, **given)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（责任单位：市公安局、市司法局）", [("市公安局", "responsible"), ("市司法局", "responsible")]),
        ("（牵头单位：省教育厅；配合单位：省财政厅）", [("省教育厅", "lead"), ("省财政厅", "support")]),
        ("【主办：市民政局；协办：市残联】", [("市民政局", "lead"), ("市残联", "support")]),
        ("（责任单位：市经信局、市发展改革委)", [("市经信局", "responsible"), ("市发展改革委", "responsible")]),
        ("责任单位：省林草局\n支持单位：省科协", [("省林草局", "responsible"), ("省科协", "support")]),
        ("完成单位：各县（市、区）政府。完成时限：2024年。", [("各县（市、区）政府", "responsible")]),
        (
            "（市教育局牵头，市财政局、体育局配合）",
            [("市教育局", "lead"), ("市财政局", "support"), ("市体育局", "support")],
        ),
        ("（市卫生健康局牵头、市医保局配合）", [("市卫生健康局", "lead"), ("市医保局", "support")]),
        ("（由市商务局会同市供销社负责）", [("市商务局", "responsible"), ("市供销社", "support")]),
        ("（省水利厅牵头，省有关行业主管部门参与）", [("省水利厅", "lead"), ("省有关行业主管部门", "support")]),
        ("（责任单位：市人社局（牵头）、市民政局）", [("市人社局", "lead"), ("市民政局", "responsible")]),
        ("落实补贴。（省人社厅、省财政厅）", [("省人社厅", "responsible"), ("省财政厅", "responsible")]),
    ],
)
def test_assignments_give_their_agencies_and_roles(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "（含新建、改建、扩建）",
        "（以下简称市发改委）",
        "（包括省教育厅、省财政厅）",
        "（A级、B级）",
        "（市、区）",
        "（GB/T 1234）",
    ],
)
def test_other_brackets_assign_nothing(text):
    assert roles(f"推进改造{text}。") == []


def test_prefix_is_restored_in_a_list_of_agencies():
    text = "（省地方金融监管局、人行云泽省分行、云泽银保监局、证监局、省发展改革委、工业和信息化厅，各市政府负责）"
    assert [norm for norm, _ in roles(text)] == [
        "省地方金融监管局", "人行云泽省分行", "云泽银保监局", "云泽证监局",
        "省发展改革委", "省工业和信息化厅", "各市政府",
    ]  # fmt: skip


def test_party_organs_take_the_committee_and_others_the_level():
    norms = [norm for norm, _ in roles("（市委宣传部、网信办，市场监管局、教育局按职责分工负责）")]
    assert norms == ["市委宣传部", "市委网信办", "市市场监管局", "市教育局"]


def test_firms_persons_and_places_without_a_body_are_no_agencies():
    text = "（责任单位：市水利局、市水务集团、供电公司、各地；责任领导：分管副市长；责任人：张某）"
    assert roles(text) == [("市水利局", "responsible")]


def test_first_of_every_list_leads_where_the_document_says_so():
    rule = Clause("d", "二", "（列第一位的为牵头单位，下同）")
    assert roles("（责任单位：市商务局、市财政局）", others=(rule,)) == [
        ("市商务局", "lead"),
        ("市财政局", "responsible"),
    ]


def test_bracket_is_quoted_whole_with_its_time_and_task():
    (found,) = read("推进供水改造。（责任单位：市水利局；完成时限：2025年6月底前）", title="推进供水改造")
    assert (found.form, found.due, found.task) == ("bracket", date(2025, 6, 30), "推进供水改造")
    assert found.evidence.quote == "（责任单位：市水利局；完成时限：2025年6月底前）"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省发展改革委要会同行业主管部门建立机制。", [("省发展改革委", "responsible"), ("行业主管部门", "support")]),
        ("市民政局牵头建立名单制度。", [("市民政局", "lead")]),
        ("市经信局、市科技局要在每年3月底前发布指南。", [("市经信局", "responsible"), ("市科技局", "responsible")]),
        ("市经信局要会同市大数据中心建立资源池。", [("市经信局", "responsible"), ("市大数据中心", "support")]),
        ("县教体局商县财政局研究制定标准。", [("县教体局", "responsible"), ("县财政局", "support")]),
        ("卫健、住建等部门依职责配合做好工作。", [("卫健部门", "support"), ("住建部门", "support")]),
        (
            "各省级人力资源社会保障、财政部门要联合制定方案。",
            [("各省级人力资源社会保障部门", "responsible"), ("各省级财政部门", "responsible")],
        ),
        ("各县市应当参照本办法制定细则。", [("各县市", "responsible")]),
        ("市数据局建设统一的监管平台。", [("市数据局", "responsible")]),
        ("受理单位应在2个工作日内登记。", [("受理单位", "responsible")]),
        ("由县公路事业发展中心先行设置标志。", [("县公路事业发展中心", "responsible")]),
        ("每半年向所在地疾控机构通报一次监测情况。", []),
        (
            "县教育局负责校车管理，每学期开学前会同县公安局完成检查。",
            [("县教育局", "responsible"), ("县公安局", "support")],
        ),
        (
            "由用人单位所在县（区）人力资源和社会保障局在15日内完成核查。",
            [("用人单位所在县（区）人力资源和社会保障局", "responsible")],
        ),
        ("3.2.1 市水利局接报后要立即到场。", [("市水利局", "responsible")]),
        ("乡镇卫生院要与敬老院签订协议。", [("乡镇卫生院", "responsible")]),
        ("专班办公室（设在市商务局）要编制目录。", [("专班办公室", "responsible")]),
        ("抗旱指挥部办公室设在市水利局，承担会商工作。", [("抗旱指挥部办公室", "responsible")]),
        ("工会组织可使用工会经费慰问。", []),
        ("解释权：本办法由市医保局负责解释。", [("市医保局", "responsible")]),
        ("各级法院和检察院加强环境司法。", [("各级法院", "responsible"), ("各级检察院", "responsible")]),
        ("公安、应急管理等部门参与验收。", [("公安部门", "support"), ("应急管理部门", "support")]),
        ("各县（市）参照制定政策。", [("各县（市）", "responsible")]),
        ("省、设区的市人民政府应当制定实施办法。", [("省、设区的市人民政府", "responsible")]),
        ("负有安全监管职责的部门应当公开电话。", [("负有安全监管职责的部门", "responsible")]),
        ("各地、各部门要严把准入关。", [("各部门", "responsible")]),
        ("一是市公安局依法查处；二是各区要压实责任。", [("市公安局", "responsible"), ("各区", "responsible")]),
        ("建立台账，并会同市数据局共享数据。", [("市数据局", "support")]),
        ("经县级以上卫生健康主管部门批准后方可执业。", [("县级以上卫生健康主管部门", "responsible")]),
        ("市司法局将有关法规纳入普法内容。", [("市司法局", "responsible")]),
        ("市教育局：牵头组织实施校园安全行动。", [("市教育局", "lead")]),
        ("旅游主管部门应当会同公安等有关部门执法。", [("旅游主管部门", "responsible"), ("公安部门", "support")]),
        ("市级各部门要高度重视,加强协调,各司其职。", [("市级各部门", "responsible")]),
        ("以上任务均需各区政府落实，不再逐一列出。", [("各区政府", "responsible")]),
    ],
)
def test_duties_in_running_text(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "支持行业协会参与标准制定，鼓励各区政府制定政策。",
        "形成政府主导、部门协作、社会参与的格局。",
        "经省级主管部门认定的企业，给予奖励。",
        "市政府批准的项目优先供地。",
        "对经文旅部门批准在我市举办的演唱会给予奖励。",
        "各省（自治区、直辖市）遴选的评价组织全部接入平台。",
        "重大项目实行专班推进。",
        "县市所需资金由上级安排。",
        "涉嫌犯罪的，移送司法机关处理。",
        "重大问题及时报省水利厅，与财政部门沟通。",
        "各地要高度重视，企业应当落实主体责任。",
        "党中央、国务院高度重视就业工作。",
        "银行业金融机构要加大信贷投放。",
        "国务院发布《关于促进就业的意见》。",
        "把握全局要求，优化布局建设。",
    ],
)
def test_bodies_only_mentioned_are_told_nothing(text):
    assert roles(text) == []


def test_one_sentence_tells_an_agency_once_two_sentences_twice():
    assert len(read("市教育局负责规划，市教育局要加强检查。")) == 1
    assert len(read("市教育局负责规划。市教育局要加强检查。")) == 2


def test_quote_runs_to_the_first_thing_told():
    (found,) = read("（一）强化责任。同时，市水务局要按照本方案，制定年度计划，加强考核。")
    assert found.evidence.quote == "市水务局要按照本方案，制定年度计划"
    assert found.form == "text"


def test_articles_only_report_what_agencies_do():
    assert roles("市科技局组织编制了规划。各部门要抓好落实。", kind="article") == [("各部门", "responsible")]


def test_task_table_gives_a_record_for_each_agency_of_a_cell():
    lines = ["序号\t重点任务\t牵头单位\t配合单位\t完成时限", "1\t整修泵站\t市水利局\t市财政局、各区政府\t2025年5月底前"]
    text = "\n".join(lines)
    found = read(text, rows=((0, len(lines[0])), (len(lines[0]) + 1, len(text))))
    assert [(one.agency, one.role, one.task, one.due) for one in found] == [
        ("市水利局", "lead", "整修泵站", date(2025, 5, 31)),
        ("市财政局", "support", "整修泵站", date(2025, 5, 31)),
        ("各区政府", "support", "整修泵站", date(2025, 5, 31)),
    ]
    assert "市财政局、各区政府" in found[1].evidence.quote


def test_names_lie_inside_their_evidence():
    for found in read("（市教育局牵头，财政局配合）\n市教育局要加强检查，市财政局配合做好保障。"):
        assert found.agency in found.evidence.quote


@pytest.mark.parametrize(
    "text", ["（", "）（（（", "责任单位：", "（责任单位：）", "由", "市市市局局局要", "（、、、负责）", "\t\n"]
)
def test_odd_text_is_read_without_complaint(text):
    assert all(found.agency for found in read(text))


def test_reading_grows_with_the_text_only():
    text = "市教育局要加强检查。（省教育厅、财政厅负责）" * 2000
    assert len(read(text)) == 6000
    assert len(read("（" * 50_000)) == 0
    assert len(read("市、" * 50_000)) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "（责任单位：市教育局、体育局。以下各项均由各县〔市〕区政府配合落实，不再单列）",
            [("市教育局", "responsible"), ("市体育局", "responsible"), ("各县〔市〕区政府", "support")],
        ),
        (
            "（县经信局、县供销社负责，2024年11月30日前完成）",
            [("县经信局", "responsible"), ("县供销社", "responsible")],
        ),
        (
            "（市民政局、市残联，各区政府；持续推进）",
            [("市民政局", "responsible"), ("市残联", "responsible"), ("各区政府", "responsible")],
        ),
        ("（市商务局、邮政云泽分公司、市供销社）", [("市商务局", "responsible"), ("市供销社", "responsible")]),
        ("【责任部门】市商务局、市粮食局", [("市商务局", "responsible"), ("市粮食局", "responsible")]),
    ],
)
def test_brackets_with_several_fields_or_sentences(text, expected):
    assert roles(f"加强监管。{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("以上任务均由各乡镇（街道）具体落实。", [("各乡镇（街道）", "responsible")]),
        ("各牵头单位每月28日前报送进展。", [("各牵头单位", "responsible")]),
        ("县委督查室每两个月开展一次督查。", [("县委督查室", "responsible")]),
        ("应急管理部将建立通报机制。", [("应急管理部", "responsible")]),
        ("就学由市教育局优先安排。", [("市教育局", "responsible")]),
        ("消防救援机构发现重大隐患的，应当书面报告。", [("消防救援机构", "responsible")]),
        ("县消防救援大队对人员密集场所逐一建档。", [("县消防救援大队", "responsible")]),
        ("市、县两级退役军人服务中心要做好登记。", [("市、县两级退役军人服务中心", "responsible")]),
        ("由市司法局会同同级公安等部门编制规划。", [("市司法局", "responsible"), ("同级公安部门", "support")]),
        ("市法院、市检察院参加。", [("市法院", "support"), ("市检察院", "support")]),
        ("二级以上公立医院检查检验结果互认项目不低于200项。", []),
        ("所需资金由市、县（区）按6∶4比例分担。", []),
        ("农村劝导站规范化建设率2024年底前达到60%。", []),
    ],
)  # fmt: skip
def test_wordings_of_duties(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("乡、民族乡、镇人民政府应当做好服务。", [("乡、民族乡、镇人民政府", "responsible")]),
        ("市及县（市）、区主管部门要制定计划。", [("市及县（市）、区主管部门", "responsible")]),
        ("市公安（及消防）部门：负责查处案件。", [("市公安（及消防）部门", "responsible")]),
        ("各省份要出台实施方案。", [("各省份", "responsible")]),
        ("联席会议对报告进行审议。", [("联席会议", "responsible")]),
        ("有关部门应当按照各自职责，协助主管部门做好工作。", [("有关部门", "support")]),
        ("更好地发挥政府在推进改革中的引导作用。", []),
        ("疾控中心等公共卫生基础设施建设和升级。", []),
    ],
)
def test_who_is_the_subject_of_an_order_is_named_as_the_text_names_it(text, expected):
    assert roles(text) == expected


def test_a_copy_taken_for_an_article_still_gives_the_orders_of_its_official_title():
    clause = Clause("d", "一", "司法部门开辟绿色通道。")
    for title, agencies in (("关于印发若干措施的通知", ["司法部门"]), ("司法服务送到门口", [])):
        meta = Meta(title, region="云泽省", kind="article")
        document = Document("d", Source("d", "", "text/plain", ()), meta, (clause,))
        assert [found.agency for found in extract(Reading(clause, document))] == agencies


def test_a_note_after_the_first_list_makes_the_first_of_every_list_the_leader():
    note = Clause("d", "二", "（市水务局、市财政局等负责。列第一位者为牵头单位，下同）")
    assert roles("（市民政局、市残联等负责）", others=(note,)) == [("市民政局", "lead"), ("市残联", "responsible")]
