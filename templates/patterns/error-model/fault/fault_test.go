package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"goldenpath.dev/patterns/error-model/fault"
)

func TestKindOfFindsTheFaultInAChain(t *testing.T) {
	t.Parallel()
	wrapped := fmt.Errorf("read: %w", fault.Missing("parcel"))
	assert.Equal(t, fault.NotFound, fault.KindOf(wrapped))
	assert.Equal(t, fault.Internal, fault.KindOf(errors.New("disk on fire")))
	assert.Equal(t, fault.Internal, fault.KindOf(nil))
}

func TestErrorHoldsFieldsAndCauseForTheLog(t *testing.T) {
	t.Parallel()
	err := fault.Busy("database_unavailable", "The database is away.", errors.New("connection refused"))
	err.Fields = []fault.Field{{Pointer: "/name", Message: "is required"}}
	assert.EqualError(t, err, "database_unavailable: The database is away.; /name is required: connection refused")
	assert.ErrorContains(t, errors.Unwrap(err), "refused")
}
