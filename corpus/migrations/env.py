"""What Alembic runs: one transaction on the connection that `corpus.store.database` hands over."""

from alembic import context

from corpus.store.people_tables import DeliveryRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=DeliveryRow.metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
context.run_migrations()
