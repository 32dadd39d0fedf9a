// Package service puts the service together and runs its commands.
package service

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"

	"goldenpath.dev/patterns/env/config"
	"goldenpath.dev/patterns/shutdown/cli"
	"goldenpath.dev/patterns/shutdown/lifecycle"
)

// Build says what was built.
type Build struct {
	// Name is the name of the service.
	Name string
	// Version is the version of its code.
	Version string
}

// help are the words that ask for the usage.
var help = []string{"help", "-h", "-help", "--help"}

// Run executes the command that args name, with the settings of environ. It
// returns when the command is done or ctx is.
func Run(ctx context.Context, build Build, args, environ []string, stdout io.Writer) error {
	commands, err := commandsOf(ctx, build)
	if err != nil {
		return err
	}
	name, rest := "", args
	if len(args) > 0 {
		name, rest = args[0], args[1:]
	}
	if slices.Contains(help, name) {
		return printUsage(stdout, build.Name, commands...)
	}
	for _, command := range commands {
		if command.Name == name {
			err := command.Run(ctx, rest, environ, stdout)
			if errors.Is(err, cli.ErrUsage) {
				return errors.Join(err, printUsage(stdout, build.Name, command))
			}
			return err
		}
	}
	return errors.Join(fmt.Errorf("%w %q", cli.ErrUsage, name), printUsage(stdout, build.Name, commands...))
}

// commandsOf returns what the service does, first of all to serve.
func commandsOf(ctx context.Context, build Build) ([]cli.Command, error) {
	w, err := pass(ctx, &Wiring{Build: build}, commanding)
	if err != nil {
		return nil, err
	}
	run := func(ctx context.Context, args, environ []string, stdout io.Writer) error {
		if len(args) > 0 {
			return fmt.Errorf("%w serve %q: settings are environment variables", cli.ErrUsage, strings.Join(args, " "))
		}
		return serve(ctx, build, environ, stdout)
	}
	first := cli.Command{Name: "serve", Usage: []string{"serve\tserve until stopped by SIGINT or SIGTERM"}, Run: run}
	return append([]cli.Command{first}, w.Commands...), nil
}

// printUsage lists what to type for the commands.
func printUsage(out io.Writer, name string, commands ...cli.Command) error {
	const gap = 3
	table := tabwriter.NewWriter(out, 0, 0, gap, ' ', 0)
	lines := []string{"usage:"}
	for _, command := range commands {
		for _, usage := range command.Usage {
			lines = append(lines, "  "+name+" "+usage)
		}
	}
	_, err := fmt.Fprintln(table, strings.Join(lines, "\n"))
	return errors.Join(err, table.Flush())
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
	// commanding finds out what the service can do.
	commanding = []stage{(*Wiring).commands}
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
