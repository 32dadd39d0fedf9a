package httpx

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/acme/orders/internal/platform/fault"
)

var entityTag = regexp.MustCompile(`^(W/)?"([\x21\x23-\x7e]*)"$`)

// ETag is the entity tag of a version.
func ETag(version int64) string {
	return `"` + strconv.FormatInt(version, 10) + `"`
}

// WriteVersion sends body, which shows the given version, with its ETag. A
// reader who already holds the version is told so with 304 and no body.
func WriteVersion(w http.ResponseWriter, r *http.Request, status int, version int64, body any) error {
	w.Header().Set("ETag", ETag(version))
	if (r.Method == http.MethodGet || r.Method == http.MethodHead) && holds(r, version) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	return WriteJSON(w, status, body)
}

func holds(r *http.Request, version int64) bool {
	tags := strings.Join(r.Header.Values("If-None-Match"), ",")
	for tag := range strings.SplitSeq(tags, ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		if tag == "*" || tag == ETag(version) {
			return true
		}
	}
	return false
}

// noVersion is a version that nothing ever has: tags that are not ours match nothing.
const noVersion = -1

// IfMatch reads the version that the client expects: nil for "*". The header
// must be there if required; without it, and not required, the answer is nil.
func IfMatch(r *http.Request, required bool) (*int64, error) {
	values := r.Header.Values("If-Match")
	if len(values) == 0 {
		if required {
			return nil, unguarded()
		}
		return nil, nil
	}
	value := strings.TrimSpace(strings.Join(values, ","))
	if value == "*" {
		return nil, nil
	}
	parts := entityTag.FindStringSubmatch(value)
	if parts == nil {
		return nil, ParameterError("If-Match", "entity_tag", `must be "*" or one entity tag in double quotes`)
	}
	version, err := strconv.ParseInt(parts[2], 10, 64)
	// RFC 9110: If-Match compares strongly, so a weak tag matches nothing.
	if err != nil || parts[1] != "" || ETag(version) != value {
		version = noVersion
	}
	return &version, nil
}

func unguarded() error {
	missing := fault.New(fault.Unguarded, "if_match_required",
		`Send the ETag that you last read as If-Match, or "*" to overwrite any version.`)
	missing.Fields = []fault.Field{{Parameter: "If-Match", Code: "required", Message: "is required"}}
	return missing
}
