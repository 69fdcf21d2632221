"""Names of columns."""

import itertools

import pytest

from scorer.core.tables import columns
from scorer.core.tables.columns import Count, Fact, known_label, plain_label, roles

# What a sheet is called in by whoever keeps it in that language: impressions, clicks on
# the pin, clicks to the site, saves, title, description, link, board, picture, date.
SHEETS = {
    "en": "Impressions, Pin clicks, Outbound clicks, Saves, Title, Description, Link, "
    "Board, Image, Date",
    "de": "Impressionen, Pin-Klicks, Ausgehende Klicks, Gemerkt, Titel, Beschreibung, "
    "Link, Pinnwand, Bild, Datum",
    "fr": "Impressions, Clics sur l'Épingle, Clics sortants, Enregistrements, Titre, "
    "Description, Lien, Tableau, Image, Date",
    "es": "Impresiones, Clics en el Pin, Clics salientes, Guardados, Título, "
    "Descripción, Enlace, Tablero, Imagen, Fecha",
    "it": "Visualizzazioni, Clic sul Pin, Clic in uscita, Salvataggi, Titolo, "
    "Descrizione, Link, Bacheca, Immagine, Data",
    "pt": "Impressões, Cliques no Pin, Cliques de saída, Salvamentos, Título, "
    "Descrição, Link, Pasta, Imagem, Data",
    "nl": "Weergaven, Pinklikken, Uitgaande klikken, Bewaard, Titel, Beschrijving, "
    "Link, Bord, Afbeelding, Datum",
    "pl": "Wyświetlenia, Kliknięcia Pina, Kliknięcia wychodzące, Zapisania, Tytuł, "
    "Opis, Link, Tablica, Zdjęcie, Data",
    "cs": "Zobrazení, Kliknutí na pin, Odchozí kliknutí, Uložení, Titulek, Popis, "
    "Odkaz, Nástěnka, Obrázek, Datum",
    "sk": "Zobrazenia, Kliknutia na pin, Odchádzajúce kliknutia, Uloženia, Názov, "
    "Popis, Odkaz, Nástenka, Obrázok, Dátum",
    "da": "Visninger, Klik på pin, Udgående klik, Gemte, Titel, Beskrivelse, Link, "
    "Opslagstavle, Billede, Dato",
    "no": "Visninger, Klikk på pin, Utgående klikk, Lagringer, Tittel, Beskrivelse, "
    "Lenke, Oppslagstavle, Bilde, Dato",
    "sv": "Visningar, Pinklick, Utgående klick, Sparningar, Rubrik, Beskrivning, "
    "Länk, Anslagstavla, Bild, Datum",
    "fi": "Näyttökerrat, Pin-klikkaukset, Lähtevät klikkaukset, Tallennukset, "
    "Otsikko, Kuvaus, Linkki, Taulu, Kuva, Päivämäärä",
    "hu": "Megjelenítések, Pin-kattintások, Kimenő kattintások, Mentések, Cím, "
    "Leírás, Hivatkozás, Tábla, Kép, Dátum",
    "ro": "Afișări, Clicuri pe Pin, Clicuri externe, Salvări, Titlu, Descriere, Link, "
    "Panou, Imagine, Dată",
    "tr": "GÖSTERİM, PİN TIKLAMALARI, GİDEN TIKLAMALAR, Kaydetmeler, BAŞLIK, "
    "Açıklama, Bağlantı, Pano, Görsel, Tarih",
    "el": "Εμφανίσεις, Κλικ σε Pin, Εξερχόμενα κλικ, Αποθηκεύσεις, Τίτλος, "
    "Περιγραφή, Σύνδεσμος, Πίνακας, Εικόνα, Ημερομηνία",
    "ru": "Показы, Клики по пину, Исходящие клики, Сохранения, Заголовок, Описание, "
    "Ссылка, Доска, Изображение, Дата",
    "uk": "Покази, Кліки на пін, Вихідні кліки, Збереження, Заголовок, Опис, "
    "Посилання, Дошка, Зображення, Дата",
    "ja": "インプレッション数, ピンクリック数, アウトバウンドクリック数, 保存数, "
    "タイトル, 説明, リンク, ボード, 画像, 日付",
    "ko": "노출수, 핀 클릭수, 아웃바운드 클릭수, 저장수, "
    "제목, 설명, 링크, 보드, 이미지, 날짜",
    "zh": "展示次数, Pin 点击次数, 出站点击次数, 保存次数, "
    "标题, 描述, 链接, 图板, 图片, 日期",
    "zh-TW": "曝光次數, Pin 點擊次數, 對外點擊次數, 儲存次數, "
    "標題, 說明, 連結, 圖版, 圖片, 日期",
    "vi": "Lượt hiển thị, Lượt nhấp vào Ghim, Lượt nhấp ra ngoài, Lượt lưu, Tiêu đề, "
    "Mô tả, Liên kết, Bảng, Hình ảnh, Ngày",
    "id": "Tayangan, Klik Pin, Klik keluar, Disimpan, Judul, Deskripsi, Tautan, "
    "Papan, Gambar, Tanggal",
    "th": "การแสดงผล, การคลิกพิน, การคลิกออก, การบันทึก, ชื่อเรื่อง, คำอธิบาย, ลิงก์, "
    "บอร์ด, รูปภาพ, วันที่",
    "hi": "इंप्रेशन, पिन क्लिक, आउटबाउंड क्लिक, सेव, शीर्षक, विवरण, लिंक, बोर्ड, चित्र, तारीख",
    "ar": "مرات الظهور, النقرات على الدبوس, النقرات الصادرة, مرات الحفظ, العنوان, "
    "الوصف, الرابط, اللوحة, الصورة, التاريخ",
    "he": "חשיפות, הקלקות על פין, הקלקות יוצאות, שמירות, כותרת, תיאור, קישור, לוח, "
    "תמונה, תאריך",
}
ROLES = (
    *(Count.IMPRESSIONS, Count.PIN_CLICKS, Count.OUTBOUND_CLICKS, Count.SAVES),
    *(Fact.TITLE, Fact.DESCRIPTION, Fact.LINK, Fact.BOARD, Fact.PATH, Fact.DATE),
)


@pytest.mark.parametrize("language", SHEETS)
def test_a_sheet_is_understood_in_each_language(language):
    header = SHEETS[language].split(", ")

    assert roles(header) == {role: column for column, role in enumerate(ROLES)}


def test_no_name_has_two_meanings():
    meanings = [
        (plain_label(label), role, rank)
        for role, labels in columns._LABELS.items()
        for rank, part in enumerate(labels.split("|"))
        for label in part.split(",")
    ]

    by_name = itertools.groupby(sorted(meanings), key=lambda each: each[0])
    several = {name: found for name, each in by_name if len(found := {*each}) > 1}
    assert several == {}
    assert "" not in {name for name, _, _ in meanings}


def test_a_title_comes_before_a_name():
    assert roles(["Название", "Заголовок"])[Fact.TITLE] == 1
    assert roles(["Rubrik", "Titel"])[Fact.TITLE] == 1
    assert roles(["Název"])[Fact.TITLE] == 0


@pytest.mark.parametrize(
    ("typed", "right"), [("TIKLAMALAR", "tıklamalar"), ("lacze", "łącze")]
)
def test_letters_may_be_typed_without_their_marks(typed, right):
    assert known_label(typed) == known_label(right) is not None


def test_blanks_and_hyphens_within_words_are_no_matter():
    assert known_label("Pin-klikken") == known_label("Pinklikken") is not None
    assert known_label("Out bound clicks") == known_label("Outbound clicks")
    assert known_label("Board name") != known_label("Name")


def test_what_stands_in_parentheses_is_no_part_of_a_name():
    assert roles(["Pin clicks (lifetime)"]) == roles(["Pin clicks"]) != {}


def test_a_cell_of_brackets_is_read_in_one_pass():
    assert roles(["[" * 1_000_000]) == {}  # hours, if each began a search to the end
