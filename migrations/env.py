"""How alembic runs here: on the connection that the program hands over, in one transaction."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("target_metadata"),
    compare_type=True,
    render_as_batch=False,
    # SQLite too can take back DDL: the program begins the transaction itself.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
