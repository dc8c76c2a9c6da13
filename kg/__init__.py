"""French news about international affairs as a knowledge graph."""

__version__ = "0.1.0"
