package terms

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
)

// unescape is a text without its escapes: part of raw where there are none.
// Longer than MaxText is finance.ErrLimit; bytes that are not UTF-8, and half a
// surrogate pair, are finance.ErrSyntax.
func unescape(raw []byte) ([]byte, error) {
	if len(raw) > 6*MaxText { // no escape is longer than six bytes for one
		return nil, tooLong(len(raw))
	}
	out := raw
	if bytes.IndexByte(raw, '\\') >= 0 {
		var err error
		if out, err = unescapeAll(raw); err != nil {
			return nil, err
		}
	}
	return out, checkText(out)
}

func checkText[T string | []byte](s T) error {
	if len(s) > MaxText {
		return tooLong(len(s))
	}
	if !utf8.Valid([]byte(s)) {
		return fmt.Errorf("not UTF-8: %w", finance.ErrSyntax)
	}
	return nil
}

func tooLong(n int) error {
	return fmt.Errorf("%d bytes, at most %d: %w", n, MaxText, finance.ErrLimit)
}

// escapes are the bytes that short escapes stand for.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func unescapeAll(raw []byte) ([]byte, error) {
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			out = append(out, raw[i])
			continue
		}
		i++
		if raw[i] != 'u' {
			out = append(out, escapes[raw[i]])
			continue
		}
		r, length := unicodeEscape(raw[i+1:])
		if length == 0 {
			return nil, fmt.Errorf("half a surrogate pair: %w", finance.ErrSyntax)
		}
		out = utf8.AppendRune(out, r)
		i += length
	}
	return out, nil
}

// unicodeEscape reads the four digits that follow \u, and a second escape where
// the first is half a pair. It is how many bytes they take; 0 if half is
// missing.
func unicodeEscape(raw []byte) (r rune, length int) {
	first := hex4(raw)
	switch {
	case first < 0xD800 || first > 0xDFFF:
		return first, 4
	case first > 0xDBFF || len(raw) < 10 || raw[4] != '\\' || raw[5] != 'u':
		return 0, 0
	}
	second := hex4(raw[6:])
	if second < 0xDC00 || second > 0xDFFF {
		return 0, 0
	}
	return 0x10000 + (first-0xD800)<<10 + (second - 0xDC00), 10
}

func hex4(raw []byte) rune {
	n, _ := strconv.ParseUint(string(raw[:4]), 16, 16) // scan saw the digits
	return rune(n)
}
