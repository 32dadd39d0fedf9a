-- name: InsertSampleThing :one
INSERT INTO sample_things (id, name, kind, amount, count, ready, at, labels, parent_id)
VALUES (sqlc.arg('id'), sqlc.arg('name'), sqlc.arg('kind'), sqlc.arg('amount'), sqlc.narg('count'), sqlc.arg('ready'), sqlc.narg('at'), sqlc.arg('labels'), sqlc.narg('parent_id'))
RETURNING id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id;

-- name: GetSampleThing :one
SELECT id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id
FROM sample_things
WHERE id = sqlc.arg('id') AND deleted_at IS NULL;

-- name: UpdateSampleThing :one
UPDATE sample_things
SET version = version + 1, name = sqlc.arg('name'), kind = sqlc.arg('kind'), amount = sqlc.arg('amount'), count = sqlc.narg('count'), ready = sqlc.arg('ready'), at = sqlc.narg('at'), labels = sqlc.arg('labels'), parent_id = sqlc.narg('parent_id')
WHERE id = sqlc.arg('id') AND version = sqlc.arg('version') AND deleted_at IS NULL
RETURNING id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id;

-- name: DeleteSampleThing :execrows
UPDATE sample_things
SET version = version + 1, deleted_at = now()
WHERE id = sqlc.arg('id') AND version = sqlc.arg('version') AND deleted_at IS NULL;

-- name: ListSampleThingsByCreatedAt :many
SELECT id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id
FROM sample_things
WHERE deleted_at IS NULL
    AND (sqlc.narg('cursor')::text IS NULL OR (created_at, id) > (sqlc.narg('cursor')::text::timestamptz, sqlc.arg('id')::uuid))
    AND (sqlc.narg('name')::text IS NULL OR name = sqlc.narg('name')::text)
    AND (sqlc.narg('kind')::text IS NULL OR kind = sqlc.narg('kind')::text)
    AND (sqlc.narg('parent_id')::uuid IS NULL OR parent_id = sqlc.narg('parent_id')::uuid)
ORDER BY created_at, id
LIMIT sqlc.arg('limit')::bigint;

-- name: ListSampleThingsByCreatedAtDesc :many
SELECT id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id
FROM sample_things
WHERE deleted_at IS NULL
    AND (sqlc.narg('cursor')::text IS NULL OR (created_at, id) < (sqlc.narg('cursor')::text::timestamptz, sqlc.arg('id')::uuid))
    AND (sqlc.narg('name')::text IS NULL OR name = sqlc.narg('name')::text)
    AND (sqlc.narg('kind')::text IS NULL OR kind = sqlc.narg('kind')::text)
    AND (sqlc.narg('parent_id')::uuid IS NULL OR parent_id = sqlc.narg('parent_id')::uuid)
ORDER BY created_at DESC, id DESC
LIMIT sqlc.arg('limit')::bigint;

-- name: ListSampleThingsByID :many
SELECT id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id
FROM sample_things
WHERE deleted_at IS NULL
    AND (sqlc.narg('cursor')::text IS NULL OR id > sqlc.arg('id')::uuid)
    AND (sqlc.narg('name')::text IS NULL OR name = sqlc.narg('name')::text)
    AND (sqlc.narg('kind')::text IS NULL OR kind = sqlc.narg('kind')::text)
    AND (sqlc.narg('parent_id')::uuid IS NULL OR parent_id = sqlc.narg('parent_id')::uuid)
ORDER BY id
LIMIT sqlc.arg('limit')::bigint;

-- name: ListSampleThingsByIDDesc :many
SELECT id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id
FROM sample_things
WHERE deleted_at IS NULL
    AND (sqlc.narg('cursor')::text IS NULL OR id < sqlc.arg('id')::uuid)
    AND (sqlc.narg('name')::text IS NULL OR name = sqlc.narg('name')::text)
    AND (sqlc.narg('kind')::text IS NULL OR kind = sqlc.narg('kind')::text)
    AND (sqlc.narg('parent_id')::uuid IS NULL OR parent_id = sqlc.narg('parent_id')::uuid)
ORDER BY id DESC
LIMIT sqlc.arg('limit')::bigint;

-- name: ListSampleThingsByName :many
SELECT id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id
FROM sample_things
WHERE deleted_at IS NULL
    AND (sqlc.narg('cursor')::text IS NULL OR (name, id) > (sqlc.narg('cursor')::text, sqlc.arg('id')::uuid))
    AND (sqlc.narg('name')::text IS NULL OR name = sqlc.narg('name')::text)
    AND (sqlc.narg('kind')::text IS NULL OR kind = sqlc.narg('kind')::text)
    AND (sqlc.narg('parent_id')::uuid IS NULL OR parent_id = sqlc.narg('parent_id')::uuid)
ORDER BY name, id
LIMIT sqlc.arg('limit')::bigint;

-- name: ListSampleThingsByNameDesc :many
SELECT id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id
FROM sample_things
WHERE deleted_at IS NULL
    AND (sqlc.narg('cursor')::text IS NULL OR (name, id) < (sqlc.narg('cursor')::text, sqlc.arg('id')::uuid))
    AND (sqlc.narg('name')::text IS NULL OR name = sqlc.narg('name')::text)
    AND (sqlc.narg('kind')::text IS NULL OR kind = sqlc.narg('kind')::text)
    AND (sqlc.narg('parent_id')::uuid IS NULL OR parent_id = sqlc.narg('parent_id')::uuid)
ORDER BY name DESC, id DESC
LIMIT sqlc.arg('limit')::bigint;

-- name: ListSampleThingsByAmount :many
SELECT id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id
FROM sample_things
WHERE deleted_at IS NULL
    AND (sqlc.narg('cursor')::text IS NULL OR (amount, id) > (sqlc.narg('cursor')::text::numeric, sqlc.arg('id')::uuid))
    AND (sqlc.narg('name')::text IS NULL OR name = sqlc.narg('name')::text)
    AND (sqlc.narg('kind')::text IS NULL OR kind = sqlc.narg('kind')::text)
    AND (sqlc.narg('parent_id')::uuid IS NULL OR parent_id = sqlc.narg('parent_id')::uuid)
ORDER BY amount, id
LIMIT sqlc.arg('limit')::bigint;

-- name: ListSampleThingsByAmountDesc :many
SELECT id, version, created_at, updated_at, deleted_at, name, kind, amount, count, ready, at, labels, parent_id
FROM sample_things
WHERE deleted_at IS NULL
    AND (sqlc.narg('cursor')::text IS NULL OR (amount, id) < (sqlc.narg('cursor')::text::numeric, sqlc.arg('id')::uuid))
    AND (sqlc.narg('name')::text IS NULL OR name = sqlc.narg('name')::text)
    AND (sqlc.narg('kind')::text IS NULL OR kind = sqlc.narg('kind')::text)
    AND (sqlc.narg('parent_id')::uuid IS NULL OR parent_id = sqlc.narg('parent_id')::uuid)
ORDER BY amount DESC, id DESC
LIMIT sqlc.arg('limit')::bigint;
