package grpcapi_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	samplethingv1 "goldenpath.dev/patterns/grpc/gen/sampleservice/samplething/v1"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestSampleThingsAreImportedManyInOneTransaction(t *testing.T) {
	t.Parallel()
	c, db := sampleThingClient(t), fixture.Database(t)
	const alike = 20
	var inputs []*samplethingv1.SampleThingInput
	broken := fixture.SampleThingBroken(fixture.SampleThingReferring(t, db, fixture.Next()))
	for _, b := range broken {
		inputs = append(inputs, sampleThingMessage(b.Input))
	}
	for _, in := range fixture.SampleThingsAlike(t, db, alike) {
		inputs = append(inputs, sampleThingMessage(in))
	}
	together := func() int64 {
		t.Helper()
		groups, err := pgdb.Exec(t.Context(), db, "SELECT FROM sample_things GROUP BY xmin::text HAVING count(*) = $1", alike)
		require.NoError(t, err)
		return groups
	}
	before := together()
	to, err := c.ImportSampleThings(t.Context())
	require.NoError(t, err)
	for _, input := range inputs {
		require.NoError(t, to.Send(&samplethingv1.ImportSampleThingsRequest{Input: input}))
	}
	out, err := to.CloseAndRecv()
	require.NoError(t, err)
	assert.EqualValues(t, alike, out.GetCreated())
	assert.EqualValues(t, len(broken), out.GetRefused())
	for i, refusal := range out.GetRefusals() {
		assert.EqualValues(t, i, refusal.GetIndex())
		assert.NotEmpty(t, refusal.GetCode())
	}
	assert.Equal(t, before+1, together(), "one transaction has stored them")
}
