package httpx

import (
	"net/http"
	"strconv"
	"strings"

	"goldenpath.dev/patterns/error-model/fault"
)

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

// noVersion stands for tags that are not ours: no resource ever has it.
const noVersion = 0

// IfMatch reads the version that the client has seen: nil for "*". Without the
// header the answer is an error if it is required, and nil otherwise.
func IfMatch(r *http.Request, required bool) (*int64, error) {
	const mend = `send the ETag that you last read, or "*" for any version`
	tags := r.Header.Values("If-Match")
	if len(tags) == 0 {
		if !required {
			return nil, nil
		}
		err := fault.New(fault.Unversioned, "version_required", "The request does not say which version it is for.")
		err.Fields = []fault.Field{{Parameter: "If-Match", Code: "required", Message: "is required: " + mend}}
		return nil, err
	}
	tag := strings.TrimSpace(strings.Join(tags, ","))
	if tag == "" {
		// Whoever sends it empty counts on a condition.
		return nil, ParameterError("If-Match", "required", "must not be empty: "+mend)
	}
	if tag == "*" {
		return nil, nil
	}
	const base, bits = 10, 64
	version, err := strconv.ParseInt(strings.Trim(tag, `"`), base, bits)
	// RFC 9110 compares If-Match strongly: neither a weak tag nor another
	// spelling of the number is the same.
	if err != nil || ETag(version) != tag {
		version = noVersion
	}
	return &version, nil
}
