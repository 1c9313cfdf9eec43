package terms

import (
	"io"
	"reflect"
)

// Rows reads facts from CSV: a header, then a row for each T. A column bears
// the name of the json tag of its field, those of a struct inside T are of.id
// and of.on; their order is free. A column may be absent, and its cells empty,
// where the tag says omitempty or omitzero. Cells are texts, whole numbers,
// true and false. A byte order mark at the start is passed over.
//
// Everything that is wrong is reported as finance.Problems with the file's
// name, the line at which the row begins and the column: sales.csv:17.amount.
// No rows are answered then. The Validate method of T is asked for each row
// that is right in itself. A type with lists, maps, kinds or pointers is
// ErrType; an error of the reader is returned as it is.
func Rows[T any](r io.Reader, file string) ([]T, error) {
	var row T
	p, err := newRowReader(r, file, reflect.ValueOf(&row).Elem())
	if err != nil {
		return nil, err
	}
	var rows []T
	for p.next() {
		if p.wrong.Len() == 0 {
			rows = append(rows, row)
		}
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return rows, nil
}
