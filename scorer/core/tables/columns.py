"""Columns found by name: every label known in lists of pins and in exports.

One register for both: what a sheet calls its pictures and titles does not depend on
whether figures stand beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Count(StrEnum):
    """A count that Pinterest gives for a pin.

    Closeups are kept apart: before 2021 they were counted in more cases than pin
    clicks are now, so the two must not be pooled without the user's word.
    """

    IMPRESSIONS = "impressions"
    PIN_CLICKS = "pin_clicks"
    OUTBOUND_CLICKS = "outbound_clicks"
    SAVES = "saves"
    CLOSEUPS = "closeups"


class Fact(StrEnum):
    """What a column may say besides a count."""

    ID = "id"
    PIN_URL = "pin_url"
    PATH = "path"
    COVER = "cover"
    TITLE = "title"
    DESCRIPTION = "description"
    LINK = "link"
    BOARD = "board"
    CREATED_AT = "created_at"
    GROUP = "group"
    MEDIA_TYPE = "media_type"
    PROMOTED = "promoted"
    DATE = "date"
    MONTH = "month"
    WEEK = "week"
    START = "start"
    END = "end"
    STATUS = "status"
    CONTENT_TYPE = "content_type"


Role = Count | Fact

# Labels by role, best first: where two columns of a file claim one role, the earlier
# rank wins. Ranks are divided by "|". Czech, French and German labels of counts are
# from public parsers and help pages; names of schedulers' and shops' columns from
# their own sheets; the other languages are the words of Pinterest's pages, or what
# people write in sheets of their own. Whether Pinterest translates the headers of its
# exports is not verified.
_LABELS: Mapping[Role, str] = {
    Count.IMPRESSIONS: (
        "impressions, impression, total impressions, total impression, "
        "impressionen, imprese, zobrazeni, impresiones, impressioni, impressoes, "
        "pin impression, pin impressions, weergaven, vertoningen, wyświetlenia, "
        "visningar, visninger, インプレッション数, インプレッション, "
        "impressions totales, gosterimler, показы, gösterim, näyttökerrat, näytöt, "
        "megjelenítések, megjelenések, afișări, impresii, εμφανίσεις, zobrazenia, "
        "покази, 노출수, 노출, 展示次数, 曝光次數, การแสดงผล, lượt hiển thị, tayangan, "
        "impresi, इंप्रेशन, مرات الظهور, חשיפות, visualizzazioni, 表示回数, 노출 수, "
        "曝光量, 展示量, 曝光次数, 展示次數, จำนวนการแสดงผล, número de impresiones, "
        "nombre d impressions, antal visningar, antal visninger"
    ),
    Count.PIN_CLICKS: (
        "pin clicks, pin click, total pin clicks, klicks auf pins, pin klicks, "
        "klicks auf den pin, klicks auf pin, klicks auf den pins, "
        "clics d epingles, clics sur les epingles, clics sur l epingle, "
        "clics sur epingle, clics sur epingles, clics sur des epingles, "
        "kliknuti na pin, clics en el pin, clics en pines, clics en los pines, "
        "clics en pin, clic sul pin, clic sui pin, cliques no pin, "
        "cliques nos pins, cliques em pins, pinklikken, klikken op pin, "
        "klikken op pins, kliknięcia pina, kliknięcia w pina, kliknięcia pinów, "
        "pinklick, klick på pin, ピンクリック数, ピンのクリック数, клики по пину, "
        "klik på pin, klikk på pin, pin klikkaukset, pin kattintások, clicuri pe pin, "
        "kliknutia na pin, pin tıklamaları, кліки на пін, 핀 클릭수, 핀 클릭, "
        "pin 点击次数, pin 點擊次數, 图钉点击次数, 釘圖點擊次數, 핀 클릭 수, การคลิกพิน, "
        "คลิกพิน, lượt nhấp vào ghim, klik pin, klik pada pin, पिन क्लिक, "
        "نقرات الدبوس, النقرات على الدبوس, הקלקות על פין, לחיצות על פין, "
        "κλικ σε pin, κλικ σε καρφίτσα, pin klick, clic sul pin, "
        "clicuri pe pinuri, klikk på pins, klik på pins, нажатия на пин "
        "| clicks, click, klicks, clics, cliques, klikken, kliknięcia, kliknutí, "
        "clic, klik, klikk, klikkaukset, kattintások, clicuri, tıklamalar, клики, "
        "кліки, 클릭수, 클릭 수, 点击次数, 點擊次數, lượt nhấp, クリック数, κλικ, "
        "क्लिक, การคลิก, النقرات, הקלקות, לחיצות, нажатия"
    ),
    Count.OUTBOUND_CLICKS: (
        "outbound clicks, outbound click, total outbound clicks, pin outbound click, "
        "clics sortants, ausgehende klicks, odchozi kliknuti, kliknuti na odkaz, "
        "klicks auf links, klicks nach aussen, clics salientes, clics de salida, "
        "clic in uscita, cliques de saida, cliques externos, uitgaande klikken, "
        "kliknięcia wychodzące, アウトバウンドクリック数, utgående klick, "
        "udgående klik, utgående klikk, lähtevät klikkaukset, kimenő kattintások, "
        "clicuri externe, odchádzajúce kliknutia, giden tıklamalar, "
        "исходящие клики, вихідні кліки, 아웃바운드 클릭수, 出站点击次数, "
        "lượt nhấp ra ngoài, klik keluar, εξερχόμενα κλικ, externe klicks, "
        "アウトバウンドクリック, 外部リンクのクリック数, 아웃바운드 클릭 수, "
        "외부 클릭수, 出站點擊次數, 對外點擊次數, 站外点击次数, 站外點擊次數, "
        "การคลิกออก, คลิกขาออก, "
        "आउटबाउंड क्लिक, النقرات الصادرة, הקלקות יוצאות, קליקים יוצאים, "
        "clicuri de ieșire, переходы по ссылке, переходы на сайт, "
        "переходи за посиланням "
        "| link clicks, link click, clickthrough, clickthroughs"
    ),
    Count.SAVES: (
        "saves, save, total saves, pin save, enregistrements, ulozeni, ulozene, "
        "gemerkt, merken, merken aktionen, guardados, salvataggi, salvamentos, "
        "bewaard, opgeslagen, zapisania, zapisy, 保存数, sparningar, gem, lagringer, "
        "tallennukset, mentések, salvări, uloženia, kaydetmeler, сохранения, "
        "збереження, 저장수, 저장, 保存次数, 儲存次數, lượt lưu, simpanan, "
        "pins salvos, αποθηκεύσεις, guardadas, salvati, sparade, gemte, lagret, "
        "kaydedilenler, disimpan, penyimpanan, การบันทึก, सेव, مرات الحفظ, שמירות, "
        "저장 수, 保存, gespeichert, speicherungen, merkvorgänge, veces guardado "
        "| repins, repin"
    ),
    Count.CLOSEUPS: "closeups, close ups, closeup, close up",
    Fact.ID: (
        "pin id, pinid, id pin, id del pin, id do pin, id de l epingle, id d epingle, "
        "identifiant de l epingle, identifiant epingle, identyfikator pina, "
        "id pinezki, ピンid, pin nummer, pin kimliği, id пина, id піна, 핀 id, "
        "id do pina, id ghim, mã ghim, pin 编号, pin 編號, पिन आईडी, معرف الدبوس, "
        "מזהה פין, αναγνωριστικό pin, pin tunnus, pin azonosító "
        "| id | row labels, zeilenbeschriftungen"
    ),
    Fact.PIN_URL: (
        "pinterest link, pin permalink, permalink, pin url, pinterest url, "
        "lien pinterest, pinterest odkaz, enlace de pinterest, link pinterest, "
        "link do pinterest, pin address"
    ),
    Fact.PATH: (
        # ours, programs' and the ads bulk sheet's
        "path, file, filename, file name, file path, image path, image file, "
        "image filename, image file name, media file name, media file, picture file, "
        "local file, local path, "
        # German, French, Spanish, Italian, Portuguese, Dutch
        "datei, dateiname, dateipfad, bilddatei, pfad, "
        "fichier, nom du fichier, nom de fichier, chemin, "
        "archivo, nombre del archivo, nombre de archivo, fichero, ruta, "
        "nome del file, nome file, percorso, "
        "arquivo, nome do arquivo, ficheiro, nome do ficheiro, caminho, "
        "bestand, bestandsnaam, pad, "
        # Polish, Czech, Slovak, Danish and Norwegian, Swedish, Finnish, Hungarian
        "plik, nazwa pliku, ścieżka, soubor, název souboru, cesta, súbor, "
        "názov súboru, fil, filnavn, filnamn, sökväg, tiedosto, tiedostonimi, "
        "fájl, fájlnév, "
        # Romanian, Turkish, Greek, Russian, Ukrainian
        "fișier, nume fișier, dosya, dosya adı, αρχείο, όνομα αρχείου, "
        "файл, имя файла, назва файлу, "
        # Japanese, Korean, Chinese, Vietnamese, Indonesian, Thai, Hindi, Arabic, Hebrew
        "ファイル, ファイル名, 파일, 파일명, 파일 이름, 文件, 文件名, 檔案, 檔案名稱, "
        "tệp, tên tệp, berkas, nama file, ไฟล์, ชื่อไฟล์, फ़ाइल, الملف, "
        "اسم الملف, קובץ, שם קובץ "
        "| image, picture, creative, photo, img, media, bild, foto, grafik, visuel, "
        "imagen, immagine, imagem, afbeelding, obraz, obrázek, obrázok, "
        "billede, bilde, kuva, kép, imagine, görsel, resim, εικόνα, "
        "изображение, картинка, фото, зображення, 画像, 写真, 이미지, 사진, "
        "图片, 圖片, hình ảnh, ảnh, gambar, imej, larawan, รูปภาพ, चित्र, तस्वीर, الصورة, "
        "صورة, תמונה, zdjęcie, obrazek, fotka, fotografie, fotoğraf, fotografía, "
        "fotografia, φωτογραφία, poză "
        "| media url, media urls, image link, image url, image urls, image src, "
        "picture url, photo url, additional image link, pin image url, "
        "bild url, bildlink, url de l image, url de la imagen, url immagine, "
        "url da imagem, afbeelding url, 画像url"
    ),
    Fact.COVER: (
        "cover, cover image, cover image url, cover url, video cover, "
        "video thumbnail, pin cover, titelbild, miniature, miniatura "
        "| thumbnail, thumbnail url"
    ),
    Fact.TITLE: (
        "title, pin title, headline, titel, titre, titulo, titolo, tytuł, タイトル, "
        "überschrift, pin titel, titre de l épingle, título del pin, titolo del pin, "
        "título do pin, tytuł pina, titulek, titulok, tittel, otsikko, titlu, "
        "başlık, τίτλος, заголовок, 제목, 标题, 標題, tiêu đề, judul, tajuk, "
        "pamagat, ชื่อเรื่อง, หัวข้อ, शीर्षक, العنوان, عنوان, כותרת "
        # Names of things; in sheets that also have a title they are not it.
        "| název, nadpis, názov, название, назва, rubrik, cím, ชื่อ"
    ),
    Fact.DESCRIPTION: (
        "description, pin description, beschreibung, descripcion, descrizione, "
        "descricao, beschrijving, opis, pin beschreibung, description de l épingle, "
        "popis, popisek, beskrivelse, beskrivning, kuvaus, leírás, descriere, "
        "açıklama, περιγραφή, описание, опис, 説明, 설명, 说明, 描述, 說明, mô tả, "
        "deskripsi, penerangan, keterangan, paglalarawan, คำอธิบาย, विवरण, الوصف, "
        "وصف, תיאור, pin 说明, opis pina "
        "| text, caption, message"
    ),
    Fact.LINK: (
        "link, pin link, lien, enlace, odkaz, länk, lenke, linkki, hivatkozás, "
        "bağlantı, σύνδεσμος, ссылка, посилання, リンク, 링크, 链接, 連結, "
        "liên kết, tautan, pautan, ลิงก์, लिंक, الرابط, رابط, קישור, łącze, "
        "hiperligação, collegamento "
        "| destination url, destination link, ziel url, ziellink, zielseite, "
        "lien de destination, enlace de destino, link di destinazione, "
        "link de destino, bestemmingslink, page url, website url, landing page "
        "| pin external link, external link, organic pin url, url"
    ),
    Fact.BOARD: (
        "board, boards, board name, pinterest board, pin board, pinnwand, tableau, "
        "tablero, bacheca, pasta, bord, tablica, ボード, nástěnka, "
        "opslagstavle, tavle, anslagstavla, tavla, taulu, tábla, panou, pano, πίνακας, "
        "доска, дошка, 보드, 图板, 圖板, 圖版, 画板, bảng, papan, บอร์ด, बोर्ड, اللوحة, "
        "لوحة, לוח, oppslagstavle, quadro, painel, nombre del tablero, "
        "nom du tableau, nome della bacheca, naam van bord, nazwa tablicy "
        "| board id, pin board id"
    ),
    Fact.CREATED_AT: (
        "created at, pin created at, created, date created, published at, "
        "publish date, published, created on, date published, creation date, "
        "date pinned, pinned at, post date, erstellt am, erstellt, veroffentlicht am, "
        "date de creation, fecha de creacion, data di creazione, data de criacao, "
        "aangemaakt op, data utworzenia, publish at, publish time, scheduled at, "
        "scheduled date, schedule date, scheduled time, date scheduled, "
        "veröffentlichungsdatum, date de publication, fecha de publicación, "
        "data di pubblicazione, data de publicação, publicatiedatum, data publikacji, "
        "datum zveřejnění, publiceringsdatum, udgivelsesdato, publiseringsdato, "
        "julkaisupäivä, közzététel dátuma, yayın tarihi, дата публикации, "
        "дата публікації, 公開日, 投稿日, 作成日, 게시일, 게시 날짜, 发布日期, "
        "發布日期, 發佈日期, dátum zverejnenia, data publicării, "
        "ημερομηνία δημοσίευσης, "
        "ngày đăng, tanggal terbit, tanggal publikasi, tarikh terbit, "
        "วันที่เผยแพร่, प्रकाशन तिथि, تاريخ النشر, תאריך פרסום, geplaatst op, "
        "gepubliceerd op, publicado el, publié le, pubblicato il, publicado em"
    ),
    Fact.GROUP: "group, design, design id, group id",
    Fact.MEDIA_TYPE: (
        "media type, pin media type, creative type, pin creative type, pin type, "
        "pin format, medientyp, pin typ, type de média, type d épingle, tipo de pin, "
        "tipo di pin, pin soort, typ pina | format, formato, formaat"
    ),
    Fact.PROMOTED: "has been promoted, pin has been promoted, promoted, is promoted",
    Fact.DATE: (
        "date, report date, day, datum, fecha, data, dátum, dato, päivämäärä, dată, "
        "tarih, ημερομηνία, дата, 日付, 날짜, 日期, ngày, tanggal, tarikh, petsa, "
        "วันที่, तारीख, दिनांक, التاريخ, תאריך"
    ),
    Fact.MONTH: (
        "month, monat, mois, mes, mese, maand, miesiąc, měsíc, mesiac, måned, månad, "
        "kuukausi, hónap, lună, ay, μήνας, месяц, місяць, 月, 월, 月份, tháng, bulan, "
        "buwan, เดือน, महीना, الشهر, חודש"
    ),
    Fact.WEEK: (
        "week, week starting, woche, semaine, semana, settimana, tydzień, týden, "
        "týždeň, uge, uke, vecka, viikko, săptămână, hafta, εβδομάδα, неделя, "
        "тиждень, 週, 周, 주, tuần, minggu, linggo, สัปดาห์, सप्ताह, الأسبوع, שבוע"
    ),
    Fact.START: "start date, period start, start, from",
    Fact.END: "end date, period end, end, to",
    Fact.STATUS: "data status, status",
    Fact.CONTENT_TYPE: "content type",
}
# Letters that Unicode does not take apart, and people type without their marks.
_PLAIN = str.maketrans("ıłøđ", "ilod")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[\W_]+")
_PARENTHESIS = re.compile(r"[(\[][^()\[\]]*[)\]]\s*$")
# What stands before a metric's name for a pin's whole life, or in a pivot table.
_BEFORE = re.compile(
    r"^(?:lifetime|lifetime metrics|all time|sum of|total of|summe von|somme de|"
    r"suma de|somma di) "
)


def plain_label(text: str) -> str:
    """Return a column's label as compared: small bare letters and single blanks.

    Example:
        >>> plain_label(" Clics d'épingles "), plain_label("PIN_CLICK")
        ('clics d epingles', 'pin click')
    """
    split = _CAMEL.sub(" ", text)
    marked = unicodedata.normalize("NFKD", split)
    bare = "".join(each for each in marked if not unicodedata.combining(each))
    return _OTHER.sub(" ", bare.casefold().translate(_PLAIN)).strip()


_RANKED: dict[str, tuple[Role, int]] = {
    plain_label(label): (role, rank)
    for role, labels in _LABELS.items()
    for rank, part in enumerate(labels.split("|"))
    for label in part.split(",")
}


# "Pin-klikken" for "pinklikken": who joins words and who does not is no matter.
_JOINED = {label.replace(" ", ""): known for label, known in _RANKED.items()}


def known_label(cell: str) -> tuple[Role, int] | None:
    """Return role and rank of a label, None if nobody knows it.

    "(…)" behind it or "lifetime" before it make no difference, nor do blanks.
    """
    if "%" in cell:  # a share of something
        return None
    shorter = (cell, _PARENTHESIS.sub("", cell))
    labels = [plain_label(each) for each in shorter]
    labels.append(_BEFORE.sub("", labels[1]))
    if found := next((_RANKED[each] for each in labels if each in _RANKED), None):
        return found
    return _JOINED.get(labels[1].replace(" ", ""))


def roles(header: Sequence[str]) -> dict[Role, int]:
    """Return which column says what; the best label wins, the first of equals.

    Args:
        header: Cells of the header row.
    """
    best: dict[Role, tuple[int, int]] = {}
    for index, cell in enumerate(header):
        known = known_label(cell)
        if known and known[1] < best.get(known[0], (99, 0))[0]:
            best[known[0]] = (known[1], index)
    return {role: index for role, (_, index) in best.items()}


def metrics_among(found: Mapping[Role, int]) -> dict[Count, int]:
    """Return the columns that hold counts."""
    return {role: index for role, index in found.items() if isinstance(role, Count)}
