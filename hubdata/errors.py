"""The exceptions of the product.

HubError
├── UserError            safe to show: its sentence says where, what is wrong and what to do
│   ├── UnreadableFile       a file that cannot be read, with the way out
│   ├── RefusedFile          a file that must not be kept (pupil-level data)
│   ├── UnknownThing         a URN, KPI, year or file name that is not known here
│   ├── NotAllowed           the actor may not do this
│   └── OutOfDate            somebody else changed it first; look again
└── StoreError           the store is missing, of another version, or damaged

Issues found in a return are values (`hubdata.returns.issues`), never exceptions.
"""


class HubError(Exception):
    """Base of everything the product raises on purpose."""


class UserError(HubError):
    """Safe to show to the person who asked: one sentence, *where: what is wrong. What to do.*"""


class UnreadableFile(UserError):
    """A file that cannot be read; the sentence says the way out."""


class RefusedFile(UserError):
    """A file that may not be kept here, such as a list of pupils."""


class UnknownThing(UserError):
    """Something was named that the hub does not have."""


class NotAllowed(UserError):
    """The actor may not do this."""


class OutOfDate(UserError):
    """Another person's change came first."""


class StoreError(HubError):
    """The store is missing, of another version, or damaged."""
