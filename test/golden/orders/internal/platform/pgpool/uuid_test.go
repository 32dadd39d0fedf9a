package pgpool_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acme/orders/internal/platform/pgpool"
	"github.com/acme/orders/internal/platform/pgtest"
)

// connected returns a connection of a pool.
func connected(t *testing.T, statementCache int) *pgx.Conn {
	t.Helper()
	pool, err := pgpool.Open(context.WithoutCancel(t.Context()), pgpool.Options{
		URL: pgtest.Database(t), ServerLimit: 1, StatementTimeout: time.Minute, Lifetime: time.Hour, IdleTime: time.Hour,
		StatementCache: statementCache,
	})
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	conn, err := pool.Acquire(t.Context())
	require.NoError(t, err)
	t.Cleanup(conn.Release)
	return conn.Conn()
}

// A text on the way, as pgx makes one by itself, would be an allocation. They are counted for the
// whole process: nothing runs beside this.
func TestUUIDsAreCopiedAsBytes(t *testing.T) {
	types := connected(t, 8).TypeMap()
	id := uuid.New()
	sent := make([]byte, 0, len(id))
	for _, value := range []any{id, &id} {
		assert.Zero(t, testing.AllocsPerRun(100, func() {
			var err error
			sent, err = types.Encode(pgtype.UUIDOID, pgtype.BinaryFormatCode, value, sent[:0])
			assert.NoError(t, err)
		}), "%T", value)
		assert.Equal(t, id[:], sent)
	}
	var found uuid.UUID
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		assert.NoError(t, types.Scan(pgtype.UUIDOID, pgtype.BinaryFormatCode, sent, &found))
	}))
	assert.Equal(t, id, found)
}

func TestUUIDsTravelInBinary(t *testing.T) {
	t.Parallel()
	for size, asText := range map[int]bool{8: false, 0: true} {
		conn := connected(t, size)
		var recorded bytes.Buffer
		conn.PgConn().Frontend().Trace(&recorded, pgproto3.TracerOptions{})
		id := uuid.New()
		var found uuid.UUID
		var several []uuid.UUID
		require.NoError(t, conn.QueryRow(t.Context(), "SELECT $1::uuid, $2::uuid[]", id, []uuid.UUID{id}).Scan(&found, &several))
		assert.Equal(t, id, found)
		assert.Equal(t, []uuid.UUID{id}, several)
		assert.Contains(t, recorded.String(), "Bind")
		assert.Equal(t, asText, bytes.Contains(recorded.Bytes(), []byte(id.String())), "a cache of %d", size)
	}
}

func TestUUIDsComeBackAsTheyWereSent(t *testing.T) {
	t.Parallel()
	for _, size := range []int{8, 0} {
		conn := connected(t, size)
		_, err := conn.Exec(t.Context(), "CREATE TEMPORARY TABLE things (id uuid PRIMARY KEY, parent uuid)")
		require.NoError(t, err)
		type thing struct {
			ID     uuid.UUID
			Parent *uuid.UUID
		}
		root := thing{ID: uuid.New()}
		leaf := thing{ID: uuid.New(), Parent: &root.ID}
		copied := thing{ID: uuid.New(), Parent: &leaf.ID}
		var batch pgx.Batch
		for _, v := range []thing{root, leaf} {
			batch.Queue("INSERT INTO things VALUES ($1, $2)", v.ID, v.Parent)
		}
		require.NoError(t, conn.SendBatch(t.Context(), &batch).Close())
		_, err = conn.CopyFrom(t.Context(), pgx.Identifier{"things"}, []string{"id", "parent"}, pgx.CopyFromRows([][]any{{copied.ID, copied.Parent}}))
		require.NoError(t, err)

		all := []thing{root, leaf, copied}
		for _, v := range all {
			rows, err := conn.Query(t.Context(), "SELECT id, parent FROM things WHERE id = $1", v.ID)
			require.NoError(t, err)
			found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[thing])
			require.NoError(t, err)
			assert.Equal(t, v, found, "a cache of %d", size)
		}
		rows, err := conn.Query(t.Context(), "SELECT id, parent FROM things WHERE id = ANY ($1)", []uuid.UUID{root.ID, leaf.ID, copied.ID})
		require.NoError(t, err)
		found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[thing])
		require.NoError(t, err)
		assert.ElementsMatch(t, all, found, "a cache of %d", size)

		var parents []*uuid.UUID
		require.NoError(t, conn.QueryRow(t.Context(), "SELECT array_agg(parent ORDER BY parent NULLS FIRST) FROM things WHERE id = ANY ($1)",
			[]uuid.UUID{root.ID, leaf.ID}).Scan(&parents))
		assert.Equal(t, []*uuid.UUID{nil, &root.ID}, parents, "a cache of %d", size)

		var none uuid.UUID
		assert.ErrorContains(t, conn.QueryRow(t.Context(), "SELECT parent FROM things WHERE id = $1", root.ID).Scan(&none), "cannot scan NULL")
	}
}
