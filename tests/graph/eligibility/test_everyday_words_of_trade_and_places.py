"""Everyday words of shops, trade, tours, lines, building and farms, each against a clause as documents write it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

CLAUSE = "云汀市促进产业发展若干政策\n一、{}，给予10万元奖励。\n"
ON = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("在我市新开设全国首店的", "品牌全国头一家店开在我们市里了"),
        ("在我市设立区域总部的", "把华东区的总部设到市里来了"),
        ("被认定为国家电子商务示范企业的", "去年评上了国家级电商示范企业"),
        ("投保出口信用保险的", "在中信保投了保"),
        ("参加境外展会的", "去迪拜参了个展"),
        ("取得进出口经营权的", "进出口权办下来了"),
        ("设立外贸综合服务平台的", "办了个外综服平台"),
        ("被评定为五星级旅游饭店的", "酒店挂了五星"),
        ("对组织市外游客来我市旅游的旅行社", "我们是旅行社，从外地带团来市里玩"),
        ("在我市举办营业性演出的", "在市里开了场演唱会"),
        ("入选省级非物质文化遗产代表性项目名录的", "我们的手艺进了省级非遗名录"),
        ("利用闲置农房发展民宿的", "租了村里没人住的老房子开民宿"),
        ("取得网络货运经营资质的", "网货牌照拿到了"),
        ("新购置冷藏车的", "买了两台冷链车"),
        ("取得有机产品认证证书的", "通过了有机认证"),
        ("入选全国名特优新农产品名录的", "进了全国名特优新"),
        ("采用装配式建造方式的", "楼是装配式盖的"),
        ("取得食品生产许可证的", "SC证下来了"),
        ("取得动物防疫条件合格证的", "动物防疫证办下来了"),
        ("取得施工许可证的", "施工证下来了"),
        ("租用仓储设施的", "仓库是租来的"),
        ("租用办公用房自用的", "办公室是租的，自己用"),
        ("投入使用的停车场", "停车场7月就开始用了"),
        ("在中央电视台播出的电视剧", "我们拍的电视剧上了央视"),
        ("被认定为国家级科技企业孵化器的", "孵化器升国家级了"),
    ],
)
def test_the_everyday_word_tells_what_is_asked(clause: str, said: str, tmp_path: Path) -> None:
    clause = clause if clause.startswith("对") or clause.endswith("的") else f"对{clause}"
    assert judged(schemes_in(CLAUSE.format(clause), tmp_path), said, ON)[0] is True


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("在我市新开设全国首店的", "我们开的是省级首店"),
        ("被评定为五星级旅游饭店的", "酒店按五星标准建的，还没评"),
        ("入选省级非物质文化遗产代表性项目名录的", "师傅是省级非遗传承人"),
        ("取得食品生产许可证的", "只有食品经营许可证"),
        ("取得施工许可证的", "施工许可证还没拿"),
        ("获得出口退税的", "出口退税还没退下来"),
        ("开展保税维修业务的", "保税维修资质还在批"),
        ("新开通城际公交线路的", "城际公交停了"),
        ("在示范步行街开设品牌门店的", "在步行街外面开了店"),
        ("获得茅盾文学奖的", "茅盾文学奖只进了提名"),
        ("购置新能源货车的", "买的是柴油货车"),
        ("对在中央电视台播出的电视剧", "电视剧在省台播的"),
    ],
)
def test_what_only_sounds_like_it_does_not(clause: str, said: str, tmp_path: Path) -> None:
    assert judged(schemes_in(CLAUSE.format(clause), tmp_path), said, ON)[0] is not True
