package httpproxy

import (
	"context"
	"errors"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strings"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
)

type answerKey struct{}

// opening is the header of the gateway's answer, a copy of what it said before the
// service was asked, and what is to be done when the service answers.
type opening struct {
	header, said http.Header
	answered     func()
}

// withAnswer lets answer see what the gateway has said about its answer already, and
// call answered.
func withAnswer(ctx context.Context, w http.ResponseWriter, answered func()) context.Context {
	return context.WithValue(ctx, answerKey{}, opening{header: w.Header(), said: w.Header().Clone(), answered: answered})
}

// restore puts back what the gateway said into the header of its answer, and returns
// both: the proxy clears it after each interim answer (1xx) of the service.
func restore(ctx context.Context) opening {
	of, _ := ctx.Value(answerKey{}).(opening)
	maps.Copy(of.header, of.said)
	return of
}

// answer joins the headers of the service's answer to those of the gateway.
// What the gateway says stands, but for how long the answer may be kept; which
// sites may read it is for the gateway alone to say, as are cookies: the service
// would never see them again.
func (u *Upstream) answer(answer *http.Response) error {
	for name := range answer.Header {
		if strings.HasPrefix(name, "Access-Control-") || name == "Set-Cookie" {
			answer.Header.Del(name)
		}
	}
	if location, err := url.Parse(answer.Header.Get("Location")); err == nil && location.Host == u.target.Host {
		// Clients reach the service through the gateway only. What began with two
		// slashes would name another host.
		location.Scheme, location.User, location.Host = "", nil, ""
		location.Path = "/" + strings.TrimLeft(location.Path, "/")
		answer.Header.Set("Location", location.String())
	}
	opening := restore(answer.Request.Context())
	opening.answered()
	own := opening.header
	for name := range own {
		switch {
		case name == "Vary" || len(answer.Header.Values(name)) == 0:
		case name == "Cache-Control":
			own.Del(name)
		default:
			answer.Header.Del(name)
		}
	}
	return nil
}

// fail answers a request that the service did not.
func (u *Upstream) fail(w http.ResponseWriter, r *http.Request, err error) {
	restore(r.Context())
	var tooLarge *http.MaxBytesError
	var network net.Error
	switch {
	case errors.As(err, &tooLarge):
		large := fault.New(fault.TooLarge, "too_large", "The body is larger than the gateway passes on.")
		large.Cause = err
		problem.Write(w, r, large)
	case errors.Is(err, context.Canceled):
		problem.Write(w, r, err)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		u.TimedOut(w, r, err)
	default:
		u.Unavailable(w, r, err)
	}
}
