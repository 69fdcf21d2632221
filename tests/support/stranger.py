"""A folder of a stranger: all that one can put in it, and what is private beside it."""

from pathlib import Path

TOP = Path(__file__).parents[2]
PICTURE = (TOP / "fixtures" / "pins" / "wide.jpg").read_bytes()


def furnish(place: Path) -> Path:
    """Make the folders ``theirs`` and ``private`` in a place; return the first."""
    private = place / "private"
    private.mkdir()
    (private / "secret.jpg").write_bytes(PICTURE)
    (private / "secret.csv").write_text("path,title\na.jpg,a secret\n")
    folder = place / "theirs"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.jpg", "sub/b.jpg", "\x1b]0;x\x07.jpg", "::error::.jpg"):
        (folder / name).write_bytes(PICTURE)
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nno")
    (folder / "svg.jpg").write_text('<svg><image href="http://127.0.0.1:9/"/></svg>')
    (folder / "link.jpg").symlink_to(private / "secret.jpg")
    (folder / "sub" / "up").symlink_to(place)
    (folder / "pins.csv").write_text(
        "path,title,link\n"
        "a.jpg,=cmd|' /C calc'!A0,https://x.example\n"
        "../private/secret.jpg,t,\n"
        "sub/up/private/secret.jpg,t,\n"
        f"{private}/secret.jpg,t,\n"
        "s3://attacker/x.jpg,t,\n"
        "http://127.0.0.1:9/y.jpg,t,\n"
    )
    (folder / "en.json").write_text('{"patterns": {"benefit": ["(a+)+$"]}}')
    (folder / "scorer.toml").write_text('baseline = "old.json"\nmin-score = 1\n')
    (folder / "old.json").write_text('{"baseline": 1, "pins": {}}')
    (folder / "pyproject.toml").write_text("[tool.scorer]\nmin-score = 2\n")
    return folder
