"""The desk in a real browser, at a desk's and a phone's width: nothing overflows, asks others or offends axe.

Needs Debian's Chromium, playwright and axe-playwright-python (group `browser`); skipped where one is absent.
Screenshots go to artefacts/desk/.
"""

import json
import shutil
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from dragoman.desk.app import make_app
from dragoman.record import Record

from .conftest import TODAY
from .reports import write_all
from .test_work import read_plainly

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (group browser)")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed (group browser)")
CHROMIUM = shutil.which("chromium")
SHOTS = Path(__file__).parents[2] / "artefacts" / "desk"
WIDTHS = {"desk": 1280, "phone": 390}
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk over the example record on a free port: its record and address."""
    with Record.open(tmp_path_factory.mktemp("browser") / "shown.db") as record:
        record.add_all(write_all())
        server = uvicorn.Server(
            uvicorn.Config(make_app(record, read_plainly, today=lambda: TODAY), port=0, log_level="error")
        )
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield record, f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium, desk):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=desk[1], locale="en")
    page = context.new_page()
    page.broken = []
    page.on("console", lambda message: message.type == "error" and page.broken.append(message.text))
    page.on("pageerror", lambda error: page.broken.append(str(error)))
    yield page
    context.close()


def list_pages(record):
    one = next(one for one in record.encounters() if one.ordinal == 10)
    return {
        "timeline": "/", "filtered": "/?side=KZ&kind=call", "encounter": f"/encounters/{one.id}",
        "source": f"/reports/{one.reports[0].document}", "sides": "/sides", "side": "/sides/KZ", "pair": "/pairs/KZ-US",
        "people": "/people", "person": f"/people/{record.people(1)[0][0]}", "formats": "/formats",
        "format": "/formats/C5+1", "commitments": "/commitments", "statements": "/statements", "network": "/network",
        "map": "/map?side=KZ", "search": "/search?words=транзит", "compare": "/compare?of=KZ-US,C5%2B1",
        "briefing": "/briefing?pair=KZ-US", "watch": "/watch", "review": "/review", "add": "/add",
        "error": "/encounters/none",
    }  # fmt: skip


NAMES = (
    "timeline", "filtered", "encounter", "source", "sides", "side", "pair", "people", "person", "formats", "format",
    "commitments", "statements", "network", "map", "search", "compare", "briefing", "watch", "review", "add", "error",
)  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_and_is_accessible(chromium, desk, name, width):
    record, base = desk
    asked = []
    dark = "dark" if width == "phone" else "light"
    locale = "ru" if width == "phone" else "en"  # longer words on the narrower page
    context = chromium.new_context(viewport={"width": WIDTHS[width], "height": 844}, color_scheme=dark, locale=locale)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base + list_pages(record)[name])
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]
    assert all(url.startswith(base) for url in asked)
    found = (
        axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).response["violations"]
    )
    told = [(one["id"], one["impact"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]
    assert [one for one in told if one[1] in ("serious", "critical")] == []
    context.close()


def test_words_lead_to_values_and_back(tab, desk):
    tab.goto(list_pages(desk[0])["source"])
    tab.locator(".report mark.k-figure").first.click()
    assert tab.url.endswith("#v-f1")
    tab.locator("#v-f1 a", has_text="words").click()
    assert tab.url.endswith("#w-f1")
    assert tab.broken == []


def test_two_keys_judge_and_undo(tab, desk):
    tab.goto("/review")
    before = len(desk[0].judgements())
    tab.keyboard.press("j")
    tab.keyboard.press("y")
    tab.wait_for_url("**/review?last=*")
    assert len(desk[0].judgements()) == before + 1
    tab.keyboard.press("u")
    tab.locator(".notice").wait_for(state="detached")
    assert desk[0].judgements()[-1].deleted_at is not None
    assert tab.broken == []


def test_a_key_leads_to_the_search_and_suggestions_come(tab):
    tab.goto("/")
    tab.keyboard.press("/")
    tab.keyboard.type("Amanov")
    tab.locator("#suggestions option").first.wait_for(state="attached")
    assert "Аманов" in tab.locator("#suggestions option").first.get_attribute("value")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?words=Amanov")


def test_marked_words_correct_a_value(tab, desk):
    record = desk[0]
    one = next(one for one in record.encounters() if one.place and one.place.name == "Ташкент")
    document = one.reports[0].document
    text = record.document(document).document.text
    tab.goto(f"/reports/{document}")
    tab.locator(".report mark.k-place").first.dblclick()
    form = tab.locator("#marking")
    form.wait_for(state="visible")
    assert form.locator("[name=value]").input_value() == "Ташкент"
    start, stop = (int(part) for part in form.locator("[name=note]").input_value().removeprefix("words ").split("-"))
    assert text[start:stop] == "Ташкент"
    form.locator("button").click()
    tab.wait_for_load_state()
    assert [(j.field, j.value) for j in record.judgements() if j.deleted_at is None][-1:] == [("place", "Ташкент")]


def test_a_pasted_report_opens(tab):
    tab.goto("/add")
    tab.fill("textarea", "Заголовок сообщения\n\nТекст сообщения.")
    tab.click("button.main")
    tab.wait_for_url("**/reports/*")
    assert "Текст сообщения." in tab.text_content(".report")


def test_a_party_of_the_network_can_be_dragged(tab):
    tab.goto("/network")
    node = tab.locator("[data-node=KZ] circle")
    before = node.get_attribute("cx")
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 80, box["y"] + 40)
    tab.mouse.up()
    assert node.get_attribute("cx") != before
    assert tab.url.endswith("/network")
    assert tab.broken == []


def test_reading_works_without_script(chromium, desk):
    context = chromium.new_context(java_script_enabled=False, base_url=desk[1])
    page = context.new_page()
    for path in list_pages(desk[0]).values():
        page.goto(path)
        assert page.locator("h1").count() >= 1
    page.goto("/")
    page.select_option("select[name=format]", "C5+1")
    page.click(".filters button")
    assert "format=C5" in page.url
    context.close()


def test_a_page_on_paper_holds_its_words(tab, desk):
    tab.goto(list_pages(desk[0])["briefing"])
    tab.emulate_media(media="print")
    assert not tab.locator(".masthead").is_visible()
    assert tab.locator("h1").is_visible()
    assert json.dumps(tab.broken) == "[]"
