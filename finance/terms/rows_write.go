package terms

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"reflect"

	"github.com/creative-cluster/kvartal/finance"
)

// WriteRows writes facts as CSV that Rows reads to equal values: all columns
// in the order of the fields, lines that end in LF. What cannot be written is
// finance.Problems by row and column, such as [17].amount, and nothing is
// written then. A text that begins with =, +, - or @ stays as it is: such a
// file is for machines, and a spreadsheet that opens it may take the text for
// a formula. T is what Rows says.
func WriteRows[T any](w io.Writer, rows []T) error {
	columns, err := columnsOf(reflect.TypeFor[T]())
	if err != nil {
		return err
	}
	all := reflect.ValueOf(rows)
	if err := writeSheet(io.Discard, columns, all); err != nil { // all is right before a byte is out
		return err
	}
	return writeSheet(w, columns, all)
}

func writeSheet(w io.Writer, columns []column, rows reflect.Value) error {
	var wrong finance.Problems
	if rows.Len() > MaxRows {
		wrong.Add("", fmt.Errorf("%d rows, at most %d: %w", rows.Len(), MaxRows, finance.ErrLimit))
		return wrong.Err()
	}
	out := bufio.NewWriter(w)
	var line []byte
	for i, c := range columns {
		line = appendCell(line, []byte(c.name), i, len(columns))
	}
	_, _ = out.Write(line) // Flush answers the error
	for i := range rows.Len() {
		var err error
		line, err = appendRow(line[:0], columns, rows.Index(i))
		wrong.AddAt("", i, err)
		_, _ = out.Write(line)
	}
	if wrong.Len() > 0 {
		return wrong.Err()
	}
	return out.Flush()
}

func appendRow(line []byte, columns []column, row reflect.Value) ([]byte, error) {
	var wrong finance.Problems
	var space [64]byte
	for i := range columns {
		content, err := columns[i].text(space[:0], row)
		wrong.Add(columns[i].name, err)
		line = appendCell(line, content, i, len(columns))
	}
	if len(line) > MaxRow {
		wrong.Add("", tooWide())
	}
	return line, wrong.Err()
}

// text appends the cell of a row.
func (c *column) text(b []byte, row reflect.Value) ([]byte, error) {
	v := row.FieldByIndex(c.index)
	if c.omits != nil && c.omits(v) {
		return b, nil
	}
	b, err := c.append(b, v)
	if err == nil {
		err = checkText(b)
	}
	return b, err
}

// appendCell appends cell i of n, with what follows it. A row of one empty
// cell is quoted, or it would be a blank line.
func appendCell(line, content []byte, i, n int) []byte {
	if bytes.ContainsAny(content, ",\"\r\n") || n == 1 && len(content) == 0 {
		line = append(line, '"')
		line = append(line, bytes.ReplaceAll(content, []byte{'"'}, []byte(`""`))...)
		line = append(line, '"')
	} else {
		line = append(line, content...)
	}
	if i+1 < n {
		return append(line, ',')
	}
	return append(line, '\n')
}
