"""A fictional Music Hub: its schools as public register files, and the returns they send.

Nothing here is real: the authorities, places and schools are invented, and so are their codes.
"""
