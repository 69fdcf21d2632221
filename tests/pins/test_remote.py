"""Folders in a bucket: a fake S3 server on this machine stands for Amazon's."""

import contextlib
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scorer.batch import Job, run
from scorer.core.errors import DependencyError
from scorer.core.pin import Pin
from scorer.core.settings import Settings
from scorer.opening import open_image
from scorer.pins import find
from scorer.pins.remote import address, is_remote

FIXTURES = Path(__file__).parents[2] / "fixtures" / "pins"
PICTURES = ("clipped-text.jpg", "small-text.jpg")
KEYS = ("drafts/a.jpg", "drafts/more/b.jpg")

moto = pytest.importorskip("moto.server")
pytest.importorskip("s3fs")
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def server():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    made = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    _, port = made.get_host_and_port()
    yield f"http://127.0.0.1:{port}"
    made.stop()


@pytest.fixture
def bucket(server, monkeypatch):
    """A bucket with two pictures, a manifest, and what a folder should not show."""
    import boto3
    from s3fs import S3FileSystem

    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "any",
        "AWS_SECRET_ACCESS_KEY": "any",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    S3FileSystem.clear_instance_cache()
    client = boto3.client("s3")
    client.create_bucket(Bucket="pins")
    for key, name in zip(KEYS, PICTURES, strict=True):
        client.upload_file(str(FIXTURES / name), "pins", key)
    manifest = b"path,title\na.jpg,10 cozy ideas\n"
    client.put_object(Bucket="pins", Key="drafts/pins.csv", Body=manifest)
    client.put_object(Bucket="pins", Key="drafts/.hidden.jpg", Body=b"x")
    client.put_object(Bucket="pins", Key="drafts/empty.png", Body=b"")
    yield client
    for entry in client.list_objects_v2(Bucket="pins")["Contents"]:
        client.delete_object(Bucket="pins", Key=entry["Key"])
    client.delete_bucket(Bucket="pins")


@pytest.fixture
def job(tmp_path):
    return Job(Settings(ocr_engine="none", cache_folder=str(tmp_path)))


def found(*paths):
    return [(address(pin.path), pin.title) for pin in find(map(Path, paths))]


def test_folder_of_a_bucket_gives_its_pictures_and_their_words(bucket):
    assert found("s3://pins/drafts") == [
        ("s3://pins/drafts/a.jpg", "10 cozy ideas"),
        ("s3://pins/drafts/empty.png", ""),
        ("s3://pins/drafts/more/b.jpg", ""),
    ]
    assert found("s3://pins/drafts/*.jpg") == [("s3://pins/drafts/a.jpg", "")]
    assert found("s3://pins/drafts/pins.csv") == [
        ("s3://pins/drafts/a.jpg", "10 cozy ideas")
    ]


def test_reports_are_those_of_the_files(bucket, job):
    here = list(run([Pin(FIXTURES / name) for name in PICTURES], job))
    there = list(run([Pin(Path("s3://pins", key)) for key in KEYS], job))

    assert [each.path for each in there] == [f"s3://pins/{key}" for key in KEYS]
    assert [each.sha256 for each in there] == [each.sha256 for each in here]
    assert [each.score for each in there] == [each.score for each in here]


def test_unchanged_object_is_not_read_again(bucket, job, monkeypatch):
    pins = [Pin(Path("s3://pins", key)) for key in KEYS]
    first = list(run(pins, job))
    monkeypatch.setattr("scorer.pins.remote.read", None)

    assert list(run(pins, job)) == first


def test_changed_object_is_read_again(bucket, job):
    pin = Pin(Path("s3://pins/drafts/a.jpg"))
    [before] = run([pin], job)
    bucket.upload_file(str(FIXTURES / PICTURES[1]), "pins", KEYS[0])

    [after] = run([pin], job)

    assert after.sha256 != before.sha256


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("s3://pins/drafts/none.jpg", "not-found"),
        ("s3://no-such-bucket/drafts", "not-found"),
        ("s3://pins/drafts/empty.png", "empty-file"),
    ],
)
def test_what_cannot_be_read_is_said(bucket, job, path, code):
    [report] = run(find([Path(path)]), job)

    assert report.path == path
    assert report.failure.code == code


def test_size_is_limited(bucket):
    with pytest.raises(Exception, match="larger than") as raised:
        open_image(Path("s3://pins/drafts/a.jpg"), Settings(max_file_bytes=1_000))

    assert raised.value.code == "too-large-file"


def test_no_answer_is_a_sentence(bucket, job, monkeypatch):
    from s3fs import S3FileSystem

    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    S3FileSystem.clear_instance_cache()
    monkeypatch.setattr(S3FileSystem, "retries", 1)

    [report] = run([Pin(Path("s3://pins/drafts/a.jpg"))], job)

    assert report.failure.code == "unreadable"
    assert "a.jpg cannot be read" in report.failure.message


def test_the_command_and_its_workers(bucket, tmp_path):
    flags = ("-f", "csv", "--ocr-engine", "none", "--jobs", "2")
    done = subprocess.run(
        [sys.executable, "-m", "scorer", "score", "s3://pins/drafts", *flags],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SCORER_CACHE_FOLDER": str(tmp_path)},
    )

    assert done.returncode == 3, done.stderr
    rows = done.stdout.splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == [
        "s3://pins/drafts/a.jpg",
        "s3://pins/drafts/empty.png",
        "s3://pins/drafts/more/b.jpg",
    ]


def test_local_paths_are_not_remote():
    assert not is_remote(Path("drafts/s3"))
    assert address(Path("drafts/a.jpg")) == "drafts/a.jpg"


def test_without_the_extra_the_way_to_get_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "s3fs", None)

    with pytest.raises(DependencyError) as raised, contextlib.suppress(OSError):
        list(find([Path("s3://pins/drafts")]))

    assert "[s3]" in raised.value.hint
