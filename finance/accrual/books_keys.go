package accrual

import (
	"bytes"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
)

// checkKeys refuses a key that comes twice in one object, of which a decoder
// takes the last, and one that is not all small letters, where it takes any.
// data was decoded before: it is JSON.
func checkKeys(data []byte) error {
	var open []scope
	isKey := false // the next string is a key
	for i := 0; i < len(data); i++ {
		switch c := data[i]; c {
		case '{', '[':
			isKey = c == '{'
			open = append(open, scope{object: isKey})
		case '}', ']':
			open = open[:len(open)-1]
		case ',':
			isKey = open[len(open)-1].object
		case '"':
			end := closing(data, i+1)
			if isKey {
				if err := open[len(open)-1].add(data[i+1 : end]); err != nil {
					return err
				}
			}
			i, isKey = end, false
		}
	}
	return nil
}

// closing is where the quote is that ends the string of JSON from i on.
func closing(data []byte, i int) int {
	for data[i] != '"' {
		if data[i] == '\\' {
			i++
		}
		i++
	}
	return i
}

// scope is an object of JSON with the keys so far, or a list.
type scope struct {
	object bool
	keys   [][]byte
}

func (s *scope) add(key []byte) error {
	if bytes.ContainsFunc(key, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return fmt.Errorf("field %.40q: %w", key, finance.ErrUnknown)
	}
	for _, before := range s.keys {
		if bytes.Equal(before, key) {
			return fmt.Errorf("field %q: %w", key, finance.ErrDuplicate)
		}
	}
	s.keys = append(s.keys, key)
	return nil
}
