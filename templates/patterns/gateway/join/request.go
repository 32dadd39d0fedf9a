package join

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

const parameter = "include"

// wanted reads the parameter, and returns the request without it. What is joined
// has no version of its own: it comes whole, whatever the client holds.
func (h handler) wanted(r *http.Request) ([]Reference, *http.Request, error) {
	var values []string
	rest := slices.DeleteFunc(strings.Split(r.URL.RawQuery, "&"), func(pair string) bool {
		name, value, _ := strings.Cut(pair, "=")
		if decoded, err := url.QueryUnescape(name); err != nil || decoded != parameter {
			return false
		}
		values = append(values, value)
		return true
	})
	if len(values) == 0 {
		return nil, r, nil
	}
	wanted, ok := h.named(values)
	if !ok {
		return nil, nil, h.unreadable()
	}
	plain := r.Clone(r.Context())
	plain.URL.RawQuery = strings.Join(rest, "&")
	if r.Method == http.MethodHead {
		// There is no body to add anything to.
		return nil, plain, nil
	}
	for _, name := range []string{"Accept-Encoding", "If-None-Match", "If-Modified-Since", "If-Range", "Range"} {
		plain.Header.Del(name)
	}
	return wanted, plain, nil
}

// named finds the references that the one value of the parameter names, each once.
func (h handler) named(values []string) ([]Reference, bool) {
	text, err := url.QueryUnescape(values[0])
	if len(values) > 1 || err != nil {
		return nil, false
	}
	var wanted []Reference
	for name := range strings.SplitSeq(text, ",") {
		has := func(reference Reference) bool { return reference.Name == name }
		at := slices.IndexFunc(h.references, has)
		if at < 0 || slices.ContainsFunc(wanted, has) {
			return nil, false
		}
		wanted = append(wanted, h.references[at])
	}
	return wanted, true
}

func (h handler) unreadable() error {
	names := make([]string, len(h.references))
	for i, reference := range h.references {
		names[i] = reference.Name
	}
	err := fault.New(fault.Malformed, "invalid_query", "The query cannot be read.")
	err.Fields = []fault.Field{{
		Parameter: parameter, Code: "format", Message: "must be one or several of " + strings.Join(names, ", ") + ", each once, with commas between",
	}}
	return err
}

// reading is a request for one of what route reads, of who sent r.
func reading(ctx context.Context, r *http.Request, route httpx.Route, id string) *http.Request {
	read := r.Clone(ctx)
	read.Method = route.Method
	read.URL = &url.URL{Path: strings.Replace(route.Path, "{id}", id, 1)}
	read.RequestURI = read.URL.Path
	read.SetPathValue("id", id)
	read.Body, read.ContentLength = http.NoBody, 0
	for _, name := range []string{
		"Accept-Encoding", "Content-Length", "Content-Type", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Range",
	} {
		read.Header.Del(name)
	}
	return read
}
