package jwt

// claimAt returns the claim at the path, nil without one. A dot leads into a
// claim, unless the name of a claim has it: some issuers use URLs for names.
func claimAt(claims map[string]any, path string) any {
	if value, ok := claims[path]; ok {
		return value
	}
	for i, letter := range path {
		inner, ok := claims[path[:i]].(map[string]any)
		if letter != '.' || !ok {
			continue
		}
		if value := claimAt(inner, path[i+1:]); value != nil {
			return value
		}
	}
	return nil
}

// rolesOf reads a claim that is one role, or a list of them. Whatever else it is
// gives no role: what needs none stays open to callers whose issuer uses the claim
// for something else.
func rolesOf(claim any) []string {
	if role, ok := claim.(string); ok {
		return []string{role}
	}
	list, _ := claim.([]any)
	var roles []string
	for _, one := range list {
		role, ok := one.(string)
		if !ok {
			return nil
		}
		roles = append(roles, role)
	}
	return roles
}
