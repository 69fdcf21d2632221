"""Catalog feeds in XML as lists of pins."""

import pytest

from scorer.core.errors import InputError
from scorer.pins import find, passed_over
from scorer.pins.feed import FeedError, rows
from scorer.pins.place import check_place

GOOGLE = "http://base.google.com/ns/1.0"
ITEM = """<item>
  <g:id>SKU-1</g:id>
  <title>Oak shelf &amp; pegs</title>
  <g:description><![CDATA[For <small> rooms]]></g:description>
  <link>https://shop.example/oak</link>
  <g:image_link>https://cdn.example/p/oak.jpg?v=12</g:image_link>
  <g:additional_image_link>https://cdn.example/p/side.jpg</g:additional_image_link>
  <g:shipping><g:country>US</g:country><g:price>5 USD</g:price></g:shipping>
</item>"""


def rss(*items, root=f'<rss version="2.0" xmlns:g="{GOOGLE}">'):
    head = "<title>Shop</title><link>https://shop.example</link>"
    return f'<?xml version="1.0"?>{root}<channel>{head}{"".join(items)}</channel></rss>'


def item(**fields):
    inner = "".join(f"<g:{key}>{value}</g:{key}>" for key, value in fields.items())
    return f"<item>{inner}</item>"


def atom(*entries):
    spaces = f'xmlns="http://www.w3.org/2005/Atom" xmlns:g="{GOOGLE}"'
    return f"<feed {spaces}><title>Shop</title>{''.join(entries)}</feed>"


ENTRY = """<entry>
  <id>tag:shop.example,2026:1</id><g:id>SKU-1</g:id>
  <title>Oak shelf &amp; pegs</title>
  <summary>For &lt;small&gt; rooms</summary>
  <link rel="self" href="https://shop.example/1.atom"/>
  <link rel="alternate" href="https://shop.example/oak"/>
  <g:image_link>https://cdn.example/p/oak.jpg?v=12</g:image_link>
</entry>"""


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "oak.jpg").touch()

    def written(content, name="feed.xml"):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return written


def refused(path):
    with pytest.raises(InputError) as caught:
        list(find([path]))
    return caught.value


@pytest.mark.parametrize("content", [rss(ITEM), atom(ENTRY)], ids=["RSS", "Atom"])
def test_an_item_is_a_pin_as_a_row_of_a_table_is(shop, tmp_path, content):
    table = (
        "id,title,description,link,image_link,additional_image_link\n"
        "SKU-1,Oak shelf & pegs,For <small> rooms,https://shop.example/oak,"
        "https://cdn.example/p/oak.jpg?v=12,https://cdn.example/p/side.jpg\n"
    )
    [of_table] = find([shop(table, "feed.csv")])

    [pin] = find([shop(content)])

    assert pin == of_table
    assert (pin.path, pin.title) == (tmp_path / "oak.jpg", "Oak shelf & pegs")
    assert (pin.description, pin.link) == (
        "For <small> rooms",
        "https://shop.example/oak",
    )
    assert (pin.id, pin.is_worded, pin.below) == ("SKU-1", True, tmp_path)


def test_it_lies_beside_the_pictures(shop, tmp_path):
    path = shop(rss(ITEM), "products.xml")

    for given in (tmp_path, tmp_path / "oak.jpg", path):
        assert [(pin.path.name, pin.title) for pin in find([given])] == [
            ("oak.jpg", "Oak shelf & pegs")
        ]
    assert passed_over([tmp_path]) == []


def test_googles_name_wins_over_the_feeds_own(shop):
    fields = "<title>Shop: oak</title><g:title>Oak shelf</g:title><title>again</title>"
    entry = f"<item>{fields}<g:image_link>oak.jpg</g:image_link></item>"

    [pin] = find([shop(rss(entry))])

    assert pin.title == "Oak shelf"


def test_several_further_pictures_are_no_carousel(shop):
    more = "<g:additional_image_link>b.jpg</g:additional_image_link>" * 2
    [pin] = find(
        [shop(rss(item(image_link="oak.jpg").replace("</item>", more) + "</item>"))]
    )

    assert (pin.path.name, pin.pages) == ("oak.jpg", 1)


def test_further_pictures_alone_are_one_pin_of_several(shop):
    more = "<g:additional_image_link>{}.jpg</g:additional_image_link>"
    inner = more.format("oak") + more.format("b")

    found = list(find([shop(rss(f"<item><title>Oak</title>{inner}</item>"))]))

    assert [(pin.path.name, pin.page) for pin in found] == [
        ("oak.jpg", 1),
        ("b.jpg", 2),
    ]


PICTURES = {
    "enclosure": '<enclosure url="https://x.example/oak.jpg" type="image/jpeg"/>',
    "media": '<m:content xmlns:m="http://search.yahoo.com/mrss/" '
    'url="https://x.example/oak.jpg" medium="image"/>',
    "thumbnail": '<m:thumbnail xmlns:m="http://search.yahoo.com/mrss/" '
    'url="https://x.example/oak.jpg"/>',
    "no prefix": "<image_link>oak.jpg</image_link>",
    "another address for g": '<g:image_link xmlns:g="urn:mine">oak.jpg</g:image_link>',
    "https": f'<x:image_link xmlns:x="{GOOGLE.replace("http", "https")}/">oak.jpg'
    "</x:image_link>",
    "beside a sound": '<enclosure url="https://x.example/a.mp3" type="audio/mpeg"/>'
    "<g:image_link>oak.jpg</g:image_link>",
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_a_picture_is_named_in_any_way(shop, tmp_path, picture):
    [pin] = find([shop(rss(f"<item><title>Oak</title>{picture}</item>"))])

    assert (pin.path, pin.title) == (tmp_path / "oak.jpg", "Oak")


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("cp1252", "windows-1252"),
        ("iso8859-1", "ISO-8859-1"),
    ],
)
def test_encodings(shop, code, name):
    said = f'<?xml version="1.0" encoding="{name}"?>' if name else ""
    text = rss(item(title="Gemütliche Küche", image_link="oak.jpg"))
    text = said + text.removeprefix('<?xml version="1.0"?>')

    [pin] = find([shop(text.encode(code))])

    assert pin.title == "Gemütliche Küche"


def test_remarks_name_the_items(shop):
    items = [item(title="Oak", link="https://x.example", image_link="oak.jpg")] * 2
    items += [item(title="Pine", image_link="b.jpg")]

    told = [pin.notices for pin in find([shop(rss(*items))])]

    assert told == [
        (),
        (
            "feed.xml, item 2: the same title as item 1",
            "feed.xml, item 2: the same picture as item 1",
        ),
        ("feed.xml, item 3: no link: a tap on the pin leads nowhere",),
    ]


def test_a_feed_by_another_name_is_read_as_one(shop):
    [pin] = find([shop(rss(ITEM), "products.csv")])

    assert pin.title == "Oak shelf & pegs"


LAUGHS = '<!DOCTYPE {} [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
WRONG = {
    "billion laughs": (
        LAUGHS.format("rss") + rss(item(title="&b;")).partition("?>")[2],
        "feed.xml: holds a document type (<!DOCTYPE), which a feed has no use for",
    ),
    "billion laughs in UTF-16": (
        (LAUGHS.format("rss") + "<rss/>").encode("utf-16"),
        "feed.xml: holds a document type",
    ),
    "a file's content": (
        OUTSIDE + rss(item(title="&a;")).partition("?>")[2],
        "feed.xml: holds a document type",
    ),
    "a document type from elsewhere": (
        '<!DOCTYPE rss SYSTEM "https://evil.example/x.dtd"><rss/>',
        "feed.xml: holds a document type",
    ),
    "an entity that is none": (
        rss(item(image_link="a.jpg"), item(title="a&nbsp;b")),
        "feed.xml: item 2, g:title: undefined entity in line 1",
    ),
    "breaks off": (rss(ITEM)[:-40], "feed.xml: item 1: breaks off in line 8"),
    "breaks off in a field": (
        rss(ITEM, "<item><g:title>Oak sh").partition("</channel>")[0],
        "feed.xml: item 2, g:title: breaks off in line 9",
    ),
    "another end": (
        rss(item(title="a</b>")),
        "feed.xml: item 1, g:title: mismatched tag in line 1",
    ),
    "a prefix from nowhere": (
        rss(ITEM, root="<rss>"),
        "feed.xml: item 1: unbound prefix in line 2",
    ),
    "nested without end": (
        rss("<item><g:shipping>" + "<a>" * 100),
        "feed.xml: item 1: is nested more than 64 deep",
    ),
    "an encoding that is none": (
        '<?xml version="1.0" encoding="klingon"?><rss/>',
        "feed.xml: its encoding is not known: unknown encoding: klingon",
    ),
    "an encoding of bytes": (
        '<?xml version="1.0" encoding="hex"?><rss/>',
        "feed.xml: its encoding is not known",
    ),
    "too long a field": (
        rss(item(title="a", image_link="a.jpg"), item(description="x" * 100_001)),
        "feed.xml: item 2: field “description” is longer than 100,000 characters",
    ),
    "no picture at all": (
        rss("<item><title>a</title><link>https://x.example</link></item>"),
        "feed.xml has no field that names the pictures: its fields are title, link",
    ),
    "nothing that is known": (
        rss("<item><sku>1</sku></item>"),
        "feed.xml has no field that names the pictures: its fields are none that is",
    ),
    "no items": (rss(), "feed.xml: has no items"),
    "nothing": (" ", "feed.xml: is empty"),
    "a shop's own form": (
        "<SHOP><SHOPITEM><IMGURL>a.jpg</IMGURL></SHOPITEM></SHOP>",
        "feed.xml: is no feed: its first element is <SHOP>, not <rss> or <feed>",
    ),
    "a page": ("<html><body>", "is no feed: its first element is <html>"),
    "a shop's own form that acts as a terminal": (
        "<a\u202ekcatta/>",
        "feed.xml: not well-formed (invalid token) in line 1",
    ),
}


@pytest.mark.parametrize(("content", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_with_item_and_field(shop, content, said):
    error = refused(shop(content))

    assert error.message.startswith("feed.xml")
    assert said in error.message
    assert error.hint


def test_an_address_outside_is_not_followed(shop):
    [pin] = find([shop(rss(item(title="a", image_link="../secret.jpg")))])

    with pytest.raises(InputError) as caught:
        check_place(pin)
    assert caught.value.code == "outside-folder"


@pytest.mark.parametrize(
    "content",
    [
        "<SHOP/>",
        LAUGHS.format("plist") + "<plist/>",
        "no XML at all",
        rss("<item><title>A post</title></item>"),
        rss(),
    ],
    ids=["other XML", "of a document type", "text", "no pictures", "no items"],
)
def test_other_xml_in_a_folder_is_left_out(shop, tmp_path, content):
    shop(content)
    assert [pin.path.name for pin in find([tmp_path])] == ["oak.jpg"]

    shop(content, "pins.xml")
    [pin] = find([tmp_path])
    assert pin.unworded.startswith("pins.xml")


def test_a_feed_in_a_folder_that_breaks_off_has_lost_pins(shop, tmp_path):
    shop(rss(ITEM)[:-40])

    assert refused(tmp_path).code == "bad-manifest"


def test_large_xml_of_something_else_is_left_out(shop, tmp_path, monkeypatch):
    monkeypatch.setattr("scorer.pins.table._MOST_BYTES", 300)
    path = shop(rss(ITEM))

    assert refused(path).code == "too-large-file"
    assert [pin.title for pin in find([tmp_path])] == [""]


@pytest.mark.parametrize(
    ("bound", "said"),
    [("_MOST_ITEMS", "has more than 3 items"), ("_MOST_ELEMENTS", "more than 3 elem")],
)
def test_the_work_is_bounded(monkeypatch, bound, said):
    monkeypatch.setattr(f"scorer.pins.feed.{bound}", 3)

    with pytest.raises(FeedError, match=said):
        rows(rss(*["<item/>"] * 4).encode())


def test_a_field_said_without_end_is_kept_up_to_what_is_refused(shop):
    more = "<additional_image_link>0123456789</additional_image_link>" * 20_000
    [_, (_, cells)] = rows(rss(f"<item>{more}</item>").encode())

    assert 100_000 < sum(map(len, cells)) < 100_100


def test_an_item_without_a_picture_is_left_out(shop):
    path = shop(rss(item(title="a", image_link="a.jpg"), item(title="b")))

    (pin,) = find([path])

    assert pin.notices == (
        "feed.xml, item 2: names no picture and is left out: fill in “image_link”, or "
        "remove it",
    )
