"""Freely licensed faces that this machine has, for drawn overlays.

Debian has them: apt-get install fonts-lato fonts-open-sans fonts-inter fonts-karla
fonts-quicksand fonts-bebas-neue fonts-league-spartan fonts-yanone-kaffeesatz
fonts-ebgaramond fonts-vollkorn fonts-gfs-didot fonts-goudybookletter fonts-fanwood
fonts-linuxlibertine fonts-urw-base35 fonts-dancingscript fonts-kaushanscript
fonts-lobster fonts-lobstertwo fonts-roboto-slab fonts-courier-prime fonts-dosis
fonts-comic-neue fonts-cabinsketch fonts-humor-sans fonts-breip fonts-femkeklaver
fonts-isabella fonts-liberation fonts-tlwg-purisa. None is needed: without them
Pillow's own face is drawn. DRAW_FONTS names one more folder to look into.
"""

import dataclasses
import functools
import os
import re
from pathlib import Path

from PIL import ImageFont

_ROOTS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path(os.environ.get("DRAW_FONTS", "/usr/local/share/fonts")),
)
_FAMILIES = {
    "sans": r"Lato-(Regular|Bold|Black|Light)|OpenSans-(Regular|Bold|Semibold)|"
    r"Inter-(Regular|Bold|ExtraBold)|Karla-(Regular|Bold)|Quicksand-(Regular|Bold)|"
    r"Cantarell-(Regular|Bold|Light)|Dosis-(Medium|Bold)|Comfortaa-Bold|Carlito-Bold|"
    r"LeagueSpartan-Bold|BebasNeue-(Bold|Regular|Book)|YanoneKaffeesatz-(Regular|Bold)|"
    r"NimbusSans(Narrow)?-Bold|URWGothic-(Book|Demi)|junction-bold",
    "serif": r"EBGaramond12-(Regular|Bold|Italic)|Vollkorn-(Regular|Bold)|GFSDidot|"
    r"GFSDidot-Italic|SortsMillGoudy|GoudyBookletter1911|Fanwood.*|"
    r"LinLibertine_R[BI]?|C059-(Roman|Bold)|P052-(Roman|Italic|Bold)|Caladea-Bold|"
    r"LinLibertine_DR|RobotoSlab-(Regular|Bold)|CourierPrime.*|Bookman.*Demi",
    "script": r"DancingScript-(Regular|Bold)|DancingScript|KaushanScript.*|[Ll]obster|"
    r"LobsterTwo-(Regular|BoldItalic)|Z003-.*",
    "hand": r"ComicNeue-(Bold|Regular)|CabinSketch-(Bold|Regular)|Humor-Sans|"
    r"Breip|femkeklaver|Isabella|Purisa(-Bold)?",
    "typewriter": r"Courier Prime( Bold)?|CourierPrime|LiberationMono-(Regular|Bold)|"
    r"NimbusMonoPS-Bold|FreeMonoBold|DejaVuSansMono-Bold",
    "condensed": r"BebasNeue-(Bold|Regular)|YanoneKaffeesatz-(Regular|Bold)|"
    r"LiberationSansNarrow-(Regular|Bold)|NimbusSansNarrow-(Regular|Bold)|"
    r"OpenSans-CondBold|DejaVuSansCondensed-Bold",
}


@dataclasses.dataclass(frozen=True)
class Face:
    """A file with a typeface, "" for Pillow's own; how it is set matters by kind."""

    kind: str
    path: str

    @functools.lru_cache(maxsize=64)  # noqa: B019 - a process of its own
    def at(self, size):
        if not self.path:
            return ImageFont.load_default(size)
        return ImageFont.truetype(self.path, size)

    def has(self, text):
        font = self.at(40)
        missing = bytes(font.getmask("\uffff"))
        return all(bytes(font.getmask(char)) != missing for char in set(text) - {" "})


def faces():
    """Return the faces by kind; one that is wanted but absent is left out."""
    files = sorted(
        path
        for root in _ROOTS
        for path in (root.rglob("*") if root.is_dir() else ())
        if path.suffix.lower() in {".ttf", ".otf"}
    )
    found = {}
    for kind, names in _FAMILIES.items():
        wanted = {
            p.stem: Face(kind, str(p)) for p in files if re.fullmatch(names, p.stem)
        }
        found[kind] = list(wanted.values()) or [Face(kind, "")]
    return found
