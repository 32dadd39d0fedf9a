// Package cli says what a command of a service is.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// ErrUsage says that the command line makes no sense.
var ErrUsage = errors.New("unknown command")

// Command is what a service does beside serving.
type Command struct {
	// Name is its word on the command line.
	Name string
	// Usage are its lines of the usage: what follows the name of the service, a
	// tab, and what it does.
	Usage []string
	// Run executes it with what follows its name and the settings of environ. It
	// fails with ErrUsage where args make no sense.
	Run func(ctx context.Context, args, environ []string, stdout io.Writer) error
}

// Version returns the command that prints which version of the service it is.
func Version(service, version string) Command {
	run := func(_ context.Context, _, _ []string, stdout io.Writer) error {
		_, err := fmt.Fprintln(stdout, service, version)
		return err
	}
	return Command{Name: "version", Usage: []string{"version\tprint the version"}, Run: run}
}
