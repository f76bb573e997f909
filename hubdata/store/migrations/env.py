"""How Alembic reaches the store: through the connection that `engine.migrate` hands it."""

from alembic import context

from hubdata.store.tables import Base

with_connection = context.config.attributes["connection"]
context.configure(
    connection=with_connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
