/**
 * Everything that is drawn has a row for each time it changed: `since` is the first revision that has it,
 * `until` the first that has it no more, or 2147483647. A reader sees one revision and never half a refresh.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('revisions', table => {
    table.integer('number').primary();
    table.string('at', 40).notNullable();
    table.boolean('published').notNullable();
  });
  await knex.schema.createTable('checks', table => {
    table.integer('id').primary();
    table.string('at', 40).notNullable();
  });
  await knex.schema.createTable('items', table => {
    table.comment(
      'Every entity ref that was ever named, and what the catalog says of it now',
    );
    table.increments('id');
    table.text('ref').notNullable().unique();
    table.text('etag').comment('Null when no entity has this ref');
    table.text('doc');
    table.boolean('was_entity').notNullable().defaultTo(false);
  });
  await knex.schema.createTable('stale_items', table => {
    table.comment('Items whose rows below have to be computed again');
    table.integer('item_id').primary();
  });
  await knex.schema.createTable('links', table => {
    table.increments('id');
    table.integer('declared_by').notNullable().index();
    table.string('type', 10).notNullable();
    table.integer('from_id').notNullable().index();
    table.integer('to_id').notNullable().index();
  });
  await knex.schema.createTable('names', table => {
    table.increments('id');
    table.integer('item_id').notNullable().index();
    table.text('name').notNullable().index();
    table.boolean('stated').notNullable();
  });
  await knex.schema.createTable('findings', table => {
    table.increments('id');
    table.integer('item_id').notNullable().index();
    table.text('message').notNullable();
  });
  const temporal = table => {
    table.increments('id');
    table.text('doc').notNullable();
    table.integer('since').notNullable().index();
    table.integer('until').notNullable().index();
  };
  await knex.schema.createTable('nodes', table => {
    temporal(table);
    table.integer('item_id').notNullable().index();
    table.integer('box_id').index();
    table.integer('provider_id').index();
    table.text('label').notNullable();
  });
  await knex.schema.createTable('boxes', table => {
    temporal(table);
    table.integer('item_id').notNullable().index();
    table.integer('parent_id').index();
    table.text('label').notNullable();
  });
  await knex.schema.createTable('edges', table => {
    temporal(table);
    table.integer('caller_id').notNullable().index();
    table.integer('from_id').notNullable().index();
    table.integer('to_id').notNullable().index();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'edges',
    'boxes',
    'nodes',
    'findings',
    'names',
    'links',
    'stale_items',
    'items',
    'checks',
    'revisions',
  ]) {
    await knex.schema.dropTable(table);
  }
};
