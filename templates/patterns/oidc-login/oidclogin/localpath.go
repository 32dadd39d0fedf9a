package oidclogin

import (
	"errors"
	"net/url"
	"strings"
	"unicode"
)

// longest is the length that a path to return to may have: it goes into a cookie.
const longest = 1024

var errNotLocal = errors.New("must be a path of this site, such as /orders?page=2")

// localPath returns a path that leads browsers nowhere but to this site. They read
// two slashes at the beginning, or a backslash, as another host.
func localPath(text string) (string, error) {
	location, err := url.Parse(text)
	if err != nil || len(text) > longest || !strings.HasPrefix(text, "/") || location.Host != "" {
		return "", errNotLocal
	}
	for _, spelling := range []string{text, location.Path, location.String()} {
		if strings.HasPrefix(spelling, "//") || strings.ContainsRune(spelling, '\\') || strings.ContainsFunc(spelling, unicode.IsControl) {
			return "", errNotLocal
		}
	}
	return location.String(), nil
}
