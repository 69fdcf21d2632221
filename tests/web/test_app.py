"""The page's server, without a browser."""

import io

import pytest
from PIL import Image

from scorer.core.loaded_settings import load
from tests.web._serving import ask, serving

BINARY = {"content_type": "application/octet-stream"}


@pytest.fixture(scope="module")
def port():
    with serving() as number:
        yield number


def picture(width=90, height=60):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, "PNG")
    return buffer.getvalue()


def test_upload_becomes_a_report_under_its_own_name(port):
    status, _, text = ask(
        port, "POST", "/score?name=my+pin.png&index=7&title=Hi", picture(), **BINARY
    )

    assert status == 200
    assert 'data-pin="7"' in text
    assert "my pin.png" in text
    assert "90 × 60 px is wider than 2:3" in text


def test_words_of_an_upload_do_not_steer_the_page(port):
    given = "/score?name=a.png&title=%E2%80%AEgnp%1B[31m&description=%E2%81%A6x"
    status, _, text = ask(port, "POST", given, picture(), **BINARY)

    assert status == 200
    assert "\\u202egnp\\x1b[31m" in text
    assert not {"\u202e", "\u2066", "\x1b"} & set(text)


def test_what_is_no_picture_is_a_failed_report(port):
    status, _, text = ask(port, "POST", "/score?name=a.png", b"no picture", **BINARY)

    assert status == 200
    assert "Could not be read" in text
    assert "a.png" in text


def test_oversize_is_refused_with_and_without_a_length(port):
    chunks = (b"x" * 50_000 for _ in range(10))

    assert ask(port, "POST", "/score", b"x" * 200_001, **BINARY)[0] == 413
    assert ask(port, "POST", "/score", chunks, **BINARY)[0] == 413


def test_a_form_of_another_site_is_refused(port):
    status, _, _ = ask(port, "POST", "/score", picture(), content_type="text/plain")

    assert status == 415


def test_another_host_name_is_refused(port):
    assert ask(port, "GET", "/", host="evil.example")[0] == 400


@pytest.mark.parametrize("path", ["/", "/report.js", "/nothing"])
def test_safety_headers_come_with_every_answer(port, path):
    _, headers, _ = ask(port, "GET", path)

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_where_no_worker_can_start_uploads_are_scored_here(monkeypatch):
    """As in a container whose /dev/shm cannot be written to."""

    def refused(*arguments):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("multiprocessing.synchronize._multiprocessing.SemLock", refused)

    with serving() as alone:
        status, _, text = ask(alone, "POST", "/score?name=pin.png", picture(), **BINARY)

    assert status == 200
    assert "90 × 60 px is wider than 2:3" in text


def test_host_names_are_read_with_ports_and_brackets(port):
    for host in ("127.0.0.1", f"127.0.0.1:{port}", "[::1]", f"[::1]:{port}"):
        assert ask(port, "GET", "/", host=host)[0] == 200
    for host in ("[::2]", "evil.example:80", "127.0.0.1.evil.example", "[", "", "a@b"):
        assert ask(port, "GET", "/", host=host)[0] == 400


def test_a_page_that_others_reach_needs_its_token():
    with serving(token="abc") as port:
        assert ask(port, "GET", "/", host="any.example")[0] == 403
        assert ask(port, "GET", "/?token=abcd")[0] == 403
        assert ask(port, "GET", "/report.css?token=abc")[0] == 403
        assert ask(port, "POST", "/score?token=abc", picture(), **BINARY)[0] == 403
        status, headers, _ = ask(port, "GET", "/?token=abc", host="any.example")
        cookie = headers["set-cookie"]
        kept = cookie.partition(";")[0]

        assert (status, headers["location"]) == (303, "/")
        assert "httponly" in cookie.lower()
        assert "samesite=strict" in cookie.lower()
        assert ask(port, "GET", "/", cookie=kept)[0] == 200
        assert ask(port, "POST", "/score", picture(), cookie=kept, **BINARY)[0] == 200
        assert ask(port, "GET", "/", cookie="scorer=abd")[0] == 403
        assert ask(port, "GET", "/", cookie="scorer=\xff; [")[0] == 403


def test_uploads_are_judged_by_the_settings_as_their_file_says_them_now(tmp_path):
    file = tmp_path / "drafts" / "scorer.toml"
    file.parent.mkdir()
    file.write_text('select = ["wide-image"]\nocr-engine = "none"\n')

    with serving(loaded=load(file.parent, {})) as port:
        _, _, page = ask(port, "GET", "/")
        _, _, before = ask(port, "POST", "/score?name=a.png", picture(), **BINARY)
        file.write_text('select = ["tall-image"]\nocr-engine = "none"\n')
        _, _, after = ask(port, "POST", "/score?name=a.png", picture(), **BINARY)
        file.write_text('select = ["tal-image"]\n')
        status, _, wrong = ask(port, "POST", "/score?name=a.png", picture(), **BINARY)

    assert "Settings of <b>drafts/scorer.toml</b>" in page
    assert "is wider than 2:3" in before
    assert "is wider than 2:3" not in after
    assert status == 200
    assert "did you mean tall-image?" in wrong
    assert "drafts/scorer.toml: " in wrong
