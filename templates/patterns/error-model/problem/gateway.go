package problem

import (
	"net/http"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/logging/requestinfo"
)

// BadGateway answers a request that was passed on and got no answer.
func BadGateway(w http.ResponseWriter, r *http.Request, err *fault.Error) {
	relay(w, r, http.StatusBadGateway, err)
}

// GatewayTimeout answers a request that was passed on and got no answer in time.
func GatewayTimeout(w http.ResponseWriter, r *http.Request, err *fault.Error) {
	relay(w, r, http.StatusGatewayTimeout, err)
}

// UpgradeRequired answers a request to a path at which another protocol is spoken.
func UpgradeRequired(w http.ResponseWriter, r *http.Request, protocol string) {
	w.Header().Set("Connection", "Upgrade")
	w.Header().Set("Upgrade", protocol)
	send(w, r, http.StatusUpgradeRequired, fault.New(fault.Malformed, "upgrade_required", "This path speaks "+protocol+" alone."))
}

func relay(w http.ResponseWriter, r *http.Request, status int, err *fault.Error) {
	requestinfo.From(r.Context()).Err = err
	send(w, r, status, err)
}
