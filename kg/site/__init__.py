"""A store -> pages that people read: home, dossiers, articles with what was found in them, claims, events.

`facts` asks the store, `highlight` lays annotations over a text, `pages` writes HTML. Nothing here knows the web.
"""

from pathlib import Path

#: the style sheet and the script of all pages.
STATIC = Path(__file__).parent / "static"
