"""The live page (page/, built into static/), and the server that gives every tab a world of its own."""
