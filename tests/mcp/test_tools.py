"""Every tool, by the official client; and what must not be opened."""

import asyncio
import base64
import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="the extra mcp is not installed")

import mcp_types as types
from jsonschema import Draft202012Validator
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError
from PIL import Image

from scorer.core.loaded_settings import Loaded, load
from scorer.core.report import Score
from scorer.core.settings import Settings
from scorer.core.units import Quantity
from scorer.mcp import answers
from scorer.mcp.answers import favorite
from scorer.mcp.desk import Desk
from scorer.mcp.server import server as served
from scorer.scoring.gate import baseline_text
from tests.reports import _make as make
from tests.support.agents import Ready
from tests.support.workers import needs_workers

TOP = Path(__file__).parents[2]
FIXTURES = TOP / "fixtures" / "pins"
# Notes each file and folder that is opened or listed, and whatever is connected to.
WATCHED = """
import sys
log = open({log!r}, "a", encoding="utf-8", errors="backslashreplace")
def note(event, arguments):
    if event in ("open", "os.listdir", "os.scandir", "socket.connect"):
        log.write(f"{{event}} {{arguments[:2]!r}}\\n")
        log.flush()
sys.addaudithook(note)
from scorer.cli import main
main()
"""
pytestmark = needs_workers


def filled(place):
    """A folder that may be read, and one beside it that may not."""
    for name in ("drafts", "secret"):
        (place / name).mkdir()
    with Image.open(FIXTURES / "small-text.jpg") as picture:
        picture.resize((200, 300)).save(place / "drafts" / "small-text.jpg")
    for name in ("a.jpg", "b.jpg"):
        Image.new("RGB", (100, 150), (name == "a.jpg" and "teal") or "navy").save(
            place / "drafts" / name
        )
    shutil.copy(place / "drafts" / "a.jpg", place / "secret" / "s.jpg")
    return place / "drafts"


@pytest.fixture
def drafts(tmp_path):
    return filled(tmp_path)


@pytest.fixture(scope="module")
def over_http(tmp_path_factory):
    """The folder and the address of a server on the loopback address."""
    drafts = filled(tmp_path_factory.mktemp("http"))
    with listening(drafts) as address:
        yield drafts, address


def stdio(drafts, *arguments, code="from scorer.cli import main; main()"):
    return StdioServerParameters(
        command=sys.executable,
        args=["-c", code, "mcp", "--ocr-engine", "none", *arguments],
        env={**os.environ, "SCORER_CACHE": "false"},
        cwd=drafts.parent,
    )


def here(*folders):
    """A server in this process: what it answers to what it may not read."""
    return served(Desk(Loaded(Settings(ocr_engine="none"), {}), Ready(), folders))


def asked(server, work, roots=None):
    """Return what some calls answer, of a client with these roots."""

    async def callback(_):
        return types.ListRootsResult(
            roots=[types.Root(uri=each.as_uri()) for each in roots]
        )

    async def run():
        more = {} if roots is None else {"list_roots_callback": callback}
        async with Client(server, **more) as client:
            return await work(client)

    return asyncio.run(asyncio.wait_for(run(), 240))


@contextlib.contextmanager
def listening(drafts):
    """Yield the address of a server on the loopback address."""
    with subprocess.Popen(
        [sys.executable, *stdio(drafts, "--http", "--port", "0", str(drafts)).args],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "SCORER_CACHE": "false"},
    ) as run:
        try:
            yield re.search(r"http://\S+", run.stderr.readline())[0]
        finally:
            run.terminate()
            run.stderr.close()


def as_data(path):
    return base64.b64encode(path.read_bytes()).decode()


def calls(drafts):
    """A call of every tool, with what its answer must say."""
    return {
        "score_pin": {"path": str(drafts / "a.jpg"), "with_picture": True},
        "advise": {"data": as_data(drafts / "a.jpg"), "title": "Cat"},
        "check_pins": {"paths": [str(drafts)], "min_score": 0, "fail_on": "never"},
        "compare_pins": {"paths": [str(drafts / "a.jpg"), str(drafts / "b.jpg")]},
        "explain_guideline": {"guideline": "small-text"},
        "what_if": {
            "path": str(drafts / "a.jpg"),
            "changes": ["crop 1:1", "headline 2x", "title: Ten easy dinners"],
        },
        "rank_titles": {"titles": ["Cat", "10 Cozy Ideas for Small Bedrooms"]},
    }


async def every_tool(client, drafts):
    tools = {each.name: each for each in (await client.list_tools()).tools}
    found = {}
    for name, arguments in calls(drafts).items():
        answer = await client.call_tool(name, arguments)
        assert not answer.is_error, (name, answer.content)
        Draft202012Validator(tools[name].output_schema).validate(
            answer.structured_content
        )
        found[name] = answer
    assert set(tools) == {*found, "estimate"}
    return found


def check_answers(found):
    picture = found["score_pin"].content[-1]
    assert picture.mime_type == "image/jpeg"
    Image.open(io.BytesIO(base64.b64decode(picture.data))).load()
    scored = found["score_pin"].structured_content
    assert scored["name"] == "a.jpg"
    assert scored["not_judged"]["text"]
    assert scored["changes"][0]["change"]
    crop, headline, title, both = found["what_if"].structured_content["changes"]
    assert headline["score"] is None
    assert "its text was not read" in headline["said"]
    assert both["change"] == "all of them"
    assert all(each["score"] is not None for each in (crop, title, both))
    pictures = [x for x in found["what_if"].content if x.type == "image"]
    sizes = [Image.open(io.BytesIO(base64.b64decode(x.data))).size for x in pictures]
    assert sizes == [(100, 100), (100, 150), (100, 100)]
    _, *named = (x.text for x in found["what_if"].content if x.type == "text")
    assert named == [
        "Picture: crop 1:1",
        "Picture: title: Ten easy dinners",
        "Picture: all of them",
    ]
    assert len(found["check_pins"].structured_content["pins"]) >= 3
    compared = found["compare_pins"].structured_content
    first, second = (each["score"] for each in compared["pins"])
    assert compared["lead"] == round(first - second, 1)
    assert compared["sure"] == (compared["lead"] >= 5)
    titles = found["rank_titles"].structured_content["titles"]
    assert titles[0]["title"].startswith("10 Cozy")


def test_of_variants_the_one_that_the_history_speaks_for_is_named():
    """The score may say otherwise: an agent hears both, as the terminal says both."""
    light, dark = (
        make.report(
            f"{name}.png",
            score=Score(90.0 - rate, {}, replace(make.ESTIMATE, rate=rate / 1000)),
            features={"color.lightness": Quantity(lightness)},
        )
        for name, rate, lightness in (("light", 20.0, 70.0), ("dark", 10.0, 30.0))
    )
    found = favorite(TOP / "models" / "demo", [dark, light])

    assert (found.name, found.against) == ("light.png", "dark.png")
    assert found.probability > 0.5
    assert favorite(TOP / "models" / "demo", [dark, make.report()]) is None


def test_every_tool_over_stdio(drafts):
    """Of a server that may read what its client's roots bound."""
    server = stdio(drafts)
    check_answers(asked(server, lambda client: every_tool(client, drafts), [drafts]))


def test_every_tool_over_http(over_http):
    drafts, address = over_http
    check_answers(asked(address, lambda client: every_tool(client, drafts)))


def test_http_answers_no_foreign_page(over_http):
    import httpx2

    for headers in ({"Host": "evil.org"}, {"Origin": "https://evil.org"}):
        answer = httpx2.post(over_http[1], json={}, headers=headers)
        assert answer.status_code in (400, 403, 421)


def hostile(drafts):
    """Return calls that try to leave the folder, or to break what reads them."""
    secret = drafts.parent / "secret"
    link = drafts / "link.jpg"
    link.symlink_to(secret / "s.jpg")
    (drafts / "folder").symlink_to(secret, target_is_directory=True)
    (drafts / "lists").mkdir()
    (drafts / "lists" / "pins.csv").write_text(
        f"path,title\n{secret / 's.jpg'},A\n../../secret/s.jpg,B\ns3://x/y.jpg,C\n"
    )
    paths = [
        str(secret / "s.jpg"),
        str(secret),
        str(link),
        str(drafts / "folder"),
        str(drafts / "folder" / "s.jpg"),
        str(drafts / "lists"),
        str(drafts / "lists" / "pins.csv"),
        str(drafts / ".." / "secret" / "s.jpg"),
        f"{drafts}/../secret/*.jpg",
        f"{drafts}/*/s.jpg",
        "../secret/s.jpg",
        "/etc/passwd",
        "/dev/zero",
        "/proc/self/environ",
        "~/x.jpg",
        "-",
        "",
        "\0",
        "a\0b",
        "x" * 5000,
        "s3://bucket/key.jpg",
        "http://169.254.169.254/latest",
        f"file://{secret}/s.jpg",
        "CON",
        "/",
        "C:\\Windows\\win.ini",
        "\\\\host\\share\\x.jpg",
        "\x1b]0;x\x07.jpg",
    ]
    data = [
        "",
        "!",
        "A",
        "=" * 100,
        base64.b64encode(b"GIF89a").decode(),
        "data:x,QQ==",
    ]
    single = [("score_pin", {"path": path}) for path in paths]
    single += [("advise", {"path": path, "title": "\x1b[2J"}) for path in paths]
    single += [("check_pins", {"paths": [path]}) for path in paths]
    asks = ["", "../" * 900, "crop 1:" + "9" * 900, "\x1b[2J in #fff", "a.b=nan"]
    single += [("what_if", {"path": path, "changes": asks}) for path in paths]
    single += [("what_if", {"data": data[0], "changes": each}) for each in (asks, [])]
    single += [("compare_pins", {"paths": [path, path]}) for path in paths]
    single += [("estimate", {"path": path}) for path in paths]
    single += [("score_pin", {"data": each}) for each in data]
    single += [("explain_guideline", {"guideline": path[:100]}) for path in paths]
    wrong = [None, 7, [], {}, ["x"], {"a": 1}, 1e308, True]
    single += [("score_pin", {"path": each}) for each in wrong]
    single += [("check_pins", {"paths": each}) for each in wrong]
    single += [("rank_titles", {"titles": each}) for each in wrong]
    single += [
        ("check_pins", {"paths": ["."], "min_score": each}) for each in (-1, 1e9)
    ]
    single += [("check_pins", {"paths": ["."], "fail_on": "everything"})]
    single += [("nothing", {}), ("rank_titles", {"titles": ["x" * 10_000]})]
    return single


async def all_tried(client, tries):
    """Return what the calls are answered that are answered."""
    answers = []
    for name, arguments in tries:
        # Some the protocol refuses by itself; the connection goes on.
        with contextlib.suppress(MCPError):
            answers.append(await client.call_tool(name, arguments))
    return answers


async def canceled(client, folder):
    """Cancel a call that reads many pins, once it has begun."""
    begun = asyncio.Event()

    async def heard(*_):
        begun.set()

    call = asyncio.create_task(
        client.call_tool(
            "check_pins", {"paths": [str(folder)]}, progress_callback=heard
        )
    )
    await begun.wait()
    call.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await call


@dataclass(frozen=True)
class Watched:
    """What a server that is watched answered, and what it opened."""

    tries: int
    answers: list
    after_tries: types.CallToolResult
    after_cancel: types.CallToolResult
    opened: str
    secret: str


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """One server that is asked for what it may not do, and then canceled."""
    place = tmp_path_factory.mktemp("watched")
    drafts, many, log = filled(place), place / "many", place / "opened.txt"
    many.mkdir()
    for number in range(150):
        Image.new("RGB", (400, 600), (number, 0, 0)).save(many / f"{number}.png")
    tries = hostile(drafts)

    async def work(client):
        answers = await all_tried(client, tries)
        after = await client.call_tool("score_pin", {"path": str(drafts / "a.jpg")})
        await canceled(client, many)
        page = {"guideline": "small-text"}
        return answers, after, await client.call_tool("explain_guideline", page)

    code = WATCHED.format(log=str(log))
    given = asked(stdio(drafts, str(drafts), str(many), code=code), work)
    opened = log.read_text(encoding="utf-8")
    return Watched(len(tries), *given, opened, str(place / "secret"))


def test_200_hostile_calls_open_nothing_outside(watched):
    said = " ".join(str(each.content) for each in watched.answers)

    assert watched.tries >= 200
    assert not watched.after_tries.is_error
    assert "Traceback" not in said
    assert "\x1b" not in said
    assert "a.jpg" in watched.opened
    # Workers are reached by sockets that are files, not (host, port).
    outside = [
        line
        for line in watched.opened.splitlines()
        if watched.secret in line
        or "etc/passwd" in line
        or re.search(r"connect.*\('", line)
    ]
    assert outside == []


def test_canceled_calls_let_the_next_one_in(watched):
    assert not watched.after_cancel.is_error
    assert 0 < len(set(re.findall(r"many/\d+\.png", watched.opened))) < 150


def test_roots_of_the_client_bound_what_is_read(drafts):
    path = {"path": str(drafts / "a.jpg")}

    async def work(client):
        return await client.call_tool("score_pin", path)

    secret = drafts.parent / "secret"
    assert not asked(here(), work, [drafts]).is_error
    assert asked(here(), work).is_error  # no folder was named by anybody
    assert asked(here(), work, []).is_error
    assert asked(here(), work, [secret]).is_error
    assert asked(here(secret), work, [drafts]).is_error  # a root does not widen


def test_a_folder_cannot_widen_what_is_read(drafts):
    """Neither by what its settings say nor by what they are a link to."""
    (drafts / "wide").mkdir()
    (drafts / "linked").mkdir()
    for folder in ("wide", "linked"):
        shutil.copy(drafts / "a.jpg", drafts / folder)
    (drafts / "wide" / "scorer.toml").write_text('lexicons = "../../secret"\n')
    secret = drafts.parent / "secret" / "keys"
    secret.write_text('password = "x"\n')
    (drafts / "linked" / "scorer.toml").symlink_to(secret)

    async def work(client):
        return [
            await _says(client, "check_pins", paths=[name])
            for name in ("wide", "linked")
        ]

    server = served(Desk(load(drafts.parent, {}), Ready(), (drafts,)))
    (is_wide, wide), (is_linked, linked) = asked(server, work)

    assert is_wide
    assert is_linked
    assert "lexicons is not taken from a file found in a folder" in wide
    assert "scorer.toml lies outside the folders that may be read" in linked
    assert "password" not in linked


def test_pins_are_judged_by_the_settings_of_their_folder_as_they_are_now(drafts):
    """An agent hears what `scorer check` says, wherever the server was started."""
    (drafts / "old").mkdir()
    shutil.copy(drafts / "a.jpg", drafts / "old")
    file = drafts.parent / "scorer.toml"
    file.write_text('fail-on = "never"\n[folders."drafts/old/*"]\nmin-score = 99\n')
    seen = []

    class Seeing(Ready):
        async def report(self, upload):
            seen.append(upload.settings)
            return await super().report(upload)

    async def work(client):
        found = [await _says(client, "check_pins", paths=["a.jpg", "old"])]
        file.write_text('fail-on = "strict"\n')
        found.append(await _says(client, "check_pins", paths=["a.jpg"]))
        found.append(
            await _says(client, "check_pins", paths=["a.jpg"], fail_on="never")
        )
        file.write_text('fail-on = "strictest"\n')
        return [*found, await _says(client, "check_pins", paths=["a.jpg"])]

    loaded = load(Path(drafts.anchor), {})  # where programs start servers
    server = served(Desk(loaded, Seeing(), (drafts,)))
    *found, (is_error, broken) = asked(server, work)
    both, now, asked_for = [json.loads(text) for _, text in found]

    assert [each["met"] for each in both["pins"]] == [True, False]
    assert [each["own_gate"] for each in both["pins"]] == [
        "",
        "fail_on never, min_score 99",
    ]
    assert [each.min_score for each in seen[:2]] == [0, 99]
    assert (both["fail_on"], now["fail_on"], asked_for["fail_on"]) == (
        "never",
        "strict",
        "never",
    )
    assert is_error
    assert f"{file}: fail-on = 'strictest': no gate is called" in broken


def test_resources(drafts):
    async def work(client):
        whole = await client.read_resource("scorer://guidelines")
        page = await client.read_resource("scorer://guidelines/small-text")
        return whole.contents[0].text, page.contents[0].text

    whole, page = asked(here(drafts), work)
    assert "small-text" in whole
    assert "## How to fix it" in page


async def _says(client, name, **arguments):
    answer = await client.call_tool(name, arguments)
    return answer.is_error, "".join(
        getattr(each, "text", "") for each in answer.content
    )


def test_what_agents_often_write_is_understood(drafts):
    """A file:// address, one name for a list of one, a guideline's former id."""

    async def work(client):
        return [
            await _says(client, "score_pin", path=(drafts / "b.jpg").as_uri()),
            await _says(client, "check_pins", paths="b.jpg"),
            await _says(client, "explain_guideline", guideline="missing-text"),
        ]

    answers = asked(here(drafts), work)

    assert [is_error for is_error, _ in answers] == [False, False, False]
    assert '"id":"missing-headline"' in answers[2][1]


def test_a_path_that_leads_nowhere_is_told_where_paths_begin(drafts):
    async def work(client):
        tries = ("www.jpg", "/x/a.jpg", "https://shop.example/a.png")
        return [(await _says(client, "score_pin", path=each))[1] for each in tries]

    inside, outside, address = asked(here(drafts), work)

    assert inside.endswith(f"paths begin in {drafts}")
    assert f"these may be: {drafts}; send another picture as data" in outside
    assert "is an address, and nothing is fetched" in address


def test_no_empty_title_wins(drafts):
    async def work(client):
        ranked = await _says(client, "rank_titles", titles=["Cat", "", " ", "Cat"])
        return ranked, await _says(client, "rank_titles", titles=[""])

    ranked, nothing = asked(here(drafts), work)

    assert [each["title"] for each in json.loads(ranked[1])["titles"]] == ["Cat"]
    assert nothing[0]
    assert "all of these titles are empty" in nothing[1]


def test_variants_of_which_one_is_broken_are_no_contest(drafts):
    (drafts / "broken.jpg").write_bytes(b"")

    async def work(client):
        return await _says(client, "compare_pins", paths=["a.jpg", "broken.jpg"])

    is_error, said = asked(here(drafts), work)

    assert is_error
    assert said.endswith("could be scored – broken.jpg is empty – export it again")


def test_a_variant_has_its_costliest_changes_only(drafts):
    found = [make.result(f"x{number}") for number in range(5)]
    variant = answers.variant(make.report(results=found))

    assert (len(variant.changes), variant.more) == (3, 2)


def test_answers_of_many_pins_stay_below_what_agents_take(drafts):
    """Of 200 variants and drafts that fall short, what is said of each is bounded."""
    many = drafts / "many"
    many.mkdir()
    for number in range(200):
        shutil.copy(drafts / "a.jpg", many / f"a-draft-of-some-length-{number}.jpg")

    class Poor(Ready):
        async def report(self, upload):
            finding = make.finding(message="what is wrong " * 8)
            found = [make.result(f"x{i}", findings=(finding,)) for i in range(5)]
            return make.report(upload.name, 20.0, results=found)

    async def work(client):
        return [
            json.loads((await _says(client, name, paths=["many"], **more))[1])
            for name, more in (
                ("compare_pins", {}),
                ("check_pins", {"fail_on": "minor"}),
            )
        ]

    server = served(Desk(Loaded(Settings(ocr_engine="none"), {}), Poor(), (drafts,)))
    compared, checked = asked(server, work)

    assert [len(each["changes"]) for each in compared["pins"]] == [3] * 10 + [0] * 190
    assert {each["more"] for each in compared["pins"]} == {2, 5}
    assert [len(each["missing"]) for each in checked["pins"]] == [5] * 40 + [1] * 160
    assert {each["more"] for each in checked["pins"]} == {0, 4}
    assert max(map(len, map(json.dumps, (compared, checked)))) < 90_000


def test_the_gate_of_an_agent_lets_through_what_the_baseline_does(drafts):
    settings = Settings(ocr_engine="none")
    file = drafts.parent / "old.json"
    old = make.report("a.jpg", sha256="1")
    file.write_text(baseline_text([old]))

    class Known(Ready):
        async def report(self, _):
            return old

    async def work(client):
        return json.loads((await _says(client, "check_pins", paths=["a.jpg"]))[1])

    bare, known = (
        asked(served(Desk(Loaded(each, {}), Known(), (drafts,))), work)
        for each in (settings, replace(settings, baseline=str(file)))
    )

    assert (bare["met"], known["met"]) == (False, True)


def test_a_page_that_there_is_not_is_told_with_the_nearest(drafts, caplog):
    async def work(client):
        with pytest.raises(MCPError) as caught:
            await client.read_resource("scorer://guidelines/smal-text")
        return str(caught.value)

    assert "did you mean small-text?" in asked(here(drafts), work)
    assert caplog.records == []
