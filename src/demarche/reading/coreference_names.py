"""Whether two names can be one person's, one organisation's or one country's."""

from __future__ import annotations

import re
from functools import lru_cache

from demarche.knowledge import countries, offices, organisations

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "&"})

# Families in which the surname stands first in English-language news.
_SURNAME_FIRST = frozenset(
    "kim lee park moon choi chung han yoon xi li wang zhang liu chen yang zhao wu zhou hu wen jiang deng "
    "mao qin ma sun zhu gao lin guo he luo song tang xu feng yu tsai lai nguyen pham tran le vo phan hun "
    "ban ri jo pak chang shin roh no hwang cho cao cui ding fan fang fu gong gu hao hou huang jia jin "
    "kang lei liang liao lu meng ouyang peng qian qiao qiu ren shao shen su tan tao tian wei xia xiao xie "
    "xiong xue yan yao ye yuan zeng zheng zhong zou bae jeong jung kwak kwon ryu seo suh yoo yun bui dang "
    "dinh hoang huynh ngo truong vu".split()
)


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """A name's words as they are compared: lower case, hyphens open, initials left out."""
    flat = name.replace("’", "'").replace("-", " ").replace("–", " ").lower()
    words = [word for word in flat.split() if word not in _SUFFIXES]
    words = [word[:-2] if word.endswith("'s") else word for word in words]
    kept = [word for word in words if not _is_initial(word)]
    return tuple(word.strip(".,'\"") for word in (kept or words) if word.strip(".,'\""))


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word[0].isalpha()


def same_name(one: str, other: str) -> bool:
    """The same words, capitals, hyphens and initials aside."""
    return bool(words_of(one)) and words_of(one) == words_of(other)


def person_names_agree(short: str, full: str) -> bool:
    """Whether ``short`` can be a shorter form of the person's name ``full``.

    "Putin", "Kim", "Kim Jong Un" and "Angela" for "Vladimir V. Putin", "Kim Jong-un",
    "Kim Jong-un" and "Angela Merkel"; never "Kim Yo-jong" for "Kim Jong-un".
    """
    less, more = words_of(short), words_of(full)
    if not less or not more or len(less) > len(more):
        return False
    if less == more:
        return True
    if len(less) == 1:
        if less[0] == more[0]:
            return more[0] in _SURNAME_FIRST or offices.gender_of_given_name(short) is not None
        return less[0] == more[-1] or (len(more) > 2 and less[0] == more[1] and more[0] not in _SURNAME_FIRST)
    if less[-1] == more[-1] and less[0] == more[0]:
        return True
    return " ".join(less) in " ".join(more) and (less[-1] == more[-1] or more[0] in _SURNAME_FIRST)


def person_names_clash(one: str, other: str) -> bool:
    """Whether two full names of one family differ in the given name."""
    a, b = words_of(one), words_of(other)
    agree = person_names_agree(one, other) or person_names_agree(other, one)
    return len(a) > 1 and len(b) > 1 and not agree


def surname(name: str) -> str:
    """The word that later mentions of the person use, in lower case."""
    words = words_of(name)
    if not words:
        return ""
    return words[0] if words[0] in _SURNAME_FIRST and len(words) > 1 else words[-1]


def abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` is the acronym of ``full``: "WFP" of "World Food Programme"."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 7 and letters.isupper()):
        return False
    words = [word for word in full.replace("-", " ").split() if word]
    if len(words) < 2:
        return False
    big = "".join(word[0] for word in words if word.lower() not in SMALL).upper()
    every = "".join(word[0] for word in words).upper()
    return letters in (big, every)


@lru_cache(maxsize=4096)
def entity_key(name: str) -> str | None:
    """A key for names of one thing that knowledge tells of: "the U.S." and "America".

    Capitals and buildings have keys of their own: the Kremlin is not Russia.
    """
    if countries.seat(name) is not None:
        return "seat:" + countries.seat(name).name  # type: ignore[union-attr]
    body = organisations.find(name)
    if body is not None:
        return "body:" + body.name
    if countries.is_sovereign_name(name):
        return "country:" + str(countries.country_of(name))
    return None


def organisation_names_agree(short: str, full: str) -> bool:
    """Whether one name is the other without its country or with fewer words at the end.

    "State Department" and "U.S. State Department"; "Wagner" and "Wagner Group".
    """
    less, more = words_of(short), words_of(full)
    if not less or len(less) >= len(more):
        return False
    if more[-len(less) :] == less:
        front = full.split()[: len(more) - len(less)]
        return all(countries.demonym(word) or countries.country_of(word) for word in front)
    if more[: len(less)] == less:
        if len(less) > 1 and more[len(less)] in ("of", "for"):
            return True  # "the General Assembly" and "the General Assembly *of the United Nations*"
        return more[-1] in (
            "group", "inc", "inc.", "corp", "corporation", "company", "ltd", "co", "party",
            "movement", "network", "agency", "university", "foundation", "institute", "plc",
        )  # fmt: skip
    return False


def actor_id(name: str | None, country: str | None) -> str:
    """A stable identifier: "rus-vladimir-putin" for "Vladimir V. Putin" of Russia."""
    slug = re.sub(r"[^\w]+", "-", "-".join(words_of(name or ""))).strip("-")
    return f"{(country or 'xxx').lower()}-{slug}"
