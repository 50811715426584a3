"""Search over 200 000 made clauses: building, memory, disk, time a question, one document replaced; tantivy beside.

By words, then by words and likeness together: there the vectors are made up, so that what a model takes is left out.

python bench/search.py [CLAUSES]
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time, thread_time

import numpy as np

from graph.search import Entry, Index
from graph.search.grams import grams
from graph.search.vectors import Vectors

WORDS = """
节水 灌溉 管网 改造 泵站 供热 老旧 小区 养老 护理 床位 社区 企业 技术 数字
车间 工厂 智能 光伏 储能 充电 公路 养护 桥梁 培训 就业 创业 贷款 贴息 补助
奖励 申报 审核 公示 人才 博士 住房 学校 医院 卫生 疫苗 农田 蔬菜 大棚 秸秆
种子 冷链 物流 港口 航道 森林 防火 防汛 水库 堤防 应急 演练 消防 安全 监管
执法 信用 采购 招标 园区 外贸 消费 旅游 文物 体育 能耗 碳排放 牵头 配合
负责 完成 建成 达到 提高 下降 不低于 不超过 推进 落实 加强 开展 鼓励 支持
完善 建立 机制 体系 平台 标准
""".split()  # noqa: SIM905
QUESTIONS = 300


def entries(count: int, seed: int = 7) -> Iterator[Entry]:
    """Yield clauses of made-up words and numbers, some 180 characters each, forty to a document."""
    pick = random.Random(seed)
    for number in range(count):
        document = f"urn:bench:{number // 40}"
        text = "，".join(
            "".join(pick.choices(WORDS, k=pick.randint(3, 6)))
            + (f"{pick.randint(1, 99)}%" if pick.random() < 0.2 else "")
            for _ in range(pick.randint(8, 22))
        ).replace("，", "。", 3)
        heading = "".join(pick.choices(WORDS, k=3))
        said = (("target", text[:24]),) if pick.random() < 0.3 else ()
        yield Entry(
            f"{document}/{number}", document, "1", f"第{number // 40}号行动方案", str(number), text, (heading,), number,
            facts=tuple(kind for kind, _ in said), said=said,
        )  # fmt: skip


def questions(seed: int = 11) -> list[str]:
    pick = random.Random(seed)
    asked = ("由谁牵头？", "最迟什么时候完成？", "能补多少？", "目标是多少？", "有什么要求？")
    return ["".join(pick.choices(WORDS, k=pick.randint(2, 5))) + pick.choice(asked) for _ in range(QUESTIONS)]


def ours(clauses: list[Entry], folder: Path) -> None:
    index = Index.open(folder)
    index.search("热身")
    before = resident()
    start, busy = perf_counter(), process_time()
    index.write(clauses)
    took, worked = perf_counter() - start, process_time() - busy
    count, grown = len(clauses), resident() - before
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"policygraph  build {count / took:9,.0f} clauses/s, {worked / count * 1e6:.0f} us of core time each")
    print(f"policygraph  disk {size / count:,.0f} B, memory {grown / count:,.0f} B a clause")
    show("policygraph", [timed(lambda text=text: index.search(text)) for text in questions()])
    start = perf_counter()
    index.write([replace(one, text=one.text + "完") for one in clauses[:40]])
    print(f"policygraph  one document of 40 clauses replaced in {perf_counter() - start:.2f} s")


class MadeVectors:
    """Stands for a model of the size of the small ones: a vector for each text, at once."""

    name, size = "made", 512

    def __init__(self) -> None:
        self._pick = np.random.default_rng(5)

    def texts(self, texts: Sequence[str]) -> np.ndarray:
        found = self._pick.standard_normal((len(texts), self.size), dtype=np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    questions = texts


def hybrid(clauses: list[Entry], folder: Path) -> None:
    """Search the index that `ours` left in `folder` by likeness too."""
    vectors = Vectors.open(folder / "vectors", MadeVectors())  # type: ignore[arg-type]
    start = perf_counter()
    vectors.write(clauses)
    print(f"hybrid       {len(clauses) / (perf_counter() - start):9,.0f} vectors/s")
    index = replace(Index.open(folder), vectors=vectors)
    index.search("热身")
    show("hybrid", [timed(lambda text=text: index.search(text)) for text in questions()])
    start = perf_counter()
    index.write([replace(one, text=one.text + "完") for one in clauses[:40]])
    print(f"hybrid       one document of 40 clauses replaced in {perf_counter() - start:.2f} s")


def bare(clauses: list[Entry], folder: Path) -> None:
    """The same texts in one tantivy index of one field, asked with an OR over the grams."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("grams", tokenizer_name="grams", index_option="freq")
    builder.add_text_field("iri", stored=True, tokenizer_name="raw")
    schema = builder.build()
    index = tantivy.Index(schema, str(folder))
    grams_of = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 2, False)).build()
    index.register_tokenizer("grams", grams_of)
    start, busy = perf_counter(), process_time()
    writer = index.writer(128 << 20, 1)
    for entry in clauses:
        writer.add_document(tantivy.Document(grams=entry.text, iri=entry.iri))
    writer.commit()
    writer.wait_merging_threads()
    took, worked = perf_counter() - start, process_time() - busy
    count = len(clauses)
    print(f"bare tantivy build {count / took:9,.0f} clauses/s, {worked / count * 1e6:.0f} us of core time each")
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> object:
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "grams", gram)) for gram in grams(text)]
        return searcher.search(tantivy.Query.boolean_query(terms), 10)

    search("热身")
    show("bare tantivy", [timed(lambda text=text: search(text)) for text in questions()])


def resident() -> int:
    """Return the bytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Return what a call takes in milliseconds: by the clock, and of the core alone."""
    start, busy = perf_counter(), thread_time()
    call()
    return (perf_counter() - start) * 1000, (thread_time() - busy) * 1000


def show(name: str, times: list[tuple[float, float]]) -> None:
    for kind, values in (("clock", [one for one, _ in times]), ("core", [one for _, one in times])):
        values = sorted(values)
        p95, middle = values[int(len(values) * 0.95)], statistics.median(values)
        print(f"{name:12} {kind:5} median {middle:6.1f} ms  p95 {p95:6.1f} ms  worst {values[-1]:6.1f} ms", flush=True)


if __name__ == "__main__":
    made = list(entries(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        bare(made, Path(other))
        ours(made, Path(one))
        if find_spec("usearch"):
            hybrid(made, Path(one))
        else:
            print("hybrid       left out: pip install 'policygraph[dense]'")
