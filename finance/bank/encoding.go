package bank

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/creative-cluster/kvartal/finance"
)

// Encoding is how the letters of a file are written. The zero Encoding is
// Windows, which every bank takes.
type Encoding uint8

// The encodings, as a file names them: Windows is code page 1251, DOS is 866.
const (
	Windows Encoding = iota
	DOS
	UTF8
)

var encodingNames = finance.NewNames[Encoding]("encoding", "Windows", "DOS", "UTF-8")

// Upper halves of the code pages, from 0x80 on; U+FFFD where a page has nothing.
// Source: https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT, CP1251 and CP866.
var (
	cp1251 = []rune("ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\uFFFD™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя")
	cp866  = []rune("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u00A0")
)

func (e Encoding) page() []rune {
	return [...][]rune{Windows: cp1251, DOS: cp866, UTF8: nil}[e]
}

// encodingOf is the encoding that a file names, read in that encoding itself; a
// file that names none is UTF-8 if it can be.
func encodingOf(data []byte) Encoding {
	for _, e := range [...]Encoding{Windows, DOS} {
		if bytes.Contains(data[:min(len(data), 4096)], append(e.mustEncode("Кодировка="), e.String()...)) {
			return e
		}
	}
	if utf8.Valid(data) || bytes.Contains(data[:min(len(data), 4096)], []byte("Кодировка=")) {
		return UTF8
	}
	return Windows
}

// mustEncode is for texts of this package.
func (e Encoding) mustEncode(s string) []byte {
	b, err := e.encode(nil, s)
	if err != nil {
		panic(err)
	}
	return b
}

// decode is the text of a line; a byte that stands for nothing is ErrSyntax.
func (e Encoding) decode(line []byte) (string, error) {
	page := e.page()
	if page == nil {
		if !utf8.Valid(line) {
			return "", fmt.Errorf("not UTF-8: %w", finance.ErrSyntax)
		}
		return string(line), nil
	}
	var b strings.Builder
	for _, c := range line {
		r := rune(c)
		if c >= 0x80 {
			r = page[c-0x80]
		}
		if r == utf8.RuneError {
			return "", fmt.Errorf("byte %#x is nothing in %v: %w", c, e, finance.ErrSyntax)
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// encode appends s. What the page has no letter for, and a line break, is
// ErrSyntax.
func (e Encoding) encode(b []byte, s string) ([]byte, error) {
	page := e.page()
	for _, r := range s {
		switch at := indexOf(page, r); {
		case r < ' ' || r == 0x7F || r == utf8.RuneError || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return nil, fmt.Errorf("%q cannot stand in a field: %w", r, finance.ErrSyntax)
		case r < utf8.RuneSelf || page == nil:
			b = utf8.AppendRune(b, r)
		case at < 0:
			return nil, fmt.Errorf("%q is not in %v: %w", r, e, finance.ErrSyntax)
		default:
			b = append(b, byte(0x80+at))
		}
	}
	return b, nil
}

func indexOf(page []rune, r rune) int {
	for i, c := range page {
		if c == r {
			return i
		}
	}
	return -1
}

// String is the name of the encoding: Windows, DOS, UTF-8.
func (e Encoding) String() string { return encodingNames.Text(e) }

// MarshalText writes what String writes; an unknown encoding is an error.
func (e Encoding) MarshalText() ([]byte, error) { return encodingNames.Marshal(e) }

// UnmarshalText reads what String writes.
func (e *Encoding) UnmarshalText(text []byte) error { return encodingNames.Unmarshal(e, text) }

// Validate refuses a value that is none of the three with ErrRange.
func (e Encoding) Validate() error { return encodingNames.Validate(e) }
