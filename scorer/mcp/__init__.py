"""The agents' door: pins scored, compared and explained by MCP. Nothing is stored."""
