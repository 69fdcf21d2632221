"""From impression to pin click to outbound click: where people are lost."""
