package apiversion_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/api-versions/apiversion"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

func answering(status int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
}

// routes has an older route with a successor, one without, and one of no version.
func routes() []httpx.Route {
	older := []httpx.Route{
		{Method: http.MethodGet, Path: "/api/v1/parcels/{id}", Handler: answering(http.StatusNoContent)},
		{Method: http.MethodDelete, Path: "/api/v1/parcels/{id}", Handler: answering(http.StatusNoContent)},
		{Method: http.MethodGet, Path: "/docs", Handler: answering(http.StatusNoContent)},
	}
	return append(older, apiversion.Succeed(older, []httpx.Route{
		{Method: http.MethodGet, Path: "/api/v2/parcels/{id}", Handler: answering(http.StatusAccepted)},
		{Method: http.MethodGet, Path: "/other", Handler: answering(http.StatusAccepted)},
	})...)
}

func get(t *testing.T, settings apiversion.Settings, method, path string) *httptest.ResponseRecorder {
	t.Helper()
	served := routes()
	require.NoError(t, apiversion.Deprecate(served, settings))
	mux := http.NewServeMux()
	for _, route := range served {
		mux.Handle(route.Method+" "+route.Path, route.Handler)
	}
	recorder := httptest.NewRecorder()
	mux.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), method, path, nil))
	return recorder
}

func TestSuccessorsTakeThePlaceOfTheSameInTheVersionBefore(t *testing.T) {
	t.Parallel()
	found := map[string]string{}
	for _, route := range routes() {
		found[route.Method+" "+route.Path] = route.Successor
	}
	assert.Equal(t, map[string]string{
		"GET /api/v1/parcels/{id}":    "/api/v2/parcels/{id}",
		"DELETE /api/v1/parcels/{id}": "",
		"GET /docs":                   "",
		"GET /api/v2/parcels/{id}":    "",
		"GET /other":                  "",
	}, found)
}

func TestTheSuccessorIsNamedBeforeAnythingIsSettled(t *testing.T) {
	t.Parallel()
	answer := get(t, apiversion.Settings{}, http.MethodGet, "/api/v1/parcels/a%2Fb%3E")
	assert.Equal(t, http.StatusNoContent, answer.Code)
	assert.Equal(t, http.Header{"Link": {`</api/v2/parcels/a%2Fb%3E>; rel="successor-version"`}}, answer.Header())
	assert.Empty(t, get(t, apiversion.Settings{}, http.MethodDelete, "/api/v1/parcels/1").Header())
	assert.Empty(t, get(t, apiversion.Settings{}, http.MethodGet, "/api/v2/parcels/1").Header())
}

func TestMomentsAreToldAsTheirStandardsHaveThem(t *testing.T) {
	t.Parallel()
	answer := get(t, apiversion.Settings{
		DeprecatedAt: "2024-01-01T01:00:00+01:00", SunsetAt: "2024-07-01T02:00:00.5+02:00",
	}, http.MethodGet, "/api/v1/parcels/1")
	assert.Equal(t, http.StatusNoContent, answer.Code, "it is served until someone ends it")
	assert.Equal(t, http.Header{
		"Deprecation": {"@1704067200"},
		"Sunset":      {"Mon, 01 Jul 2024 00:00:00 GMT"},
		"Link":        {`</api/v2/parcels/1>; rel="successor-version"`, `</docs>; rel="deprecation"; type="text/html"`},
	}, answer.Header())
}

func TestAfterTheSunsetItIsGoneIfThatIsWanted(t *testing.T) {
	t.Parallel()
	ending := func(sunset time.Time) apiversion.Settings {
		return apiversion.Settings{
			DeprecatedAt: "2024-01-01T00:00:00Z", SunsetAt: sunset.Format(time.RFC3339), GoneAfterSunset: true,
		}
	}
	before := get(t, ending(time.Now().Add(time.Hour)), http.MethodGet, "/api/v1/parcels/1")
	assert.Equal(t, http.StatusNoContent, before.Code)
	after := ending(time.Now().Add(-time.Hour))
	answer := get(t, after, http.MethodGet, "/api/v1/parcels/1")
	assert.Equal(t, http.StatusGone, answer.Code)
	assert.Equal(t, problem.ContentType, answer.Header().Get("Content-Type"))
	assert.Equal(t, "@1704067200", answer.Header().Get("Deprecation"))
	assert.JSONEq(t, `{
		"type": "urn:problem:version_gone", "title": "Gone", "status": 410, "code": "version_gone",
		"detail": "This version of the API has ended: /api/v2/parcels/1 takes its place."
	}`, answer.Body.String())
	assert.Equal(t, http.StatusAccepted, get(t, after, http.MethodGet, "/api/v2/parcels/1").Code)
	assert.Equal(t, http.StatusNoContent, get(t, after, http.MethodDelete, "/api/v1/parcels/1").Code, "nothing takes its place")
}

func TestMomentsThatMakeNoSenseAreRefused(t *testing.T) {
	t.Parallel()
	for expected, settings := range map[string]apiversion.Settings{
		`API_V1_DEPRECATED_AT: "soon" is no moment`:        {DeprecatedAt: "soon"},
		`API_V1_SUNSET_AT: "2030-01-31" is no moment`:      {DeprecatedAt: "2024-01-01T00:00:00Z", SunsetAt: "2030-01-31"},
		"API_V1_SUNSET_AT wants API_V1_DEPRECATED_AT":      {SunsetAt: "2024-01-01T00:00:00Z"},
		"API_V1_SUNSET_AT is before API_V1_DEPRECATED_AT":  {DeprecatedAt: "2024-01-02T00:00:00Z", SunsetAt: "2024-01-01T00:00:00Z"},
		"API_V1_GONE_AFTER_SUNSET wants API_V1_SUNSET_AT:": {DeprecatedAt: "2024-01-02T00:00:00Z", GoneAfterSunset: true},
	} {
		assert.ErrorContains(t, apiversion.Deprecate(nil, settings), expected)
	}
}

func TestFaultsPointToMembersByTheirNewNames(t *testing.T) {
	t.Parallel()
	cause := errors.New("cause")
	refused := fault.New(fault.Invalid, "invalid", "The request breaks rules.")
	refused.Cause = cause
	refused.Fields = []fault.Field{{Pointer: "/placed_at", Code: "a"}, {Pointer: "/tag_ids/1", Code: "b"}, {Pointer: "/line_2", Code: "c"}, {Pointer: "/id"}}
	run := apiversion.Renaming(func(_ context.Context, in int) (int, error) {
		if in == 0 {
			return 0, fmt.Errorf("store: %w", refused)
		}
		return in, nil
	})
	out, err := run(t.Context(), 1)
	require.NoError(t, err)
	assert.Equal(t, 1, out)
	_, err = run(t.Context(), 0)
	found, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok)
	assert.Equal(t, []fault.Field{{Pointer: "/placedAt", Code: "a"}, {Pointer: "/tagIds/1", Code: "b"}, {Pointer: "/line2", Code: "c"}, {Pointer: "/id"}}, found.Fields)
	assert.Equal(t, fault.Invalid, found.Kind)
	require.ErrorIs(t, err, cause)
	assert.ErrorContains(t, err, "store: invalid", "the log has the names of the domain")
	assert.Equal(t, "/placed_at", refused.Fields[0].Pointer, "nobody else sees a change")
	assert.Equal(t, cause, apiversion.Renamed(cause))
	assert.NoError(t, apiversion.Renamed(nil))
}
