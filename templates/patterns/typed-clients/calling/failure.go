package calling

import (
	"time"

	"goldenpath.dev/patterns/error-model/fault"
)

// Failure is an attempt that failed, in terms of what follows from it. What
// carries the calls knows its errors, and says so.
//
//nolint:errname // it is an attempt; the error is what it holds
type Failure struct {
	// Err describes it for the log. It is a context.DeadlineExceeded where time ran
	// out, a context.Canceled where the caller went away.
	Err error
	// Verdict is what it says about the service.
	Verdict Verdict
	// Trouble says that the service could not answer now, and may do so later.
	Trouble bool
	// Unsent says that nothing has reached the service.
	Unsent bool
	// RetryAfter is the time after which the service wants to be asked again.
	RetryAfter time.Duration
	// Fault is what it means to who called; nil for a defect.
	Fault *fault.Error
}

// Error describes the failure for the log.
func (f *Failure) Error() string { return f.Err.Error() }

// Unwrap returns the error.
func (f *Failure) Unwrap() error { return f.Err }
