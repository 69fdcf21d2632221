"""Whatever an agent sends, a tool answers or says why not: nothing unforeseen."""

import asyncio
import base64
import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

pytest.importorskip("mcp", reason="the extra mcp is not installed")

import mcp_types as types
from mcp.client.client import Client
from mcp.server.mcpserver.exceptions import UnexpectedToolError
from mcp.shared.exceptions import MCPError

from scorer.core.loaded_settings import Loaded
from scorer.core.settings import Settings
from scorer.mcp.desk import Desk
from scorer.mcp.server import server
from scorer.what_if.requests import EXAMPLES
from tests.fuzz.test_reports import junk
from tests.support.agents import Ready

TOOLS = {
    "score_pin": ["path", "data", "title", "description", "with_picture"],
    "advise": ["path", "data", "title", "description"],
    "estimate": ["path", "data", "title", "description"],
    "check_pins": ["paths", "min_score", "fail_on"],
    "compare_pins": ["paths"],
    "what_if": ["path", "data", "changes"],
    "explain_guideline": ["guideline"],
    "rank_titles": ["titles"],
}
TINY = base64.b64encode(b"GIF89a").decode()
TEXTS = ["", "a.png", "../a.png", "/etc/passwd", "s3://b/a.png", "file:///etc/passwd"]
TEXTS += ["-", "*", "a\0b", "~", "b", "small-text", "no-such", "x" * 1001, TINY]
TEXTS += ["team", "score:60", "score:nan,points:1", "critical", "never", "Cake"]
TEXTS += [*EXAMPLES, "crop 0:0", "headline 1e9x", "margin 99 %", "fix no-such"]
text = st.sampled_from(TEXTS) | st.text(string.printable, max_size=12)
value = text | st.lists(text, max_size=3) | st.booleans() | st.floats() | junk
uris = ["file:///", "file://host/a", "file:///tmp", "file:///%00", "file:///a/../b"]


@pytest.fixture(scope="module")
def drafts():
    with tempfile.TemporaryDirectory() as folder:
        Image.new("RGB", (20, 30)).save(Path(folder) / "a.png")
        (Path(folder) / "b").mkdir()
        (Path(folder) / "pins.csv").write_text("path\n../x.png\na.png\n")
        yield Path(folder)


def answered(drafts, name, arguments, roots):
    """Call a tool through the official client, and say what it never should."""
    made = server(Desk(Loaded(Settings(ocr_engine="none"), {}), Ready(), (drafts,)))
    unforeseen = []
    call = made.call_tool

    async def watched(*args, **more):
        try:
            return await call(*args, **more)
        except UnexpectedToolError as error:
            unforeseen.append(error.__cause__ or error)
            raise

    made.call_tool = watched

    async def listed(_):
        return types.ListRootsResult(roots=[types.Root(uri=each) for each in roots])

    async def run():
        more = {} if roots is None else {"list_roots_callback": listed}
        async with Client(made, **more) as client:
            return await client.call_tool(name, arguments)

    try:
        found = asyncio.run(run())
    except MCPError:  # arguments that the protocol itself refuses
        found = None
    if unforeseen:
        raise unforeseen[0]
    return found


@given(
    name=st.sampled_from(sorted(TOOLS)),
    data=st.data(),
    roots=st.none() | st.lists(st.sampled_from(uris), max_size=2),
)
def test_any_arguments(drafts, name, data, roots):
    keys = st.sampled_from(TOOLS[name]) | st.text("abc", max_size=3)
    arguments = data.draw(st.dictionaries(keys, value, max_size=5))
    found = answered(drafts, name, arguments, roots)

    if found is not None:
        said = "".join(each.text for each in found.content if each.type == "text")
        assert said
        assert "Traceback" not in said
        assert "root:" not in said  # of /etc/passwd
