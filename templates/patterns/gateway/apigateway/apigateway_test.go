package apigateway_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/env/config"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/gateway/api"
	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/shutdown/service"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

// someID is the id of something.
const someID = "0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60"

// edge is the whole gateway, put together as it runs.
type edge struct {
	t      *testing.T
	wiring *service.Wiring
	// reached gets what came to a service.
	reached chan visit
}

// visit is a request that came to a service: the setting that names the service, and
// what it was asked, over HTTP or over gRPC.
type visit struct{ setting, asked, call string }

// before puts the gateway before a service that stands for each of those behind it,
// and does what behind says.
func before(t *testing.T, behind http.HandlerFunc, more ...string) edge {
	t.Helper()
	reached := make(chan visit, 16)
	var urls []string
	for _, setting := range fixture.Upstreams(t) {
		name, _, _ := strings.Cut(setting, "=")
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			came := visit{setting: name}
			if isCall(r) {
				came.call = r.URL.Path
			} else {
				came.asked = r.Method + " " + r.RequestURI
			}
			reached <- came
			behind(w, r)
		}))
		// Calls over gRPC come as HTTP/2 in the clear.
		server.Config.Protocols = new(http.Protocols)
		server.Config.Protocols.SetHTTP1(true)
		server.Config.Protocols.SetUnencryptedHTTP2(true)
		server.Start()
		t.Cleanup(server.Close)
		urls = append(urls, name+"="+server.URL)
	}
	settings, err := config.Load(slices.Concat(
		[]string{"LOG_LEVEL=error"}, fixture.FreePorts, fixture.ServiceSettings(t), fixture.Environment(t), fixture.Servers(t), urls, more,
	))
	require.NoError(t, err)
	wiring, err := service.Assemble(t.Context(), service.Build{Name: "test"}, settings, io.Discard)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, wiring.Close(t.Context())) })
	return edge{t: t, wiring: wiring, reached: reached}
}

func isCall(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "application/grpc")
}

// answering answers everything with nothing.
func answering(w http.ResponseWriter, r *http.Request) {
	if !isCall(r) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	// An empty message: it is not compressed, and has no bytes. Then, that all is well.
	w.Header().Set("Content-Type", "application/grpc")
	w.Header().Set("Trailer", "Grpc-Status")
	_, _ = w.Write([]byte{0, 0, 0, 0, 0})
	w.Header().Set("Grpc-Status", "0")
}

// request is one that the contract allows, of a stranger.
func (e edge) request(method, target string) *http.Request {
	e.t.Helper()
	location, err := url.ParseRequestURI(target)
	require.NoError(e.t, err)
	collection, _, _ := strings.Cut(strings.TrimSuffix(location.Path, "/"+someID), "?")
	request := httptest.NewRequestWithContext(e.t.Context(), method, "/placeholder", strings.NewReader(bodies[collection]))
	request.URL = location
	request.RequestURI = target
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("If-Match", "*")
	// Whatever is no WebSocket takes no notice of what opens one.
	request.Header.Set("Connection", "Upgrade")
	request.Header.Set("Upgrade", "websocket")
	return request
}

// known is a request of one who may send it.
func (e edge) known(method, target string) *http.Request {
	e.t.Helper()
	request := e.request(method, target)
	fixture.Identify(e.t, request)
	return request
}

func (e edge) answer(request *http.Request) *httptest.ResponseRecorder {
	written := httptest.NewRecorder()
	e.wiring.Handler.ServeHTTP(patient{written}, request)
	return written
}

// patient writes an answer that may take any time, as streams ask for.
type patient struct{ *httptest.ResponseRecorder }

// SetReadDeadline is asked for by streams.
func (patient) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline is asked for by streams.
func (patient) SetWriteDeadline(time.Time) error { return nil }

// visited is what came to a service since it was last asked for.
func (e edge) visited() (visit, bool) {
	select {
	case came := <-e.reached:
		return came, true
	default:
		return visit{}, false
	}
}

// published are the routes of services behind.
func (e edge) published() []httpx.Route {
	return slices.DeleteFunc(slices.Clone(e.wiring.Routes), func(route httpx.Route) bool { return route.ID == "" })
}

func one(path string) string { return strings.ReplaceAll(path, "{id}", someID) }

// readContract reads the contract; each test has one for itself, because building
// its model is not safe for several at once.
func readContract(t *testing.T) libopenapi.Document {
	t.Helper()
	document, err := libopenapi.NewDocument(api.Contract)
	require.NoError(t, err)
	return document
}

func TestWhatIsPublishedIsInTheContractAndNothingElse(t *testing.T) {
	t.Parallel()
	model, err := readContract(t).BuildV3Model()
	require.NoError(t, err)
	described := map[string]string{}
	for path, item := range model.Model.Paths.PathItems.FromOldest() {
		for method, operation := range item.GetOperations().FromOldest() {
			described[operation.OperationId] = strings.Join([]string{strings.ToUpper(method), path, operation.Summary, scopeOf(operation), rolesOf(operation)}, " ")
		}
	}
	served := map[string]string{}
	for _, route := range before(t, answering).published() {
		served[route.ID] = strings.Join([]string{route.Method, route.Path, route.Summary, route.Scope, strings.Join(route.Roles, " or ")}, " ")
	}
	assert.NotEmpty(t, served)
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

func TestTheContractIsServed(t *testing.T) {
	t.Parallel()
	e := before(t, answering)
	for path, expected := range map[string]string{"/openapi.yaml": string(api.Contract), "/docs": "openapi.yaml"} {
		answer := e.answer(httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		assert.Equal(t, http.StatusOK, answer.Code)
		assert.Contains(t, answer.Body.String(), expected)
	}
}

func TestEveryServiceIsReachedByItsOwnOperations(t *testing.T) {
	t.Parallel()
	e := before(t, answering)
	services := map[string]string{}
	for _, route := range e.published() {
		answer := e.answer(e.known(route.Method, one(route.Path)))
		came, ok := e.visited()
		require.True(t, ok, "%s %s: %s", route.Method, route.Path, answer.Body)
		if came.call == "" {
			assert.Equal(t, route.Method+" "+one(route.Path), came.asked)
			e.answer(e.known(route.Method, one(route.Path)+"?a=%62"))
			queried, _ := e.visited()
			assert.Equal(t, came.asked+"?a=%62", queried.asked)
		} else {
			// What replaces is named Update in gRPC.
			_, method, _ := strings.Cut(strings.TrimPrefix(came.call, "/"), "/")
			assert.True(t, strings.EqualFold(method, strings.Replace(route.ID, "replace", "update", 1)), came.call)
		}
		collection := strings.TrimSuffix(route.Path, "/{id}")
		if known, ok := services[collection]; ok {
			assert.Equal(t, known, came.setting, "a collection is kept by one service")
		}
		services[collection] = came.setting
	}
	found := map[string]bool{}
	for _, name := range services {
		found[name] = true
	}
	behind := slices.DeleteFunc(slices.Clone(e.wiring.Checks), func(check health.Check) bool { return !strings.HasPrefix(check.Name, "upstream-") })
	assert.Len(t, found, len(behind), "every service is reached")
}

func TestNothingElseReachesAService(t *testing.T) {
	t.Parallel()
	e := before(t, answering)
	refused := func(status int, method, target string) {
		t.Helper()
		answer := e.answer(e.known(method, target))
		assert.Equal(t, status, answer.Code, method+" "+target)
		_, ok := e.visited()
		assert.False(t, ok, method+" "+target)
	}
	for _, path := range []string{"/", "/api", "/api/v1", "/api/v1/", "/livez", "/readyz", "/metrics", "/nothing"} {
		refused(http.StatusNotFound, http.MethodGet, path)
	}
	for _, route := range e.published() {
		path := one(route.Path)
		for _, spelling := range []string{
			path + "/", "/" + path, path + "/x/y", "/x" + path, "/.." + path, strings.Replace(path, "/", "/%2F", 1),
			path + "%2F..%2Fsecrets", path + "%5C", path + "/../secrets", path + "%00",
		} {
			refused(http.StatusNotFound, route.Method, spelling)
		}
		refused(http.StatusMethodNotAllowed, http.MethodPatch, path)
		refused(http.StatusMethodNotAllowed, http.MethodTrace, path)
	}
}

func TestStrangersReachNobodyWhereAScopeIsWanted(t *testing.T) {
	t.Parallel()
	e := before(t, answering)
	for _, route := range e.published() {
		answer := e.answer(e.request(route.Method, one(route.Path)))
		assert.Equal(t, route.Scope != "", answer.Code == http.StatusUnauthorized, route.Method+" "+route.Path)
		_, ok := e.visited()
		assert.Equal(t, route.Scope == "", ok, route.Method+" "+route.Path)
	}
}

func TestWhatTheGatewayAnswersItselfIsInTheContract(t *testing.T) {
	t.Parallel()
	broken := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	silent := func(_ http.ResponseWriter, r *http.Request) {
		// The end of a request is seen once its body is read.
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}
	for code, e := range map[string]edge{
		"upstream_unavailable": before(t, broken),
		"upstream_timeout":     before(t, silent, timeouts(t)...),
	} {
		checker, failures := validator.NewValidator(readContract(t))
		require.Empty(t, failures)
		for _, route := range e.published() {
			request := e.known(route.Method, one(route.Path))
			answer := e.answer(request)
			_, ok := e.visited()
			assert.True(t, ok)
			var document problem.Document
			require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &document), answer.Body.String())
			assert.Equal(t, code, document.Code)
			assert.Equal(t, answer.Header().Get("X-Request-Id"), document.RequestID)
			_, mistakes := checker.ValidateHttpResponse(request, answer.Result())
			for _, mistake := range mistakes {
				assert.Fail(t, mistake.Message, "%s %s: %s", route.Method, route.Path, mistake.Reason)
			}
		}
	}
}

// timeouts give every service behind a moment only.
func timeouts(t *testing.T) []string {
	t.Helper()
	var settings []string
	for _, setting := range fixture.Upstreams(t) {
		name, _, _ := strings.Cut(setting, "_URL=")
		settings = append(settings, name+"_TIMEOUT=300ms")
	}
	return settings
}

func TestReadinessTellsOfEveryService(t *testing.T) {
	t.Parallel()
	away := httptest.NewServer(http.NotFoundHandler())
	away.Close()
	var urls, required []string
	for _, setting := range fixture.Upstreams(t) {
		name, _, _ := strings.Cut(setting, "=")
		urls = append(urls, name+"="+away.URL)
		required = append(required, strings.TrimSuffix(name, "URL")+"REQUIRED=true")
	}
	for _, hard := range []bool{false, true} {
		more := urls
		if hard {
			more = slices.Concat(urls, required)
		}
		e := before(t, answering, more...)
		found := 0
		for _, check := range e.wiring.Checks {
			if strings.HasPrefix(check.Name, "upstream-") {
				found++
				assert.Equal(t, hard, check.Hard, check.Name)
				require.Error(t, check.Run(t.Context()), check.Name)
			}
		}
		assert.Positive(t, found)
	}
}

func TestAWrongAddressKeepsTheGatewayFromStarting(t *testing.T) {
	t.Parallel()
	for _, setting := range fixture.Upstreams(t) {
		name, _, _ := strings.Cut(setting, "=")
		settings, err := config.Load(slices.Concat(
			fixture.FreePorts, fixture.ServiceSettings(t), fixture.Environment(t), fixture.Servers(t), fixture.Upstreams(t), []string{name + "=nowhere"},
		))
		require.NoError(t, err)
		// What is left open, the end of the tests finds.
		_, err = service.Assemble(t.Context(), service.Build{Name: "test"}, settings, io.Discard)
		require.ErrorContains(t, err, `"nowhere"`, name)
	}
}
