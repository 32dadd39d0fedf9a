package main

import (
	"fmt"
	"sort"
	"strings"
)

// Table is what modules.json holds.
type Table struct {
	Version  int                 `json:"version"`
	Go       string              `json:"go"`
	Modules  map[string]string   `json:"modules"`  // path to selected version
	Packages map[string]*Package `json:"packages"` // by import path
	Graph    map[string]*Mod     `json:"graph"`    // by path@version
	Sums     map[string]string   `json:"sums"`     // zip sums by path@version
}

// Package is an external package that a composed service can reach.
type Package struct {
	Module  string   `json:"module"`
	Imports []string `json:"imports,omitempty"`
	// Tests are the imports of its tests. They are there, if empty, for every
	// package that a service can import; `go mod tidy` looks no further.
	Tests []string `json:"tests,omitzero"`
}

// Mod is a go.mod file that takes part in version selection.
type Mod struct {
	Go      string   `json:"go,omitempty"`
	Require []string `json:"require,omitempty"` // path@version
	Sum     string   `json:"sum"`
}

func makeTable(dir string) (*Table, error) {
	universe, err := buildList(dir)
	if err != nil {
		return nil, err
	}
	direct, err := directImports(dir, universe.module)
	if err != nil {
		return nil, err
	}
	l := &loader{dir: dir, universe: universe, packages: map[string]*Package{}, dirs: map[string]string{}}
	if err := l.load(direct); err != nil {
		return nil, err
	}
	used := map[string]string{}
	for _, p := range l.packages {
		used[p.Module] = universe.versions[p.Module]
	}
	if err := closed(universe.goVersion, used); err != nil {
		return nil, err
	}
	graph, err := moduleGraph(dir, used)
	if err != nil {
		return nil, err
	}
	sums, err := zipSums(dir, candidates(l.packages, used, graph))
	if err != nil {
		return nil, err
	}
	return &Table{Version: 1, Go: universe.goVersion, Modules: used, Packages: l.packages, Graph: graph, Sums: sums}, nil
}

// candidates lists the module versions whose zip sum may stand in a go.sum:
// those that provide packages, and those that could provide one by their path
// alone, which the go command must rule out.
func candidates(packages map[string]*Package, used map[string]string, graph map[string]*Mod) []string {
	prefixes := map[string]bool{}
	for path := range packages {
		for p := path; p != ""; p = parent(p) {
			prefixes[p] = true
		}
	}
	set := map[string]bool{}
	for path, version := range used {
		set[path+"@"+version] = true
	}
	add := func(mod string) {
		path, _, _ := strings.Cut(mod, "@")
		if _, provides := used[path]; !provides && prefixes[path] {
			set[mod] = true
		}
	}
	for mod, m := range graph {
		add(mod)
		for _, r := range m.Require {
			add(r)
		}
	}
	return sorted(set)
}

func parent(path string) string {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return ""
	}
	return path[:i]
}

func sorted(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for s := range set {
		list = append(list, s)
	}
	sort.Strings(list)
	return list
}

// loader walks the packages that a composed service can reach.
type loader struct {
	dir      string
	universe *universe
	packages map[string]*Package
	dirs     map[string]string // module path to its unpacked directory
}

// load follows imports from direct. The first walk visits what a service can
// import and notes what the tests of these import; the second follows the
// tests' imports without looking at tests again, as `go mod tidy` does.
func (l *loader) load(direct []string) error {
	tests := map[string]bool{}
	if err := l.walk(direct, func(p *Package, s *scan) {
		p.Tests = append([]string{}, external(s.tests)...)
		for _, t := range p.Tests {
			tests[t] = true
		}
	}); err != nil {
		return err
	}
	return l.walk(sorted(tests), func(*Package, *scan) {})
}

func (l *loader) walk(queue []string, visit func(*Package, *scan)) error {
	for len(queue) > 0 {
		if err := l.download(queue); err != nil {
			return err
		}
		next := map[string]bool{}
		for _, path := range queue {
			if _, seen := l.packages[path]; seen {
				continue
			}
			module, dir, err := l.find(path)
			if err != nil {
				return err
			}
			s, err := scanDir(dir)
			if err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			p := &Package{Module: module, Imports: external(s.imports)}
			visit(p, s)
			l.packages[path] = p
			for _, i := range p.Imports {
				if _, seen := l.packages[i]; !seen {
					next[i] = true
				}
			}
		}
		queue = sorted(next)
	}
	return nil
}

// isExternal tells whether a module provides the package. The go command knows
// the standard library, experiments included, by a first element without a dot.
func isExternal(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.Contains(first, ".")
}

func external(imports map[string]bool) []string {
	set := map[string]bool{}
	for path := range imports {
		if isExternal(path) {
			set[path] = true
		}
	}
	if len(set) == 0 {
		return nil
	}
	return sorted(set)
}
