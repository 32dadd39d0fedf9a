package main

import (
	"go/build/constraint"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// scan is what the Go files of one directory import.
type scan struct {
	imports map[string]bool
	tests   map[string]bool
}

// scanDir reads the imports of a package on every platform and with every
// build tag but "ignore", as `go mod tidy` does.
func scanDir(dir string) (*scan, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	s := &scan{imports: map[string]bool{}, tests: map[string]bool{}}
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") {
			continue
		}
		imports, err := fileImports(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		into := s.imports
		if strings.HasSuffix(name, "_test.go") {
			into = s.tests
		}
		for _, path := range imports {
			into[path] = true
		}
	}
	return s, nil
}

func fileImports(file string) ([]string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		return nil, err
	}
	for _, group := range f.Comments {
		if group.Pos() > f.Package {
			break
		}
		for _, c := range group.List {
			if !constraint.IsGoBuild(c.Text) {
				continue
			}
			expr, err := constraint.Parse(c.Text)
			if err != nil {
				return nil, err
			}
			if !satisfiable(expr, true) {
				return nil, nil
			}
		}
	}
	var paths []string
	for _, spec := range f.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// satisfiable tells whether expr can be want, every tag but "ignore" being
// free to be what the expression needs.
func satisfiable(expr constraint.Expr, want bool) bool {
	switch x := expr.(type) {
	case *constraint.NotExpr:
		return !satisfiable(x.X, !want)
	case *constraint.AndExpr:
		return satisfiable(x.X, want) && satisfiable(x.Y, want)
	case *constraint.OrExpr:
		return satisfiable(x.X, want) || satisfiable(x.Y, want)
	case *constraint.TagExpr:
		if x.Tag == "ignore" {
			return false
		}
		return want
	}
	return false
}
