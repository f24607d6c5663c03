"""The interpreter's day on her phone: the brief, the four buttons, and what works without a network."""
