"""What of the API's answers is used, checked: a stranger's words are data.

Source:
    Pinterest API v5, OpenAPI description 5.23: ``/pins``, ``/boards``,
    ``/pins/{pin_id}/analytics``. Fields that are not named here are not kept.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

# Pin and board ids; what is longer is none, and would be a file's name.
Id = Annotated[str, Field(pattern=r"^\d{1,40}$")]
Text = Annotated[str, Field(max_length=20_000)]
Name = Annotated[str, Field(max_length=200)]
Number = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Bookmark = Annotated[str, Field(max_length=4_000)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Image(_Answer):
    """One size of a picture, in px; Pinterest may not say the size."""

    url: Annotated[str, Field(max_length=4_000)]
    width: Annotated[int, Field(ge=0, le=100_000)] | None = None
    height: Annotated[int, Field(ge=0, le=100_000)] | None = None


class Media(_Answer):
    """What a pin shows, by size."""

    media_type: Name = ""
    images: dict[Name, Image | None] | None = None


class Pin(_Answer):
    """A pin of the account."""

    id: Id
    created_at: Name | None = None
    title: Text | None = None
    description: Text | None = None
    link: Text | None = None
    board_id: Id | None = None
    has_been_promoted: bool | None = None
    media: Media | None = None
    pin_metrics: dict[Name, dict[Name, Number | None] | None] | None = None


class Pins(_Answer):
    """A page of pins."""

    items: list[Pin]
    bookmark: Bookmark | None = None


class Board(_Answer):
    """A board of the account."""

    id: Id
    name: Text = ""


class Boards(_Answer):
    """A page of boards."""

    items: list[Board]
    bookmark: Bookmark | None = None


class Day(_Answer):
    """Figures of one day."""

    date: Name
    data_status: Name = "READY"
    metrics: dict[Name, Number | None] = {}


class Window(_Answer):
    """Figures of the days that were asked for."""

    daily_metrics: list[Day] = []
    summary_metrics: dict[Name, Number | None] = {}


class Analytics(_Answer):
    """Figures of one pin, of all apps together."""

    all: Window


class Tokens(_Answer):
    """What lets this program read an account, and for how many seconds."""

    access_token: Annotated[str, Field(min_length=1, max_length=4_000)]
    refresh_token: Annotated[str, Field(max_length=4_000)] | None = None
    expires_in: Annotated[int, Field(ge=0, le=10**9)] | None = None
