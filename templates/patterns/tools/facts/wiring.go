package main

import (
	"errors"
	"go/ast"
	"path"
	"regexp"
	"slices"
	"sort"
	"strings"
)

const (
	portDirective  = "//golden:port "
	titleDirective = "//golden:title "
)

// readWiring adds ports, regions and reserved names.
func readWiring(facts *Facts, files []*goFile) error {
	sort.Slice(files, func(i, j int) bool { return files[i].path < files[j].path })
	var faults []error
	for _, file := range files {
		ports, err := portsOf(file)
		facts.Ports = append(facts.Ports, ports...)
		faults = append(faults, err)
	}
	for _, file := range files {
		regions, err := regionsOf(file, facts.Ports)
		facts.Regions = append(facts.Regions, regions...)
		faults = append(faults, err)
	}
	facts.Reserved = reserved(facts, files)
	if len(facts.Ports) == 0 {
		faults = append(faults, errors.New("no field has a //golden:port comment"))
	}
	return errors.Join(faults...)
}

// portsOf reads the fields of a struct that have a port comment.
func portsOf(file *goFile) ([]Port, error) {
	var ports []Port
	var faults []error
	ast.Inspect(file.ast, func(node ast.Node) bool {
		field, ok := node.(*ast.Field)
		if !ok || field.Doc == nil {
			return true
		}
		for _, line := range field.Doc.List {
			if text, found := strings.CutPrefix(line.Text, portDirective); found {
				port, err := portOf(file, field, strings.Fields(text))
				ports, faults = append(ports, port), append(faults, err)
			}
		}
		return true
	})
	return ports, errors.Join(faults...)
}

func portOf(file *goFile, field *ast.Field, words []string) (Port, error) {
	if len(words) < 2 || len(words) > 3 || len(field.Names) != 1 {
		return Port{}, file.errorf(field.Pos(), "a port comment is 'golden:port NAME 1|?|* [resource]' on one field")
	}
	if !slices.Contains([]string{"1", "?", "*"}, words[1]) {
		return Port{}, file.errorf(field.Pos(), "%q is no cardinality: write 1, ? or *", words[1])
	}
	port := Port{Name: words[0], Title: titleOf(field.Doc), Field: field.Names[0].Name, Cardinality: words[1], Scope: "service"}
	if port.Title == "" {
		return Port{}, file.errorf(field.Pos(), "port %q has no title: write '%sWHAT IT IS' below it, as it goes on after 'needs'", port.Name, titleDirective)
	}
	if len(words) == 3 {
		if words[2] != "resource" {
			return Port{}, file.errorf(field.Pos(), "%q is no scope: write resource or nothing", words[2])
		}
		port.Scope = "resource"
	}
	if (port.Scope == "resource") != mentionsResource(port.Field) {
		return Port{}, file.errorf(field.Pos(), "a port of a resource, and no other, names the sample resource in its field")
	}
	port.Type = string(file.source[file.offset(field.Type.Pos()):file.offset(field.Type.End())])
	port.Doc = docOf(field.Doc)
	port.Imports = importsIn(file, field.Type)
	return port, nil
}

// titleOf is what a person calls the port.
func titleOf(doc *ast.CommentGroup) string {
	for _, line := range doc.List {
		if text, found := strings.CutPrefix(line.Text, titleDirective); found {
			return strings.TrimSpace(text)
		}
	}
	return ""
}

// docOf is the text of a comment without directives, its lines kept.
func docOf(doc *ast.CommentGroup) string {
	return strings.TrimSpace(doc.Text())
}

var majorVersion = regexp.MustCompile(`^v\d+$`)

// packageName is the name under which a file uses an import.
func packageName(imported Import) string {
	if imported.Name != "" {
		return imported.Name
	}
	name := path.Base(imported.Path)
	if majorVersion.MatchString(name) {
		name = path.Base(path.Dir(imported.Path))
	}
	return strings.TrimPrefix(name, "go-")
}

// importsIn returns the imports that a piece of a file uses, by path.
func importsIn(file *goFile, nodes ...ast.Node) []Import {
	used := map[string]bool{}
	for _, node := range nodes {
		ast.Inspect(node, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				if name, ok := selector.X.(*ast.Ident); ok {
					used[name.Name] = true
				}
			}
			return true
		})
	}
	var imports []Import
	for _, spec := range file.ast.Imports {
		if imported := importOf(spec); used[packageName(imported)] {
			imports = append(imports, imported)
		}
	}
	sort.Slice(imports, func(i, j int) bool { return imports[i].Path < imports[j].Path })
	return imports
}
