package transcode

import (
	"errors"
	"net/http"

	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/rest-contract/jsonbody"
	"goldenpath.dev/patterns/rest-contract/parse"
	"goldenpath.dev/patterns/validation/validate"
)

// Page says which page of a list is wanted, as requests for lists have it.
type Page struct {
	Size         int32
	Token, Order string
}

// ReadPage reads the parameters limit, sort and cursor. Mistakes are left to the Err
// of query; which orders and cursors there are is for the service to say.
func ReadPage(query *httpx.Query) Page {
	page := Page{Size: paging.DefaultLimit}
	if limit := httpx.Param(query, "limit", paging.ParseLimit); limit != nil {
		page.Size = int32(*limit) //nolint:gosec // it is no more than the largest page has
	}
	if sort := httpx.Param(query, "sort", filled); sort != nil {
		page.Order = *sort
	}
	if cursor := httpx.Param(query, "cursor", filled); cursor != nil {
		page.Token = *cursor
	}
	return page
}

var errEmpty = errors.New("must not be empty")

// filled refuses what the service would take for absent.
func filled(value string) (string, error) {
	if value == "" {
		return "", errEmpty
	}
	return value, nil
}

// ReadID reads the id in the path of a request that has no query.
func ReadID(r *http.Request) (string, error) {
	if err := httpx.NoQuery(r); err != nil {
		return "", err
	}
	return httpx.PathParam(r, "id", Checked(parse.UUID))
}

// ReadVersion reads the id in the path, and from If-Match the version that the client
// has seen, nil for any. Without the header it fails if that is required.
func ReadVersion(r *http.Request, required bool) (id string, seen *int64, err error) {
	if id, err = ReadID(r); err != nil {
		return "", nil, err
	}
	seen, err = httpx.IfMatch(r, required)
	return id, seen, err
}

// ReadInput reads the body, which read makes a message of. What of it breaks rules is
// told once all of it can be read.
func ReadInput[In any](r *http.Request, read func(*jsonbody.Object, *validate.Check) In) (In, error) {
	var none In
	if err := httpx.NoQuery(r); err != nil {
		return none, err
	}
	body, err := jsonbody.Read(r)
	if err != nil {
		return none, err
	}
	check := validate.New()
	in := read(body, check)
	if err := body.Err(); err != nil {
		return none, err
	}
	return in, check.Err()
}
