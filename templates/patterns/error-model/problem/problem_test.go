package problem_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/logging/requestinfo"
)

func write(err error) (*httptest.ResponseRecorder, *requestinfo.Info) {
	info := &requestinfo.Info{ID: "r-1", TraceID: "4bf92f3577b34da6a3ce929d0e0e4736"}
	request := httptest.NewRequestWithContext(requestinfo.With(context.Background(), info), http.MethodGet, "/", nil)
	recorder := httptest.NewRecorder()
	problem.Write(recorder, request, err)
	return recorder, info
}

func TestWriteSendsTheFault(t *testing.T) {
	t.Parallel()
	invalid := fault.New(fault.Invalid, "invalid", "The request breaks a rule.")
	invalid.Fields = []fault.Field{{Pointer: "/name", Code: "required", Message: "is required"}}
	answer, _ := write(fmt.Errorf("create: %w", invalid))
	assert.Equal(t, http.StatusUnprocessableEntity, answer.Code)
	assert.Equal(t, problem.ContentType, answer.Header().Get("Content-Type"))
	assert.JSONEq(t, `{
		"type": "urn:problem:invalid", "title": "Unprocessable Entity", "status": 422, "code": "invalid",
		"detail": "The request breaks a rule.", "request_id": "r-1", "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
		"errors": [{"pointer": "/name", "code": "required", "message": "is required"}]
	}`, answer.Body.String())
}

func TestWriteHidesWhatIsInternal(t *testing.T) {
	t.Parallel()
	secret := errors.New("password of user admin is wrong")
	answer, info := write(secret)
	assert.Equal(t, http.StatusInternalServerError, answer.Code)
	assert.NotContains(t, answer.Body.String(), "admin")
	assert.Equal(t, secret, info.Err, "the log must still see it")
}

func TestWriteAsksToComeBackWhenBusy(t *testing.T) {
	t.Parallel()
	answer, _ := write(fmt.Errorf("list: %w", context.DeadlineExceeded))
	assert.Equal(t, http.StatusServiceUnavailable, answer.Code)
	assert.Equal(t, "1", answer.Header().Get("Retry-After"))
}
