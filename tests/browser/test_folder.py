"""The folder in a browser: below a path of a plain web server, and from a disk."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from quiz.answers.query import write_query
from tests.support.damaged import encoded_too_often
from tests.support.folders import HOSTILE, answer_all
from tests.support.scripts import PROOF

IR = PROOF.shelf["integrated-ir"]


@pytest.fixture(params=["on_host", "on_disk"])
def folder(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


def walk(page: Page, folder: str) -> None:
    page.goto(f"{folder}/index.html")
    page.get_by_role("link", name="Weighing integrated IR").click()
    page.get_by_role("link", name="Start", exact=True).click()
    answer_all(page)


def test_a_student_walks_to_the_summary_and_changes_an_answer(context: BrowserContext, folder: str) -> None:
    page = context.new_page()
    walk(page, folder)
    expect(page.locator("h1")).to_contain_text("Clinical responsibility is growing, Reply 2 says")
    address = page.url
    page.locator("#picture tbody a").first.click()
    assert page.url == address
    page.locator("details[open] .cite").first.click()
    assert page.locator(".target").evaluate("(each) => getComputedStyle(each).boxShadow") != "none"
    page.locator("#picture tbody a").first.click()
    page.locator("details[open]").get_by_role("link", name="Change").click()
    page.locator(".choice__label").last.click()
    page.get_by_role("button", name="Save and return").click()
    expect(page.locator(".since__title")).to_contain_text("You changed")
    page.locator(".top__other").click()
    expect(page.locator(".since__title")).to_contain_text("Cambiaste")


def test_a_link_within_the_page_takes_the_answers_to_another_tab(context: BrowserContext, folder: str) -> None:
    page = context.new_page()
    page.goto(f"{folder}/integrated-ir/summary.html#{write_query(IR, IR.examples[0].answers)}")
    with context.expect_page() as opened:
        page.locator("#picture tbody a").first.click(button="middle")
    expect(opened.value.locator("details[open].target")).to_be_in_viewport()
    assert opened.value.url == page.url
    page.locator("#picture tbody a").first.click()
    expect(page.locator("details[open].target")).to_be_in_viewport()


def test_a_code_opens_the_summary(context: BrowserContext, folder: str) -> None:
    page = context.new_page()
    walk(page, folder)
    code = page.locator("[data-copy-code]").get_attribute("data-copy-code")
    assert code
    page.goto(f"{folder}/integrated-ir/index.html")
    page.get_by_text("Have a code?").click()
    page.locator("#code").fill("nothing")
    page.get_by_role("button", name="Open the summary").click()
    expect(page.locator(".summary-of-errors")).to_be_visible()
    page.locator("#code").fill(code.lower())
    page.get_by_role("button", name="Open the summary").click()
    expect(page.locator("h1")).to_contain_text("Clinical responsibility is growing, Reply 2 says")


def test_a_code_of_an_earlier_edition_says_what_has_changed(context: BrowserContext, folder: str) -> None:
    page = context.new_page()
    page.goto(f"{folder}/integrated-ir/index.html")
    page.get_by_text("Have a code?").click()
    page.locator("#code").fill("EY1K-93QD")  # Of the edition of 2026-11-24.
    page.get_by_role("button", name="Open the summary").click()
    expect(page.locator(".since__title")).to_contain_text("What has changed")


FORBIDDEN = """
const forbidden = () => { throw new DOMException("forbidden", "SecurityError"); };
for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: forbidden });
if (navigator.serviceWorker) navigator.serviceWorker.register = async () => forbidden();
"""


def test_a_browser_that_may_keep_nothing_goes_back_and_forward_and_prints(context: BrowserContext, folder: str) -> None:
    context.add_init_script(FORBIDDEN)
    page = context.new_page()
    page.goto(f"{folder}/integrated-ir/ask.html")
    assert len(PdfReader(BytesIO(page.pdf())).pages) == 1
    answer_all(page)
    page.go_back()
    expect(page.get_by_label("My patients")).to_be_checked()
    page.go_back()
    expect(page.get_by_label("Balanced")).to_be_checked()
    page.get_by_role("button", name="Español").click()
    expect(page.locator("legend")).to_contain_text("¿")
    page.go_back()
    expect(page.get_by_label("Balanced")).to_be_checked()
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("My patients", exact=True).click()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("h1")).to_contain_text("Clinical responsibility is growing, Reply 2 says")


@pytest.mark.parametrize("what", HOSTILE)
def test_whatever_stands_in_an_address_there_is_a_page(context: BrowserContext, folder: str, what: str) -> None:
    page = context.new_page()
    for name in ("index", "ask", "check", "summary", "about", "compare"):
        page.goto("about:blank")
        page.goto(f"{folder}/integrated-ir/{name}.html#{HOSTILE[what]}")
        expect(page.locator("main :is(h1, legend)").first).to_be_visible()
        assert page.locator("main :is(img, script, iframe)").count() == 0


def test_what_other_programs_did_to_a_link_is_mended(context: BrowserContext, folder: str) -> None:
    page = context.new_page()
    answers = write_query(IR, IR.examples[0].answers)
    kept = f"{answers}&_edition=2026-11-24"
    for place in (f"#{kept}).", f"?{kept}", f"?{kept}&fbclid=x", *(f"#{each}" for each in encoded_too_often(kept))):
        page.goto("about:blank")
        page.goto(f"{folder}/integrated-ir/summary.html{place}")
        expect(page.locator(".since__title")).to_contain_text("since this link was made")
    page.goto(f"{folder}/integrated-ir/index.html?_language=es&{answers}")
    expect(page.get_by_role("link", name="Continuar donde lo dejaste")).to_be_visible()
    page.goto(f"{folder}/integrated-ir/index.html?utm_source=news&gclid=1")
    expect(page.get_by_role("link", name="Start", exact=True)).to_have_attribute("href", "ask.html")


def test_summaries_are_compared_from_a_link_of_an_earlier_edition_and_a_code(
    context: BrowserContext, folder: str
) -> None:
    page = context.new_page()
    walk(page, folder)
    first = page.url.replace("2026-11-26", "2026-11-25")
    code = page.locator("[data-copy-code]").get_attribute("data-copy-code")
    assert code
    page.get_by_role("link", name="Compare").click()
    expect(page.locator("#links")).to_have_value(re.compile("summary.html#patient_contact="))
    page.locator("#links").fill("hello, 50 % & all")
    page.get_by_role("button", name="Español").click()
    expect(page.locator("h1")).to_have_text("Comparar resúmenes")
    expect(page.locator("#links")).to_have_value("hello, 50 % & all")
    page.get_by_role("button", name="English").click()
    page.locator("#links").fill("hello")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".summary-of-errors")).to_contain_text("This is not a link.")
    for _ in range(2):  # The same list again leads to the same page again.
        page.locator("#links").fill(f"Mine: {first}\nand hers: {code}")
        page.get_by_role("button", name="Compare").click()
        expect(page.locator("h1")).to_have_text("2 summaries side by side")
        expect(page.locator("table.beside")).to_be_visible()
        expect(page.locator(".since")).to_contain_text("Summary A was made under the edition of November 25, 2026")
        expect(page.get_by_role("button", name="Copy link" if "http" in folder else "Print")).to_be_visible()
    page.locator(".top__other").click()
    expect(page.locator("h1")).to_have_text("2 resúmenes lado a lado")
    page.locator("#links").fill("half a li")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".summary-of-errors")).to_contain_text("This is not a link.")
    expect(page.locator("#links")).to_have_value("half a li")


def on_paper(page: Page) -> str:
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)


def test_the_address_of_a_disk_is_not_passed_on(context: BrowserContext, on_disk: str, on_host: str) -> None:
    page = context.new_page()
    walk(page, on_disk)
    answers = page.url.partition("#")[2]
    code = page.locator("[data-copy-code]").get_attribute("data-copy-code")
    said = on_paper(page)
    assert f"Code: {code} · Type it on the start page of this quiz." in said
    assert "file:" not in said
    expect(page.locator("svg.qr, [data-share], [data-copy-link]")).to_have_count(0)
    page.get_by_text("The link to this summary").click()
    expect(page.locator("#return")).to_contain_text("works on this device only")
    page.get_by_role("link", name="Compare").click()
    page.locator("#links").fill(f"{answers}\n{answers}")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".return")).to_contain_text("works on this device only")
    assert "file:" not in on_paper(page)
    page.goto(f"{on_host}/integrated-ir/summary.html#{answers}")
    expect(page.locator("svg.qr").first).to_be_attached()
    assert f"/summary.html#_code={code}" in on_paper(page)


def test_without_scripts_it_says_so_and_all_advice_can_be_read(browser: Browser, folder: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{folder}/integrated-ir/ask.html")
    page.get_by_role("link", name="all of its advice").click()
    expect(page.locator(".statement").nth(50)).to_be_visible()
    context.close()


def test_without_scripts_or_before_they_are_there_no_answer_goes_to_the_host(browser: Browser, folder: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{folder}/integrated-ir/ask.html")
    page.get_by_label("Some", exact=True).focus()
    with page.expect_console_message(lambda message: "form-action 'none'" in message.text):
        page.keyboard.press("Enter")
    assert [address for address in asked if "?" in address] == []
    context.close()
