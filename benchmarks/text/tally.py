"""Figures of one reader of overlay text, counted against the truth of pins."""

import collections
import re
import statistics

_LIMITS = (3.0, 4.5)  # WCAG 2.2, 1.4.3


def bare(text):
    """Words without outer punctuation; every dash is one, and every quote."""
    text = re.sub("[‐-―−]", "-", text.replace("’", "'"))
    stripped = (re.sub(r"^[^\w$€]+|[^\w%+€]+$", "", word) for word in text.split())
    return [word for word in stripped if word]


_FORMS = {"exact": str.split, "stripped": bare}


class Tally:
    """Counts over pins; ``misses`` says what went wrong where."""

    def __init__(self):
        self.shares = collections.defaultdict(list)
        self.counts = collections.Counter()
        self.seconds = []
        self.misses = []

    def add(self, pin, found):
        if not pin["lines"]:
            self.shares["overlay on none"].append(bool(found))
            if found:
                self.misses.append((pin["file"], "invented", [x.text for x in found]))
            return
        self._words(pin, found)
        self._boxes(pin, found)
        self._height(pin, found, "largest_cap", 0.5)
        self._height(pin, found, "smallest_message", 0.3)
        self._contrast(pin, found)

    def _words(self, pin, found):
        for form, parts in _FORMS.items():
            truth = collections.Counter(
                w for x in pin["lines"] for w in parts(x["text"].lower())
            )
            seen = collections.Counter(w for x in found for w in parts(x.text.lower()))
            common = (truth & seen).total()
            self.counts[form, "wanted"] += truth.total()
            self.counts[form, "hit"] += common
            if pin["lines_complete"]:
                self.counts[form, "seen"] += seen.total()
                self.counts[form, "right"] += common
        if pin["lines_complete"] and truth != seen:
            self.misses.append(
                (pin["file"], "words", dict(truth - seen), dict(seen - truth))
            )

    def _boxes(self, pin, found):
        for line in pin["lines"]:
            best = max((overlap(line["box"], x.box) for x in found), default=0)
            self.shares["box recall"].append(best >= 0.5)
            if best < 0.5:
                self.misses.append((pin["file"], "no box", line["text"]))
        if not pin["lines_complete"]:
            return
        for x in found:
            boxes = (line["box"] for line in pin["lines"])
            best = max((overlap(box, x.box) for box in boxes), default=0)
            self.shares["box precision"].append(best >= 0.5)
            if best < 0.5:
                self.misses.append((pin["file"], "no line", x.text))
        ink = sum(area(x.box) for x in found) / (pin["width"] * pin["height"])
        self.shares["area error"].append(abs(ink - pin["text_line_area_frac"]))

    def _height(self, pin, found, name, share):
        text = pin[f"{name}_text"]
        truth = pin[f"{name.removesuffix('_cap')}_cap_px"]
        line = next((x for x in pin["lines"] if x["text"] == text), None)
        if line is None or not truth:
            return
        best = _match(line, found, share)
        cap = best.cap_px if best else None
        self.shares[f"{name} height"].append(near(cap, truth))
        if name == "largest_cap":
            self.shares["headline"].append(best is not None)
            largest = max((x.cap_px for x in found), default=None)
            self.shares["largest height"].append(near(largest, truth))
        if not near(cap, truth):
            self.misses.append((pin["file"], name, text, truth, cap))

    def _contrast(self, pin, found):
        """Drawn pins know the contrast of each line, and where each cap height is."""
        for line in pin["lines"]:
            best = _match(line, found, 0.5)
            if "contrast" not in line or best is None:
                continue
            self.shares["any height"].append(near(best.cap_px, line["cap_px"]))
            if not self.shares["any height"][-1]:
                caps = (line["cap_px"], round(best.cap_px, 1))
                self.misses.append((pin["file"], "height", line["text"], *caps))
            if best.contrast is None:
                continue
            sides = [(best.contrast >= x) == (line["contrast"] >= x) for x in _LIMITS]
            self.shares["contrast side 3"].append(sides[0])
            self.shares["contrast side 4.5"].append(sides[1])
            if not all(sides):
                ratios = (round(line["contrast"], 2), round(best.contrast, 2))
                self.misses.append((pin["file"], "contrast", line["text"], *ratios))

    def row(self):
        """The figures by name; F1 comes first."""
        means = {k: statistics.fmean(v) for k, v in self.shares.items()}
        forms = {f"word F1, {form}": self._f1(form) for form in _FORMS}
        return {**forms, **means, "CPU s": statistics.fmean(self.seconds)}

    def _f1(self, form):
        recall = self.counts[form, "hit"] / max(1, self.counts[form, "wanted"])
        precision = self.counts[form, "right"] / max(1, self.counts[form, "seen"])
        return 2 * recall * precision / max(1e-9, recall + precision)


def _match(line, found, share):
    best = max(found, key=lambda x: overlap(x.box, line["box"]), default=None)
    return best if best and overlap(best.box, line["box"]) >= share else None


def overlap(a, b):
    """Intersection over union."""
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    common = max(0, width) * max(0, height)
    return common / (area(a) + area(b) - common)


def area(box):
    return (box[2] - box[0]) * (box[3] - box[1])


def near(value, truth):
    return value is not None and abs(value / truth - 1) <= 0.15
