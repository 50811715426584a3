"""Whether the words of a clause mean yes or no to a question; what is not plain stays open."""

from __future__ import annotations

from typing import Literal

from graph.answer.value import rule

__all__ = ["verdict"]

Verdict = Literal["yes", "no", "open"]


def verdict(question: str, sentence: str) -> Verdict:
    """Tell what a sentence that names the matter means for a question of yes or no.

    Only where the sentence plainly allows or plainly forbids, and the question asks for the one thing without a
    negation of its own: what is asked and ruled in different words, or with numbers that bound it, is open.

    >>> verdict("个人充电桩能申请补贴吗？", "对个人自用充电设施建设不予补贴；")
    'no'
    >>> verdict("可以匿名举报吗", "可以匿名举报。"), verdict("能养两只狗吗", "每户只准养一只。")
    ('yes', 'open')
    """
    forbids, allows = rule("forbids", sentence), rule("allows", sentence)
    frees, negated = rule("frees", sentence), rule("negated", question)
    if rule("only", sentence) or (forbids and allows):
        return "open"
    if negated:
        return "yes" if frees and not forbids else "open"
    return "no" if forbids else "yes" if allows and not frees else "open"
