package terms

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
)

// Encode writes v, or what v points at, as JSON that Decode reads to an equal
// value: fields in the order of their struct, maps in the order of their names,
// indented, with a line break at the end. It asks no Validate method. What
// cannot be read again is finance.Problems by path: an interface that holds
// nothing (finance.ErrMissing) or no kind of the table (finance.ErrUnknown),
// text that is no UTF-8, what goes beyond a limit.
func Encode(v any, kinds Kinds) ([]byte, error) {
	value := reflect.ValueOf(v)
	for value.Kind() == reflect.Pointer && !value.IsNil() {
		value = value.Elem()
	}
	if !value.IsValid() || value.Kind() == reflect.Pointer {
		return nil, mistaken("%T holds nothing to write", v)
	}
	s, err := shapeOf(value.Type(), kinds)
	if err != nil {
		return nil, err
	}
	w := writer{}
	s.write(&w, addressable(value))
	if err := w.wrong.Err(); err != nil {
		return nil, err
	}
	out := indented(w.out)
	if _, err := scan(out); err != nil {
		return nil, fmt.Errorf("what was written: %w", err)
	}
	return out, nil
}

// indented is JSON as people read it.
func indented(compact []byte) []byte {
	var b bytes.Buffer
	_ = json.Indent(&b, compact, "", "  ") // what jsonWriter writes is JSON
	b.WriteByte('\n')
	return b.Bytes()
}
