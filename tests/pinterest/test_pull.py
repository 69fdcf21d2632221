"""Pulling an account: complete, nothing twice, whatever goes wrong in between."""

import csv
import json
import os
import subprocess
import sys

import pytest

from scorer import exports
from scorer.core.errors import OutputError, PinterestError
from scorer.core.settings import Settings
from scorer.pinterest import client as clients
from scorer.pinterest.access import Access
from scorer.pinterest.address import Address
from scorer.pinterest.client import Client
from scorer.pinterest.pull import Choice, pull
from tests.support.fake_pinterest import TOKEN, Fault, serving


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    monkeypatch.setattr(clients, "FIRST_PAUSE_SECONDS", 0.0)


def through(pins, _what):
    return pins


def pulled(fake, out, choice=None, token=TOKEN, settings=None, **more):
    client = Client(Access(token), Address(f"{fake.address}/v5"))
    try:
        return pull(
            client, out, settings or Settings(), choice or Choice(), through, **more
        )
    finally:
        client.close()


def contents(out):
    return {
        str(each.relative_to(out)): each.read_bytes()
        for each in sorted(out.rglob("*"))
        if each.is_file()
    }


def rows(out):
    text = (out / "pins" / "pins.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_account_lies_there_as_train_reads_it(tmp_path):
    with serving() as fake:
        fake.add(7)
        outcome = pulled(fake, tmp_path)

        assert (outcome.pins, outcome.pictures, outcome.had) == (7, 7, 0)
        assert len(fake.asked) == len(fake.paths("/v5/")) + 7
    [first, *_] = rows(tmp_path)
    assert first["path"] == f"{first['id']}.jpg"
    assert (first["title"], first["board"]) == ("Pin 0000", "Meal prep")
    assert {each["path"] for each in rows(tmp_path)} | {"pins.csv"} == {
        each.name for each in (tmp_path / "pins").iterdir()
    }
    history = exports.read([tmp_path / "exports"])
    assert {row.impressions for row in history.pins} == {500}
    assert not list(tmp_path.glob(".pull*"))


def test_sizes_that_are_wide_enough_and_no_larger(tmp_path):
    with serving() as fake:
        fake.add(1)
        pulled(fake, tmp_path)

        assert [each.split("/")[2] for each in fake.paths("/images")] == ["1200x"]


def test_next_month_asks_for_new_pictures_only(tmp_path):
    with serving() as fake:
        fake.add(3)
        pulled(fake, tmp_path)
        fake.add(2)
        for each in fake.pins:
            each["pin_metrics"] = {"lifetime_metrics": {"impression": 900}}
        outcome = pulled(fake, tmp_path)

        assert (outcome.pins, outcome.pictures, outcome.had) == (5, 2, 3)
        assert len(set(fake.paths("/images"))) == len(fake.paths("/images")) == 5
    assert len(rows(tmp_path)) == 5
    stored = json.loads((tmp_path / "exports" / "pins.json").read_text())
    assert stored["items"][0]["pin_metrics"]["lifetime_metrics"]["impression"] == 900


def test_stopped_after_any_request_it_goes_on(tmp_path):
    with serving(page=4) as fake:
        fake.add(11)
        fake.pins[3]["pin_metrics"] = None
        fake.figures[fake.pins[3]["id"]] = {"all": {"summary_metrics": {}}}
        pulled(fake, tmp_path / "whole")
        usual = len(fake.asked)
        fake.asked.clear()

        class Stopped(BaseException):
            pass

        stops = 0
        while True:
            client = Client(Access(TOKEN), Address(f"{fake.address}/v5"))
            send = client._send

            def once(*args, send=send, client=client, **more):
                if client.requests == 1:
                    raise Stopped
                return send(*args, **more)

            client._send = once
            try:
                pull(client, tmp_path / "torn", Settings(), Choice(), through)
                break
            except Stopped:
                stops += 1
                journal = tmp_path / "torn" / ".pull.jsonl"
                with journal.open("ab") as file:
                    file.write(b'{"kind": "pins", "pi')  # torn by a power cut
            finally:
                client.close()
        assert stops >= usual - 1
        assert len(fake.asked) == usual
    assert contents(tmp_path / "torn") == contents(tmp_path / "whole")


_KILLED = """
import os, signal
from scorer.core.storage import files
from scorer.pinterest import pull
write = pull.write_bytes
def third(path, data):
    if len([each for each in path.parent.iterdir() if each.suffix == ".jpg"]) == 2:
        files._sync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
    write(path, data)
pull.write_bytes = third
from scorer.cli import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_killed_in_the_middle_of_a_picture_it_leaves_nothing_behind(tmp_path):
    with serving() as fake:
        fake.add(4)
        pulled(fake, tmp_path / "whole")
        killed = subprocess.run(
            [sys.executable, "-c", _KILLED, "pull", "-q", "-o", tmp_path / "torn"],
            env={
                **os.environ,
                "SCORER_PINTEREST_API": f"{fake.address}/v5",
                "SCORER_PINTEREST_TOKEN": TOKEN,
            },
            check=False,
        )
        assert killed.returncode == -9
        assert any(".scorer-unfinished" in name for name in contents(tmp_path / "torn"))

        pulled(fake, tmp_path / "torn")

    assert contents(tmp_path / "torn") == contents(tmp_path / "whole")


def test_what_may_pass_is_tried_again(tmp_path):
    faults = {
        0: Fault(500),
        2: Fault(429, (("Retry-After", "0"),)),
        3: Fault(429, (("x-ratelimit-reset", "0"),)),
        4: Fault(cut=True),
        6: Fault(503, (("Retry-After", "0"),)),
        7: Fault(cut=True),
    }
    with serving(fault=lambda number, _: faults.get(number)) as fake:
        fake.add(3)
        outcome = pulled(fake, tmp_path)

        assert outcome.pictures == 3
        assert outcome.requests == len(fake.asked) == 2 + 3 + len(faults)


def test_it_waits_as_long_as_the_header_says(tmp_path, monkeypatch):
    slept = []
    monkeypatch.setattr(clients.time, "sleep", slept.append)
    now = [1000.0]
    monkeypatch.setattr(clients.time, "monotonic", lambda: now[0])
    wait = Fault(429, (("Retry-After", "40"),))
    with serving(fault=lambda number, _: wait if number == 1 else None) as fake:
        fake.add(1)

        def sleep(seconds):
            slept.append(seconds)
            now[0] += seconds

        monkeypatch.setattr(clients.time, "sleep", sleep)
        pulled(fake, tmp_path)
    assert slept == [40.0]


def test_a_long_wait_is_left_to_the_user_and_nothing_is_lost(tmp_path):
    wait = Fault(429, (("x-ratelimit-reset", "5000"),))
    with serving(fault=lambda number, _: wait if number == 4 else None) as fake:
        fake.add(5)
        with pytest.raises(PinterestError, match="no more requests before") as error:
            pulled(fake, tmp_path)
        assert error.value.code == "rate-limited"
        outcome = pulled(fake, tmp_path)

        assert outcome.pins == 5
        assert len(fake.asked) == 2 + 5 + 1


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        (Fault(401, body=b'{"message": "no \x1b[31m"}'), "status-401", "the token"),
        (Fault(403), "status-403", "may not read"),
        (Fault(400, body=b"<html>"), "status-400", "400"),
        (Fault(500), "pinterest", "6 times"),
        (Fault(200, body=b"<html>"), "changed-api", "not as Pinterest describes"),
        (Fault(200, body=b"[" * 100_000), "changed-api", "not as Pinterest describes"),
        (Fault(200, body=b'{"items": [{"id": "../x"}]}'), "changed-api", "items.0.id"),
        (Fault(302, (("Location", "http://127.0.0.2:9/"),)), "status-302", "another"),
    ],
)
def test_a_refusal_is_a_sentence_without_the_token(tmp_path, fault, code, words):
    with serving(fault=lambda _number, _asked: fault) as fake:
        with pytest.raises(PinterestError, match=words) as error:
            pulled(fake, tmp_path)

        said = f"{error.value} {error.value.hint}"
        assert error.value.code == code
        assert TOKEN not in said
        assert "\x1b" not in said


def test_a_slow_body_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(clients, "TRIES", 2)
    monkeypatch.setattr(clients, "_SECONDS_A_READ", 0.2)
    with (
        serving(fault=lambda *_: Fault(body=b"{", slow=2.0)) as fake,
        pytest.raises(PinterestError, match="in time, 2 times"),
    ):
        pulled(fake, tmp_path)


def test_one_picture_stops_no_other(tmp_path):
    with serving() as fake, serving() as foreign:
        fake.add(7)
        images = [each["media"]["images"]["1200x"] for each in fake.pins]
        images[0]["url"] = f"{fake.address}/images/1200x/404.jpg"
        images[1]["url"] = f"{foreign.address}/images/x.jpg"
        images[2]["url"] = "file:///etc/passwd"
        fake.pins[3]["media"]["images"] = None
        pictures = {fake.pins[4]["id"]: b"<html>", fake.pins[5]["id"]: bytes(2**21)}
        whole = fake.picture
        from tests.support.fake_pinterest import small_jpeg

        fake.picture = lambda each: pictures.get(each) or small_jpeg(each)
        outcome = pulled(fake, tmp_path, settings=Settings(max_file_bytes=2**20))

        assert whole is None
        assert foreign.asked == []
        assert outcome.pictures == 1
        assert sum(outcome.left_out.values()) == 6
        assert [each["id"] for each in rows(tmp_path)] == [fake.pins[6]["id"]]


def test_the_token_goes_to_the_api_and_nowhere_else(tmp_path, caplog):
    caplog.set_level(0)
    with serving() as foreign, serving() as fake:
        away = Fault(302, (("Location", f"{foreign.address}/images/1200x/1.jpg"),))
        fake.fault = lambda _, asked: away if asked.path.startswith("/images") else None
        fake.add(2)
        pulled(fake, tmp_path)

        assert foreign.asked == []
        assert {each.token for each in fake.asked if "/images" in each.path} == {""}
        assert {each.token for each in fake.asked if "/v5" in each.path} == {
            f"Bearer {TOKEN}"
        }
    assert TOKEN not in caplog.text
    assert all(TOKEN.encode() not in data for data in contents(tmp_path).values())


def test_a_list_that_grows_or_circles(tmp_path):
    with serving(page=2) as fake:
        fake.add(4)
        fake.pins.insert(2, fake.pins[1])  # one was published between two pages
        assert pulled(fake, tmp_path / "a").pins == 4
        circle = {"items": [], "bookmark": "m2"}
        fake.fault = lambda _, asked: (
            Fault(body=json.dumps(circle).encode()) if "pins" in asked.path else None
        )
        with pytest.raises(PinterestError, match="back to the same page"):
            pulled(fake, tmp_path / "b")


def test_pins_without_figures_are_asked_for_by_day(tmp_path):
    day = {
        "date": "2026-11-01",
        "data_status": "READY",
        "metrics": {"IMPRESSION": 240, "PIN_CLICK": 37, "OUTBOUND_CLICK": 2, "SAVE": 1},
    }
    with serving() as fake:
        fake.add(3)
        for each in fake.pins[:2]:
            each["pin_metrics"] = None
        fake.figures[fake.pins[0]["id"]] = {"all": {"daily_metrics": [day]}}
        pulled(fake, tmp_path)

    history = exports.read([tmp_path / "exports"])
    found = {row.id: row for row in history.pins}
    assert found[fake.pins[0]["id"]].impressions == 240
    assert found[fake.pins[0]["id"]].title == "Pin 0000"
    assert fake.pins[1]["id"] not in found or not (
        found[fake.pins[1]["id"]].impressions
    )


def test_a_list_of_somebody_is_not_written_over(tmp_path):
    words = tmp_path / "pins" / "pins.csv"
    words.parent.mkdir()
    words.write_text("path,title\na.png,My title\n")
    with serving() as fake, pytest.raises(OutputError, match="was not pulled"):
        pulled(fake, tmp_path)

    assert words.read_text().endswith("My title\n")
    assert contents(tmp_path).keys() == {str(words.relative_to(tmp_path))}


def test_only_what_is_wanted(tmp_path):
    with serving(boards={"1": "Meal prep", "2": "Garden"}) as fake:
        fake.add(2, created_at="2025-01-01T00:00:00")
        fake.add(2, board_id="2")
        fake.add(1, media={"media_type": "video"})
        fake.add(1)
        from datetime import date

        new = pulled(fake, tmp_path / "a", Choice(since=date(2026, 1, 1)))
        garden = pulled(fake, tmp_path / "b", Choice(boards=("garden",)))

        assert new.pins == 3
        assert new.left_out == {"video pin, which is not scored": 1}
        assert garden.pins == 2
        with pytest.raises(PinterestError, match="no board 'Cars'"):
            pulled(fake, tmp_path / "c", Choice(boards=("Cars",)))


def test_one_board_after_the_other_fills_one_folder(tmp_path):
    with serving(boards={"1": "Meal prep", "2": "Garden"}) as fake:
        fake.add(3)
        fake.add(2, board_id="2")
        meals = pulled(fake, tmp_path, Choice(boards=("Meal prep",)))
        fake.pins[0]["title"] = "Newer title"
        garden = pulled(fake, tmp_path, Choice(boards=("Garden",)))
        del fake.pins[1]
        whole = pulled(fake, tmp_path)

    assert (meals.pins, meals.kept) == (3, 0)
    assert (garden.pins, garden.kept, garden.pictures, garden.had) == (5, 3, 2, 3)
    assert (whole.pins, whole.kept) == (4, 0)
    assert {row["board"] for row in rows(tmp_path)} == {"Meal prep", "Garden"}
    assert rows(tmp_path)[0]["title"] == "Newer title"
    assert len(exports.read([tmp_path / "exports"]).pins) == 4


def test_a_list_that_is_none_keeps_nothing(tmp_path):
    with serving() as fake:
        fake.add(2)
        pulled(fake, tmp_path)
        (tmp_path / "exports" / "pins.json").write_text('{"items": [{"id": "../x"}]}')

        assert pulled(fake, tmp_path, Choice(boards=("Meal prep",))).kept == 0


def test_a_dry_run_writes_nothing(tmp_path):
    with serving() as fake:
        fake.add(3)
        outcome = pulled(fake, tmp_path / "new", dry_run=True)

        assert outcome.pins == 3
        assert fake.paths("/images") == []
    assert list(tmp_path.iterdir()) == []


def test_titles_of_strangers_stay_words(tmp_path):
    nasty = 'a,"b"\nc\x1b[2J =HYPERLINK("x") \u202e</script>'
    with serving() as fake:
        fake.add(1, title=nasty)
        pulled(fake, tmp_path)

    assert len(rows(tmp_path)) >= 1
    from scorer.pins import find

    [pin] = find([tmp_path / "pins"])
    assert pin.title == nasty
