package httpapi_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var underscored = regexp.MustCompile(`_(.)`)

// inCamelCase spells names as the second version does.
func inCamelCase(name string) string {
	return underscored.ReplaceAllStringFunc(name, func(match string) string { return strings.ToUpper(match[1:]) })
}

// membersInCamelCase returns the object as it is in the second version.
func membersInCamelCase(object map[string]any) map[string]any {
	respelt := map[string]any{}
	for name, value := range object {
		respelt[inCamelCase(name)] = value
	}
	return respelt
}

func TestEveryOperationOnResourcesIsInBothVersions(t *testing.T) {
	t.Parallel()
	successors, newer := map[string]bool{}, map[string]bool{}
	for _, route := range newAPIClient(t).wiring.Routes {
		if route.Successor != "" {
			assert.Equal(t, strings.Replace(route.Path, "/v1/", "/v2/", 1), route.Successor)
			successors[route.Method+" "+route.Successor] = true
		}
		if strings.HasPrefix(route.Path, "/api/v2/") {
			newer[route.Method+" "+route.Path] = true
		}
	}
	require.NotEmpty(t, newer)
	assert.Equal(t, newer, successors)
}

func TestAnswersTellHowLongTheirVersionIsServed(t *testing.T) {
	t.Parallel()
	c := newAPIClient(t)
	for _, route := range c.wiring.Routes {
		if !strings.HasPrefix(route.Path, "/api/") {
			continue
		}
		answer := c.sendBroken(route.Method, strings.ReplaceAll(route.Path, "{id}", unknownID), "")
		if route.Successor == "" {
			assert.Empty(t, answer.Header.Get("Deprecation")+answer.Header.Get("Sunset")+answer.Header.Get("Link"), route.Path)
			continue
		}
		assert.Equal(t, "@1704067200", answer.Header.Get("Deprecation"))
		assert.Equal(t, "Mon, 01 Jul 2024 00:00:00 GMT", answer.Header.Get("Sunset"))
		assert.Equal(t, []string{
			"<" + strings.ReplaceAll(route.Successor, "{id}", unknownID) + `>; rel="successor-version"`,
			`</docs>; rel="deprecation"; type="text/html"`,
		}, answer.Header.Values("Link"))
		assert.NotEqual(t, http.StatusGone, answer.Status)
	}
}
