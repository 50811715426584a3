"""One document in several files: its facts count once, the best copy is read, and another version is no copy."""

from itertools import permutations
from pathlib import Path

import pytest

from graph.intake import Intake
from graph.query import table
from graph.store import open_store
from ingest.link import Register
from ingest.pipeline import ingest
from ingest.record import Clause, Document, Meta, Notice, Source

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
TEXT = "对年节水量十万吨以上的企业给予补助，单个项目不超过50万元。各县负责组织实施，2027年底前完成。"

shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared documents are not beside this checkout")


@pytest.fixture
def store():
    with open_store() as store:
        yield store


def copy(file: str, text: str = TEXT, *, recognised: bool = False, **head) -> Document:
    notices = (Notice("recognised", "1 of 1 pages"),) if recognised else ()
    source = Source(file, f"{file:x<64}"[:64], "text/plain", ())
    meta = Meta("节水计划", kind="plan", **head)
    return Document(file, source, meta, (Clause(file, "", text, kind="head"),), notices=notices)


PLAIN = copy("plain.txt")
SCAN = copy("scan.pdf", TEXT.replace("组织", "组识"), recognised=True)
NUMBERED = copy("numbered.docx", number="荻政发〔2023〕8号", issuers=("荻浦市人民政府",))
NUMBERED_PATH = Path("numbered.docx")


def held(store) -> list[tuple[str, str]]:
    """Each document of the store, with the file that its text is from."""
    return [(row["number"], row["file"]) for row in table(store, "documents")]


@pytest.mark.parametrize("order", list(permutations([PLAIN, SCAN, NUMBERED])), ids=lambda order: order[0].key)
def test_the_best_copy_is_kept_in_whatever_order_they_come(store, order) -> None:
    for document in order:
        Intake(store).put(Path(document.key), [document])
    assert held(store) == [(NUMBERED.meta.number, "numbered.docx")]
    (row,) = table(store, "document", document=Intake(store).put(Path("scan.pdf"), [SCAN]).written[0])
    assert set(row["copies"].split("、")) == {"plain.txt", "scan.pdf"}
    for document in order:
        assert Intake(store).holds(Path(document.key), document.source.sha256)


def test_copies_that_wait_to_be_written_are_found_too(store) -> None:
    intake = Intake(store, at_once=10_000)
    changes = [intake.put(Path(document.key), [document]) for document in (PLAIN, SCAN, NUMBERED)]
    intake.flush()
    assert held(store) == [(NUMBERED.meta.number, "numbered.docx")]
    assert list(changes[1].copies.values()) == list(changes[0].written) == list(changes[2].removed)


def test_a_text_printed_twice_in_one_file_counts_once(store) -> None:
    assert len(Intake(store).put(Path("journal.pdf"), [PLAIN, copy("again.txt")]).written) == 1
    assert held(store) == [(None, "plain.txt")]


def test_a_heading_printed_before_the_text_does_not_take_its_place(store) -> None:
    head = {"number": "荻政发〔2023〕8号", "issuers": ("荻浦市人民政府",)}
    Intake(store).put(NUMBERED_PATH, [NUMBERED])
    (notice,) = (
        Intake(store).put(Path("clip.md"), [copy("clip.md", "节水计划", **head), copy("clip.md", **head)]).notices
    )
    assert notice.code == "another-text" and held(store) == [(NUMBERED.meta.number, "numbered.docx")]


@pytest.mark.parametrize(
    "other",
    [
        copy("b.txt", TEXT.replace("50", "80")),
        copy("b.txt", number="荻政发〔2025〕9号"),
        copy("b.txt", region_id="110000"),
        copy("b.txt", "荻浦市去年的节水工作取得新进展，十家企业获得表彰，全市用水量下降。"),
    ],
    ids=["another sum", "another number", "another region", "another text"],
)
def test_what_only_has_the_title_is_no_copy(store, other: Document) -> None:
    one = copy("a.txt", number="荻政发〔2023〕8号", region_id="310000")
    Intake(store).put(Path("a.txt"), [one])
    change = Intake(store).put(Path("b.txt"), [other])
    assert len(held(store)) == 2 and not change.copies
    if other.meta.number is None and other.meta.region_id is None and "80" in other.clauses[0].text:
        (notice,) = change.notices
        assert notice.code == "near-copy" and "50万元" in notice.message and "80万元" in notice.message


def test_a_copy_goes_without_a_trace_and_the_file_that_was_read_leaves_its_place(store) -> None:
    for document in (NUMBERED, PLAIN):
        Intake(store).put(Path(document.key), [document])
    assert Intake(store).put(Path("plain.txt"), []).removed == () and len(held(store)) == 1
    Intake(store).put(Path("plain.txt"), [PLAIN])
    intake = Intake(store)
    assert len(intake.put(NUMBERED_PATH, []).removed) == 1 and intake.waits(Path("plain.txt"))
    intake.put(Path("plain.txt"), [PLAIN])
    assert held(store) == [(None, "plain.txt")] and not Intake(store).waiting()


def test_the_file_that_was_read_is_read_anew_beside_its_copies(store) -> None:
    for document in (NUMBERED, PLAIN):
        Intake(store).put(Path(document.key), [document])
    better = copy("numbered.docx", TEXT + "附则。", number="荻政发〔2023〕8号", issuers=("荻浦市人民政府",))
    change = Intake(store).put(NUMBERED_PATH, [better])
    assert not change.copies and not change.notices
    (text,) = [row["text"] for row in table(store, "document_text", document=change.written[0])]
    assert text.endswith("附则。")


@pytest.mark.parametrize("whole", [True, False], ids=["read whole", "read in part"])
def test_a_copy_that_becomes_another_text_leaves_document_and_other_copies_as_they_are(store, whole: bool) -> None:
    Intake(store).put(NUMBERED_PATH, [NUMBERED], whole=whole)
    for document in (PLAIN, SCAN):
        Intake(store).put(Path(document.key), [document])
    news = copy("plain.txt", "荻浦市去年的节水工作取得新进展，十家企业获得表彰，全市用水量下降。")
    intake = Intake(store)
    assert intake.put(Path("plain.txt"), [news]).removed == () and intake.waiting() == ()
    assert sorted(file for _, file in held(store)) == ["numbered.docx", "plain.txt"]
    assert Intake(store).holds(Path("scan.pdf"), SCAN.source.sha256)


def test_other_copies_stay_copies_where_the_same_bytes_lie_in_two_places(store) -> None:
    for path, document in ((NUMBERED_PATH, NUMBERED), (Path("second") / NUMBERED_PATH, NUMBERED), ("scan.pdf", SCAN)):
        Intake(store).put(Path(path), [document])
    intake = Intake(store)
    assert intake.put(Path("second") / NUMBERED_PATH, []).removed == intake.waiting() == ()
    assert held(store) == [(NUMBERED.meta.number, "numbered.docx")]


def test_a_file_that_gives_another_text_and_a_copy_of_one_document_is_read_for_the_first_alone(store) -> None:
    number = "荻政发〔2023〕8号"
    Intake(store).put(NUMBERED_PATH, [NUMBERED])
    other = copy("both.txt", TEXT.replace("50", "80") + "附则。", number=number, issuers=NUMBERED.meta.issuers)
    change = Intake(store).put(Path("both.txt"), [other, copy("both.txt")])
    assert {notice.code for notice in change.notices} == {"another-text"} and held(store) == [(number, "both.txt")]
    intake = Intake(store)
    intake.put(Path("both.txt"), [])
    assert intake.waits(NUMBERED_PATH) and held(store) == []


@shared
def test_text_pdf_and_journal_of_real_documents_count_once(store) -> None:
    register = Register.load()
    files = [SHARED / name for name in ("wenzhou-1000.docx", "bj-mfg-145.txt", "bj-mfg-145.pdf", "journal-2021-6.txt")]
    alone = {}
    for file in files:
        with open_store() as own:
            change = Intake(own).put(file, list(ingest(file, register)))
            alone[file.name] = [len(table(own, "incentives", document=name)) for name in change.written]
    for file in files:
        Intake(store).put(file, list(ingest(file, register)))
    rows = table(store, "documents")
    titles = [row["title"] for row in rows]
    assert len(titles) == len(set(titles))
    (wenzhou,) = [row for row in rows if row["file"] == "wenzhou-1000.docx"]
    assert len(table(store, "incentives", document=wenzhou["document"])) == sum(alone["wenzhou-1000.docx"]) > 0
    (beijing,) = [row for row in rows if "bj-mfg-145" in row["file"]]
    assert beijing["file"] == "bj-mfg-145.pdf"  # which knows pages and boxes
