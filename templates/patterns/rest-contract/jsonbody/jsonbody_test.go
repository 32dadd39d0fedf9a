package jsonbody_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/rest-contract/jsonbody"
	"goldenpath.dev/patterns/rest-contract/parse"
)

func TestParseRefusesWhatIsNotOneObject(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"nothing":        "",
		"list":           `[]`,
		"null":           `null`,
		"open":           `{"a": 1`,
		"bare name":      `{a: 1}`,
		"comma":          `{"a": 1,}`,
		"two":            `{} {}`,
		"trailing":       `{}x`,
		"invalid UTF-8":  "{\"a\": \"\xff\"}",
		"byte order":     "\ufeff{}",
		"number as name": `{1: 2}`,
	} {
		_, err := jsonbody.Parse([]byte(body))
		assert.Equal(t, fault.Malformed, fault.KindOf(err), name)
	}
}

func TestErrReportsEveryMistakeAtOnce(t *testing.T) {
	t.Parallel()
	object, err := jsonbody.Parse([]byte(
		`{"name": 1, "Name": "x", "size": 1.5, "done": "yes", "tags": ["a", 2], "id": "1", "a/b": 1, "size": 2, "zero": "\u0000"}`))
	require.NoError(t, err)
	object.Text("name")
	object.Integer("size")
	object.Boolean("done")
	object.Texts("tags")
	object.Text("zero")
	jsonbody.Member(object, "id", parse.UUID)
	jsonbody.Require(object, "owner", object.Text("owner"))

	failure, ok := errors.AsType[*fault.Error](object.Err())
	require.True(t, ok)
	assert.Equal(t, fault.Malformed, failure.Kind)
	codes := map[string]string{}
	for _, field := range failure.Fields {
		codes[field.Pointer] = field.Code
	}
	assert.Equal(t, map[string]string{
		"/name": "type", "/Name": "unknown", "/size": "duplicate", "/done": "type", "/tags/1": "type",
		"/id": "format", "/a~1b": "unknown", "/owner": "required", "/zero": "type",
	}, codes)
}

func TestMissingMembersBreakARule(t *testing.T) {
	t.Parallel()
	object, err := jsonbody.Parse([]byte(`{"name": null}`))
	require.NoError(t, err)
	jsonbody.Require(object, "name", object.Text("name"))
	assert.Equal(t, fault.Invalid, fault.KindOf(object.Err()))
}

func TestMembersAreRead(t *testing.T) {
	t.Parallel()
	object, err := jsonbody.Parse([]byte(
		`{"count": 1e3, "on": true, "at": "2026-01-31T14:45:00.1234567+01:00", "price": "12.50", "sizes": [1, 2.0], "none": null}`))
	require.NoError(t, err)
	assert.EqualValues(t, 1000, *object.Integer("count"))
	assert.True(t, *object.Boolean("on"))
	assert.Equal(t, "2026-01-31 13:45:00.123456 +0000 UTC", jsonbody.Member(object, "at", parse.Time).String())
	assert.Equal(t, "12.50", jsonbody.Member(object, "price", parse.Decimal).StringFixed(2))
	assert.Equal(t, []int64{1, 2}, object.Integers("sizes"))
	assert.Nil(t, object.Text("none"))
	assert.NoError(t, object.Err())
}

func TestReadWantsJSON(t *testing.T) {
	t.Parallel()
	for contentType, accepted := range map[string]bool{
		"application/json":                 true,
		"application/json; charset=UTF-8":  true,
		"application/json; charset=latin1": false,
		"text/plain":                       false,
		"":                                 false,
	} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(`{}`))
		request.Header.Set("Content-Type", contentType)
		_, err := jsonbody.Read(request)
		assert.Equal(t, accepted, err == nil, contentType)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{}`, `{"a":"\u0000"}`, `{"a":1e400}`, `{"a":[1,"b",null]}`, `{"a":"2026-01-31T13:45:00Z"}`, `{"a":"\ud800"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		object, err := jsonbody.Parse(body)
		if err != nil {
			assert.Equal(t, fault.Malformed, fault.KindOf(err))
			return
		}
		object.Text("a")
		object.Integer("a")
		object.Texts("a")
		jsonbody.Member(object, "a", parse.Time)
		jsonbody.Member(object, "a", parse.Decimal)
		if err := object.Err(); err != nil {
			assert.NotEqual(t, fault.Internal, fault.KindOf(err))
		}
	})
}
