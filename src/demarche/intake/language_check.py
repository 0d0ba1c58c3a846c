"""Whether a text is English, the only language that is read.

English gives itself away by its commonest words: where they are a fair share of a text it
is English, and no detector need be loaded. Only a text that is short of them is put to
py3langid, which knows some hundred languages and takes a moment to load.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

MIN_LETTERS = 40  # below this a name or two decides, and detectors guess
SAMPLE = 4_000  # characters looked at
ENGLISH_SHARE = 0.1  # of words; 89 in 100 short news items in English have it
DOUBT = 0.01  # how likely English may be in a text that is refused
SURE = 0.6  # how likely a language must be to be named

# Grammar words that are no common words of the languages nearest to English.
_COMMON = frozenset(
    "the of and to that with it from his he are this has had not which were been their they its would who "
    "but said after she or more when there than about into could".split()
)
_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "gl": "Galician", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian", "ms": "Malay", "my": "Burmese",
    "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "nb": "Norwegian", "nn": "Norwegian",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovene", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def other_language(text: str) -> str | None:
    """The name of the language that a text is surely in, if that is not English."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample)
    if sum(map(len, words)) < MIN_LETTERS or english_share(words) >= ENGLISH_SHARE:
        return None
    ranked = _identifier().rank(sample)
    if dict(ranked)["en"] > DOUBT:
        return None
    code, likely = ranked[0]
    return _NAMES.get(code, "not English") if likely >= SURE else "not English"


def english_share(words: list[str]) -> float:
    """The share of common English words among the words of a text."""
    return sum(word.lower() in _COMMON for word in words) / max(1, len(words))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
