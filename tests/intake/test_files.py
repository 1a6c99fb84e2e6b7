"""Whatever a folder holds, each report comes out once, in order, or says why it does not."""

import io
import json
from pathlib import Path

import pytest

from dragoman.intake.files import Failure, Report, read_files, read_input
from dragoman.model import Reading

TEXT = "Министр иностранных дел Казахстана прибыл в Ташкент с рабочим визитом."
PAGE = f"""<html><head><meta charset="utf-8"><title>Министр прибыл в Ташкент</title>
<meta property="article:published_time" content="2024-05-03T10:00:00+05:00">
<meta property="og:site_name" content="Вестник степи"></head>
<body><nav><a href="/">Главная</a> <a href="/sport">Спорт</a></nav>
<article><h1>Министр прибыл в Ташкент</h1><p>{TEXT}</p>
<p>Переговоры пройдут в четверг, говорится в сообщении.</p></article>
<aside><h3>Сейчас читают</h3><a href="/1">Погода на завтра</a></aside></body></html>"""


def read_one(path: Path) -> Report:
    """The only report of a file."""
    (item,) = read_files([path])
    assert isinstance(item, Report)
    return item


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8_r", "cp866"])
def test_text_is_read_in_each_encoding(tmp_path: Path, code: str) -> None:
    """A text file in any encoding that Russian comes in gives the same words."""
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(code))
    assert read_one(path).text.lstrip("\ufeff") == TEXT


def test_page_gives_article_without_furniture(tmp_path: Path) -> None:
    """A saved page gives its article, title, day and outlet, and no menu."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    report = read_one(path)
    assert TEXT in report.text
    assert report.text.startswith("Министр прибыл в Ташкент")
    assert (report.published, report.basis, report.outlet) == ("2024-05-03", "metadata", "Вестник степи")
    assert "Спорт" not in report.text
    assert "Погода" not in report.text


def test_page_in_cp1251_is_read(tmp_path: Path) -> None:
    """A page that declares cp1251 gives the right letters."""
    path = tmp_path / "page.htm"
    path.write_bytes(PAGE.replace("utf-8", "windows-1251").encode("cp1251"))
    assert TEXT in read_one(path).text


def test_page_without_article_says_so(tmp_path: Path) -> None:
    """An empty page is a failure that names the file."""
    path = tmp_path / "empty.html"
    path.write_text("<html><body><nav>Главная</nav></body></html>", encoding="utf-8")
    (item,) = read_files([path])
    assert isinstance(item, Failure)
    assert str(path) in item.where
    assert "no article text" in item.error


def test_markdown_loses_its_marks_and_keeps_its_fields(tmp_path: Path) -> None:
    """Front matter gives title, day and outlet; emphasis and links leave their words."""
    path = tmp_path / "report.md"
    path.write_text(
        "---\ntitle: Визит в Ташкент\ndate: 2024-05-03\noutlet: Вестник степи\n---\n"
        "**Министр** прибыл в [Ташкент](https://example.org).\n\n- Он встретится с коллегой.\n",
        encoding="utf-8",
    )
    report = read_one(path)
    assert report.text == "Визит в Ташкент\n\nМинистр прибыл в Ташкент.\n\nОн встретится с коллегой."
    assert (report.title, report.published, report.outlet) == ("Визит в Ташкент", "2024-05-03", "Вестник степи")


def test_lines_keep_their_order_and_failures_their_place(tmp_path: Path) -> None:
    """A broken line of JSON fails alone, with its number; the lines around it are read."""
    path = tmp_path / "reports.jsonl"
    good = json.dumps({"id": "a", "url": "https://a.example/1", "outlet": "А", "published": "2024-05-03", "text": TEXT})
    path.write_text(f'{good}\n{{"id": "b"\n\n[1]\n{{"id": "c", "text": " "}}\n{good}\n', encoding="utf-8")
    items = list(read_files([path]))
    assert [type(item).__name__ for item in items] == ["Report", "Failure", "Failure", "Failure", "Report"]
    assert [item.where for item in items if isinstance(item, Failure)] == [f"{path}:2", f"{path}:4", f"{path}:5"]
    first = items[0]
    assert isinstance(first, Report)
    assert (first.source, first.url, first.outlet, first.published) == ("a", "https://a.example/1", "А", "2024-05-03")


def test_readings_pass_as_they_are(tmp_path: Path) -> None:
    """A line that `dragoman read` printed comes back as that reading; one with a span outside its text is refused."""
    document = {"id": "1", "source": "s", "language": "ru", "title": None, "published": None, "text": "Визит."}
    good = {"schema": "dragoman.reading/1", "document": document, "passages": [{"kind": "body", "start": 0, "stop": 6}]}
    bad = {**good, "passages": [{"kind": "body", "start": 0, "stop": 7}]}
    path = tmp_path / "readings.jsonl"
    path.write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", encoding="utf-8")
    first, second = read_files([path])
    assert isinstance(first, Reading)
    assert isinstance(second, Failure)
    assert "0-7 of 6" in second.error


def test_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    """Folders give every report inside, sorted, and leave other files alone."""
    for name in ("b.txt", "a.txt", "sub/c.txt", "picture.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    names = [Path(item.source).name for item in read_files([tmp_path])]
    assert names == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("none.txt", None, "cannot be opened"),
        ("empty.txt", b"", "no text in it"),
        ("blank.txt", b"\xef\xbb\xbf  \n", "no text in it"),
        ("report.pdf", b"%PDF-1.7", ".pdf files are not read"),
        ("folder", None, "cannot be opened"),
    ],
)
def test_failures_say_what_and_where(tmp_path: Path, name: str, data: bytes | None, told: str) -> None:
    """Each thing that cannot be read says so with its path."""
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    (item,) = read_files([path])
    assert isinstance(item, Failure)
    assert told in item.error
    assert item.source == item.where == str(path)


@pytest.mark.parametrize(
    ("data", "count"), [(TEXT.encode(), 1), (PAGE.encode(), 1), (b'{"text": "a b"}\n{"text": "c"}', 2)]
)
def test_standard_input_is_told_by_its_head(data: bytes, count: int) -> None:
    """Text, a page or JSON lines on standard input are told apart by their first sign."""
    items = list(read_input(io.BytesIO(data)))
    assert len(items) == count
    assert all(isinstance(item, Report) for item in items)
