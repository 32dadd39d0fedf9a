package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const wiringFile = `package service

import (
	"log/slog"

	"goldenpath.dev/patterns/b/samplething"
)

// Wiring holds what the stages hand to each other.
type Wiring struct {
	// Log is the logger.
	//golden:port log 1
	//golden:title a logger
	Log *slog.Logger
	// Checks are many.
	//golden:port check *
	//golden:title health checks
	Checks []func() error
	// SampleThingService knows sample things.
	//golden:port service 1 resource
	//golden:title use cases
	SampleThingService *samplething.Service
}
`

const wireFile = `package wire

import (
	"context"

	"goldenpath.dev/patterns/a/service"
	things "goldenpath.dev/patterns/b/samplething"
)

// sampleThings is a region.
//
//golden:region stage=resources scope=resource
func sampleThings(_ context.Context, w *service.Wiring) error {
	// A sample thing — with care.
	sampleThings, err := things.NewService(w.Log)
	if err != nil {
		return err
	}
	w.SampleThingService = sampleThings
	w.Checks = append(w.Checks, sampleThings.Check)
	return nil
}
`

func module(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	files["go.mod"] = "module goldenpath.dev/patterns\n\ngo 1.26\n"
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestCollectReadsPortsAndRegions(t *testing.T) {
	facts, err := Collect(module(t, map[string]string{"a/service/wiring.go": wiringFile, "b/wire/wire.go": wireFile}))
	if err != nil {
		t.Fatal(err)
	}
	if len(facts.Ports) != 3 || len(facts.Regions) != 1 {
		t.Fatalf("%d ports, %d regions", len(facts.Ports), len(facts.Regions))
	}
	port := facts.Ports[2]
	want := Port{
		Name: "service", Title: "use cases", Field: "SampleThingService", Cardinality: "1", Scope: "resource", Type: "*samplething.Service",
		Doc: "SampleThingService knows sample things.", Imports: []Import{{Path: "goldenpath.dev/patterns/b/samplething"}},
	}
	if !reflect.DeepEqual(port, want) {
		t.Errorf("port %+v", port)
	}
	region := facts.Regions[0]
	if region.Pattern != "b" || region.Func != "sampleThings" || region.Stage != "resources" || region.Scope != "resource" {
		t.Errorf("region %+v", region)
	}
	if !reflect.DeepEqual(region.Reads, []string{"log"}) || !reflect.DeepEqual(region.Writes, []string{"check", "service"}) {
		t.Errorf("reads %v, writes %v", region.Reads, region.Writes)
	}
	if !reflect.DeepEqual(region.Imports, []Import{{Path: "goldenpath.dev/patterns/b/samplething", Name: "things"}}) {
		t.Errorf("imports %v", region.Imports)
	}
	body := wireFile[region.Start:region.End]
	if !strings.HasPrefix(body, "\t// A sample thing") || !strings.HasSuffix(body, "sampleThings.Check)\n") {
		t.Errorf("body %q", body)
	}
	for _, sentinel := range region.Sentinels {
		if text := wireFile[sentinel.Start:sentinel.End]; !strings.EqualFold(strings.NewReplacer(" ", "", "_", "").Replace(text), "samplething") &&
			!strings.EqualFold(text, "samplethings") {
			t.Errorf("sentinel %q", text)
		}
	}
}

func TestSentinelsTellSpellingsApart(t *testing.T) {
	text := "é SampleThings sample_thing SAMPLE_THINGS sample-service Sample service's sample things"
	var got []string
	for _, s := range findSentinels([]byte(text), 0, len(text)) {
		plural := ""
		if s.Plural {
			plural = "+"
		}
		got = append(got, text[s.Start:s.End]+"="+s.Of+"."+s.Style+plural)
	}
	want := []string{
		"SampleThings=resource.pascal+", "sample_thing=resource.snake", "SAMPLE_THINGS=resource.screaming+",
		"sample-service=service.kebab", "Sample service=service.sentence", "sample things=resource.words+",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestCollectRefusesRegionsThatCannotBeCut(t *testing.T) {
	for name, test := range map[string]struct{ old, new, message string }{
		"unknown port":      {"w.Checks = append(w.Checks,", "w.Check = append(w.Check,", "w.Check is no port"},
		"list replaced":     {"append(w.Checks, sampleThings.Check)", "nil", "a list is only ever added to"},
		"error swallowed":   {"return err\n\t}\n\tw", "return nil\n\t}\n\tw", "a region branches only to 'return err'"},
		"loop":              {"w.SampleThingService = sampleThings", "for {\n\t}", "a region holds constructors"},
		"shared name":       {"sampleThings, err :=", "all, err :=", "all repeats for each resource"},
		"no return":         {"\treturn nil\n}\n", "\treturn err\n}\n", "ends with 'return nil'"},
		"no stage":          {"stage=resources ", "", "the region has no stage"},
		"unknown stage":     {"stage=resources", "stage=later", "a region comment is"},
		"scope not said":    {" scope=resource", "", "scope=resource is for regions"},
		"another signature": {"(_ context.Context, w *service.Wiring)", "(w *service.Wiring)", "a region is 'func"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(wireFile, test.old, test.new, 1)
			if text == wireFile {
				t.Fatal("nothing replaced")
			}
			_, err := Collect(module(t, map[string]string{"a/service/wiring.go": wiringFile, "b/wire/wire.go": text}))
			if err == nil || !strings.Contains(err.Error(), test.message) || !strings.Contains(err.Error(), "b/wire/wire.go:") {
				t.Errorf("got %v, want %q", err, test.message)
			}
		})
	}
}

func TestCollectRefusesAPortWithoutATitle(t *testing.T) {
	text := strings.Replace(wiringFile, "\t//golden:title health checks\n", "", 1)
	_, err := Collect(module(t, map[string]string{"a/service/wiring.go": text}))
	if err == nil || !strings.Contains(err.Error(), `port "check" has no title`) {
		t.Errorf("got %v", err)
	}
}

func TestCheckFailsWhenFactsAreStale(t *testing.T) {
	dir := module(t, map[string]string{"a/service/wiring.go": wiringFile})
	if err := run(dir, false); err != nil {
		t.Fatal(err)
	}
	if err := run(dir, true); err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(wiringFile, "logger", "log", 1)
	if err := os.WriteFile(filepath.Join(dir, "a/service/wiring.go"), []byte(other), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(dir, true); err == nil {
		t.Error("stale facts pass")
	}
}

func TestFilesThatNamesMisalignAreNotStable(t *testing.T) {
	facts, err := Collect(module(t, map[string]string{
		"a/service/wiring.go":    wiringFile,
		"a/samplething/free.go":  "package samplething\n\n// F is of SampleThing.\nfunc F(sampleThing int) int {\n\treturn sampleThing\n}\n",
		"a/samplething/bound.go": "package samplething\n\ntype T struct {\n\tSampleThing int // one\n\tB           int\n}\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if !facts.Files["a/samplething/free.go"].Stable {
		t.Error("free.go is not stable")
	}
	if facts.Files["a/samplething/bound.go"].Stable {
		t.Error("bound.go is stable")
	}
}
