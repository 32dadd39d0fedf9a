package main

import (
	"go/ast"
	"go/token"
)

// portUses finds which ports statements read and write.
type portUses struct {
	file   *goFile
	wiring string
	ports  []Port
	reads  map[string]bool
	writes map[string]bool
	faults []error
}

// statement adds the ports of a statement. `w.X = append(w.X, …)` adds to a
// list and is no reading of it.
func (u *portUses) statement(statement ast.Stmt) {
	assignment, ok := statement.(*ast.AssignStmt)
	if !ok || assignment.Tok != token.ASSIGN {
		u.read(statement)
		return
	}
	for _, left := range assignment.Lhs {
		if port := u.portOf(left); port != nil {
			u.writes[port.Name] = true
		} else {
			u.read(left)
		}
	}
	for i, right := range assignment.Rhs {
		own := ""
		if i < len(assignment.Lhs) {
			if port := u.portOf(assignment.Lhs[i]); port != nil && port.Cardinality == "*" {
				own = port.Field
			}
		}
		call, ok := right.(*ast.CallExpr)
		if function, named := calledName(call, ok); own != "" && (!named || function != "append" || !u.isField(call.Args[0], own)) {
			u.faults = append(u.faults, u.file.errorf(right.Pos(), "a list is only ever added to: write w.%s = append(w.%s, …)", own, own))
		}
		if ok && own != "" {
			for _, argument := range call.Args[1:] {
				u.read(argument)
			}
			continue
		}
		u.read(right)
	}
}

func calledName(call *ast.CallExpr, ok bool) (string, bool) {
	if !ok || len(call.Args) == 0 {
		return "", false
	}
	name, ok := call.Fun.(*ast.Ident)
	if !ok {
		return "", false
	}
	return name.Name, true
}

func (u *portUses) isField(expression ast.Expr, field string) bool {
	port := u.portOf(expression)
	return port != nil && port.Field == field
}

// read adds every port that stands in a node.
func (u *portUses) read(node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		if expression, ok := n.(ast.Expr); ok {
			if port := u.portOf(expression); port != nil {
				u.reads[port.Name] = true
			}
		}
		return true
	})
}

// portOf returns the port that an expression w.X names.
func (u *portUses) portOf(expression ast.Expr) *Port {
	selector, ok := expression.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	if name, ok := selector.X.(*ast.Ident); !ok || name.Name != u.wiring {
		return nil
	}
	for i := range u.ports {
		if u.ports[i].Field == selector.Sel.Name {
			return &u.ports[i]
		}
	}
	u.faults = append(u.faults, u.file.errorf(selector.Pos(), "w.%s is no port: give its field a golden:port comment", selector.Sel.Name))
	return nil
}
