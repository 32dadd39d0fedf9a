package rpc_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/grpc/rpc"
)

// texts receives n texts of a length, then what the stream ends with.
func texts(n, length int, end error) func() (*wrapperspb.StringValue, error) {
	return func() (*wrapperspb.StringValue, error) {
		if n--; n < 0 {
			return nil, end
		}
		return wrapperspb.String(strings.Repeat("a", length)), nil
	}
}

func TestImportsAreStoredInBatches(t *testing.T) {
	t.Parallel()
	for _, imported := range []struct {
		requests, length int
		batches          []int
	}{
		{requests: 0},
		{requests: 3, length: 1, batches: []int{3}},
		{requests: rpc.MaxBatch, length: 1, batches: []int{rpc.MaxBatch}},
		{requests: rpc.MaxBatch + 1, length: 1, batches: []int{rpc.MaxBatch, 1}},
		{requests: 5, length: 400_000, batches: []int{3, 2}},
		{requests: 2, length: 2_000_000, batches: []int{1, 1}},
	} {
		var batches []int
		outcome, err := rpc.ImportBatches(texts(imported.requests, imported.length, io.EOF), func(batch []*wrapperspb.StringValue) ([]error, error) {
			batches = append(batches, len(batch))
			return make([]error, len(batch)), nil
		})
		require.NoError(t, err)
		assert.Equal(t, imported.batches, batches)
		assert.Equal(t, rpc.Outcome{Created: int64(imported.requests)}, outcome)
	}
}

func TestRefusalsKeepTheirPlacesInTheStream(t *testing.T) {
	t.Parallel()
	const requests = 2*rpc.MaxBatch + 7
	outcome, err := rpc.ImportBatches(texts(requests, 1, io.EOF), func(batch []*wrapperspb.StringValue) ([]error, error) {
		results := make([]error, len(batch))
		results[2] = fault.New(fault.Conflict, "taken", "It is taken.")
		return results, nil
	})
	require.NoError(t, err)
	assert.Equal(t, rpc.Outcome{Created: requests - 3, Refused: 3, Refusals: []rpc.Refusal{
		{Index: 2, Code: "taken", Detail: "It is taken."},
		{Index: rpc.MaxBatch + 2, Code: "taken", Detail: "It is taken."},
		{Index: 2*rpc.MaxBatch + 2, Code: "taken", Detail: "It is taken."},
	}}, outcome)
}

func TestWhatIsWrongWithTheServiceEndsAnImportOfBatches(t *testing.T) {
	t.Parallel()
	failure := errors.New("defect")
	for name, create := range map[string]func(calls int, batch []*wrapperspb.StringValue) ([]error, error){
		"a batch": func(calls int, batch []*wrapperspb.StringValue) ([]error, error) {
			if calls > 1 {
				return nil, failure
			}
			return make([]error, len(batch)), nil
		},
		"a request": func(calls int, batch []*wrapperspb.StringValue) ([]error, error) {
			results := make([]error, len(batch))
			if calls > 1 {
				results[0] = failure
			}
			return results, nil
		},
	} {
		calls := 0
		outcome, err := rpc.ImportBatches(texts(3*rpc.MaxBatch, 1, io.EOF), func(batch []*wrapperspb.StringValue) ([]error, error) {
			calls++
			return create(calls, batch)
		})
		require.ErrorIs(t, err, failure, name)
		assert.Equal(t, 2, calls)
		assert.EqualValues(t, rpc.MaxBatch, outcome.Created)
	}
	_, err := rpc.ImportBatches(texts(3, 1, failure), func([]*wrapperspb.StringValue) ([]error, error) {
		assert.Fail(t, "a stream that breaks leaves its last batch")
		return nil, nil
	})
	require.ErrorIs(t, err, failure)
}
