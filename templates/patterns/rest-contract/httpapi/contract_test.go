package httpapi_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/rest-contract/api"
)

// unknownID is the id of nothing.
const unknownID = "0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60"

func TestTheRoutesAreTheOperationsOfTheContract(t *testing.T) {
	t.Parallel()
	document, err := readContract()
	require.NoError(t, err)
	model, err := document.BuildV3Model()
	require.NoError(t, err)
	described := map[string]string{}
	for path, item := range model.Model.Paths.PathItems.FromOldest() {
		for method, operation := range item.GetOperations().FromOldest() {
			described[operation.OperationId] = strings.Join([]string{strings.ToUpper(method), path, operation.Summary, scopeOf(operation), rolesOf(operation), ageOf(isDeprecated(operation))}, " ")
		}
	}
	served := map[string]string{}
	for _, route := range newAPIClient(t).wiring.Routes {
		if route.ID != "" {
			served[route.ID] = strings.Join([]string{route.Method, route.Path, route.Summary, route.Scope, strings.Join(route.Roles, " or "), ageOf(route.Successor != "")}, " ")
		}
	}
	assert.Equal(t, described, served)
}

// scopeOf returns the scope that an operation wants of callers, whichever way
// they are known.
func scopeOf(operation *v3.Operation) string {
	var scopes []string
	for _, way := range operation.Security {
		for _, wanted := range way.Requirements.FromOldest() {
			scopes = append(scopes, wanted...)
		}
	}
	return strings.Join(slices.Compact(scopes), ", ")
}

// rolesOf returns the roles of which an operation wants one of callers.
func rolesOf(operation *v3.Operation) string {
	var roles []string
	for name, node := range operation.Extensions.FromOldest() {
		if name == "x-roles" && node.Decode(&roles) != nil {
			return "x-roles that are no list of texts"
		}
	}
	return strings.Join(roles, " or ")
}

func isDeprecated(operation *v3.Operation) bool {
	return operation.Deprecated != nil && *operation.Deprecated
}

func ageOf(deprecated bool) string {
	if deprecated {
		return "deprecated"
	}
	return "current"
}

func TestTheContractIsServed(t *testing.T) {
	t.Parallel()
	c := newAPIClient(t)
	for path, expected := range map[string]string{"/openapi.yaml": string(api.Contract), "/docs": "openapi.yaml"} {
		recorder := httptest.NewRecorder()
		c.wiring.Handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		assert.Equal(t, http.StatusOK, recorder.Code)
		assert.Contains(t, recorder.Body.String(), expected)
	}
}

func TestStrangersAreRefusedWhereAScopeIsWanted(t *testing.T) {
	t.Parallel()
	c := newAPIClient(t)
	for _, route := range c.wiring.Routes {
		recorder := httptest.NewRecorder()
		path := strings.ReplaceAll(route.Path, "{id}", unknownID)
		c.wiring.Handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), route.Method, path, nil))
		assert.Equal(t, route.Scope != "", recorder.Code == http.StatusUnauthorized, route.Method+" "+path)
	}
}

func TestUnknownPathsAndMethodsAreProblems(t *testing.T) {
	t.Parallel()
	c := newAPIClient(t)
	for _, route := range c.wiring.Routes {
		path := strings.ReplaceAll(route.Path, "{id}", unknownID)
		for _, spelling := range []string{path + "/", "/" + path, path + "/x/y", "/x" + path, "/.." + path, strings.Replace(path, "/", "/%2F", 1)} {
			recorder := httptest.NewRecorder()
			target, err := url.ParseRequestURI(spelling)
			require.NoError(t, err)
			request := httptest.NewRequestWithContext(t.Context(), route.Method, "/placeholder", nil)
			request.URL = target
			c.wiring.Handler.ServeHTTP(recorder, request)
			assert.Equal(t, http.StatusNotFound, recorder.Code, spelling)
		}
		recorder := httptest.NewRecorder()
		c.wiring.Handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodPatch, path, nil))
		assert.Equal(t, http.StatusMethodNotAllowed, recorder.Code, path)
		assert.Contains(t, strings.Split(recorder.Header().Get("Allow"), ", "), route.Method)
	}
}

func TestHeadAnswersLikeGetWithoutABody(t *testing.T) {
	t.Parallel()
	c := newAPIClient(t)
	server := httptest.NewServer(c.wiring.Handler)
	t.Cleanup(server.Close)
	for _, route := range c.wiring.Routes {
		if route.Method != http.MethodGet {
			continue
		}
		headers := map[string][]string{}
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			request, err := http.NewRequestWithContext(t.Context(), method, server.URL+strings.ReplaceAll(route.Path, "{id}", unknownID), nil)
			require.NoError(t, err)
			request.Header.Set("X-Request-ID", "one")
			answer, err := server.Client().Do(request)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			answer.Header.Del("Date")
			headers[method] = slices.Sorted(maps.Keys(answer.Header))
		}
		assert.Equal(t, headers[http.MethodGet], headers[http.MethodHead], route.Path)
	}
}

func TestBodiesAreReadStrictly(t *testing.T) {
	t.Parallel()
	c := newAPIClient(t)
	for _, route := range c.wiring.Routes {
		if route.Method != http.MethodPost && route.Method != http.MethodPut {
			continue
		}
		path := strings.ReplaceAll(route.Path, "{id}", unknownID)
		match := apiHeader{"If-Match", "*"}
		c.sendBroken(route.Method, path, `{"broken`, match).refuses(http.StatusBadRequest, "malformed_body")
		c.sendBroken(route.Method, path, `{} {}`, match).refuses(http.StatusBadRequest, "malformed_body")
		c.sendBroken(route.Method, path, `[]`, match).refuses(http.StatusBadRequest, "malformed_body")
		unknown := c.sendBroken(route.Method, path, `{"no such thing": 1, "twice": 1, "twice": 2}`, match).refuses(http.StatusBadRequest, "malformed_body")
		assert.GreaterOrEqual(t, len(unknown.Errors), 2, "all mistakes at once")
		c.sendBroken(route.Method, path, `{}`, match, apiHeader{"Content-Type", "text/plain"}).refuses(http.StatusUnsupportedMediaType, "unsupported_media_type")
		c.sendBroken(route.Method, path, `{}`, match, apiHeader{"Content-Encoding", "gzip"}).refuses(http.StatusUnsupportedMediaType, "unsupported_encoding")
		c.sendBroken(route.Method, path, strings.Repeat(" ", 65<<10), match).refuses(http.StatusRequestEntityTooLarge, "too_large")
		c.sendBroken(route.Method, path+"?x=1", `{}`, match).refuses(http.StatusBadRequest, "invalid_query")
	}
}

func TestListsReadTheirQueryStrictly(t *testing.T) {
	t.Parallel()
	c := newAPIClient(t)
	for _, route := range c.wiring.Routes {
		if !strings.HasPrefix(route.ID, "list") {
			continue
		}
		for _, query := range []string{"limit=0", "limit=101", "limit=x", "limit=1&limit=2", "sort=no_such", "cursor=x", "no_such=1", "limit=%zz"} {
			c.sendBroken(http.MethodGet, route.Path+"?"+query, "").refuses(http.StatusBadRequest, "invalid_query")
		}
	}
}

func TestListsAreUnavailableOnceThePoolIsClosed(t *testing.T) {
	t.Parallel()
	c := newAPIClient(t)
	c.wiring.Pool.Close()
	for _, route := range c.wiring.Routes {
		if strings.HasPrefix(route.ID, "list") {
			away := c.send(http.MethodGet, route.Path, nil)
			away.refuses(http.StatusServiceUnavailable, "database_unavailable")
			assert.Equal(t, "1", away.Header.Get("Retry-After"))
		}
	}
}
