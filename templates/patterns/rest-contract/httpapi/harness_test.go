package httpapi_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/env/config"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/rest-contract/api"
	"goldenpath.dev/patterns/shutdown/service"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

// readContract reads the API's own document; each test has one for itself, because
// building its model is not safe for several at once.
func readContract() (libopenapi.Document, error) { return libopenapi.NewDocument(api.Contract) }

// apiClient calls the whole service, put together as it runs, and holds every
// request and answer against the contract.
type apiClient struct {
	t       *testing.T
	wiring  *service.Wiring
	checker validator.Validator
}

func newAPIClient(t *testing.T) *apiClient {
	t.Helper()
	settings, err := config.Load(slices.Concat([]string{
		"DATABASE_URL=" + fixture.URL(t), "DATABASE_CONNECTION_LIMIT=4", "DATABASE_REPLICAS=1",
		"HTTP_MAX_BODY=64KiB", "LOG_LEVEL=error",
	}, fixture.FreePorts, fixture.Environment(t), fixture.Servers(t)))
	require.NoError(t, err)
	wiring, err := service.Assemble(t.Context(), service.Build{Name: "test"}, settings, io.Discard)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, wiring.Close(t.Context())) })

	document, err := readContract()
	require.NoError(t, err)
	checker, failures := validator.NewValidator(document)
	require.Empty(t, failures)
	return &apiClient{t: t, wiring: wiring, checker: checker}
}

// apiHeader is a header of a request: its name and its value.
type apiHeader [2]string

// apiAnswer is what came back.
type apiAnswer struct {
	t      *testing.T
	Status int
	Header http.Header
	Body   []byte
}

// send sends a request that the contract allows. Its body is JSON, or none.
func (c *apiClient) send(method, path string, body any, headers ...apiHeader) *apiAnswer {
	c.t.Helper()
	request := c.request(method, path, toJSON(c.t, body), headers)
	_, mistakes := c.checker.ValidateHttpRequestSync(request)
	assert.Empty(c.t, mistakes, "%s %s breaks the contract", method, path)
	return c.exchange(c.request(method, path, toJSON(c.t, body), headers))
}

// sendBroken sends a request that the contract forbids: body goes as it is.
func (c *apiClient) sendBroken(method, path, body string, headers ...apiHeader) *apiAnswer {
	c.t.Helper()
	return c.exchange(c.request(method, path, []byte(body), headers))
}

func (c *apiClient) request(method, path string, body []byte, headers []apiHeader) *http.Request {
	request := httptest.NewRequestWithContext(c.t.Context(), method, path, bytes.NewReader(body))
	if len(body) > 0 {
		request.Header.Set("Content-Type", "application/json")
	}
	fixture.Identify(c.t, request)
	for _, one := range headers {
		request.Header.Set(one[0], one[1])
	}
	return request
}

// exchange answers the request and holds the answer against the contract.
func (c *apiClient) exchange(request *http.Request) *apiAnswer {
	c.t.Helper()
	recorder := httptest.NewRecorder()
	c.wiring.Handler.ServeHTTP(recorder, request)
	if request.Method != http.MethodHead {
		_, mistakes := c.checker.ValidateHttpResponse(request, recorder.Result())
		for _, mistake := range mistakes {
			assert.Fail(c.t, mistake.Message, "%s %s: %s", request.Method, request.URL, mistake.Reason)
		}
	}
	return &apiAnswer{t: c.t, Status: recorder.Code, Header: recorder.Header(), Body: recorder.Body.Bytes()}
}

func toJSON(t *testing.T, body any) []byte {
	t.Helper()
	if body == nil {
		return nil
	}
	text, err := json.Marshal(body)
	require.NoError(t, err)
	return text
}

// object reads the answer's body.
func (a *apiAnswer) object() map[string]any {
	a.t.Helper()
	var object map[string]any
	require.NoError(a.t, json.Unmarshal(a.Body, &object), string(a.Body))
	return object
}

// refuses wants the answer to be a problem with the given status and code, and
// returns it.
func (a *apiAnswer) refuses(status int, code string) problem.Document {
	a.t.Helper()
	var document problem.Document
	require.Equal(a.t, status, a.Status, string(a.Body))
	require.Equal(a.t, problem.ContentType, a.Header.Get("Content-Type"))
	require.NoError(a.t, json.Unmarshal(a.Body, &document))
	assert.Equal(a.t, code, document.Code)
	assert.Equal(a.t, status, document.Status)
	assert.NotEmpty(a.t, document.RequestID)
	return document
}
