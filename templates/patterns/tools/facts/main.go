// Command facts writes facts.json: everything about the patterns that only Go
// can tell, so that the composer never reads Go itself.
//
//   - where the sample names stand in each file, as byte offsets,
//   - what each file imports, and where,
//   - the ports of the wiring, and the regions that read and write them.
//
// It refuses regions that cannot be cut. Run it in templates/patterns after
// every change:
//
//	go run ./tools/facts
//
// With -check it writes nothing and fails when facts.json is stale.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail when facts.json is stale")
	dir := flag.String("dir", ".", "the `folder` of the patterns module")
	flag.Parse()
	if err := run(*dir, *check); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string, check bool) error {
	facts, err := Collect(dir)
	if err != nil {
		return err
	}
	text, err := encode(facts)
	if err != nil {
		return err
	}
	file := filepath.Join(dir, "facts.json")
	if !check {
		return os.WriteFile(file, text, 0o644)
	}
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !bytes.Equal(old, text) {
		return errors.New("facts.json is stale: run 'go run ./tools/facts'")
	}
	return nil
}

// encode prints one line a file, so that changes can be read and merged.
func encode(facts *Facts) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(facts); err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}
