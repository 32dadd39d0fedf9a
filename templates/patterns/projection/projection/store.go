package projection

// A projection is built beside the one that is shown. Whoever handles an event locks
// all of them against their end, so that none gets rows when it is gone. A projection
// that a handler does not see yet begins after the change that its event tells of was
// committed: what reads the tables for it finds that change.
const (
	selectOpen = "SELECT id FROM projections WHERE state <> 'retired' ORDER BY id FOR KEY SHARE"
	// Rows are there before they are counted, so that two who bring the same one wait
	// for each other.
	insertRows = `
		INSERT INTO projected (projection, id, resource)
		SELECT projection, (body::jsonb ->> 'id')::uuid, $2
		FROM unnest($1::bigint[]) AS projection, unnest($3::text[]) AS body
		ORDER BY 1, 2
		ON CONFLICT DO NOTHING`
	// Below the empty name all are counted. Deleted rows stay, for events that are late.
	updateRows = `
		UPDATE projected SET version = told.version, fields = told.fields, applied_at = now()
		FROM (
			SELECT (row ->> 'id')::uuid AS id, (row ->> 'version')::bigint AS version,
				CASE WHEN row ->> 'deleted_at' IS NULL THEN (
					SELECT COALESCE(jsonb_object_agg(name, row -> name), '{}') || '{"": ""}'
					FROM unnest($2::text[]) AS name WHERE row ->> name IS NOT NULL
				) END AS fields
			FROM (SELECT body::jsonb AS row FROM unnest($3::text[]) AS body) AS rows
		) AS told
		WHERE projected.projection = ANY($1::bigint[]) AND projected.id = told.id AND projected.version < told.version`

	insertFirst   = "INSERT INTO projections (state) SELECT 'building' WHERE NOT EXISTS (SELECT FROM projections WHERE state <> 'retired') ON CONFLICT DO NOTHING"
	insertRequest = "INSERT INTO projections (state) VALUES ('building') ON CONFLICT DO NOTHING"
	// One process builds at a time; the others have nothing to do meanwhile.
	takeBuilding = "SELECT id, resource, after FROM projections WHERE state = 'building' FOR NO KEY UPDATE SKIP LOCKED"
	noteProgress = "UPDATE projections SET resource = $2, after = $3 WHERE id = $1"
	retire       = "UPDATE projections SET state = 'retired' WHERE state = 'current'"
	show         = "UPDATE projections SET state = 'current', finished_at = clock_timestamp() WHERE id = $1"

	takeRetired   = "SELECT id FROM projections WHERE state = 'retired' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"
	deleteRows    = "DELETE FROM projected WHERE projection = $1 AND id IN (SELECT id FROM projected WHERE projection = $1 ORDER BY id LIMIT $2)"
	deleteRetired = "DELETE FROM projections WHERE id = $1"
	deleteOld     = `
		DELETE FROM projected WHERE (projection, id) IN (
			SELECT projection, id FROM projected WHERE fields IS NULL AND applied_at < now() - $1::interval ORDER BY applied_at LIMIT $2
		)`

	selectBuilds = "SELECT id, state, resource, begun_at FROM projections ORDER BY id"
	selectStates = "SELECT COALESCE(max(begun_at) FILTER (WHERE state = 'current'), 'epoch'), count(*) FILTER (WHERE state = 'building') > 0 FROM projections"
	selectEvents = `
		SELECT sequence, recorded_at, clock_timestamp() - recorded_at AS age, EXISTS (
			SELECT FROM inbox WHERE consumer = $3 AND message_id = outbox.id::text
		)
		FROM outbox WHERE sequence > $1 AND topic = ANY($2) ORDER BY sequence LIMIT $4`

	// One row without a resource says that there is a projection, and nothing to count.
	selectCounts = `
		SELECT COALESCE(found.resource, ''), COALESCE(found.field, ''), COALESCE(found.value, ''), COALESCE(found.count, 0)
		FROM projections LEFT JOIN LATERAL (
			SELECT counts.resource, counts.field, counts.value, counts.count
			FROM unnest($1::text[], $2::text[]) AS wanted (resource, field)
			JOIN counts ON (counts.resource, counts.field) = (wanted.resource, wanted.field)
			WHERE counts.projection = projections.id AND counts.count > 0 AND ($3::text IS NULL OR counts.value = $3)
		) AS found ON true
		WHERE projections.state = 'current'
		ORDER BY 1, 2, 3`
)
