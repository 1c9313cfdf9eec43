package terms

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/creative-cluster/kvartal/finance"
)

// sheet reads CSV row by row as RFC 4180 has it: commas, lines that end in LF
// or CRLF, cells in double quotes where they hold any of these. What stands
// between quotes is kept as it is.
type sheet struct {
	in    *bufio.Reader
	line  int      // the line at which the row begins, from 1
	lines int      // lines read
	cells [][]byte // of the row, valid until the next one; a blank line has none
	text  []byte   // of quoted cells
	ends  []int    // of cells in text
}

// newSheet begins to read, after a byte order mark if there is one. An end is
// what the reader says.
func newSheet(r io.Reader) (s *sheet, end error) {
	s = &sheet{in: bufio.NewReaderSize(r, MaxRow)}
	mark, err := s.in.Peek(len(byteOrderMark))
	if string(mark) == byteOrderMark {
		_, err = s.in.Discard(len(byteOrderMark))
	}
	if errors.Is(err, io.EOF) { // shorter than a mark
		err = nil
	}
	return s, err
}

const byteOrderMark = "\uFEFF"

// next reads a row. A fault is that of the row alone; an end is io.EOF, a row
// without measure, or what the reader says.
func (s *sheet) next() (fault, end error) {
	s.cells = s.cells[:0]
	s.line = s.lines + 1
	line, err := s.readLine()
	switch {
	case err != nil:
		return nil, err
	case bytes.IndexByte(line, '"') >= 0:
		return s.quoted(line)
	}
	line = trimmed(line)
	if len(line) == 0 {
		return nil, nil
	}
	for {
		cell, rest, more := bytes.Cut(line, []byte{','})
		s.cells = append(s.cells, cell)
		if !more {
			return nil, nil
		}
		line = rest
	}
}

// readLine reads a line with its break; the last one may have none.
func (s *sheet) readLine() ([]byte, error) {
	line, err := s.in.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		return nil, tooWide()
	case err != nil && (len(line) == 0 || !errors.Is(err, io.EOF)):
		return nil, err
	}
	s.lines++
	return line, nil
}

func tooWide() error {
	return fmt.Errorf("a row of more than %d bytes: %w", MaxRow, finance.ErrLimit)
}

// trimmed is a line without its break.
func trimmed(line []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte{'\n'}), []byte{'\r'})
}

// quoted reads a row in which quotes stand, from its first line.
func (s *sheet) quoted(line []byte) (fault, end error) {
	s.text, s.ends = s.text[:0], s.ends[:0]
	for {
		if line, fault, end = s.cell(line); fault != nil || end != nil {
			return fault, end
		}
		s.ends = append(s.ends, len(s.text))
		if len(trimmed(line)) == 0 {
			break
		}
		if line[0] != ',' {
			return fmt.Errorf("more after the quote that ends a cell: %w", finance.ErrSyntax), nil
		}
		line = line[1:]
	}
	from := 0
	for _, to := range s.ends {
		s.cells = append(s.cells, s.text[from:to])
		from = to
	}
	return nil, nil
}

// cell reads a cell, and answers what follows it in the line.
func (s *sheet) cell(line []byte) (rest []byte, fault, end error) {
	if len(line) > 0 && line[0] == '"' {
		return s.quotedCell(line[1:])
	}
	plain := trimmed(line)
	if i := bytes.IndexByte(plain, ','); i >= 0 {
		plain = plain[:i]
	}
	if bytes.IndexByte(plain, '"') >= 0 {
		return nil, fmt.Errorf("a quote inside a cell without quotes: %w", finance.ErrSyntax), nil
	}
	s.text = append(s.text, plain...)
	return line[len(plain):], nil, nil
}

// quotedCell reads a cell after its first quote, through line breaks.
func (s *sheet) quotedCell(line []byte) (rest []byte, fault, end error) {
	for {
		i := bytes.IndexByte(line, '"')
		if i < 0 {
			s.text = append(s.text, line...)
			if len(s.text) > MaxRow {
				return nil, nil, tooWide()
			}
			if line, end = s.readLine(); errors.Is(end, io.EOF) {
				return nil, fmt.Errorf("a quote that is never closed: %w", finance.ErrSyntax), nil
			}
			if end != nil {
				return nil, nil, end
			}
			continue
		}
		s.text = append(s.text, line[:i]...)
		line = line[i+1:]
		if len(line) == 0 || line[0] != '"' {
			return line, nil, nil
		}
		s.text = append(s.text, '"')
		line = line[1:]
	}
}
