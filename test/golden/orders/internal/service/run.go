// Package service puts the service together and runs its commands.
package service

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"strings"
	"syscall"

	"github.com/acme/orders/internal/config"
	"github.com/acme/orders/internal/platform/lifecycle"
)

// Build says what was built.
type Build struct {
	// Name is the name of the service.
	Name string
	// Version is the version of its code.
	Version string
}

// Subcommand is what a service does beside serving.
type Subcommand struct {
	// Name is its word on the command line.
	Name string
	// Usage are its lines of the usage, without the name of the service.
	Usage []string
	// Run executes it with what follows its name.
	Run func(ctx context.Context, build Build, argument string, environ []string, stdout io.Writer) error
}

// errUsage says that the command line makes no sense.
var errUsage = errors.New("unknown command")

// Run executes the command that args name, with the settings of environ: serve,
// version, or one of others. It returns when the command is done or ctx is.
func Run(ctx context.Context, build Build, args, environ []string, stdout io.Writer, others ...Subcommand) error {
	name := argument(args, 0)
	switch name {
	case "serve":
		return serve(ctx, build, environ, stdout)
	case "version":
		_, err := fmt.Fprintln(stdout, build.Name, build.Version)
		return err
	}
	for _, other := range others {
		if other.Name == name {
			return other.Run(ctx, build, argument(args, 1), environ, stdout)
		}
	}
	_, err := fmt.Fprint(stdout, usage(build.Name, others))
	return errors.Join(fmt.Errorf("%w %q", errUsage, name), err)
}

// usage lists the commands.
func usage(name string, others []Subcommand) string {
	lines := []string{"serve            serve until stopped by SIGINT or SIGTERM"}
	for _, other := range others {
		lines = append(lines, other.Usage...)
	}
	lines = append(lines, "version          print the version")
	start := "\n  " + name + " "
	return "usage:" + start + strings.Join(lines, start) + "\n"
}

func argument(args []string, i int) string {
	if i < len(args) {
		return args[i]
	}
	return ""
}

// serve runs the service until it is told to stop.
func serve(ctx context.Context, build Build, environ []string, stdout io.Writer) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	// A second signal ends the process at once.
	context.AfterFunc(ctx, stop)
	settings, err := config.Load(environ)
	if err != nil {
		return err
	}
	w, err := Assemble(ctx, build, settings, stdout)
	if err != nil {
		return err
	}
	return lifecycle.Run(ctx, w.Runners, w.Hooks, w.shutdown())
}

// Assemble puts the service together, ready to run. On failure it leaves
// nothing open.
func Assemble(ctx context.Context, build Build, settings config.Config, stdout io.Writer) (*Wiring, error) {
	return pass(ctx, &Wiring{Build: build, Config: settings, Stdout: stdout}, serving)
}

// A stage adds its part to the wiring.
type stage func(w *Wiring, ctx context.Context) error

var (
	// observing is enough for commands that do not serve.
	observing = []stage{(*Wiring).telemetry}
	// serving puts the whole service together.
	serving = []stage{(*Wiring).telemetry, (*Wiring).stores, (*Wiring).resources, (*Wiring).extend, (*Wiring).transport}
)

func pass(ctx context.Context, w *Wiring, stages []stage) (*Wiring, error) {
	for _, stage := range stages {
		if err := stage(w, ctx); err != nil {
			return nil, errors.Join(err, w.Close(ctx))
		}
	}
	return w, nil
}

// Close stops whatever is there already, for those who assemble but do not run.
func (w *Wiring) Close(ctx context.Context) error {
	return lifecycle.Stop(context.WithoutCancel(ctx), w.Hooks, 0, w.shutdown())
}

func (w *Wiring) shutdown() lifecycle.Options {
	return lifecycle.Options{Log: w.Log, Delay: w.Config.Shutdown.Delay, Budget: w.Config.Shutdown.PhaseTimeout}
}
