"""Headlines in other scripts: read, left for review under their name, or missed."""

import collections

# How a sentence names the script of the truth.
_NAMES = {
    "cyrillic": "Cyrillic",
    "greek": "Greek",
    "arabic": "Arabic",
    "hebrew": "Hebrew",
    "devanagari": "Devanagari",
    "thai": "Thai",
    "korean": "Korean",
    "cjk": "Japanese or Chinese",
}


# Written without spaces: half of the signs are read, not half of the words.
_UNSPACED = ("thai", "cjk")


class ScriptTally:
    """Counts of pins by script."""

    def __init__(self):
        self.counts = collections.defaultdict(collections.Counter)

    def add(self, pin, found, unread):
        """Count a pin: half of its words read, or its script named as unread."""
        outcome = "missed"
        if _is_half_read(pin, [line.text for line in found]):
            outcome = "read"
        elif pin["script"] in _NAMES and _NAMES[pin["script"]] in unread:
            outcome = "review"
        elif unread:
            outcome = "another name"
        self.counts[pin["script"]][outcome] += 1

    def print(self):
        """Print the share of each script that ends read or in review by its name."""
        outcomes = ("read", "review", "another name", "missed")
        print(f"{'headlines in other scripts':28}{'pins':>6}{'right':>8}", end="")
        print("".join(f"{outcome:>14}" for outcome in outcomes))
        every = sum(self.counts.values(), collections.Counter())
        for script, counts in (*self.counts.items(), ("all  (bar >= .95)", every)):
            right = (counts["read"] + counts["review"]) / counts.total()
            print(f"{script:28}{counts.total():6}{right:8.3f}", end="")
            print("".join(f"{counts[outcome]:14}" for outcome in outcomes))


def _is_half_read(pin, texts):
    whole = "".join(texts)
    if pin["script"] in _UNSPACED:
        signs = collections.Counter("".join("".join(pin["rows"]).split()))
        return 2 * (signs & collections.Counter(whole)).total() >= signs.total()
    wanted = {word for row in pin["rows"] for word in row.split()}
    seen = {word for text in texts for word in text.split()}
    return 2 * sum(word in seen or word in whole for word in wanted) >= len(wanted)
