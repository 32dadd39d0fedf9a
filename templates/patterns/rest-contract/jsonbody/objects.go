package jsonbody

import "encoding/json"

// Objects returns a list of objects, or nil when it is missing or null. Each
// reports its own mistakes, with pointers that begin in it.
func (o *Object) Objects(name string) []*Object {
	return list(o, name, "must be an object", func(raw json.RawMessage) (*Object, bool) {
		object, err := Parse(raw)
		return object, err == nil
	})
}
