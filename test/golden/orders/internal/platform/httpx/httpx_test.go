package httpx_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acme/orders/internal/platform/fault"
	"github.com/acme/orders/internal/platform/httpx"
	"github.com/acme/orders/internal/platform/paging"
)

func TestWriteVersionAnswersNotModified(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method, tags string
		status       int
	}{
		{http.MethodGet, `"3"`, http.StatusNotModified},
		{http.MethodHead, `W/"3"`, http.StatusNotModified},
		{http.MethodGet, `"1", "3"`, http.StatusNotModified},
		{http.MethodGet, `*`, http.StatusNotModified},
		{http.MethodGet, `"2"`, http.StatusOK},
		{http.MethodGet, ``, http.StatusOK},
		{http.MethodPut, `"3"`, http.StatusOK},
	} {
		recorder := httptest.NewRecorder()
		require.NoError(t, httpx.WriteVersion(recorder, request(t, c.method, "/", "If-None-Match", c.tags), http.StatusOK, 3, "body"))
		assert.Equal(t, c.status, recorder.Code, c.tags)
		assert.Equal(t, `"3"`, recorder.Header().Get("ETag"))
		assert.Equal(t, c.status == http.StatusNotModified, recorder.Body.Len() == 0)
	}
}

func TestIfMatchReadsTheVersion(t *testing.T) {
	t.Parallel()
	for tag, expected := range map[string]int64{`"3"`: 3, `"0"`: 0, `W/"3"`: 0, `"03"`: 0, `3`: 0, `"3", "4"`: 0, `"x"`: 0} {
		version, err := httpx.IfMatch(request(t, http.MethodPut, "/", "If-Match", tag), true)
		require.NoError(t, err)
		assert.Equal(t, expected, *version, tag)
	}
	version, err := httpx.IfMatch(request(t, http.MethodPut, "/", "If-Match", "*"), true)
	require.NoError(t, err)
	assert.Nil(t, version)
	version, err = httpx.IfMatch(request(t, http.MethodPut, "/"), false)
	require.NoError(t, err)
	assert.Nil(t, version)
	_, err = httpx.IfMatch(request(t, http.MethodPut, "/"), true)
	assert.Equal(t, fault.Unversioned, fault.KindOf(err))
	for _, empty := range []string{"", " "} {
		for _, required := range []bool{true, false} {
			_, err = httpx.IfMatch(request(t, http.MethodPut, "/", "If-Match", empty), required)
			assert.Equal(t, fault.Malformed, fault.KindOf(err))
		}
	}
}

type size string

type item struct {
	id uuid.UUID
	at time.Time
}

var sorts = paging.NewSorts(func(v item) uuid.UUID { return v.id }, func(v item) time.Time { return v.at })

func TestQueryCollectsEveryMistake(t *testing.T) {
	t.Parallel()
	query := httpx.NewQuery(request(t, http.MethodGet, "/?a=1&a=2&b=x&c=%00&d=ok&size=huge&limit=0&sort=-id&unknown=1"))
	query.Text("a")
	httpx.Param(query, "b", strconv.Atoi)
	query.Text("c")
	assert.Equal(t, "ok", *query.Text("d"))
	assert.Nil(t, query.Text("e"))
	httpx.Param(query, "size", httpx.OneOf[size]("small", "large"))
	assert.Equal(t, paging.ByIDDesc, httpx.ReadPage(query, sorts).Sort)

	failure, ok := errors.AsType[*fault.Error](query.Err())
	require.True(t, ok)
	codes := map[string]string{}
	for _, field := range failure.Fields {
		codes[field.Parameter] = field.Code
	}
	assert.Equal(t, map[string]string{
		"a": "repeated", "b": "format", "c": "text", "size": "format", "limit": "format", "unknown": "unknown",
	}, codes)
	require.Error(t, httpx.NoQuery(request(t, http.MethodGet, "/?x")))
	require.Error(t, httpx.NoQuery(request(t, http.MethodGet, "/?x=%zz")))
	assert.NoError(t, httpx.NoQuery(request(t, http.MethodGet, "/?")))
}
