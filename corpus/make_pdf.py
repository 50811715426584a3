"""Print the documents that the manifest gives a PDF: text to HTML, HTML to PDF by headless Chromium.

    python corpus/make_pdf.py [--chromium PATH]

Needs Chromium 131 or later (running heads and page numbers are CSS margin boxes) and the Noto CJK fonts, of which only
the characters in use are embedded. A document with `columns = 2` in the manifest is set in two columns under its title.
"""

from __future__ import annotations

import argparse
import html
import re
import subprocess
import tempfile
import tomllib
from pathlib import Path

CORPUS = Path(__file__).parent
STYLE = """
@page {{ size: A4; margin: 25mm 22mm;
  @top-center {{ content: "{head}"; font: 9pt "Noto Sans CJK SC"; }}
  @bottom-center {{ content: "— " counter(page) " —"; font: 10pt "Noto Sans CJK SC"; }} }}
body {{ font: {size}pt/1.7 "Noto Sans CJK SC"; margin: 0; columns: {columns}; column-gap: 9mm; text-align: justify; }}
p {{ margin: 0; text-indent: 2em; }}
p.flush {{ text-indent: 0; }}
p.right {{ text-align: right; }}
h1 {{ font: 16pt/1.5 "Noto Sans CJK SC"; text-align: center; text-indent: 0; margin: 4mm 0; column-span: all; }}
h2 {{ font: {size}pt/1.9 "Noto Sans CJK SC"; margin: 2mm 0 0; text-indent: 2em; }}
p.middle {{ text-align: center; text-indent: 0; }}
table {{ border-collapse: collapse; width: 100%; font-size: 9.5pt; line-height: 1.4; margin: 2mm 0; }}
td {{ border: 0.5pt solid black; padding: 1mm 2mm; text-align: center; }}
"""
KINDS = (
    (re.compile(r"^[一二三四五六七八九十]+、[^。]{1,25}$"), "<h2>{}</h2>"),
    (re.compile(r"^(?:表|专栏)\d*\s|^\S+〔\d{4}〕\d+号$|^（\d{4}年\d+月\d+日）$"), '<p class="middle">{}</p>'),
    (re.compile(r"^\d{4}年\d+月\d+日$|^\S{2,20}(?:人民政府|办公厅|办公室)$"), '<p class="right">{}</p>'),
    (re.compile(r"[：:]$"), '<p class="flush">{}</p>'),
)


def page(text: str, entry: dict[str, str | int]) -> str:
    """Return the HTML of one document of the manifest."""
    title, rows, parts = str(entry["title"]), [], []
    inner = re.sub(r"^.*关于印发|的通知$", "", title)
    for line in [*filter(None, map(str.strip, text.splitlines())), ""]:
        if "\t" in line:
            cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("\t"))
            rows.append(f"<tr>{cells}</tr>")
            continue
        if rows:
            parts.append(f"<table>{''.join(rows)}</table>")
            rows = []
        form = next((form for pattern, form in KINDS if pattern.search(line)), "<p>{}</p>")
        parts.append(("<h1>{}</h1>" if line in (title, inner) else form).format(html.escape(line)))
    style = STYLE.format(head=inner, columns=entry["columns"], size=11 if entry["columns"] == 2 else 12)
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>{style}</style>{"".join(parts)}</html>'


def main() -> None:
    """Print every PDF that the manifest names."""
    cli = argparse.ArgumentParser(description="Print the corpus documents that the manifest gives a PDF.")
    cli.add_argument("--chromium", default="chromium")
    chromium = cli.parse_args().chromium
    for entry in tomllib.loads((CORPUS / "manifest.toml").read_text("utf-8"))["document"]:
        if "pdf" not in entry:
            continue
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "page.html")
            source.write_text(page((CORPUS / "documents" / entry["file"]).read_text("utf-8"), entry), "utf-8")
            target = CORPUS / "pdf" / entry["pdf"]
            flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
            command = [
                chromium,
                *flags,
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={target}",
                source.as_uri(),
            ]
            subprocess.run(command, check=True, capture_output=True)
            print(f"{target.name}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
