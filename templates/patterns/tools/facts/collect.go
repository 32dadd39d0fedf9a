package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// goFile is a Go file after parsing.
type goFile struct {
	path   string
	source []byte
	set    *token.FileSet
	ast    *ast.File
}

// offset is the byte offset of a position.
func (f *goFile) offset(pos token.Pos) int { return f.set.Position(pos).Offset }

// errorf is an error with the place that it is about.
func (f *goFile) errorf(pos token.Pos, format string, args ...any) error {
	place := f.set.Position(pos)
	return fmt.Errorf("%s:%d:%d: %s", f.path, place.Line, place.Column, fmt.Sprintf(format, args...))
}

// Collect reads the module in dir.
func Collect(dir string) (*Facts, error) {
	facts := &Facts{Version: 1, Files: map[string]*File{}}
	if err := readModule(dir, facts); err != nil {
		return nil, err
	}
	var files []*goFile
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		slashed := filepath.ToSlash(relative)
		if entry.IsDir() {
			if slashed == "tools" {
				return fs.SkipDir
			}
			return nil
		}
		if !entry.Type().IsRegular() || isOwn(slashed) {
			return nil
		}
		file, err := readFile(facts, name, slashed)
		if file != nil {
			files = append(files, file)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return facts, readWiring(facts, files)
}

// isOwn says whether a file is the module's or the pattern's own, which never
// becomes a service's.
func isOwn(slashed string) bool {
	folder, name := path.Split(slashed)
	// What protoc writes holds the sample's names in binary: it is emitted, and
	// never renamed.
	if strings.HasSuffix(name, ".pb.go") {
		return true
	}
	depth := strings.Count(folder, "/")
	return depth == 0 || depth == 1 && (name == "pattern.yaml" || name == "README.md")
}

var goLine = regexp.MustCompile(`(?m)^go (\d+\.\d+)`)

func readModule(dir string, facts *Facts) error {
	text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	facts.Module = strings.TrimSpace(strings.TrimPrefix(first, "module "))
	match := goLine.FindStringSubmatch(string(text))
	if match == nil {
		return errors.New("go.mod has no go line")
	}
	facts.Go = match[1]
	return nil
}

// readFile adds the facts of a file; it returns the file if it is Go.
func readFile(facts *Facts, name, slashed string) (*goFile, error) {
	source, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(source)
	fact := &File{SHA256: hex.EncodeToString(sum[:]), Sentinels: findSentinels(source, 0, len(source))}
	facts.Files[slashed] = fact
	if path.Ext(slashed) != ".go" {
		return nil, nil
	}
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, slashed, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	file := &goFile{path: slashed, source: source, set: set, ast: parsed}
	fact.Package = parsed.Name.Name
	fact.Test = strings.HasSuffix(slashed, "_test.go")
	fact.Declares = declared(parsed)
	for _, spec := range parsed.Imports {
		fact.Imports = append(fact.Imports, Place{
			Import: importOf(spec), Start: file.offset(spec.Path.Pos()), End: file.offset(spec.Path.End()),
		})
	}
	fact.Stable = len(fact.Sentinels) > 0 && isStable(file, fact.Sentinels)
	return file, nil
}

func importOf(spec *ast.ImportSpec) Import {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		panic(err) // the parser has seen to it
	}
	result := Import{Path: path}
	if spec.Name != nil {
		result.Name = spec.Name.Name
	}
	return result
}

// declared returns the names that a file declares at its top level.
func declared(file *ast.File) []string {
	var names []string
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.Name != "_" && d.Name.Name != "init" {
				names = append(names, d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				names = append(names, namesOf(spec)...)
			}
		}
	}
	sort.Strings(names)
	return names
}

func namesOf(spec ast.Spec) []string {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		return []string{s.Name.Name}
	case *ast.ValueSpec:
		var names []string
		for _, name := range s.Names {
			if name.Name != "_" {
				names = append(names, name.Name)
			}
		}
		return names
	}
	return nil
}
