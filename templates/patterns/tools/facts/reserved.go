package main

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"sort"
	"strings"
)

// reserved collects the names that a resource may not take: its package would
// clash with another or be hidden by a local, its type would clash with another.
func reserved(facts *Facts, files []*goFile) Reserved {
	packages, types := map[string]bool{}, map[string]bool{}
	shared := sharedFolders(facts, files)
	for name, file := range facts.Files {
		for _, imported := range file.Imports {
			packages[packageName(imported.Import)] = true
		}
		if file.Package != "" && !strings.HasSuffix(file.Package, "_test") {
			packages[file.Package] = true
		}
		if shared[path.Dir(name)] {
			for _, declared := range file.Declares {
				types[declared] = true
				// An import may not have the name of anything in its package.
				packages[declared] = true
			}
		}
	}
	for _, file := range files {
		if usesResourcePackage(file) {
			for _, name := range locals(file) {
				packages[name] = true
			}
		}
	}
	return Reserved{Packages: sortedNames(packages), Types: sortedNames(types)}
}

// sharedFolders are the packages that hold files of all resources, or import
// the packages of all.
func sharedFolders(facts *Facts, files []*goFile) map[string]bool {
	shared := map[string]bool{}
	for name := range facts.Files {
		if folder := path.Dir(name); mentionsResource(path.Base(name)) && !mentionsResource(path.Base(folder)) {
			shared[folder] = true
		}
	}
	for _, file := range files {
		if folder := path.Dir(file.path); usesResourcePackage(file) && !mentionsResource(path.Base(folder)) {
			shared[folder] = true
		}
	}
	return shared
}

func usesResourcePackage(file *goFile) bool {
	return slices.ContainsFunc(file.ast.Imports, func(spec *ast.ImportSpec) bool {
		return mentionsResource(path.Base(importOf(spec).Path))
	})
}

// locals returns the names that a file gives to parameters, variables and types.
func locals(file *goFile) []string {
	var names []string
	add := func(expressions ...ast.Expr) {
		for _, expression := range expressions {
			if name, ok := expression.(*ast.Ident); ok {
				names = append(names, name.Name)
			}
		}
	}
	ast.Inspect(file.ast, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.FuncDecl:
			if n.Recv != nil {
				addFields(add, n.Recv)
			}
		case *ast.FuncType:
			addFields(add, n.Params)
			addFields(add, n.Results)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				add(n.Lhs...)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				add(n.Key, n.Value)
			}
		case *ast.TypeSpec:
			add(n.Name)
		case *ast.ValueSpec:
			for _, name := range n.Names {
				add(name)
			}
		}
		return true
	})
	return names
}

func addFields(add func(...ast.Expr), fields *ast.FieldList) {
	if fields == nil {
		return
	}
	for _, field := range fields.List {
		for _, name := range field.Names {
			add(name)
		}
	}
}

// sortedNames returns the names that are not the sample resource's.
func sortedNames(names map[string]bool) []string {
	list := []string{}
	for name := range names {
		if !mentionsResource(name) && name != "_" && name != "." {
			list = append(list, name)
		}
	}
	sort.Strings(list)
	return list
}
