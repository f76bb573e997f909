"""Write the Alembic migration that brings an up-to-date store to the tables as declared now.

Usage: python -m deploy.new_migration "what changed, in words"
"""

from __future__ import annotations

import sys

from alembic import command
from sqlalchemy import create_engine

from hubdata.store.engine import alembic_config


def main(words: str) -> None:
    with create_engine("sqlite://").connect() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.revision(config, message=words, autogenerate=True)


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
