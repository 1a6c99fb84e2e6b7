"""A reading as one self-contained page: the text with every finding drawn in, the findings beside it, both clickable.

The page asks for nothing from outside, and reads as plain links where scripts are off: each finding leads to its
first words, and the words lead to the finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from dragoman.model import Reading
from dragoman.reading.explain import Explanation, Finding, explain_reading

DRAWN = ("encounter", "statement", "commitment", "figure", "office", "person")
TITLES = {
    "encounter": "Encounters",
    "commitment": "Commitments",
    "statement": "Statements",
    "figure": "Figures",
    "office": "Offices",
    "person": "People",
}
STYLE = """
:root{color-scheme:light dark;--encounter:#2f6fd0;--statement:#8a4fbf;--commitment:#1d8348;--figure:#b9770e;
--office:#0e7c86;--person:#a93226}
body{margin:0;font:16px/1.6 system-ui,sans-serif;display:grid;grid-template-columns:minmax(0,1fr) minmax(0,26rem)}
main{padding:1.5rem 2rem;max-width:46rem;white-space:pre-wrap;overflow-wrap:anywhere}
aside{padding:1rem;border-left:1px solid #8884;position:sticky;top:0;height:100vh;overflow:auto;box-sizing:border-box;
font-size:14px;line-height:1.4}
header{grid-column:1/-1;padding:1rem 2rem;border-bottom:1px solid #8884}h1{font-size:1.2rem;margin:0}
h2{font-size:.8rem;text-transform:uppercase;letter-spacing:.05em;margin:1rem 0 .3rem}
ul{list-style:none;margin:0;padding:0}li{margin:.15rem 0;padding:.25rem .5rem;border-left:4px solid;border-radius:2px}
li a{color:inherit;text-decoration:none}li small{opacity:.75;display:block}
main a{color:inherit;text-decoration:none;border-bottom:2px solid;
background:color-mix(in srgb,var(--k) 12%,transparent);border-color:var(--k)}
.encounter{--k:var(--encounter)}.statement{--k:var(--statement)}.commitment{--k:var(--commitment)}
.figure{--k:var(--figure)}.office{--k:var(--office)}.person{--k:var(--person)}.gap{--k:#777}
li.encounter,li.statement,li.commitment,li.figure,li.office,li.person,li.gap{border-color:var(--k)}
.boilerplate{opacity:.5}.background{font-style:italic}.on,:target{outline:3px solid var(--k);outline-offset:1px}
@media(max-width:50rem){body{display:block}aside{position:static;height:auto;border:0;border-top:1px solid #8884}}
@media print{aside{position:static;height:auto}}
"""
SCRIPT = """
const all=s=>[...document.querySelectorAll(s)];
const keys=e=>(e.dataset.keys||'').split(' ').filter(Boolean);
function light(wanted,from){all('.on').forEach(e=>e.classList.remove('on'));
 all('[data-keys]').filter(e=>keys(e).some(k=>wanted.includes(k))).forEach(e=>e.classList.add('on'));
 const there=all('.on').find(e=>e.closest('main')?!from.closest('main'):!!from.closest('main'));
 if(there)there.scrollIntoView({block:'center',behavior:'smooth'});}
document.addEventListener('click',event=>{const hit=event.target.closest('[data-keys]');
 if(hit){event.preventDefault();light(keys(hit),hit);}});
"""


def write_page(readings: Sequence[Reading]) -> str:
    """One page over one or more readings."""
    title = "; ".join(reading.document.title or reading.document.source for reading in readings[:3])
    body = "\n".join(
        draw_reading(reading, explain_reading(reading), f"d{number}" if len(readings) > 1 else "")
        for number, reading in enumerate(readings, 1)
    )
    return (
        '<!doctype html>\n<html lang="ru">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n<body>\n{body}\n"
        f"<script>{SCRIPT}</script>\n</body></html>\n"
    )


def draw_reading(reading: Reading, told: Explanation, prefix: str) -> str:
    """The text and the list of one reading; `prefix` keeps the anchors of several readings apart."""
    document = reading.document
    day = document.published.date if document.published else None
    about = " · ".join(word for word in (document.outlet, day, document.source) if word)
    findings = [finding for finding in told.findings if finding.kind in DRAWN]
    title = document.title or document.source or "Report"
    return (
        f"<header><h1>{escape(title)}</h1><small>{escape(about)}</small></header>"
        f"<main>{draw_text(reading, findings, prefix)}</main>"
        f"<aside>{draw_list(reading, findings, prefix)}{draw_gaps(reading, told)}</aside>"
    )


def draw_text(reading: Reading, findings: Iterable[Finding], prefix: str) -> str:
    """The text cut where findings or passages begin and end; each piece knows the findings that it belongs to."""
    text = reading.document.text
    marks = sorted(
        ((span.start, span.stop, finding) for finding in findings for span in finding.spans), key=lambda mark: mark[:2]
    )
    passages = [(passage.start, passage.stop, passage.kind) for passage in reading.passages]
    bounds = sorted({0, len(text), *(b for mark in marks for b in mark[:2]), *(b for p in passages for b in p[:2])})
    pieces, seen, waiting = [], set[str](), marks[::-1]
    open_marks: list[tuple[int, int, Finding]] = []
    for start, stop in pairwise(bounds):
        words = escape(text[start:stop])
        while waiting and waiting[-1][0] <= start:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark[1] > start]
        inside = sorted(open_marks, key=lambda mark: mark[1] - mark[0])
        kind = next((p[2] for p in passages if p[0] <= start and stop <= p[1]), "body")
        if inside and text[start:stop].strip():
            words = draw_piece(words, [mark[2] for mark in inside], prefix, seen)
        pieces.append(f'<span class="{kind}">{words}</span>' if kind in ("boilerplate", "background") else words)
    return "".join(pieces)


def draw_piece(words: str, inside: Sequence[Finding], prefix: str, seen: set[str]) -> str:
    """A piece of text that leads to the narrowest finding around it."""
    keys = " ".join(dict.fromkeys(prefix + finding.id for finding in inside))
    fresh = [finding for finding in inside if prefix + finding.id not in seen]
    anchors = "".join(f'<i id="w-{prefix}{finding.id}"></i>' for finding in fresh)
    seen.update(prefix + finding.id for finding in fresh)
    says = escape("; ".join(finding.says for finding in inside), quote=True)
    first = inside[0]
    return f'{anchors}<a class="{first.kind}" data-keys="{keys}" href="#{prefix}{first.id}" title="{says}">{words}</a>'


def draw_list(reading: Reading, findings: Sequence[Finding], prefix: str) -> str:
    """The findings by kind; each leads to its first words."""
    out = []
    for kind in DRAWN:
        items = [finding for finding in findings if finding.kind == kind]
        if items:
            out.append(f"<h2>{TITLES[kind]} ({len(items)})</h2><ul>")
            out += [draw_item(reading, finding, prefix) for finding in items]
            out.append("</ul>")
    return "".join(out)


def draw_item(reading: Reading, finding: Finding, prefix: str) -> str:
    """One finding of the list with its words and what decided it."""
    key = prefix + finding.id
    span = finding.spans[0] if finding.spans else None
    words = reading.document.text[span.start : span.stop] if span and finding.kind != "person" else ""
    words = words if len(words) <= 160 else words[:159] + "…"
    return (
        f'<li class="{finding.kind}" id="{key}" data-keys="{key}"><a href="#w-{key}">{escape(finding.says)}'
        f"<small>{escape(words)}</small><small>{escape(finding.rule)}</small></a></li>"
    )


def draw_gaps(reading: Reading, told: Explanation) -> str:
    """What was not understood, and how much of the text was used."""
    text = reading.document.text
    items = "".join(
        f'<li class="gap">{escape(gap.kind.replace("_", " "))}<small>{escape(text[gap.start : gap.stop][:160])}'
        "</small></li>"
        for gap in told.gaps
    )
    used = f"{told.coverage.used:.0%} of {told.coverage.words} words stand in some finding"
    return f"<h2>Not understood ({len(told.gaps)})</h2><ul>{items}</ul><h2>Coverage</h2><p>{escape(used)}</p>"
