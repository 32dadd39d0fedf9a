package cache

import (
	"encoding"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"io"
	"reflect"

	"github.com/fxamacker/cbor/v2"
)

// shapeLength is the length of a shape.
const shapeLength = 16

// codec keeps what JSON loses: the digits of decimals, and the bytes of ids.
var codec = func() cbor.EncMode {
	mode, err := cbor.EncOptions{Time: cbor.TimeRFC3339Nano}.EncMode()
	if err != nil {
		panic(err) // the options are constants
	}
	return mode
}()

// encoded returns the encoded form of a thing that was loaded without a failure.
func encoded[T any](thing T, failure error) (string, error) {
	if failure != nil {
		return "", failure
	}
	body, err := codec.Marshal(thing)
	if err != nil {
		return "", fmt.Errorf("encode for the cache: %w", err)
	}
	return string(body), nil
}

func decode[T any](body string) (T, error) {
	var thing T
	err := cbor.Unmarshal([]byte(body), &thing)
	return thing, err
}

// shapeOf names the fields of a type. Replicas of two releases may have two
// shapes of a thing: neither reads what the other wrote, and since both use one
// key, a write of either is seen by both.
func shapeOf[T any]() string {
	hash := fnv.New64a()
	describe(hash, reflect.TypeFor[T](), map[reflect.Type]bool{})
	return hex.EncodeToString(hash.Sum(nil))
}

var marshaler = reflect.TypeFor[encoding.BinaryMarshaler]()

func describe(out io.Writer, kind reflect.Type, known map[reflect.Type]bool) {
	_, _ = fmt.Fprint(out, kind.String())
	if known[kind] || kind.Implements(marshaler) {
		return
	}
	known[kind] = true
	switch kind.Kind() {
	case reflect.Struct:
		for field := range kind.Fields() {
			_, _ = fmt.Fprint(out, " ", field.Name, " ")
			describe(out, field.Type, known)
		}
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		describe(out, kind.Elem(), known)
	default:
	}
}
