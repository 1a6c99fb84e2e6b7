"""How high an office stands: from its head, the bodies it names and the side it serves."""

from __future__ import annotations

from dragoman.reading.mark.complements import Complement, Head
from dragoman.reading.values import Side

RANK_OF_CLASS = {
    "regional": "official",
    "speaker_member": "official",
    "member": "official",
    "media": "business",
    "sport": "business",
    "art": "business",
    "science": "business",
    "religious": "other",
}
PRIVATE = frozenset({"business", "media", "sport", "art", "science", "other", "party"})
RULERS = frozenset({"глава", "лидер", "руководитель", "председатель", "правитель", "вождь", "сопредседатель"})
PALACES = frozenset({"Белый дом", "Кремль", "Акорда", "Аккорда", "Елисейский дворец"})
PRESIDENTS = frozenset({"президент", "вице-президент"})
FOREIGN_HEADS = frozenset({"госсекретарь", "государственный секретарь", "верховный представитель"})
SECRETARIES_OF_STATE = frozenset({"US", "VA", "GB", ""})
STATE_FORMS = frozenset({"name", "adjective", "demonym", "capital"})
DIRECTORS = frozenset({"директор", "генеральный директор", "гендиректор", "управляющий", "шеф", "управляющий директор"})


def find_rank(head: Head, complement: Complement, adjective: Side | None, joined: str | None) -> str:
    """The rank of a title, one of those that `OfficeTitle` names.

    Args: joined: the rank of a second half («заместитель премьера – министр иностранных дел»), None if there is none.
    """
    if joined in ("foreign_minister", "minister"):
        return joined
    rank = raw_rank(head, complement, adjective)
    return RANK_OF_CLASS.get(rank, rank)


def raw_rank(head: Head, complement: Complement, adjective: Side | None) -> str:
    """The rank before regional, media and other classes are folded."""
    body = complement.bodies[0] if complement.bodies else None
    side = complement.sides[0] if complement.sides else adjective
    if head.form in PRESIDENTS:
        return president_rank(head, complement, body, side)
    if head.rank == "minister" and "foreign_minister" in complement.bodies:
        return "foreign_minister"
    if side is not None and side.form == "seat" and side.nominative in PALACES and head.form in (*RULERS, "хозяин"):
        return "head_of_state"
    if head.form in FOREIGN_HEADS:
        return "foreign_minister" if side is None or side.code in (*SECRETARIES_OF_STATE, "EU") else "official"
    if head.rank == "head":
        return head_rank(head, complement, body, side, adjective)
    if head.rank == "head_of_government" and (complement.places or body == "regional"):
        return "official" if side is None else head.rank
    if head.rank == "deputy" and body == "business" and side is None:
        return body
    if head.rank == "member":
        return body if body in PRIVATE else "official"
    if head.rank == "delegate" and body in PRIVATE:
        return body
    if head.rank == "official" and body in PRIVATE and not complement.nested and not (body == "other" and side):
        return body
    return head.rank


def president_rank(head: Head, complement: Complement, body: str | None, side: Side | None) -> str:
    """«президент Франции», «президент компании», «президент Еврокомиссии»."""
    if body == "business" and side is not None and side.form == "organisation":
        return "head"
    if body is not None and body not in ("head_of_state", "speaker"):
        return body
    if side is not None and side.form == "organisation":
        return "head"
    if side is None and (complement.organisations or complement.quoted):
        return "business"
    return "regional" if side is None and complement.places else head.rank


def head_rank(head: Head, complement: Complement, body: str | None, side: Side | None, adjective: Side | None) -> str:
    """The rank of «глава», «лидер», «председатель»: that of the body, or of the state itself."""
    if "official" in complement.bodies and body == "head_of_government":
        return "official"
    if body in PRIVATE and body != "other" and side is not None and side.form == "organisation":
        return "head"  # «глава Всемирного банка», «генеральный секретарь Лиги арабских государств»
    if body == "other" and side is not None and (side.form == "organisation" or complement.organisations):
        return "head"  # «сопредседатель Минской группы ОБСЕ»
    if body is not None:
        return "head" if body == "head" else body
    if side is not None and side.form in STATE_FORMS and len(side.code) == 2:
        return "head_of_state" if head.form in RULERS else ("business" if head.form in DIRECTORS else "head")
    if side is not None and side.form == "city":
        return "regional"
    if side is None and (complement.organisations or complement.quoted):
        return "business"
    if side is None and complement.places:
        return "regional"
    return "head"
