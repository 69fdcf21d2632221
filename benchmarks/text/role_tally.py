"""What each line is said to be, against what it is: by set, and by kind of thing."""

import collections

from benchmarks.text.tally import overlap

_ROLES = ("overlay", "unsure", "scene")


class RoleTally:
    """Counts of lines and pins; a kind is a set, or the thing that a pin shows."""

    def __init__(self):
        self.lines = collections.defaultdict(collections.Counter)
        self.pins = collections.defaultdict(collections.Counter)

    def add(self, name, pin, found, unread=""):
        """Count a pin; ``unread`` says which other script its words look like."""
        kind = f"{name} {pin.get('thing') or ''}".strip()
        for line in found:
            is_laid = _is_of(line, pin["lines"])
            if is_laid or pin.get("lines_complete", True):
                self.lines[kind, is_laid][line.role] += 1
        said = {line.role for line in found}
        if not pin["lines"]:
            self.pins[kind]["bare"] += 1
            self.pins[kind]["given one"] += "overlay" in said
            self.pins[kind]["given a script"] += bool(unread)
            self.pins[kind]["left unsure"] += said == {"unsure"} or (
                "unsure" in said and "overlay" not in said
            )
            return
        self.pins[kind]["laid"] += 1
        largest = max(pin["lines"], key=lambda line: line.get("cap_px") or 0)
        own = [line for line in found if _is_of(line, [largest])]
        self.pins[kind]["headline lost"] += bool(own) and not any(
            line.role == "overlay" for line in own
        )

    def print(self):
        print(f"{'lines by what they are':36}{'lines':>6}", end="")
        print("".join(f"{role:>9}" for role in _ROLES))
        for (kind, is_laid), counts in sorted(self.lines.items()):
            label = f"{kind}: {'laid over' if is_laid else 'on things'}"
            shares = (counts[role] / counts.total() for role in _ROLES)
            cells = "".join(f"{share:9.3f}" for share in shares)
            print(f"{label:36}{counts.total():6}{cells}")
        print(f"{'pins':36}{'bare':>6}{'given one':>11}{'unsure':>8}", end="")
        print(f"{'given a script':>16}", end="")
        print(f"{'laid':>6}{'headline not overlay':>22}")
        for kind, counts in sorted(self.pins.items()):
            bare, laid = counts["bare"], counts["laid"]
            print(
                f"{kind:36}{bare:6}{_share(counts['given one'], bare):>11}"
                f"{_share(counts['left unsure'], bare):>8}"
                f"{_share(counts['given a script'], bare):>16}{laid:6}"
                f"{_share(counts['headline lost'], laid):>22}"
            )


def _is_of(line, truth):
    """Whether it is one of the lines, or a part of one."""
    return any(
        overlap(line.box, each["box"]) >= 0.3 or _held(line.box, each["box"]) >= 0.6
        for each in truth
    )


def _held(inner, outer):
    width = min(inner[2], outer[2]) - max(inner[0], outer[0])
    height = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    return max(0, width) * max(0, height) / max(1, area)


def _share(count, of):
    return f"{count / of:.3f}" if of else "-"
