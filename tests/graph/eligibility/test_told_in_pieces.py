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
    ],
)
def test_another_thing_or_grade_is_never_taken_for_the_one_asked_for(text, told, tmp_path: Path):
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON)[0] is not YES
