"""The few shapes that every screen is made of; ``from ui.parts import Card`` is enough.

Nothing here asks the desk or knows a record: parts are given words and give back clicks.
"""
