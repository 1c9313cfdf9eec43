package ledger

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/creative-cluster/kvartal/finance"
)

// object reads a JSON object into the targets of its fields, and reports every
// problem under the field's name. A field that is not in the table, letter for
// letter, is ErrUnknown, one that stands twice ErrDuplicate.
func object(text []byte, fields map[string]any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	if err := delim(dec, '{'); err != nil {
		return err
	}
	var wrong finance.Problems
	seen := make(map[string]bool, len(fields))
	for dec.More() {
		name, raw, err := field(dec)
		if err != nil {
			return err
		}
		wrong.Add(name, read(raw, fields[name], seen[name]))
		seen[name] = true
	}
	if err := delim(dec, '}'); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return fmt.Errorf("text after the object: %w", finance.ErrSyntax)
	}
	return wrong.Err()
}

func delim(dec *json.Decoder, want json.Delim) error {
	if got, err := dec.Token(); err != nil || got != want {
		return fmt.Errorf("no %s where an object has one: %w", want, finance.ErrSyntax)
	}
	return nil
}

func field(dec *json.Decoder) (name string, raw json.RawMessage, err error) {
	token, err := dec.Token()
	if err == nil {
		name, _ = token.(string) // the decoder lets nothing else stand here
		err = dec.Decode(&raw)
	}
	return name, raw, coded(err)
}

func read(raw json.RawMessage, target any, again bool) error {
	switch {
	case target == nil:
		return finance.ErrUnknown
	case again:
		return finance.ErrDuplicate
	}
	if parse, ok := target.(func([]byte) error); ok {
		return parse(raw)
	}
	return coded(json.Unmarshal(raw, target))
}

// coded gives an error of the decoder the kind that ours have.
func coded(err error) error {
	if err == nil || finance.Code(err) != "" {
		return err
	}
	return fmt.Errorf("%w: %w", finance.ErrSyntax, err)
}

// list reads a JSON array, element by element, after a look at its length.
func list(raw []byte, most int, read func(i int, raw []byte) error) error {
	var elements []json.RawMessage
	if err := json.Unmarshal(raw, &elements); err != nil {
		return coded(err)
	}
	if len(elements) > most {
		return fmt.Errorf("%d, at most %d: %w", len(elements), most, finance.ErrLimit)
	}
	var wrong finance.Problems
	for i, one := range elements {
		wrong.AddAt("", i, read(i, one))
	}
	return wrong.Err()
}
