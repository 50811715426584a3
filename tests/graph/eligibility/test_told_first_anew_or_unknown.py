"""What firms say of a first time, of what they do not know, of the lists that they are on, and what is urged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市促进绿色发展若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n"
FIRST = "第一条 对首次获评国家级无废工厂的企业奖励40万元，首次获评省级无废工厂的奖励20万元。\n"
NEW = "第一条 对新取得碳管理体系认证的企业，一次性奖励8万元。\n"
URGED = """第一条 鼓励非重点监管名录企业自愿开展能源审计，通过专家评审的，每家补助6万元；\
其中达到国内先进水平（Ⅱ级）的，补助9万元。
"""
ENGINES = "第一条 提前报废国三及以下排放标准柴油叉车并办理注销登记的，每辆补贴5000元。\n"
COUNTED = "第一条 对首次纳入限额以上商贸统计库的企业，奖励8万元。退库后再次入库的，不享受。\n"
BOUND = "第一条 引导中小企业实施智能化改造，设备投资额200万元以上的，按10%给予补助。\n"
HOMES = "第一条 农村居民更换生物质炉具的，每户补助1500元。\n"


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (FIRST, "从前没评过，今年省级无废工厂名单里有我们公司", (True, 200000.0)),
        (FIRST, "我们厂的国家级无废工厂终于批下来了，以前什么都没得过", (True, 400000.0)),
        (FIRST, "我们厂今年拿到省级无废工厂，以前得没得过我不清楚", (None, None)),
        (FIRST, "我们厂三年前就是省级无废工厂，今年复审又评上了", (False, 0.0)),
        (NEW, "我们公司上个月新拿到碳管理体系认证", (True, 80000.0)),
        (NEW, "我们公司在办碳管理体系认证，批没批下来没打听", (None, None)),
        (URGED, "我们厂不在重点监管名录里，自愿做的能源审计，专家评审通过了", (True, 60000.0)),
        (URGED, "我们厂不在重点监管名录里，自愿做的能源审计，专家评审通过了，还评了Ⅱ级", (True, 90000.0)),
        (URGED, "我们厂在重点监管名录上，做了能源审计，专家评审通过了", (False, 0.0)),
        (URGED, "我们厂做了能源审计，专家评审通过了", (None, None)),
        (ENGINES, "我那台国二柴油叉车提前报废，已经注销", (True, 5000.0)),
        (ENGINES, "我那台国四柴油叉车提前报废，已经注销", (False, 0.0)),
        (ENGINES, "我那台国二柴油叉车提前报废了，注销办没办我不知道", (None, None)),
        (BOUND, "我们是小企业，做了智能化改造，设备投了300万元", (True, 300000.0)),
        (BOUND, "我们公司设备投了300万元", (None, None)),
        (COUNTED, "我们公司今年头一回进限上库", (True, 80000.0)),
        (COUNTED, "我们公司早年进过限上库，后来掉出来，今年又重新进了库", (False, 0.0)),
        (COUNTED, "我们公司今年再次进限上库", (False, 0.0)),
        (HOMES, "我是城镇居民，换了生物质炉具", (False, 0.0)),
        (HOMES, "我是农村居民，换了生物质炉具", (True, 1500.0)),
    ],
)
def test_firsts_doubts_lists_and_what_is_urged(
    tmp_path: Path, text: str, told: str, expected: tuple[bool | None, float | None]
) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON) == expected
