package main

import (
	"errors"
	"go/ast"
	"go/token"
	"slices"
	"sort"
	"strings"
)

const (
	regionDirective = "//golden:region "
	// maxRegionLines keeps a stage short enough to be read at a glance.
	maxRegionLines = 18
)

var stages = []string{"commands", "telemetry", "stores", "resources", "transport"}

// regionsOf reads the functions of a file that have a region comment.
func regionsOf(file *goFile, ports []Port) ([]Region, error) {
	var regions []Region
	var faults []error
	for _, declaration := range file.ast.Decls {
		function, ok := declaration.(*ast.FuncDecl)
		if !ok || function.Doc == nil {
			continue
		}
		for _, line := range function.Doc.List {
			if text, found := strings.CutPrefix(line.Text, regionDirective); found {
				region, err := regionOf(file, function, strings.Fields(text), ports)
				regions, faults = append(regions, region), append(faults, err)
			}
		}
	}
	return regions, errors.Join(faults...)
}

func regionOf(file *goFile, function *ast.FuncDecl, words []string, ports []Port) (Region, error) {
	pattern, _, _ := strings.Cut(file.path, "/")
	region := Region{Pattern: pattern, File: file.path, Func: function.Name.Name, Scope: "service"}
	for _, word := range words {
		key, value, _ := strings.Cut(word, "=")
		switch {
		case key == "stage" && slices.Contains(stages, value):
			region.Stage = value
		case key == "scope" && (value == "resource" || value == "service"):
			region.Scope = value
		default:
			return region, file.errorf(function.Pos(), "%q: a region comment is 'golden:region stage=%s [scope=resource]'", word, strings.Join(stages, "|"))
		}
	}
	if region.Stage == "" {
		return region, file.errorf(function.Pos(), "the region has no stage")
	}
	wiring, err := wiringName(file, function)
	if err != nil {
		return region, err
	}
	body, err := cut(file, function, &region)
	if err != nil {
		return region, err
	}
	return region, inspect(file, function, wiring, body, ports, &region)
}

// wiringName checks the signature and returns the name of the wiring.
func wiringName(file *goFile, function *ast.FuncDecl) (string, error) {
	parameters := function.Type.Params.List
	if function.Recv == nil && len(parameters) == 2 && len(parameters[0].Names) == 1 && len(parameters[1].Names) == 1 {
		name := parameters[1].Names[0].Name
		if ctx := parameters[0].Names[0].Name; name == "w" && (ctx == "ctx" || ctx == "_") {
			return name, nil
		}
	}
	return "", file.errorf(function.Pos(), "a region is 'func %s(ctx context.Context, w *service.Wiring) error'", function.Name.Name)
}

// cut finds the piece of the body to be copied: all but the last return.
func cut(file *goFile, function *ast.FuncDecl, region *Region) ([]ast.Stmt, error) {
	statements := function.Body.List
	if len(statements) < 2 || !returns(statements[len(statements)-1], "nil") {
		return nil, file.errorf(function.Body.Pos(), "a region does something, and ends with 'return nil'")
	}
	last := statements[len(statements)-1]
	region.Start = lineStart(file.source, file.offset(statements[0].Pos()))
	if first := firstComment(file, function); first > 0 {
		region.Start = min(region.Start, lineStart(file.source, first))
	}
	region.End = lineStart(file.source, file.offset(last.Pos()))
	lines := strings.Count(string(file.source[region.Start:region.End]), "\n")
	if lines > maxRegionLines {
		return nil, file.errorf(function.Pos(), "the region has %d lines; move some into a constructor, %d are allowed", lines, maxRegionLines)
	}
	return statements[:len(statements)-1], nil
}

func firstComment(file *goFile, function *ast.FuncDecl) int {
	for _, group := range file.ast.Comments {
		if group.Pos() > function.Body.Lbrace && group.End() < function.Body.Rbrace {
			return file.offset(group.Pos())
		}
	}
	return -1
}

func lineStart(source []byte, offset int) int {
	for offset > 0 && source[offset-1] != '\n' {
		offset--
	}
	return offset
}

func returns(statement ast.Stmt, name string) bool {
	result, ok := statement.(*ast.ReturnStmt)
	if !ok || len(result.Results) != 1 {
		return false
	}
	identifier, ok := result.Results[0].(*ast.Ident)
	return ok && identifier.Name == name
}

// inspect reads what the region takes from the wiring, gives to it, declares
// and imports, and refuses what must not be in a stage.
func inspect(file *goFile, function *ast.FuncDecl, wiring string, body []ast.Stmt, ports []Port, region *Region) error {
	var faults []error
	for _, statement := range body {
		faults = append(faults, checkStatement(file, statement, region))
	}
	uses := portUses{file: file, wiring: wiring, ports: ports, reads: map[string]bool{}, writes: map[string]bool{}}
	for _, statement := range body {
		uses.statement(statement)
	}
	faults = append(faults, uses.faults...)
	region.Reads, region.Writes = sorted(uses.reads), sorted(uses.writes)
	nodes := make([]ast.Node, len(body))
	for i, statement := range body {
		nodes[i] = statement
	}
	region.Imports = importsIn(file, nodes...)
	region.Sentinels = findSentinels(file.source, region.Start, region.End)
	speaks := slices.ContainsFunc(region.Sentinels, func(s Sentinel) bool { return s.Of == "resource" })
	if speaks != (region.Scope == "resource") {
		faults = append(faults, file.errorf(function.Pos(), "scope=resource is for regions that name the sample resource, and for no others"))
	}
	return errors.Join(faults...)
}

// checkStatement allows constructors, calls, assignments to ports and error checks.
func checkStatement(file *goFile, statement ast.Stmt, region *Region) error {
	switch s := statement.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			return declare(file, s, region)
		}
		return nil
	case *ast.IfStmt:
		if s.Else == nil && len(s.Body.List) == 1 && returns(s.Body.List[0], "err") {
			return nil
		}
		return file.errorf(s.Pos(), "a region branches only to 'return err'")
	case *ast.ExprStmt:
		if _, ok := s.X.(*ast.CallExpr); ok {
			return nil
		}
	}
	return file.errorf(statement.Pos(), "a region holds constructors, calls, ports and error checks only")
}

func declare(file *goFile, assignment *ast.AssignStmt, region *Region) error {
	for _, left := range assignment.Lhs {
		name, ok := left.(*ast.Ident)
		if !ok || name.Name == "err" || name.Name == "_" {
			continue
		}
		if region.Scope == "resource" && !mentionsResource(name.Name) {
			return file.errorf(name.Pos(), "%s repeats for each resource: name the sample resource in it", name.Name)
		}
		region.Declares = append(region.Declares, name.Name)
	}
	return nil
}

func sorted(names map[string]bool) []string {
	var list []string
	for name := range names {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
}
