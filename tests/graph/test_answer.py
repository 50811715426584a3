"""Answers say what a clause says, cite it letter for letter, and never guess."""

from datetime import date
from pathlib import Path

import pytest

from graph.answer import ask
from graph.intake import Intake
from graph.search import Index
from graph.search.feed import rebuild
from graph.store import open_store
from ingest.record import (
    Clause,
    Deadline,
    Document,
    Evidence,
    Incentive,
    Meta,
    Quantity,
    Responsibility,
    Source,
    Target,
)


def _evidence(clause: Clause, quote: str) -> Evidence:
    start = clause.text.index(quote)
    return Evidence(clause, start, start + len(quote), "test/by-hand")


@pytest.fixture(scope="module")
def asked():
    """Ask over one plan of an invented city."""
    goal = Clause("d", "一", "到2027年，新建充电桩3000个，绿电占比不低于30%。", 1, "总体目标")
    task = Clause("d", "二", "整治老旧泵站，2026年6月底前完成。（市水务局牵头，市财政局、市住建局配合）", 1, "整治泵站")
    offer = Clause(
        "d", "三", "对购置农机的合作社，按购机款的25%补助，最高20万元，有效期至2025年12月31日。", 1, "农机补助"
    )
    bracket = _evidence(task, "（市水务局牵头，市财政局、市住建局配合）")
    records = (
        Target(_evidence(goal, "新建充电桩3000个"), "充电桩", 3000.0, "个", by=date(2027, 12, 31)),
        Target(_evidence(goal, "绿电占比不低于30%"), "绿电占比", 30.0, "%", op=">=", by=date(2027, 12, 31)),
        Deadline(_evidence(task, "2026年6月底前完成"), "by", None, date(2026, 6, 30)),
        Responsibility(bracket, "市水务局", "市水务局", "lead", "bracket", agency_id="330300/water"),
        Responsibility(bracket, "市财政局", "市财政局", "support", "bracket"),
        Responsibility(bracket, "市住建局", "市住建局", "support", "bracket"),
        Incentive(
            _evidence(offer, "按购机款的25%补助，最高20万元"),
            "subsidy",
            "购置农机的合作社",
            rate=Quantity(25.0, "%", of="购机款"),
            cap=Quantity(200000.0, "元", "<="),
            valid_to=date(2025, 12, 31),
        ),
    )
    source = Source("d.txt", "a" * 64, "text/plain", ())
    plan = Document("d", source, Meta("荻浦市惠民行动方案", kind="plan"), (goal, task, offer), records)
    index = Index.in_memory()
    with open_store() as store:
        Intake(store).put(Path("d.txt"), [plan])
        rebuild(index, store)
        yield lambda question, on=None, language="zh": ask(store, index, question, on, language)


def test_who_names_lead_and_supporting_agencies_in_the_order_of_the_text(asked) -> None:
    answer = asked("谁来牵头整治老旧泵站？")
    assert answer.intent == "who"
    assert "市水务局牵头，市财政局、市住建局配合" in answer.answer
    assert answer.citations[0].quote == "（市水务局牵头，市财政局、市住建局配合）"


def test_when_names_the_last_day(asked) -> None:
    assert "2026年6月30日" in asked("老旧泵站什么时候整治完？").answer


def test_which_target_names_value_unit_and_bound(asked) -> None:
    answer = asked("绿电占比的目标是多少？").answer
    assert "绿电占比达到不低于30%" in answer.splitlines()[0]


def test_how_much_names_rate_and_cap(asked) -> None:
    assert "购机款的25%，最高20万元" in asked("合作社买农机能补多少？").answer


def test_an_offer_that_has_run_out_is_named_as_such(asked) -> None:
    assert "已过期" in asked("合作社买农机能补多少？", date(2026, 1, 1)).answer
    assert "已过期" not in asked("合作社买农机能补多少？", date(2025, 6, 1)).answer


def test_other_questions_are_answered_with_the_words_of_the_clause(asked) -> None:
    answer = asked("整治泵站怎么做")
    assert answer.intent == "passages"
    assert "“整治老旧泵站，2026年6月底前完成。" in answer.answer


@pytest.mark.parametrize("question", ["谁来登陆火星？", "幼儿园几点放学", "？？？", ""])
def test_what_the_documents_do_not_state_is_named_as_such(asked, question: str) -> None:
    answer = asked(question)
    assert not answer.found
    assert "没有回答" in answer.answer


def test_of_a_side_that_no_document_answers_it_is_said_so(asked) -> None:
    answer = asked("新建充电桩和养老机构床位，分别要达到多少？")
    assert "3000" in answer.answer
    assert "“养老机构床位，要达到多少”：库中的文件没有回答。" in answer.answer
    assert not answer.sure


def test_every_sentence_carries_its_citation(asked) -> None:
    for question in ("谁来牵头整治泵站", "什么时候整治完", "补助多少", "充电桩要建几个", "泵站"):
        answer = asked(question)
        numbers = {int(part.split("]")[0]) for part in answer.answer.split("[")[1:]}
        assert all("[" in line for line in answer.answer.splitlines())
        assert numbers == set(range(1, len(answer.citations) + 1))


def test_what_is_missing_for_eligibility_is_unknown_and_never_guessed(asked) -> None:
    verdict = asked("我们合作社买了农机，能补多少？", date(2025, 6, 1)).as_json()["eligibility"]
    assert verdict["eligible"] is None and verdict["amount"] is None


def test_an_own_case_is_evaluated_with_its_clause(asked) -> None:
    answer = asked("我们合作社买农机花了40万元，能补多少？", date(2025, 6, 1))
    assert answer.intent == "eligibility"
    assert "不超过20万元" in answer.eligibility["summary"]
    assert answer.citations[0].path == "三"


def test_duties_of_an_agency_are_listed_from_the_whole_store(asked) -> None:
    answer = asked("水务局要做哪些事？")
    assert answer.intent == "duties"
    assert "整治" in answer.answer
    assert any(query["query"] == "agencies" for query in answer.queries)


def test_a_document_is_in_force_or_not_by_its_own_words(asked) -> None:
    answer = asked("惠民行动方案的农机补助还有效吗？", date(2026, 1, 1))
    assert answer.intent == "in_force"
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("谁来牵头整治老旧泵站？", "Led by 市水务局; Supported by 市财政局, 市住建局."),
        ("老旧泵站什么时候整治完？", "that is 2026-06-30"),
        ("绿电占比的目标是多少？", "绿电占比 to reach at least 30% by 2027-12-31."),
        ("合作社买农机能补多少？", "25% of 购机款, at most 200,000 yuan"),
        ("水务局要做哪些事？", "市水务局 leads"),
        ("谁来登陆火星？", "The documents do not answer this question."),
    ],
)
def test_sentences_come_in_english_on_request_with_the_same_citations(asked, question: str, says: str) -> None:
    english, chinese = asked(question, language="en"), asked(question)
    assert says in english.answer
    assert english.citations == chinese.citations


def test_a_question_in_pinyin_is_answered() -> None:
    index = Index.in_memory()
    with open_store() as store:
        clause = Clause("d", "一", "推广滴灌节水技术。", 1, "节水")
        source = Source("d.txt", "a" * 64, "text/plain", ())
        Intake(store).put(Path("d.txt"), [Document("d", source, Meta("荻浦市节水方案", kind="plan"), (clause,), ())])
        rebuild(index, store)
        assert "推广滴灌节水技术" in ask(store, index, "diguan jieshui jishu").answer


COLD = """荻浦市冷链物流扶持办法
荻政发〔2024〕3号
荻浦市人民政府
2024年1月5日
第一条 对新建冷库的企业，给予10万元补助。
第二条 被列入失信名单的，不予支持。
"""


@pytest.mark.parametrize(
    ("question", "eligible", "amount"),
    [
        ("我们公司新建了冷库，能补多少？", True, 100_000.0),
        ("我们公司没新建冷库，能补多少？", False, None),
        ("我们公司新建了冷库，老板被限制高消费，能补多少？", None, None),
        ("我们公司打算新建冷库，能补多少？", None, None),
    ],
)
def test_an_own_case_in_plain_words_is_decided_by_what_was_understood(
    tmp_path: Path, question: str, eligible: bool | None, amount: float | None
) -> None:
    from ingest.link import Register
    from ingest.pipeline import ingest

    (file := tmp_path / "cold.txt").write_text(COLD, "utf-8")
    index = Index.in_memory()
    with open_store() as store:
        Intake(store).put(file, tuple(ingest(file, Register.load())))
        rebuild(index, store)
        answer = ask(store, index, question, date(2024, 6, 1))
    assert answer.intent == "eligibility"
    assert (answer.eligibility["eligible"], answer.eligibility["amount"]) == (eligible, amount)
    assert answer.citations[0].path == "第一条" and "[1]" in answer.answer


def test_a_value_of_another_matter_is_no_answer_where_the_store_speaks_of_the_matter_elsewhere() -> None:
    index = Index.in_memory()
    texts = {
        "三明市稳企措施": "对不裁员的企业，返还上年度缴纳失业保险费的50%。",
        "洛阳市外贸措施": "推动外贸企业投保短期出口信用保险，扩大覆盖面。",
    }
    with open_store() as store:
        for number, (title, text) in enumerate(texts.items()):
            source = Source(f"{number}.txt", f"{number}" * 64, "text/plain", ())
            meta = Meta(title, kind="plan", region_id=("350400", "410300")[number])
            document = Document(f"{number}", source, meta, (Clause(f"{number}", "一", text, 1),), ())
            Intake(store).put(Path(f"{number}.txt"), [document])
        rebuild(index, store)
        assert not ask(store, index, "三明市给外贸企业投保短期出口信用保险补贴多少？").found
        assert ask(store, index, "三明市给不裁员的企业返还失业保险费多少？").found
