"""Files drawn here, with the answer known beforehand."""

import base64
import io
import os
import socket
import struct
import sys
import tracemalloc
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from scorer.core.errors import InputError
from scorer.core.settings import Settings
from scorer.opening import open_image
from scorer.pins import find
from tests.support.unprivileged import folder_of_nobody

RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.fixture
def halves():
    """40 x 60 px, the upper half red, the lower blue."""
    image = Image.new("RGB", (40, 60), RED)
    image.paste(BLUE, (0, 30, 40, 60))
    return image


def saved(path, image, form, **options):
    image.save(path, form, **options)
    return path


def refused(path, **settings):
    with pytest.raises(InputError) as caught:
        open_image(path, Settings(**settings))
    assert caught.value.hint
    assert caught.value.exit_code == 3
    return caught.value


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "AVIF"])
def test_every_allowed_format_is_known_by_content(tmp_path, halves, form):
    opened = open_image(saved(tmp_path / "pin.txt", halves, form), Settings())

    assert opened.file.format == form
    assert opened.pixels.shape == (60, 40, 3)
    assert opened.pixels.dtype == np.uint8
    assert np.abs(opened.pixels[10, 20].astype(int) - RED).max() < 12
    assert np.abs(opened.pixels[50, 20].astype(int) - BLUE).max() < 12


def test_checksum_and_size_are_of_the_file(tmp_path):
    path = saved(tmp_path / "a.png", Image.new("RGB", (2, 2)), "PNG")

    file = open_image(path, Settings()).file

    assert file.size_bytes == path.stat().st_size
    assert len(file.sha256) == 64
    assert (file.width_px, file.height_px) == (2, 2)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_exif_rotation_is_applied(tmp_path, halves, form, orientation):
    undone = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    stored = halves.transpose(undone) if undone is not None else halves
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path / "a", stored, form, exif=exif)

    opened = open_image(path, Settings())

    assert (opened.file.width_px, opened.file.height_px) == (40, 60)
    assert opened.pixels.shape == (60, 40, 3)
    assert opened.pixels[10, 20, 0] > 240
    assert opened.pixels[50, 20, 2] > 240


def test_transparency_is_laid_on_white(tmp_path):
    path = saved(tmp_path / "a.png", Image.new("RGBA", (4, 4), (0, 0, 0, 51)), "PNG")

    opened = open_image(path, Settings())
    assert opened.pixels[0, 0].tolist() == [204, 204, 204]
    assert opened.file.notices == ("transparent parts were measured on white",)


def test_a_picture_without_transparent_parts_has_no_such_notice(tmp_path):
    path = saved(tmp_path / "a.png", Image.new("RGBA", (4, 4), (0, 0, 0, 255)), "PNG")

    assert open_image(path, Settings()).file.notices == ()


def test_transparent_palette_entry_is_white(tmp_path):
    image = Image.new("P", (4, 4), 1)
    image.putpalette([0, 0, 0, 9, 9, 9])
    path = saved(tmp_path / "a.gif", image, "GIF", transparency=1)

    assert open_image(path, Settings()).pixels[0, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (65535, 255), (257 * 100, 100), (100, 0)]
)
def test_16_bits_become_8(tmp_path, value, expected):
    image = Image.fromarray(np.full((3, 3), value, np.uint16))
    path = saved(tmp_path / "a.png", image, "PNG")

    assert open_image(path, Settings()).pixels[0, 0].tolist() == [expected] * 3


@pytest.mark.parametrize("value", [-5.0, 70_000.0])
def test_one_value_beyond_every_range_is_an_even_picture(tmp_path, value):
    image = Image.fromarray(np.full((3, 3), value, np.float32))
    path = saved(tmp_path / "a.tif", image, "TIFF")

    assert np.ptp(open_image(path, Settings()).pixels) == 0


@pytest.mark.parametrize("top", [1.0, 255.0, 65535.0])
def test_float_pixels_in_a_known_range_keep_it(tmp_path, top):
    image = Image.fromarray(np.array([[0, top / 2, top]], np.float32))
    path = saved(tmp_path / "a.tif", image, "TIFF")

    assert open_image(path, Settings()).pixels[0, :, 0].tolist() == [0, 128, 255]


def test_float_pixels_without_a_range_are_stretched_with_a_notice(tmp_path):
    image = Image.fromarray(np.array([[-5, np.nan, 5]], np.float32))
    opened = open_image(saved(tmp_path / "a.tif", image, "TIFF"), Settings())

    assert opened.pixels[0, :, 0].tolist() == [0, 128, 255]
    assert "stretched" in opened.file.notices[0]


def test_cmyk_is_converted_with_a_notice(tmp_path):
    image = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    opened = open_image(saved(tmp_path / "a.jpg", image, "JPEG"), Settings())

    assert opened.pixels[4, 4, 0] > 240
    assert opened.pixels[4, 4, 1] < 15
    assert "CMYK" in opened.file.notices[0]


def test_lab_is_converted(tmp_path):
    image = Image.new("LAB", (4, 4), (255, 128, 128))
    opened = open_image(saved(tmp_path / "a.tif", image, "TIFF"), Settings())

    assert opened.pixels.min() > 240


def swapped_profile():
    """A profile whose red primary is sRGB's blue, and the other way round."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = plain.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ")
    return swapped.replace(b"tXYZ", b"bXYZ").replace(b"s\0R\0G\0B\0", b"z\0R\0G\0B\0")


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_profile_is_applied(tmp_path, mode):
    image = Image.new("RGB", (4, 4), RED).convert(mode)
    path = saved(tmp_path / "a.png", image, "PNG", icc_profile=swapped_profile())

    red, _, blue = open_image(path, Settings()).pixels[0, 0].tolist()

    assert blue > 200
    assert red < 60


def test_damaged_profile_is_a_notice(tmp_path, halves):
    path = saved(tmp_path / "a.jpg", halves, "JPEG", icc_profile=b"no profile")

    assert "profile" in open_image(path, Settings()).file.notices[0]


def test_first_frame_of_an_animation_with_a_notice(tmp_path, halves):
    later = [Image.new("RGB", (40, 60), BLUE)]
    path = saved(tmp_path / "a.gif", halves, "GIF", save_all=True, append_images=later)
    opened = open_image(path, Settings())

    assert opened.pixels[10, 20].tolist() == list(RED)
    assert "first" in opened.file.notices[0]


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize(("width", "read"), [(1998, 1998), (2000, 1000), (4000, 1000)])
def test_large_picture_is_reduced_and_its_size_kept(tmp_path, form, width, read):
    path = saved(tmp_path / "a", Image.new("RGB", (width, width // 2), BLUE), form)
    opened = open_image(path, Settings())

    assert (opened.file.width_px, opened.file.height_px) == (width, width // 2)
    assert opened.pixels.shape == (read // 2, read, 3)
    assert bool(opened.file.notices) == (read < width)


def test_truncated_jpeg(tmp_path, halves):
    rng = np.random.default_rng(1)
    noise = Image.fromarray(rng.integers(0, 255, (200, 200, 3), np.uint8))
    path = saved(tmp_path / "a.jpg", noise, "JPEG")
    path.write_bytes(path.read_bytes()[:5000])

    assert refused(path).code == "truncated-image"


def photo(width=320, height=800):
    """A picture of smooth shapes and fine noise, nowhere near mid gray."""
    rng = np.random.default_rng(2)
    y, x = np.mgrid[0:height, 0:width]
    plane = 40 + 30 * np.sin(x / 17) + 20 * np.cos(y / 11) + rng.normal(0, 4, x.shape)
    return Image.fromarray(
        np.clip(np.dstack([plane, plane / 2, 200 - plane]), 0, 255).astype(np.uint8)
    )


@pytest.mark.parametrize(
    ("form", "options", "off"),
    [
        ("JPEG", {}, 2),
        ("JPEG", {}, 400),
        ("JPEG", {"quality": 95, "subsampling": 0}, 900),
        ("JPEG", {"progressive": True}, 2),
        ("JPEG", {"progressive": True}, 200),
        ("JPEG", {"progressive": True}, 1_000),
        ("PNG", {}, 13),
        ("PNG", {}, 40),
        ("PNG", {}, 4_000),
    ],
)
def test_a_picture_that_lacks_its_last_bytes_only_is_read_with_a_notice(
    tmp_path, form, options, off
):
    whole = saved(tmp_path / "a", photo(), form, **options)
    usual = open_image(whole, Settings())
    (tmp_path / "b").write_bytes(whole.read_bytes()[:-off])

    cut = open_image(tmp_path / "b", Settings())

    assert cut.pixels.shape == usual.pixels.shape
    assert np.abs(cut.pixels[:740].astype(int) - usual.pixels[:740]).mean() < 1
    if cut.file.notices:
        assert "ends too early" in cut.file.notices[0]
    rest = cut.pixels[
        np.abs(cut.pixels.astype(int) - usual.pixels).max(axis=(1, 2)) > 60
    ]
    assert len(rest) <= 32
    assert off < 100 or cut.file.notices


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("PNG", {"bits": 4}),
    ],
)
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.85])
def test_a_picture_that_lacks_more_is_refused(tmp_path, form, options, kept):
    if "progressive" in options and kept > 0.6:
        kept = 0.55  # from then on the last scan has begun: all of it is there
    image = photo().quantize(16) if "bits" in options else photo()
    whole = saved(tmp_path / "a", image, form, **options).read_bytes()
    (tmp_path / "b").write_bytes(whole[: int(kept * len(whole))])

    assert refused(tmp_path / "b").code == "truncated-image"


def test_missing_rows_are_white_where_they_are_in_the_file(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # stands on its right side
    whole = saved(tmp_path / "a", photo(), "JPEG", exif=exif).read_bytes()
    (tmp_path / "b").write_bytes(whole[:-400])

    opened = open_image(tmp_path / "b", Settings())

    assert opened.pixels.shape == (320, 800, 3)
    assert opened.pixels[:, :4].min() == 255
    assert opened.pixels[:, 60:].max() < 255


def test_a_gif_shows_nothing_where_its_first_frame_is_not(tmp_path):
    frame = Image.new("P", (10, 8), 0)
    frame.putpalette([0, 0, 255, 0, 255, 0])
    data = bytearray(saved(tmp_path / "a.gif", frame, "GIF").read_bytes())
    data[6:10] = struct.pack("<HH", 30, 20)  # the canvas
    at = data.index(b"\x2c")
    data[at + 1 : at + 5] = struct.pack("<HH", 5, 6)
    (tmp_path / "a.gif").write_bytes(data)

    pixels = open_image(tmp_path / "a.gif", Settings()).pixels

    assert pixels.shape == (20, 30, 3)
    assert (pixels[6:14, 5:15] == BLUE).all()
    outside = pixels.copy()
    outside[6:14, 5:15] = 255
    assert (outside == 255).all()


@pytest.mark.parametrize(
    ("gamma", "more", "expected"),
    [
        (100_000, b"", 186),  # linear light: 128 is half of it
        (45_455, b"", 128),
        (44_000, b"", 128),  # within libpng's tolerance
        (100_000, b"sRGB", 128),
        (0, b"", 128),
        (2**31, b"", 128),
    ],
)
@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P"])
def test_gamma_of_a_png_is_heeded(tmp_path, mode, gamma, more, expected):
    image = Image.new("RGBA", (3, 3), (128, 128, 128, 255)).convert(mode)
    data = saved(tmp_path / "a.png", image, "PNG").read_bytes()
    extra = chunk(b"gAMA", struct.pack(">I", gamma))
    extra += chunk(more, b"\0") if more else b""
    (tmp_path / "a.png").write_bytes(data[:33] + extra + data[33:])

    assert (
        open_image(tmp_path / "a.png", Settings()).pixels[0, 0].tolist()
        == [pytest.approx(expected, abs=1)] * 3
    )


def bmp(depth, compression, pixels):
    """A bitmap of 2 x 2 px."""
    header = struct.pack("<IiiHHIIiiII", 40, 2, 2, 1, depth, compression, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(pixels), 0, 0, 54) + header + pixels


@pytest.mark.parametrize(
    "data",
    [
        bmp(2, 0, bytes(100)),
        bmp(24, 4, bytes(100)),
        bmp(16, 3, struct.pack("<III", 0x300, 0xE0, 0x1F) + bytes(100)),
    ],
)
def test_a_rare_bitmap_is_not_supported_and_not_damaged(tmp_path, data):
    (tmp_path / "a.bmp").write_bytes(data)

    error = refused(tmp_path / "a.bmp")

    assert error.code == "unsupported-format"
    assert "damaged" not in error.message


@pytest.mark.parametrize("options", [{}, {"compression": "tga_rle"}])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
@pytest.mark.parametrize("has_end", [True, False])
def test_a_targa_is_named(tmp_path, halves, mode, options, has_end):
    path = saved(tmp_path / "a.tga", halves.convert(mode), "TGA", **options)
    data = path.read_bytes()
    path.write_bytes(data if has_end else data[:-26])

    error = refused(path)

    assert error.code == "unsupported-format"
    assert "is a TGA file" in error.message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\0\0\1\0\1\0 icon", "an icon file"),
        (b"<svg xmlns='x'/>", "an SVG file"),
        (b"%!PS", "an EPS file"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "an XML file"),
        (b"<?xml version='1.0'?><svg xmlns='x'/>", "an SVG file"),
        (b"\xd0\xcf\x11\xe0", "an OLE file"),
        (b"8BPS\0\1", "a Photoshop file"),
    ],
)
def test_the_article_fits(tmp_path, data, said):
    (tmp_path / "a.png").write_bytes(data)

    assert said in refused(tmp_path / "a.png").message


def test_of_a_video_the_cover_is_asked_for(tmp_path):
    (tmp_path / "v.mp4").write_bytes(b"\0\0\0\x18ftypmp42")

    assert refused(tmp_path / "v.mp4").message.startswith("v.mp4 is a video file")
    assert "picture that it begins with" in refused(tmp_path / "v.mp4").hint


def test_a_feed_by_another_name_is_told_how_it_is_read(tmp_path):
    (tmp_path / "feed").write_bytes(b"\xef\xbb\xbf<rss version='2.0'></rss>")

    assert "where its name ends in .xml" in refused(tmp_path / "feed").hint


def chunk(kind, content):
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def test_bomb_is_refused_before_its_pixels_exist(tmp_path):
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x")
    path = tmp_path / "a.png"
    path.write_bytes(bomb)

    assert refused(path).code == "too-many-pixels"


def test_pixel_limit_is_a_setting(tmp_path, halves):
    path = saved(tmp_path / "a.png", halves, "PNG")

    assert refused(path, max_pixels=2399).code == "too-many-pixels"
    assert open_image(path, Settings(max_pixels=2400)).file.width_px == 40


def test_webp_canvas_is_checked_before_its_decoder_is_made(tmp_path):
    canvas = struct.pack("<I", 16383 - 1)[:3] * 2
    content = b"WEBPVP8X" + struct.pack("<I", 10) + b"\2\0\0\0" + canvas
    path = tmp_path / "a.webp"
    path.write_bytes(b"RIFF" + struct.pack("<I", len(content)) + content)

    assert refused(path).code == "too-many-pixels"


def test_byte_limit_is_a_setting(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(bytes(101))

    assert refused(path, max_file_bytes=100).code == "too-large-file"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"hello", "not-an-image"),
        (b"\x89PNG\r\n\x1a\n", "damaged-image"),
        (b"\xff\xd8\xff\xe0 no more", "damaged-image"),
        (b"8BPS\0\1", "unsupported-format"),
        (b"<svg xmlns='x'/>", "unsupported-format"),
        (b"%PDF-1.4", "unsupported-format"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "unsupported-format"),
        (b"PK\3\4 zip", "not-an-image"),
    ],
)
def test_other_content_is_named(tmp_path, content, code, monkeypatch):
    monkeypatch.setitem(sys.modules, "pi_heif", None)  # as without the extra heic
    path = tmp_path / "pin.png"
    path.write_bytes(content)

    assert refused(path).code in {code, "truncated-image"} - (
        set() if code == "damaged-image" else {"truncated-image"}
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("pins.json", "a list of pins is CSV"),
        ("pins.xls", "a list of pins is CSV"),
        ("pins.txt", "scorer score - < pins.txt"),
        ("pins.docx", "use JPEG, PNG"),
    ],
)
def test_a_list_of_another_kind_is_told_what_a_list_is(tmp_path, name, hint):
    (tmp_path / name).write_bytes(b"anything")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0 as Excel wrote")

    assert hint in refused(tmp_path / name).hint
    assert "a list of pins is CSV" in refused(tmp_path / "old.xls").hint


def test_eps_is_never_handed_to_a_program(tmp_path):
    path = tmp_path / "a.jpg"
    Image.new("RGB", (4, 4)).save(path, "EPS")

    assert refused(path).code == "unsupported-format"


def test_missing_file(tmp_path):
    assert refused(tmp_path / "none.png").code == "not-found"


def test_file_as_folder(tmp_path):
    (tmp_path / "a").write_bytes(b"x")

    assert refused(tmp_path / "a" / "b.png").code == "not-found"


def test_folder(tmp_path):
    assert refused(tmp_path).code == "is-a-directory"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_does_not_wait(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")

    assert refused(tmp_path / "pipe.png").code == "not-a-regular-file"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")
def test_socket(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # socket paths are short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.png")
        assert refused(tmp_path / "s.png").code == "not-a-regular-file"


@pytest.mark.skipif(os.name != "posix", reason="devices are files on POSIX")
def test_device(tmp_path):
    (tmp_path / "a.png").symlink_to("/dev/zero")

    assert refused(tmp_path / "a.png").code == "not-a-regular-file"


def test_symlink_loop(tmp_path):
    (tmp_path / "a.png").symlink_to(tmp_path / "b.png")
    (tmp_path / "b.png").symlink_to(tmp_path / "a.png")

    assert refused(tmp_path / "a.png").code == "symlink-loop"


def test_too_long_path(tmp_path):
    assert refused(tmp_path / ("x" * 4000)).code == "name-too-long"
    assert refused(tmp_path.joinpath(*["y" * 200] * 25)).code == "name-too-long"


def test_nul_in_name(tmp_path):
    assert refused(tmp_path / "a\0b.png").code == "bad-name"


def test_address_is_not_fetched():
    from pathlib import Path

    assert refused(Path("https://example.com/pin.png")).code == "is-a-url"


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="POSIX permissions")
def test_no_permission():
    with folder_of_nobody() as folder:
        path = folder / "a.png"
        path.write_bytes(b"x")
        path.chmod(0)

        assert refused(path).code == "no-permission"


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="POSIX permissions")
def test_folder_that_may_not_be_entered():
    with folder_of_nobody() as folder:
        closed = folder / "closed"
        closed.mkdir(mode=0)

        assert refused(closed / "a.png").code == "no-permission"
        [pin] = find([folder])
        assert pin.path == closed
        assert refused(closed).code == "no-permission"


def test_file_that_grows_while_it_is_read(tmp_path, monkeypatch, halves):
    path = saved(tmp_path / "a.png", halves, "PNG")
    real = os.fdopen

    def growing(*args):
        file = real(*args)
        with path.open("ab") as writer:
            writer.write(b"more")
        os.utime(path, (1, 1))
        return file

    states = iter([path.stat()])
    fstat = os.fstat
    monkeypatch.setattr(os, "fdopen", growing)
    monkeypatch.setattr(os, "fstat", lambda fd: next(states, None) or fstat(fd))

    assert refused(path).code == "changed-while-read"


@pytest.mark.skipif(os.name != "posix", reason="such names exist on POSIX")
@pytest.mark.parametrize(
    "name",
    [b"a\nb.png", b"\xff\xfe.png", "a\u202egnp.exe".encode(), b"\x1b[31m.png", b"-x"],
)
def test_odd_names_open_and_are_harmless_in_messages(tmp_path, halves, name):
    path = tmp_path / os.fsdecode(name)
    buffer = io.BytesIO()
    halves.save(buffer, "PNG")
    path.write_bytes(buffer.getvalue())

    assert open_image(path, Settings()).file.width_px == 40

    path.write_bytes(b"no image")
    assert refused(path).message.isprintable()


def progressive(path, times):
    """A flat progressive JPEG of a megapixel whose last scan comes again and again."""
    buffer = io.BytesIO()
    Image.new("L", (1000, 1000), 90).save(buffer, "JPEG", progressive=True)
    data = buffer.getvalue()
    last = data.rindex(b"\xff\xda")
    path.write_bytes(data[:-2] + data[last:-2] * times + data[-2:])
    return path


def test_scans_without_end_are_refused(tmp_path):
    """Each of 6,000 scans is 19 bytes, and a pass over the whole picture."""
    assert refused(progressive(tmp_path / "a.jpg", 6000)).code == "too-many-scans"


def test_scans_behind_segments_without_end_are_refused(tmp_path):
    path = progressive(tmp_path / "a.jpg", 0)
    data = path.read_bytes()
    path.write_bytes(data[:2] + b"\xff\xee\0\2" * 110_000 + data[2:])

    assert refused(path).code == "too-many-scans"


def test_a_usual_progressive_picture_opens(tmp_path):
    assert open_image(progressive(tmp_path / "a.jpg", 30), Settings())


def test_headers_that_are_read_byte_by_byte_come_to_an_end(tmp_path, halves):
    path = saved(tmp_path / "a.jpg", halves, "JPEG")
    data = path.read_bytes()
    path.write_bytes(data[:2] + b"\xff" * 4_500_000 + data[2:])

    assert refused(path).code == "damaged-image"


def shared_tags(count, size):
    """A TIFF directory whose tags all name the same bytes, which are its own."""
    tags = [struct.pack("<HHII", 40_000 + i, 1, size, 8) for i in range(count)]
    turned = struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", count + 1) + turned + b"".join(tags)


def test_tags_that_share_their_bytes_are_not_copied_without_end(tmp_path):
    path = tmp_path / "a.tif"
    path.write_bytes(shared_tags(900, 10**6) + bytes(10**6))

    tracemalloc.start()
    assert refused(path).code == "damaged-image"
    assert tracemalloc.get_traced_memory()[1] < 100 * 10**6  # 64 MiB to read into
    tracemalloc.stop()


def test_giant_exif_is_not_read(tmp_path, halves):
    exif = b"Exif\0\0" + shared_tags(900, 10**6) + bytes(10**6)
    path = saved(tmp_path / "a.png", halves, "PNG", exif=exif)

    assert open_image(path, Settings()).pixels.shape == (60, 40, 3)


def test_comments_before_something_that_is_no_svg_come_to_an_end(tmp_path):
    path = tmp_path / "a.svg"
    path.write_bytes(b"<?xml version='1.0'?>" + b"<!-- x -->" * 90 + b"<html>")

    assert "is an XML file" in refused(path).message


@pytest.mark.parametrize(("size", "opens"), [((2, 1000), True), ((1001, 2), False)])
def test_a_line_is_no_picture(tmp_path, size, opens):
    path = saved(tmp_path / "a.png", Image.new("RGB", size), "PNG")

    if opens:
        assert open_image(path, Settings()).file.width_px == 2
    else:
        assert refused(path).code == "extreme-shape"


@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="needs the kernel log")
def test_a_system_file_that_has_nothing_to_say(tmp_path):
    (tmp_path / "a.jpg").symlink_to("/proc/kmsg")

    assert refused(tmp_path / "a.jpg").code in ("empty-file", "not-an-image")


# A gradient from black to white, 16 x 24 px, drawn for this test, as phones keep
# photos; without EXIF, as what a program exports.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAXxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABw"
    "aWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAABoAABAAAAAAAAADgAAAAjaWlu"
    "ZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/GlwcnAAAADcaXBj"
    "bwAAAHVodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMA"
    "HroCQGEAAQApQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbqrprm4CGgwIAAAAyAAAADAIRiAAEABkQB"
    "wXPBiQAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABAAAAAQAAAAChjbGFwAAAAEAAA"
    "AAEAAAAYAAAAAf///9AAAAAC////2AAAAAIAAAAQcGl4aQAAAAADCAgIAAAAGGlwbWEAAAAAAAAA"
    "AQABBYECAwWEAAAAQG1kYXQAAAA0KAGvEyFe40D2syaaDpvD2RFNd5FwVKDQu8US9H8666iSB1XV"
    "2f3avgabM/wJILaytsNKzA=="
)


def test_a_heic_photo_is_read(tmp_path):
    pytest.importorskip("pi_heif", reason="the extra heic is not installed")
    (tmp_path / "a.heic").write_bytes(HEIC)
    pixels = open_image(tmp_path / "a.heic", Settings()).pixels

    assert pixels.shape == (24, 16, 3)
    assert pixels[0].mean() < 20
    assert pixels[-1].mean() > 235


def test_a_heic_photo_that_breaks_its_decoder_is_damaged(tmp_path):
    """It says 15 bits a sample and holds 8: pi-heif 1.4 writes past its memory."""
    pytest.importorskip("pi_heif", reason="the extra heic is not installed")
    depths = HEIC.index(b"hvcC") + 4 + 17
    broken = bytearray(HEIC)
    broken[depths : depths + 2] = b"\xff\xff"
    (tmp_path / "a.heic").write_bytes(broken)

    # Another version may read it: either is right, and this process lives.
    code = ""
    try:
        open_image(tmp_path / "a.heic", Settings())
    except InputError as error:
        code = error.code
    assert code in {"", "damaged-image"}


def test_a_heic_photo_above_the_limit_is_refused(tmp_path):
    pytest.importorskip("pi_heif", reason="the extra heic is not installed")
    (tmp_path / "a.heic").write_bytes(HEIC)

    assert refused(tmp_path / "a.heic", max_pixels=300).code == "too-many-pixels"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_half_a_heic_photo_is_damaged(tmp_path, kept):
    pytest.importorskip("pi_heif", reason="the extra heic is not installed")
    (tmp_path / "a.heic").write_bytes(HEIC[: int(kept * len(HEIC))])
    with pytest.raises(InputError) as caught:
        open_image(tmp_path / "a.heic", Settings())

    assert "damaged" in caught.value.message
