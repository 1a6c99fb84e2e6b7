"""Whatever a folder holds, each report comes out once, in order, or says why it does not."""

import io
import json
import os
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


@pytest.mark.parametrize(
    "code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8_r", "cp866"]
)
def test_text_is_read_in_each_encoding(tmp_path: Path, code: str) -> None:
    """A text file in any encoding that Russian comes in gives the same words."""
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(code))
    assert read_one(path).text == TEXT


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
    assert second.source == "s"


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


def test_broken_bytes_cost_their_own_letters_alone(tmp_path: Path) -> None:
    """A few bad bytes in UTF-8 do not lose the report, nor turn it into letters of another encoding."""
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode() + b" \xff\xfe\xc3 " + TEXT.encode())
    assert read_one(path).text == f"{TEXT} \ufffd\ufffd\ufffd {TEXT}"


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-32", "cp1251", "utf-8-sig"])
@pytest.mark.parametrize("standard", [False, True])
def test_lines_are_read_in_each_encoding(tmp_path: Path, code: str, standard: bool) -> None:
    """Lines of JSON written by a shell that writes UTF-16 are lines all the same, in a file and on standard input."""
    data = "".join(json.dumps({"id": key, "text": TEXT}, ensure_ascii=False) + "\r\n" for key in "ab").encode(code)
    path = tmp_path / "reports.jsonl"
    path.write_bytes(data)
    items = list(read_input(io.BytesIO(data)) if standard else read_files([path]))
    assert [(item.source, item.text) for item in items if isinstance(item, Report)] == [("a", TEXT), ("b", TEXT)]


def test_standard_input_gives_lines_as_they_come() -> None:
    """The first report is there before the second is sent."""

    class Slow(io.BytesIO):
        """A stream that breaks when more than its first line is asked for."""

        asked = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.asked += 1
            if self.asked > 1:
                raise ConnectionError
            return super().readline(size)

    items = read_input(Slow(b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n'))
    first = next(items)
    assert isinstance(first, Report)
    assert first.source == "a"


def test_closed_standard_input_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no standard input, "-" says so and the files after it are read."""
    monkeypatch.setattr("sys.stdin", None)
    (item,) = read_files(["-"])
    assert isinstance(item, Failure)
    assert "closed" in item.error


def test_folder_says_what_it_cannot_open(tmp_path: Path) -> None:
    """A link to nothing and a link to itself are failures of their own; links to folders do not loop."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("nowhere")
    (tmp_path / "c.txt").symlink_to("c.txt")
    (tmp_path / "up").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.txt")
    items = list(read_files([tmp_path]))
    assert [type(item).__name__ for item in items] == ["Report", "Failure", "Failure"]
    assert [Path(item.where).name for item in items if isinstance(item, Failure)] == ["b.txt", "c.txt"]


def test_name_of_any_bytes_can_be_printed(tmp_path: Path) -> None:
    """A file whose name is no UTF-8 gives a source that can be written as UTF-8."""
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "wb") as stream:
        stream.write(TEXT.encode())
    report = read_one(Path(os.fsdecode(path)))
    assert report.source.encode().endswith("\ufffd.txt".encode())


def test_day_that_is_no_text_is_not_lost(tmp_path: Path) -> None:
    """A published that is a list or number reaches the check of days instead of being left out unsaid."""
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"text": TEXT, "published": [2024]}), encoding="utf-8")
    assert read_one(path).published == "[2024]"


@pytest.mark.parametrize(
    ("mark", "day"),
    [
        ('<meta name="date" content="2 января 2023">', "2023-01-02"),
        ('<meta name="pubdate" content="2023-01-02T10:00:00+06:00">', "2023-01-02"),
        ('<span class="news-date">5 Февраля 2023, 12:30</span>', "2023-02-05"),
        ('<aside><a href="/2021/03/04/x">Прочее</a> 04.03.2021</aside>', None),
        ("<footer>© 2019 Вестник степи</footer>", None),
        ('<meta name="date" content="вчера">', None),
        ("", None),
    ],
)
def test_page_has_the_day_that_it_marks_as_its_own(tmp_path: Path, mark: str, day: str | None) -> None:
    """A day is taken from the page's date line or metadata; a year in the text, a footer or a link makes no day."""
    path = tmp_path / "page.html"
    text = f"{TEXT} Визит состоялся в мае 2024 года. " * 3
    path.write_text(f"<html><body><article>{mark}<p>{text}</p></article></body></html>", encoding="utf-8")
    assert read_one(path).published == day


def test_markdown_tables_and_tags_leave_their_words(tmp_path: Path) -> None:
    """Cells of a table are words, tags are none, and a rule across the page opens no front matter."""
    path = tmp_path / "report.md"
    path.write_text(
        f"---\n{TEXT}\n---\n\n| страна | кто |\n|---|---|\n| КЗ | Аманов |\n\n"
        "<div>Снимок &amp; подпись</div>\n\nда<br>нет\n",
        encoding="utf-8",
    )
    assert read_one(path).text == f"{TEXT}\n\nстрана\n\nкто\n\nКЗ\n\nАманов\n\nСнимок & подпись\n\nда\nнет"
