import io
import os
from pathlib import Path, PureWindowsPath

import pytest

from scorer.core.errors import InputError
from scorer.core.pin import Pin
from scorer.pins import find


@pytest.fixture
def drafts(tmp_path):
    """A folder of empty files: finding opens no picture."""

    def make(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        return tmp_path

    return make


def names(pins, folder):
    return [str(pin.path.relative_to(folder)) for pin in pins]


def found(folder):
    return names(find([folder]), folder)


def test_folder_gives_its_pictures_by_name(drafts):
    folder = drafts("b.png", "A.JPG", "c/d.webp", "notes.txt", "x.psd", "z.HEIC")

    assert found(folder) == ["A.JPG", "b.png", "z.HEIC", "c/d.webp"]


def test_hidden_files_are_left_out(drafts):
    folder = drafts("a.png", ".b.png", "._a.png", ".git/c.png", "__MACOSX/a.png")

    assert found(folder) == ["a.png"]


OWN = [
    "\ufeffpath,title,score,mobile,first_advice\r\ndrafts/a.png,A title,50,1,crop\r\n",
    '"path";"title";"score";"first_advice"\r\n"a.png";"A title";"50";"crop"\r\n',
    "path,id,sha256,guidelines,color.lightness\na.png,7,0a,50.0,3\n",
    "file,title,score,problems,first_problem,first_change\na.png,A title,5,1,x,y\n",
]


@pytest.mark.parametrize("text", OWN)
def test_what_this_program_wrote_of_pins_is_no_list_of_them(drafts, text):
    folder = drafts("a.png", "b.png")
    (folder / "scores.csv").write_text(text, encoding="utf-8")

    assert list(find([folder])) == [
        Pin(folder / name, below=folder) for name in ("a.png", "b.png")
    ]


def test_a_list_beside_a_table_of_scores_still_gives_the_words(drafts):
    folder = drafts("a.png")
    (folder / "pins.csv").write_text("path,title\na.png,New\n")
    (folder / "scores.csv").write_text(OWN[0].replace("drafts/", ""), "utf-8")

    assert [pin.title for pin in find([folder])] == ["New"]


def test_a_table_of_scores_by_the_name_of_a_list_is_told(drafts):
    folder = drafts("a.png")
    (folder / "pins.csv").write_text(OWN[0], "utf-8")
    [pin] = find([folder])

    assert "pins.csv is a table of scores, no list of pins" in pin.unworded


def test_twin_is_left_out_where_the_plain_one_is_there(drafts):
    folder = drafts("a.png", "a@2x.png", "b@3X.png", "c@2x.jpg", "c.png")

    assert found(folder) == ["a.png", "b@3X.png", "c.png", "c@2x.jpg"]


def test_case_twins_are_two_pins(drafts):
    folder = drafts("a.png", "A.png")

    assert found(folder) == ["A.png", "a.png"]


def test_links_in_circles_end(drafts):
    folder = drafts("a.png", "c/b.png")
    (folder / "c" / "up").symlink_to(folder)
    (folder / "loop.png").symlink_to(folder / "loop.png")

    assert found(folder) == ["a.png", "loop.png", "c/b.png"]


def test_file_is_named_twice_but_found_once(drafts):
    folder = drafts("a.png")

    assert names(find([folder, folder / "a.png"]), folder) == ["a.png"]


def test_file_of_any_name_is_taken_as_it_is(drafts):
    folder = drafts(".hidden", "a@2x.png")

    assert [pin.path.name for pin in find([folder / ".hidden"])] == [".hidden"]


def test_pattern(drafts):
    folder = drafts("a.png", "b.jpg", "c/d.png")

    assert names(find([folder / "**" / "*.png"]), folder) == ["a.png", "c/d.png"]


def test_pattern_that_is_a_file_is_that_file(drafts):
    folder = drafts("a[1].png", "a1.png")

    assert names(find([folder / "a[1].png"]), folder) == ["a[1].png"]


def test_nothing_matches_is_left_for_opening(tmp_path):
    assert list(find([tmp_path / "*.png"])) == [Pin(tmp_path / "*.png")]
    assert list(find([Path("a\0b")])) == [Pin(Path("a\0b"))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\0"])
def test_list_on_standard_input(drafts, end):
    folder = drafts("a.png", "b c.png")
    text = "".join(f"{folder / name}{end}" for name in ("b c.png", "a.png"))

    pins = find([Path("-")], io.BytesIO(text.encode()))

    assert names(pins, folder) == ["b c.png", "a.png"]


def test_names_that_are_no_utf8_survive_a_list():
    pins = find([Path("-")], io.BytesIO(b"\xff.png\n"))

    assert [os.fsencode(pin.path) for pin in pins] == [b"\xff.png"]


def test_empty_list_is_refused():
    with pytest.raises(InputError) as caught:
        list(find([Path("-")], io.BytesIO(b"\n\n")))
    assert caught.value.code == "empty-list"


def written(folder, content, name="pins.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_manifest_gives_the_words(drafts):
    path = written(
        drafts("a.png"),
        "path,title,description,link,board,id\n"
        'a.png,"10 Ideas, cozy",more,https://x.example,Home,0123\n',
    )

    assert list(find([path])) == [
        Pin(
            path.parent / "a.png",
            "10 Ideas, cozy",
            "more",
            "https://x.example",
            "Home",
            "0123",
        )
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_manifest_as_spreadsheets_write_it(drafts, encoding, delimiter):
    text = f"Title{delimiter}Path\r\nKüche{delimiter}a.png\r\n{delimiter}\r\n"
    path = written(drafts("a.png"), text.encode(encoding))

    assert list(find([path])) == [Pin(path.parent / "a.png", "Küche")]


@pytest.mark.parametrize(
    "cell",
    [
        r"C:\Users\me\pins\my pin.png",
        r"\\server\share\my pin.png",
        "/Users/me/Desktop/pins/my pin.png",
        "/images/my%20pin.png",
        "/gone/elsewhere.png",
    ],
)
def test_whole_paths_of_another_computer_stand_for_files_beside_the_list(drafts, cell):
    path = written(drafts("my pin.png", "my%20pin.png"), f"path,title\n{cell},T\n")
    [pin] = find([path])

    there = path.parent / PureWindowsPath(cell).name
    if there.name == "elsewhere.png":
        assert pin.path.name == "elsewhere.png"
        assert pin.path.parent != path.parent
    else:
        assert pin == Pin(there, "T")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_picture_that_is_named_as_a_list_is_told_as_one(drafts, name):
    path = written(drafts(), b'\x89PNG\r\n\x1a\n and more\n"', name)

    with pytest.raises(InputError, match=f"{name} is a picture, not a table"):
        list(find([path]))


def test_bulk_create_sheet_finds_files_beside_it(drafts):
    path = written(
        drafts("my pin.png"),
        "Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,"
        "Keywords\nT,https://x.example/f/my%20pin.png?w=1,Home,,D,https://l.example,,\n"
        "U,https://x.example/gone.png,Home,,,,,\n",
    )
    first, second = find([path])

    assert first == Pin(
        path.parent / "my pin.png", "T", "D", "https://l.example", "Home"
    )
    assert second.title == "U"
    assert second.path.parts[0] == "https:"


def test_other_tables_in_a_folder_name_no_pins(drafts):
    folder = drafts("a.png")
    (folder / "labels.csv").write_text("source,file,label\nx,gone.png,dense\n")

    assert found(folder) == ["a.png"]


def test_manifest_in_a_folder_gives_words_to_its_pictures(drafts):
    folder = drafts("a.png", "b.png", "c/d.png", "stats.csv")
    written(folder, "path,title\nb.png,B\nc/d.png,D\nb.png,B2\nx.png,X\n")
    written(folder, "date,clicks\n1,2\n", "stats.csv")

    told = [(str(pin.path.relative_to(folder)), pin.title) for pin in find([folder])]

    assert told == [
        ("a.png", ""),
        ("b.png", "B"),
        ("b.png", "B2"),
        ("c/d.png", "D"),
        ("x.png", "X"),
    ]


def test_a_name_with_backslashes_that_is_too_long(drafts):
    path = written(drafts(), f"path\nc\\{'d' * 300}.png\n")

    [pin] = find([path])

    assert pin.path == path.parent / "c" / f"{'d' * 300}.png"


def test_backslashes_of_another_system(drafts):
    path = written(drafts("c/d.png"), "path\nc\\d.png\n")

    assert [pin.path for pin in find([path])] == [path.parent / "c" / "d.png"]


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("cake.jpg", "Cake.JPG"),
        ("C/Cake.jpg", "c/cake.jpg"),
        # é in one piece and in two, as macOS may keep it.
        ("cafe\u0301.jpg", "caf\u00e9.jpg"),
        ("caf\u00e9/cake.jpg", "cafe\u0301/cake.jpg"),
        ("cake.jpg", "https://x.example/Cake.jpg"),
        ("C/cake.jpg", "c\\CAKE.jpg"),
    ],
)
def test_a_name_is_spelled_as_the_folder_spells_it(drafts, file, row):
    """Windows and macOS take both for one file: it is one pin, with its words."""
    folder = drafts(file)
    written(folder, f"path,title\n{row},Cake\n")

    assert [(pin.path, pin.title) for pin in find([folder])] == [
        (folder / file, "Cake")
    ]


def test_of_two_alike_the_one_that_is_named_is_meant(drafts):
    folder = drafts("cake.jpg", "CAKE.jpg")
    if len(list(folder.iterdir())) == 1:
        pytest.skip("this system takes them for one")
    written(folder, "path,title\nCAKE.jpg,A\nCake.jpg,B\n")

    told = [(pin.path.name, pin.title) for pin in find([folder])]

    assert sorted(told) == [("CAKE.jpg", "A"), ("Cake.jpg", "B"), ("cake.jpg", "")]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("", "empty-manifest", "pins.csv"),
        ("title,link\na,b\n", "no-path-column", "no column"),
        ("Pin ID,Impressions\n123456789,9\n", "no-path-column", "holds figures"),
        (
            "Analytics overview\n2026-05-01 - 2026-05-31\n\nTop Pins\n"
            "Pinterest Link,Impressions\nhttps://www.pinterest.com/pin/12/,4\n",
            "no-path-column",
            "holds figures",
        ),
        ("path,title,Title\na,b,c\n", "bad-manifest", "title twice"),
        ("path,title\n,b\n", "bad-manifest", "line 2"),
        ("path,title\na," + "x" * 100_001 + "\n", "bad-manifest", "line 2"),
        ("path,title\na," + "x" * 200_000 + "\n", "bad-manifest", "line 2"),
        ('path,title\na,"half a title\nb,B\n', "bad-manifest", "line 2"),
    ],
)
def test_unusable_manifest_names_file_and_line(tmp_path, content, code, said):
    with pytest.raises(InputError) as caught:
        list(find([written(tmp_path, content)]))

    assert caught.value.code == code
    assert caught.value.message.startswith("pins.csv")
    assert said in caught.value.message
    assert caught.value.hint


def test_a_picture_by_itself_has_the_words_of_the_manifest_beside_it(drafts):
    folder = drafts("a.png", "b.png")
    (folder / "pins.csv").write_text("path,title\na.png,Cozy bedrooms\n")

    told, untold = find([folder / "a.png", folder / "b.png"])

    assert (told.title, told.is_worded) == ("Cozy bedrooms", True)
    assert (untold.title, untold.is_worded) == ("", False)


def test_an_empty_cell_of_a_title_column_says_that_there_is_none(drafts):
    folder = drafts("a.png")
    (folder / "pins.csv").write_text("path,title,id\na.png,,7\n")

    assert [pin.is_worded for pin in find([folder / "a.png"])] == [True]


HEADERS = {
    "program": "image_path,title",
    "ads bulk sheet": "Media File Name,Pin Title",
    "catalogue": "image_link,title",
    "planner": "Image URL,Title",
    "scheduler": "Media URL(s),Title",
    "German": "Bild,Titel",
    "German file": "Dateiname;Titel",
    "French": "Nom du fichier;Titre",
    "Spanish": "Nombre del archivo;Título",
    "Portuguese": "Imagem;Título",
    "Italian": "Immagine;Titolo",
    "Dutch": "Bestandsnaam;Titel",
    "Polish": "Plik;Tytuł",
    "Czech": "Soubor;Název",
    "Slovak": "Súbor;Názov",
    "Swedish": "Filnamn;Rubrik",
    "Norwegian": "Filnavn;Tittel",
    "Finnish": "Tiedosto;Otsikko",
    "Hungarian": "Fájlnév;Cím",
    "Romanian": "Fișier;Titlu",
    "Turkish": "Dosya adı;Başlık",
    "Greek": "Εικόνα;Τίτλος",
    "Russian": "Имя файла;Заголовок",
    "Ukrainian": "Файл;Назва",
    "Japanese": "画像;タイトル",
    "Korean": "이미지;제목",
    "Chinese": "图片;标题",
    "Vietnamese": "Hình ảnh;Tiêu đề",
    "Indonesian": "Gambar;Judul",
    "Thai": "รูปภาพ;ชื่อ",
    "Hindi": "चित्र;शीर्षक",
    "Arabic": "الصورة;العنوان",
    "Hebrew": "תמונה;כותרת",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_a_list_in_any_words_is_heard(drafts, header):
    folder = drafts("a.png")
    mark = ";" if ";" in header else ","
    written(folder, f"{header}\na.png{mark}5 latte secrets\n")

    [pin] = find([folder])

    assert (pin.title, pin.is_worded, pin.unworded) == ("5 latte secrets", True, "")


def test_a_list_has_a_million_rows_at_most(drafts, monkeypatch):
    monkeypatch.setattr("scorer.pins.workbook.MOST_ROWS", 3)
    folder = drafts()
    written(folder, "path,title\n" + "a.png,Cake\n" * 3)

    with pytest.raises(InputError) as caught:
        list(find([folder / "pins.csv"]))

    assert caught.value.code == "too-large-file"
    assert caught.value.message == "pins.csv has more than 3 rows"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "pins.csv: is empty"),
        ("path,title\n", "pins.csv: has a header and no row below it"),
        ("Grafik 1;Zeile\na.png;5 latte secrets\n", "its columns are Grafik 1, Zeile"),
        ("path,Zeile\na.png,5 latte secrets\n", "if “Zeile” is it, rename it title"),
        (
            "path,Zeile,link\na.png,5 latte secrets,https://x.example\n",
            "if “Zeile” is it, rename it title",
        ),
    ],
)
@pytest.mark.parametrize("name", ["", "a.png"])
def test_a_list_that_nobody_understands_is_named(drafts, content, said, name):
    folder = drafts("a.png")
    written(folder, content)

    [pin] = find([folder / name])

    assert not pin.is_worded
    assert said in pin.unworded


def test_a_list_that_says_no_titles_is_no_trouble(drafts):
    folder = drafts("a.png")
    written(folder, "path,campaign\na.png,spring\n")

    assert [pin.unworded for pin in find([folder])] == [""]


def test_a_row_without_a_picture_has_the_one_named_after_its_id(drafts):
    folder = drafts("880000000000000013.png", "b.png")
    written(
        folder,
        "path,pin_url,title\n"
        ",https://www.pinterest.com/pin/880000000000000013/,A cake\n"
        ",https://www.pinterest.com/pin/880000000000000021/,Not filled in\n"
        "b.png,,B\n",
    )

    told = [(pin.path.name, pin.title, pin.id) for pin in find([folder])]

    assert told == [
        ("880000000000000013.png", "A cake", "880000000000000013"),
        ("b.png", "B", ""),
    ]


def test_a_table_of_figures_gives_titles_to_pictures_named_by_id(drafts):
    folder = drafts("880000000000000013.png", "b.png")
    written(
        folder,
        "pin id,title,impressions\n880000000000000013,A cake,1\n2,C,1\n",
        "export.csv",
    )

    told = [(pin.path.name, pin.title) for pin in find([folder])]

    assert told == [("880000000000000013.png", "A cake"), ("b.png", "")]


def test_every_picture_of_a_carousel_is_a_pin(drafts):
    folder = drafts("a.png", "b.png", "c, d.png")
    written(
        folder,
        "Media URL(s),Title\n"
        '"https://x.example/a.png, https://x.example/b.png",Two\n'
        '"c, d.png",One\n',
    )

    told = [(pin.path.name, pin.title) for pin in find([folder / "pins.csv"])]

    assert told == [("a.png", "Two"), ("b.png", "Two"), ("c, d.png", "One")]


def test_the_cover_stands_for_a_video(drafts):
    folder = drafts("cover.png")
    written(
        folder,
        "Title,Media URL,Thumbnail\n"
        "Stirring,https://x.example/stir.mp4,https://x.example/cover.png\n",
    )

    assert [pin.path for pin in find([folder])] == [folder / "cover.png"]


def test_a_time_is_no_cover(drafts):
    folder = drafts()
    (folder / "stir.mp4").touch()
    written(folder, "Title,Media URL,Thumbnail\nStirring,stir.mp4,00:05\n")

    assert [pin.path for pin in find([folder])] == [folder / "stir.mp4"]


CAKE = ("cake.png", "5 easy cakes", "Learn to bake", "https://x.example/c")
SHEETS = {
    "bulk create": (
        "Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,"
        "Keywords\n5 easy cakes,https://x.example/cake.png,Cakes,,Learn to bake,"
        "https://x.example/c,2026-08-01T10:00:00,cake\n"
    ),
    "ads bulk": (
        "Campaign Name,Ad Group Name,Promoted Pin Name,Pin Title,Pin Description,"
        "Media File Name,Organic Pin URL,Image Alternative Text\n"
        ",,,5 easy cakes,Learn to bake,cake.png,https://x.example/c,a cake\n"
    ),
    "Publer": (
        "Date,Text,Link(s),Media URL(s),Title,Label(s),Alt text(s),Comment(s),"
        "Pin board,Post subtype\n2026-08-01 10:00,Learn to bake,https://x.example/c,"
        "cake.png,5 easy cakes,,a cake,,Cakes,\n"
    ),
    "Tailwind": (
        "Image URL,Page URL,Title,Description,Boards\n"
        "cake.png,https://x.example/c,5 easy cakes,Learn to bake,Cakes\n"
    ),
    "feed": (
        "id\ttitle\tdescription\tlink\timage_link\tprice\tavailability\n"
        "1\t5 easy cakes\tLearn to bake\thttps://x.example/c\t"
        "https://x.example/cake.png\t9.00 USD\tin stock\n"
    ),
    "Excel's own": "sep=;\nDatei;Titel;Text;Ziel-URL\n"
    "cake.png;5 easy cakes;Learn to bake;https://x.example/c\n",
}


@pytest.mark.parametrize("text", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize("name", ["", "sheet.csv"])
def test_sheets_of_other_programs_are_lists_of_pins(drafts, text, name):
    folder = drafts("cake.png")
    written(folder, text, "sheet.csv")

    [pin] = find([folder / name])

    assert (pin.path.name, pin.title, pin.description, pin.link) == CAKE


def test_words_behind_the_last_column_are_told(drafts):
    folder = drafts("a.png", "b.png")
    (folder / "pins.csv").write_text("path,title\na.png,Ten, or more,\nb.png,Two,,\n")

    first, second = find([folder])

    assert first.notices == (
        "pins.csv, line 2: “or more” is beyond the header's 2 columns and is not read: "
        "put quotes around words with a comma in them",
    )
    assert second.notices == ()


def test_two_lists_of_one_picture_are_told(drafts):
    folder = drafts("a.png")
    (folder / "old.csv").write_text("path,title\na.png,Old title\n")
    (folder / "pins.csv").write_text("path,title\na.png,New title\na.png,Another\n")

    notices = [each for pin in find([folder]) for each in pin.notices]

    assert [each for each in notices if "both name" in each] == 2 * [
        "pins.csv and old.csv both name a.png: it is scored with the words of each"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('path,title\na.png,One\nb.png,"Two\nc.png,3\n', 3),
        ('sep=,\npath,title\na.png,One\nb.png,"Two"x\n', 4),
    ],
)
def test_a_quotation_mark_too_many_is_told_where_it_is(drafts, text, line):
    folder = drafts("a.png", "b.png")
    (folder / "pins.csv").write_text(text)

    with pytest.raises(InputError, match=f"line {line}: its quotation marks do not"):
        list(find([folder]))


def test_a_list_may_name_a_picture_by_its_whole_path(drafts, monkeypatch):
    folder = drafts("a.png", "b.png")
    whole = folder.resolve() / "a.png"
    (folder / "pins.csv").write_text(f"path,title\n{whole},Ten cakes\n")
    monkeypatch.chdir(folder.parent)

    found = list(find([Path(folder.name)]))

    assert sorted((pin.path.name, pin.title) for pin in found) == [
        ("a.png", "Ten cakes"),
        ("b.png", ""),
    ]


def test_rows_whose_picture_is_yet_to_be_made_are_told(drafts):
    folder = drafts("a.png")
    rows = ["path,title", ",Later", "a.png,Now", *[",Later"] * 4]
    (folder / "pins.csv").write_text("\n".join(rows) + "\n")

    (pin,) = find([folder])

    said = "names no picture and is left out: fill in “path”, or remove it"
    assert pin.title == "Now"
    assert pin.notices == (
        f"pins.csv, line 2: {said}",
        f"pins.csv, line 4: {said}",
        f"pins.csv, line 5: {said}",
        "pins.csv: 2 more lines without a picture",
    )


def test_a_row_without_a_picture_stops_pinterest_s_own_sheet(drafts):
    folder = drafts("a.png")
    rows = "Title,Media URL,Pinterest board\nNow,a.png,Food\nLater,,Food\n"
    (folder / "pins.csv").write_text(rows)

    with pytest.raises(InputError, match="line 3: names no picture"):
        list(find([folder]))
