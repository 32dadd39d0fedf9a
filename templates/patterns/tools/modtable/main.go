// Command modtable writes modules.json: what the composer must know about the
// module's dependencies to compute go.mod and go.sum of any part of it.
//
// It asks the real toolchain for the build list, downloads the modules that
// provide imported packages, and records
//
//   - each external package that a composed service can reach: the module that
//     provides it and its external imports, over all platforms and build tags,
//   - each go.mod file that takes part in version selection: its go line, its
//     requirements and its sum.
//
// Run it in templates/patterns after every change of go.mod:
//
//	go run ./tools/modtable
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("dir", ".", "directory of the module")
	out := flag.String("out", "modules.json", "file to write, relative to the module")
	check := flag.Bool("check", false, "fail when the file differs instead of writing it")
	flag.Parse()
	if err := run(*dir, *out, *check); err != nil {
		fmt.Fprintln(os.Stderr, "modtable:", err)
		os.Exit(1)
	}
}

func run(dir, out string, check bool) error {
	forget, err := detach(dir)
	if err != nil {
		return err
	}
	defer forget()
	table, err := makeTable(dir)
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(table, "", " ")
	if err != nil {
		return err
	}
	data = append(data, '\n')
	file := filepath.Join(dir, out)
	if !check {
		return os.WriteFile(file, data, 0o644)
	}
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if string(old) != string(data) {
		return fmt.Errorf("%s is stale: run 'go run ./tools/modtable' in templates/patterns", out)
	}
	return nil
}

// detach lets the go command work on copies of go.mod and go.sum: asking it for
// every module's go.mod would add sums that go mod tidy removes again.
func detach(dir string) (forget func(), err error) {
	temp, err := os.MkdirTemp("", "modtable")
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(temp, name), data, 0o644); err != nil {
			return nil, err
		}
	}
	flags := os.Getenv("GOFLAGS") + " -modfile=" + filepath.Join(temp, "go.mod")
	return func() { os.RemoveAll(temp) }, os.Setenv("GOFLAGS", flags)
}
