package samplething

import "context"

// The functions of this file hold the rules that need more than one field or
// what is stored. They are yours: return a fault to refuse, for example
//
//	fault.New(fault.Conflict, "wrong_state", "It is too late for this change.")

// checkCreation decides whether v may be created.
func checkCreation(_ context.Context, _ SampleThing) error { return nil }

// checkReplacement decides whether after may take the place of before.
func checkReplacement(_ context.Context, _, _ SampleThing) error { return nil }

// checkRemoval decides whether v may be deleted.
func checkRemoval(_ context.Context, _ SampleThing) error { return nil }
