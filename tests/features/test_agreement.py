"""Shared words of title, description and link."""

import pytest

from scorer.features.agreement import Agreement
from tests.support.word_features import measured


def test_forms_of_a_word_are_shared():
    found = measured(
        title="Easy Chocolate Cakes",
        description="A chocolate cake for beginners.",
        link="https://b.example/chocolate-cake",
    )[Agreement]

    assert found.title_description_share == pytest.approx(2 / 3)
    assert found.title_link_share == 1


def test_other_topics_share_nothing():
    found = measured(title="Chocolate Cake", description="Oak tables")[Agreement]

    assert found.title_description_share == 0


def test_what_is_missing_is_not_compared():
    found = measured(title="Chocolate Cake")[Agreement]

    assert found.title_description_share is None
    assert found.title_link_share is None


def test_overlay_is_compared_with_everything():
    found = measured(
        title="Chocolate Cake",
        overlay="THE MOISTEST CAKE",
        description="Oak tables",
        link="https://b.example/cake",
    )[Agreement]

    assert found.title_overlay_share == 0.5
    assert found.overlay_description_share == 0
    assert found.overlay_link_share == 1
    assert found.text_count == 4


def test_text_without_spaces_between_words_is_not_compared():
    found = measured(
        title="簡単チョコレートケーキ", description="チョコレートケーキの作り方"
    )

    assert found[Agreement].text_count == 2
    assert found[Agreement].title_description_share is None


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Çorba tarifleri nasıl yapılır", "Bu çorbanızı çok seveceksiniz ve her gün"),
        ("Kürbissuppe mit Ingwer für dich", "Die beste Suppe für den Herbst und dich"),
        ("단호박 수프", "수프를 집에서"),
        ("Рецепт супа", "Рецепты для дома"),
    ],
)
def test_words_of_other_languages_end_otherwise(title, description):
    found = measured(title=title, description=description)[Agreement]

    assert found.title_description_share


def test_addresses_spell_umlauts_out():
    found = measured(
        title="Kürbissuppe für die Gäste",
        link="https://shop.example/kuerbissuppe-fuer-die-gaeste",
    )[Agreement]

    assert found.title_link_share == 1


def test_other_topics_in_another_language_share_nothing():
    found = measured(
        title="Рецепт тыквенного супа", description="Идеи маникюра на осень"
    )[Agreement]

    assert found.title_description_share == 0


def test_other_languages_are_not_compared():
    found = measured(
        title="10 Cozy Bedroom Ideas for Small Spaces",
        overlay="Idées de décoration pour la chambre",
    )[Agreement]

    assert found.title_overlay_share is None
    assert found.text_count == 2
