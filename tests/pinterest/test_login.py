"""Tokens: where they come from, who may read them, and the way through the browser."""

import base64
import hashlib
import json
import os
import stat
import threading
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from scorer.cli import main
from scorer.core.errors import PinterestError, SettingsError
from scorer.core.loaded_settings import load
from scorer.pinterest import access as accesses
from scorer.pinterest import login as logins
from scorer.pinterest.access import Access, App
from scorer.pinterest.address import Address, address
from scorer.pinterest.answers import Boards
from scorer.pinterest.client import Client
from tests.support.fake_pinterest import TOKEN, serving

APP = App("1234", "app-SECRET")
needs_modes = pytest.mark.skipif(os.name == "nt", reason="permissions are elsewhere")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_token_of_the_environment_is_no_setting(tmp_path):
    environment = {"SCORER_PINTEREST_TOKEN": TOKEN}

    assert accesses.access(environment=environment).token == TOKEN
    assert TOKEN not in repr(accesses.access(environment=environment))
    assert TOKEN not in repr(load(tmp_path, environment=environment))


def test_none_says_how_to_get_one(tmp_path, monkeypatch):
    monkeypatch.setattr(accesses, "token_file", lambda: tmp_path / "none.json")
    with pytest.raises(SettingsError, match="no token") as error:
        accesses.access(environment={})
    assert "scorer login" in error.value.hint


@needs_modes
def test_a_file_that_others_can_read_is_not_used(tmp_path):
    path = tmp_path / "token"
    path.write_text(TOKEN)
    path.chmod(0o640)
    with pytest.raises(SettingsError, match="read by others") as error:
        accesses.access(path)
    assert TOKEN not in f"{error.value}{error.value.hint}"
    path.chmod(0o600)
    assert accesses.access(path).token == TOKEN


@pytest.mark.parametrize(
    "text",
    ["", "a b", "x\ny", "é", '{"token": 1}', '{"token": "x", "more": {}', "y" * 9000],
)
def test_what_is_no_token_is_not_quoted(tmp_path, text):
    path = tmp_path / "token"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(SettingsError) as error:
        accesses.access(path)
    said = f"{error.value}{error.value.hint}"
    assert not text.strip() or text not in said


def test_a_login_is_kept_for_its_owner_only(tmp_path):
    path = tmp_path / "new" / "pinterest.json"
    kept = accesses.keep(Access(TOKEN, "again", 5.0), path)

    assert accesses.access(path) == kept
    if os.name != "nt":
        assert mode(path) == 0o600


@pytest.mark.parametrize(
    "text",
    [
        "http://api.pinterest.com/v5",
        "https://api.pinterest.com.evil.org/v5",
        "https://evil.org/api.pinterest.com",
        "https://evilpinterest.com/v5",
        "https://me@api.pinterest.com/v5",
        "http://127.0.0.1.evil.org/v5",
        "https://[/v5",
        "file:///v5",
    ],
)
def test_the_token_goes_to_no_other_address(text):
    with pytest.raises(SettingsError, match="elsewhere"):
        address({"SCORER_PINTEREST_API": text})


@pytest.mark.parametrize(
    "url",
    [
        "http://i.pinimg.com/1.jpg",
        "https://i.pinimg.com:8443/1.jpg",
        "https://pinimg.com.evil.org/1.jpg",
        "https://me@i.pinimg.com/1.jpg",
        "https://169.254.169.254/latest",
        "file:///etc/passwd",
        "https://[",
        "",
    ],
)
def test_pictures_are_asked_of_pinterest_only(url):
    assert not address({}).allows_picture(url)
    assert address({}).allows_picture("https://i.pinimg.com/1200x/0d/f6.jpg")


def _browser(fake, answers):
    """Return a browser whose person allows; wrong answers come first."""

    def browse(page):
        query = {key: each[0] for key, each in parse_qs(urlsplit(page).query).items()}
        fake.challenge = query["code_challenge"]
        fake.page_query = query

        def come_back():
            for answer in answers(query):
                try:
                    urlopen(f"{query['redirect_uri']}{answer}", timeout=10).read()
                except OSError:
                    continue

        threading.Thread(target=come_back, daemon=True).start()

    return browse


def free_port():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def test_through_the_browser_and_back(tmp_path):
    path = tmp_path / "pinterest.json"
    shown = []
    with serving() as fake:
        found = logins.login(
            APP,
            Address(f"{fake.address}/v5"),
            path,
            port=free_port(),
            show=shown.append,
            browse=_browser(
                fake,
                lambda query: (
                    "?code=stolen&state=guessed",
                    f"elsewhere?code=x&state={query['state']}",
                    f"?code=right&state={query['state']}",
                ),
            ),
        )
        [asked] = fake.asked

    assert found.token == fake.tokens[-1]
    assert found.refresh_token
    assert asked.form["code"] == "right"
    assert asked.form["grant_type"] == "authorization_code"
    expected = base64.b64encode(b"1234:app-SECRET").decode()
    assert asked.token == f"Basic {expected}"
    assert fake.page_query["scope"] == "boards:read,pins:read,user_accounts:read"
    assert fake.page_query["code_challenge_method"] == "S256"
    digest = hashlib.sha256(asked.form["code_verifier"].encode()).digest()
    assert fake.challenge == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert APP.secret not in shown[0]
    assert APP.secret not in path.read_text()


def test_who_does_not_allow_it_is_told(tmp_path):
    with (
        serving() as fake,
        pytest.raises(PinterestError, match="was refused"),
    ):
        logins.login(
            APP,
            Address(f"{fake.address}/v5"),
            tmp_path / "t.json",
            port=free_port(),
            show=lambda _: None,
            browse=_browser(
                fake, lambda query: (f"?error=denied&state={query['state']}",)
            ),
        )
    assert list(tmp_path.iterdir()) == []


def test_nobody_waits_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(logins, "_WAIT_SECONDS", 0.2)
    with pytest.raises(PinterestError, match="nobody gave permission"):
        logins.login(
            APP,
            Address("http://127.0.0.1:9/v5"),
            tmp_path / "t.json",
            port=free_port(),
            show=lambda _: None,
            browse=lambda _: None,
        )


@pytest.mark.parametrize("expires_at", [0.0, 1.0])
def test_a_login_is_renewed_when_it_ends(tmp_path, expires_at):
    path = tmp_path / "pinterest.json"
    with serving(tokens=[]) as fake:
        old = accesses.keep(Access("pina_OLD", "pinr_OLD", expires_at), path)
        client = Client(old, Address(f"{fake.address}/v5"), APP)
        client.ask("/boards", {}, Boards)
        client.close()

        asked = [each for each in fake.asked if each.form]
        assert [each.form["refresh_token"] for each in asked] == ["pinr_OLD"]
    assert accesses.access(path).token == fake.tokens[-1]
    if os.name != "nt":
        assert mode(path) == 0o600


def test_the_command(tmp_path, monkeypatch):
    with serving() as fake:
        fake.add(2)
        monkeypatch.setenv("SCORER_PINTEREST_API", f"{fake.address}/v5")
        monkeypatch.setenv("SCORER_PINTEREST_TOKEN", TOKEN)
        run = CliRunner().invoke(main, ["pull", "-o", str(tmp_path / "account")])

        assert run.exit_code == 0, run.output
        assert "2 pins" in run.output
        assert "scorer train" in run.output
        assert TOKEN not in run.output
        fake.tokens.clear()
        run = CliRunner().invoke(main, ["pull", "-o", str(tmp_path / "account")])
        assert run.exit_code == 2
        assert "does not accept the token" in run.output
        assert TOKEN not in run.output
        assert TOKEN not in CliRunner().invoke(main, ["doctor"]).output
    assert json.loads((tmp_path / "account/exports/pins.json").read_text())["items"]


def test_login_without_an_app_says_what_is_missing(monkeypatch):
    monkeypatch.delenv("SCORER_PINTEREST_APP_ID", raising=False)
    run = CliRunner().invoke(main, ["login"])

    assert run.exit_code == 2
    assert "SCORER_PINTEREST_APP_ID" in run.output
