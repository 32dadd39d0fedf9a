package apiversion

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Settings say what becomes of the older version.
type Settings struct {
	// DeprecatedAt is the moment since which nothing new should use it, empty
	// while nobody has said so.
	DeprecatedAt string
	// SunsetAt is the moment until which it is served, empty while that is open.
	SunsetAt string
	// GoneAfterSunset ends it at that moment: until somebody says so, it is served
	// for longer than promised.
	GoneAfterSunset bool
}

// Deprecate puts the answers of routes that have a successor under the headers
// Deprecation (RFC 9745), Sunset (RFC 8594) and Link, and ends these routes
// after their sunset if that is wanted. It fails where moments make no sense.
func Deprecate(routes []httpx.Route, settings Settings) error {
	fate, err := parse(settings)
	if err != nil {
		return err
	}
	for i, route := range routes {
		if route.Successor != "" {
			routes[i].Handler = fate.before(route)
		}
	}
	return nil
}

// fate is what becomes of the older version.
type fate struct {
	// deprecation and sunset are values of headers, empty where nothing is said.
	deprecation, sunset string
	// end is the moment from which nothing is served, zero where that is open.
	end time.Time
}

func parse(settings Settings) (fate, error) {
	deprecated, err := moment("API_V1_DEPRECATED_AT", settings.DeprecatedAt)
	if err != nil {
		return fate{}, err
	}
	sunset, err := moment("API_V1_SUNSET_AT", settings.SunsetAt)
	if err != nil {
		return fate{}, err
	}
	var found fate
	if !deprecated.IsZero() {
		found.deprecation = "@" + strconv.FormatInt(deprecated.Unix(), 10)
	}
	switch {
	case sunset.IsZero() && settings.GoneAfterSunset:
		return fate{}, errors.New("API_V1_GONE_AFTER_SUNSET wants API_V1_SUNSET_AT: set the moment, or serve on")
	case sunset.IsZero():
		return found, nil
	case deprecated.IsZero():
		return fate{}, errors.New("API_V1_SUNSET_AT wants API_V1_DEPRECATED_AT: what ends is deprecated before")
	case sunset.Before(deprecated):
		return fate{}, errors.New("API_V1_SUNSET_AT is before API_V1_DEPRECATED_AT: let callers have the time between")
	}
	found.sunset = sunset.UTC().Format(http.TimeFormat)
	if settings.GoneAfterSunset {
		found.end = sunset
	}
	return found, nil
}

// moment reads a setting; none is the zero time.
func moment(name, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s: %q is no moment of RFC 3339, such as 2030-01-31T00:00:00Z", name, text)
	}
	return at, nil
}

// before serves the route, or what is left of it.
func (f fate) before(route httpx.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header, successor := w.Header(), address(route.Successor, r)
		header.Add("Link", "<"+successor+`>; rel="successor-version"`)
		if f.deprecation != "" {
			header.Set("Deprecation", f.deprecation)
			header.Add("Link", `</docs>; rel="deprecation"; type="text/html"`)
		}
		if f.sunset != "" {
			header.Set("Sunset", f.sunset)
		}
		if !f.end.IsZero() && !time.Now().Before(f.end) {
			problem.Gone(w, r, "version_gone", "This version of the API has ended: "+successor+" takes its place.")
			return
		}
		route.Handler.ServeHTTP(w, r)
	})
}

// address is the path of a route for the parameters of the request.
func address(path string, r *http.Request) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if name, ok := strings.CutPrefix(segment, "{"); ok {
			segments[i] = url.PathEscape(r.PathValue(strings.TrimSuffix(name, "}")))
		}
	}
	return strings.Join(segments, "/")
}
