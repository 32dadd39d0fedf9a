package rpc

import "google.golang.org/protobuf/proto"

const (
	// MaxBatch is the number of requests of an import that are stored at once.
	MaxBatch = 500
	// maxBatchBytes bounds what an import holds in memory.
	maxBatchBytes = 1 << 20
)

// ImportBatches is Import for what is stored many at a time: it hands requests to
// create when there are MaxBatch of them, or a mebibyte, or no more. Create
// returns for each of them nil or why it is refused; with an error none of them
// is stored, and the import ends.
func ImportBatches[T proto.Message](receive func() (T, error), create func([]T) ([]error, error)) (Outcome, error) {
	var outcome Outcome
	var batch []T
	size := 0
	store := func() error {
		results, err := create(batch)
		if err != nil {
			return err
		}
		for _, result := range results {
			if err := outcome.note(result); err != nil {
				return err
			}
		}
		batch, size = nil, 0
		return nil
	}
	err := EachRequest(receive, func(request T) error {
		batch = append(batch, request)
		size += proto.Size(request)
		if len(batch) < MaxBatch && size < maxBatchBytes {
			return nil
		}
		return store()
	})
	if err == nil && len(batch) > 0 {
		err = store()
	}
	return outcome, err
}
