"""Every message of the desk, found in its templates and code."""

import ast
import re
from importlib.resources import files

from babel.messages.extract import extract_from_dir

from dragoman.desk import answers, filters, marks, web, words

KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}


def list_messages():
    """The messages as the catalogues key them: plurals as "{one}|{many}"."""
    folder = files("dragoman.desk")
    found = set()
    rules = [("templates/**.html", "jinja2")]
    options = {"templates/**.html": {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}}
    for _name, _line, message, _notes, _context in extract_from_dir(str(folder), rules, options, KEYWORDS):
        found.add("|".join(message) if isinstance(message, tuple) else message)
    found |= {*words.WORDS.values(), *filters.LABELS.values(), *answers.HEADINGS.values(), "Something went wrong"}
    found |= {name for _kind, name in marks.LAYERS} | {label for _href, label in web.SECTIONS}
    for source in folder.iterdir():
        if source.name.endswith(".py"):
            found |= set(list_spoken(source.read_text(encoding="utf-8")))
    found |= set(re.findall(r'login_page\(request, "([^"]+)"', (folder / "sessions.py").read_text()))
    return found


def list_spoken(code):
    """Messages of `translate(language, "...")`, and reasons of the review queue."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "translate":
            yield from (one.value for one in node.args[1:2] if isinstance(one, ast.Constant))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple):
            names = [getattr(one, "id", "") for target in node.targets for one in getattr(target, "elts", [])]
            if names == ["doubt", "reason"]:
                yield node.value.elts[1].value
