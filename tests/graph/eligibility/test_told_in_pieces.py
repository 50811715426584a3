"""Titles, grades and deeds of which each fact tells a piece: the category by its name, the thing by its value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市促进高质量发展若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n"
PRIZE = "第一条 获得省科技进步奖一等奖、二等奖的，分别奖励50万元、30万元。\n"
RATED = "第一条 对首次通过数据安全能力成熟度（DSMM）3级、4级认证的企业，分别奖励10万元、20万元。\n"
LICENCE = "第一条 对首次获得市政施工特级资质、一级资质的企业，分别奖励200万元、50万元。\n"
GAMES = "第一条 在奥运会获得金牌、银牌的，分别奖励100万元、50万元；在亚运会获得金牌、银牌的，分别奖励30万元、15万元。\n"
WAY = "第一条 企业参加多项目晶圆（MPW）流片的，奖励10万元；首次开展全掩模流片的，奖励50万元。\n"
DRUG = "第一条 1类新药取得临床试验批件的，每个品种奖励100万元；2类新药取得临床试验批件的，每个品种奖励50万元。\n"
HOTEL = "第一条 对新评定为五星级、四星级旅游饭店的，分别奖励100万元、50万元。\n"
BOOK = "第一条 获得茅盾文学奖、鲁迅文学奖的，分别奖励50万元、30万元。\n"
HEIR = "第一条 对年度考核合格的国家级、省级代表性传承人，每年分别补助1万元、5000元。\n"
LICENCES = "第一条 首次取得食品生产许可证、食品经营许可证的，分别奖励2万元、5000元。\n"
NAMED = "第一条 对首次获评“江海工匠”“江海能手”的，分别奖励5万元、2万元。\n"
ORG = "第一条 对获评5A级、4A级社会组织的，分别奖励5万元、3万元。\n"
SHOWN = "第一条 电视剧在央视综合频道、电视剧频道黄金时段首播的，每集奖5万元；在省级卫视黄金时段首播的，每集奖1万元。\n"
TRIAL = "第一条 在本市转化的1类新药完成I期、II期、III期临床试验的，分别奖励100万元、200万元、300万元。\n"
STANDARD = """第一条 对主导制定国家标准、行业标准的单位，每项分别奖励40万元、20万元；\
对参与制定国家标准、行业标准的单位，每项分别奖励10万元、5万元。\
主导修订标准的，按主导制定奖励标准的50%给予奖励。主导是指在起草单位中排名第一，参与是指排名第二至第五。
"""
DEVICE = "第一条 对首次取得第二类医疗器械注册证并在区内生产的，奖励10万元（第二类体外诊断试剂除外）。\n"
TOURS = """四、引客入市
（一）团队奖励。旅行社组织市外团队在市内住宿1晚以上的，按每人20元给予奖励。享受本项奖励的旅行社，年度组织过夜游客须达到\
2000人次以上，单家旅行社年度奖励最高不超过50万元。
（二）包机奖励。旅行社组织旅游包机经周边机场落地，单架次游客100人以上的，每架次奖励2万元。
申请引客奖励的，须在团队抵达前3日内向市文旅局报备行程计划，未报备的不予奖励。
"""
YES, NO, OPEN = True, False, None


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (PRIZE, {"奖项": "省科技进步奖", "等次": "二等奖"}, (YES, 300000.0)),
        (PRIZE, {"科技进步奖级别": "省级", "获奖等级": "一等奖"}, (YES, 500000.0)),
        (PRIZE, {"奖项": "省科技进步奖", "等次": "三等奖"}, (NO, 0.0)),
        (RATED, {"认证类型": "DSMM", "认证等级": "4级", "首次通过": True, "申请人类型": "企业"}, (YES, 200000.0)),
        (RATED, {"认证类型": "DSMM", "认证等级": "2级", "首次通过": True, "申请人类型": "企业"}, (NO, 0.0)),
        (RATED, {"认证类型": "DSMM", "认证等级": "4级", "首次通过": False, "申请人类型": "企业"}, (NO, 0.0)),
        (LICENCE, {"市政施工资质等级": "一级", "首次获得": True, "申请人类型": "企业"}, (YES, 500000.0)),
        (LICENCE, {"市政施工资质等级": "二级", "首次获得": True, "申请人类型": "企业"}, (NO, 0.0)),
        (GAMES, {"赛事": "亚运会", "名次": "银牌"}, (YES, 150000.0)),
        (WAY, {"流片方式": "MPW", "申请人类型": "企业"}, (YES, 100000.0)),
        (DRUG, {"新药类别": "2类", "取得临床试验批件": True, "品种数": 1}, (YES, 500000.0)),
        (HOTEL, {"饭店星级": "四星级", "新评定": True}, (YES, 500000.0)),
        (HOTEL, {"住宿类型": "旅游饭店", "星级": "五星", "新评定": True}, (YES, 1000000.0)),
        (BOOK, {"文学奖": "鲁迅文学奖"}, (YES, 300000.0)),
        (BOOK, {"文学奖": "冰心散文奖"}, (NO, 0.0)),
        (HEIR, {"代表性传承人级别": "省级", "年度考核": "合格"}, (YES, 5000.0)),
        (HEIR, {"代表性传承人级别": "省级", "年度考核": "不合格"}, (NO, 0.0)),
        (LICENCES, {"首次取得许可证": "食品经营许可证"}, (YES, 5000.0)),
        (LICENCES, {"许可证类型": "药品经营许可证", "首次取得": True}, (NO, 0.0)),
        (NAMED, {"称号": "江海能手", "首次获评": True}, (YES, 20000.0)),
        (NAMED, "我今年第一次评上江海工匠", (YES, 50000.0)),
        (ORG, {"社会组织评估等级": "4A级"}, (YES, 30000.0)),
        (ORG, {"社会组织评估等级": "3A级"}, (NO, 0.0)),
        (SHOWN, {"作品类型": "电视剧", "播出平台": "省级卫视", "黄金时段首播": True, "集数": 30}, (YES, 300000.0)),
        (TRIAL, {"新药类别": "1类", "在本市转化": True, "完成临床试验": "II期"}, (YES, 2000000.0)),
        (STANDARD, {"标准类别": "国家标准", "主导制定": True, "在起草单位中排名": 1, "项数": 1}, (YES, 400000.0)),
        (STANDARD, {"标准类别": "国家标准", "主导修订": True, "在起草单位中排名": 1, "项数": 1}, (YES, 200000.0)),
        (STANDARD, {"标准类别": "国家标准", "参与制定": True, "在起草单位中排名": 6, "项数": 1}, (NO, 0.0)),
        (STANDARD, "我们参与制定一项国家标准，在起草单位里排第六", (NO, 0.0)),
        (DEVICE, {"首次取得医疗器械注册证类别": "第二类", "品种": "体外诊断试剂", "在区内生产": True}, (NO, 0.0)),
    ],
)
def test_pieces_make_up_a_title_and_another_grade_is_none(text, told, expected, tmp_path: Path):
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GAMES, {"赛事": "省运会", "名次": "金牌"}),
        (GAMES, "我在省运会拿了金牌"),
        (DRUG, {"新药类别": "3类", "取得临床试验批件": True, "品种数": 1}),
        (HOTEL, {"民宿等级": "五星级", "新评定": True}),
        (HEIR, {"代表性传承人级别": "县级", "年度考核": "合格"}),
        (LICENCE, "我们公司首次拿到市政施工二级资质"),
        (SHOWN, {"作品类型": "电视剧", "播出平台": "网络视频平台", "黄金时段首播": True, "集数": 30}),
        (TRIAL, {"新药类别": "3类", "在本市转化": True, "完成临床试验": "II期"}),
        (TRIAL, "我们的1类新药在本市转化，一期临床还没做完"),
    ],
)
def test_another_thing_or_grade_is_never_taken_for_the_one_asked_for(text, told, tmp_path: Path):
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON)[0] is not YES


def test_what_is_asked_behind_an_offer_is_asked_of_all_items_of_its_part(tmp_path: Path):
    of_groups, of_planes = schemes_in(HEAD + TOURS, tmp_path)
    asked = [{one.attr for one in scheme.requirements} for scheme in (of_groups, of_planes)]
    assert all("在团队抵达前3日内向市文旅局报备行程计划" in attrs for attrs in asked)
    assert ["年度组织过夜游客" in attrs for attrs in asked] == [True, False]
    assert (of_groups.cap and of_groups.cap.value, of_planes.cap) == (500000.0, None)
