"""Three scenes to begin with, each a request that names the tools and asks for clauses."""

from __future__ import annotations

__all__ = ["PROMPTS"]

_CITED = "每个结论都注明文件标题、条款和原文，引用前用 verify_citation 核对；文件没有写的，写“未载明”，不要推测。"


def task_owner(matter: str, region: str = "") -> str:
    """查责任单位：An official traces who has a task, with whom, and by when."""
    place = f"{region}的" if region else ""
    return (
        f"请查清{place}“{matter}”由哪个单位牵头、哪些单位配合、何时完成。"
        "先用 search 找到有关条款，再用 tasks_of_agency 列出该单位的任务，"
        "用 due 核对期限，用 cascade 查上级文件的来源。" + _CITED
    )


def compare_regions(indicator: str, regions: str) -> str:
    """比较地区：A researcher compares what regions aim at, and what makes their goals differ."""
    return (
        f"请比较{regions}的“{indicator}”目标。用 compare 列出各地目标值、基期和期限，说明口径差异；"
        "用 find_targets 补充未能对齐的目标，用 validity 说明有关文件是否仍然有效。" + _CITED
    )


def firm_eligibility(situation: str, region: str = "") -> str:
    """能否享受：A firm asks whether it qualifies, for how much, and what is still open."""
    place = f"（所在地：{region}）" if region else ""
    return (
        f"企业情况{place}：{situation}\n请判断可以享受哪些政策。先用 schemes 找到有关政策，用 questionnaire 取得问题，"
        "不清楚的逐项询问企业，不得代为回答；再用 evaluate_eligibility 得出结论和金额，说明尚缺哪些条件。" + _CITED
    )


PROMPTS = (task_owner, compare_regions, firm_eligibility)
