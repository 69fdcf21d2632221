"""Tesseract's codes of languages: which exist, and which this computer can read."""

from __future__ import annotations

from scorer.core.display.closest import nearest

AUTO = "auto"
# All that Tesseract's own data lists, without its two files on layout.
_CODES = (
    "afr amh ara asm aze aze_cyrl bel ben bod bos bre bul cat ceb ces chi_sim "
    "chi_sim_vert chi_tra chi_tra_vert chr cos cym dan deu div dzo ell eng enm epo est "
    "eus fao fas fil fin fra frk frm fry gla gle glg grc guj hat heb hin hrv hun hye "
    "iku ind isl ita ita_old jav jpn jpn_vert kan kat kat_old kaz khm kir kmr kor "
    "kor_vert lao lat lav lit ltz mal mar mkd mlt mon mri msa mya nep nld nor oci ori "
    "pan pol por pus que ron rus san sin slk slv snd spa spa_old sqi srp srp_latn sun "
    "swa swe syr tam tat tel tgk tgl tha tir ton tur uig ukr urd uzb uzb_cyrl vie yid "
    "yor"
)
CODES = frozenset(_CODES.split())
# The languages of a script, those with most readers first.
BY_SCRIPT = {
    "cyrillic": "rus ukr bul srp bel mkd kaz kir mon tat tgk aze_cyrl uzb_cyrl",
    "greek": "ell grc",
    "arabic": "ara fas urd pus uig snd",
    "hebrew": "heb yid",
    "devanagari": "hin mar nep san",
    "thai": "tha",
    "korean": "kor",
    "cjk": "jpn chi_sim chi_tra",
}
# What people write instead: ISO 639-1, and names of languages in English.
_WRITTEN = {
    "en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por",
    "nl": "nld", "pl": "pol", "sv": "swe", "da": "dan", "no": "nor", "nb": "nor",
    "fi": "fin", "cs": "ces", "sk": "slk", "hu": "hun", "ro": "ron", "tr": "tur",
    "vi": "vie", "id": "ind", "ru": "rus", "uk": "ukr", "bg": "bul", "sr": "srp",
    "el": "ell", "ar": "ara", "fa": "fas", "ur": "urd", "he": "heb", "hi": "hin",
    "mr": "mar", "ne": "nep", "th": "tha", "ko": "kor", "ja": "jpn", "zh": "chi_sim",
    "ger": "deu", "fre": "fra", "dut": "nld", "gre": "ell", "chi": "chi_sim",
    "english": "eng", "german": "deu", "french": "fra", "spanish": "spa",
    "italian": "ita", "portuguese": "por", "dutch": "nld", "polish": "pol",
    "russian": "rus", "ukrainian": "ukr", "greek": "ell", "arabic": "ara",
    "hebrew": "heb", "hindi": "hin", "thai": "tha", "korean": "kor",
    "japanese": "jpn", "chinese": "chi_sim", "turkish": "tur", "swedish": "swe",
}  # fmt: skip


def fixed(languages: tuple[str, ...], default: str = "eng") -> tuple[str, ...]:
    """Return the languages that are named; one of them where it is left open."""
    return tuple(each for each in languages if each != AUTO) or (default,)


def is_auto(languages: tuple[str, ...]) -> bool:
    """Return whether lines in other scripts are to be found without being asked."""
    return AUTO in languages


def with_known_script() -> frozenset[str]:
    """Return the languages whose script is known by its picture."""
    return frozenset(" ".join(BY_SCRIPT.values()).split())


def unknown(languages: tuple[str, ...]) -> tuple[str, str]:
    """Return the first code that there is not, and a hint; empty where all are."""
    for code in languages:
        if code not in CODES and code != AUTO and not code.startswith("script/"):
            meant = _WRITTEN.get(code.lower())
            return code, f"did you mean {meant}?" if meant else _closest(code)
    return "", ""


def package(code: str) -> str:
    """Return the Debian package that holds the data of a language."""
    return f"tesseract-ocr-{code.replace('_', '-')}"


def _closest(code: str) -> str:
    hint = nearest(code, CODES)
    if hint.startswith("did you mean"):
        return hint
    return "languages go by Tesseract's codes, such as eng, deu, fra or spa"
