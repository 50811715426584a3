"""What firms tell of titles and of going public; what the head of a clause asks of all its offers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市支持产业发展若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n第一条 "
TITLES = "对新认定的省级智能工厂、数字化车间，分别奖励60万元、30万元；对首次入选国家级绿色园区名单的，奖励80万元。\n"
FOUND = "对经省级认定的首台（套）装备，给予研制单位50万元奖励。\n"
GRADES = (
    "软件企业首次通过DCMM2级、3级、4级认证的，分别给予10万元、20万元、30万元奖励；通过ITSS二级认证的，给予8万元奖励。\n"
)
STAGES = (
    "企业上市分步奖励：完成股份制改造的，奖励20万元；在证监局辅导备案的，奖励60万元；上市申请获交易所受理的，奖励90万元；"
    "成功上市的，奖励200万元。\n"
)
CHIPS = "集成电路设计企业购买IP用于本地研发的，按实际支付金额的20%补助；购买EDA工具软件的，按实际支付金额的30%补助。\n"
MOVED = "市外上市公司将注册地、税务关系迁入我市的，一次性给予300万元奖励。\n"
SEATS = "经认定的综合型总部企业、职能型总部企业，实缴注册资本5000万元以上的，分别按实缴注册资本的2%、1%给予开办补助。\n"
STANDARDS = (
    "主导制定国家标准、行业标准并获批准发布的，每项分别奖励40万元、20万元；"
    "参与制定的（排名前五），按上述标准的20%奖励。\n"
)
RIGHTS = "获得国内发明专利授权的，每件资助4000元。\n"
ENJOYED = "对取得科技型中小企业入库登记编号，且当年申报享受研发费用加计扣除的企业，给予6000元奖励。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (TITLES, "省级智能工厂名单刚出来有我厂", (True, 600_000)),
        (TITLES, "今年批下来一个省数字化车间", (True, 300_000)),
        (TITLES, "我们报的省级数字化车间被退回来了，没认定上", (False, 0)),
        (TITLES, "刚交了省级智能工厂的申报材料，还没出结果", (None, None)),
        (TITLES, "园区头一回进国家绿色园区名单", (True, 800_000)),
        (FOUND, "省里认成首台套装备，是我们研制的", (True, 500_000)),
        (GRADES, "我们是软件企业，头一回过了DCMM三级", (True, 200_000)),
        (GRADES, "我们是软件企业，DCMM 3级证书到期，今年换证复评", (False, 0)),
        (STAGES, "公司股改刚做完", (True, 200_000)),
        (STAGES, "上个月在证监局办了辅导备案", (True, 600_000)),
        (STAGES, "交易所上周受理了我们的上市申请", (True, 900_000)),
        (STAGES, "我们在北交所敲钟了", (True, 2_000_000)),
        (STAGES, "还是有限公司，没有股改", (False, 0)),
        (CHIPS, "做芯片设计的公司，EDA软件付了100万元", (True, 300_000)),
        (CHIPS, "我们买了EDA工具软件，付了100万元", (None, None)),
        (CHIPS, "芯片设计公司，买的IP是给外省分公司研发用的，付了100万元", (None, None)),
        (MOVED, "我们是外市的上市公司，注册和税务都迁来了", (True, 3_000_000)),
        (MOVED, "我们是外市的上市公司，注册地迁来了", (None, None)),
        (SEATS, "职能型总部认定下来了，实缴2亿元", (True, 2_000_000)),
        (SEATS, "认定了综合型总部，公司注册资本8000万元", (None, None)),
        (SEATS, "认定的职能型总部，注册资本1亿元但实缴才3000万元", (False, 0)),
        (STANDARDS, "牵头起草的国家标准发布了", (True, 400_000)),
        (STANDARDS, "参与定的行业标准已经发布，我们排第四", (True, 40_000)),
        (STANDARDS, "参与制定的国家标准发布了，我们排第九位", (False, 0)),
        (STANDARDS, "参与制定的行业标准发布了", (None, None)),
        (RIGHTS, "公司去年报了5件国内发明专利", (None, None)),
        (RIGHTS, "公司去年国内发明专利授权了5件", (True, 20_000)),
        (ENJOYED, "公司拿到了科技型中小企业入库登记编号", (None, None)),
        (ENJOYED, "公司拿到了科技型中小企业入库登记编号，也申报享受了研发费用加计扣除", (True, 6_000)),
    ],
)  # fmt: skip
def test_what_is_told_settles_the_sum(body: str, told: str, expected: tuple[Any, Any], tmp_path: Path) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
