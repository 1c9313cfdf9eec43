package terms

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
)

// rowReader reads rows into one value, over and over.
type rowReader struct {
	sheet  *sheet
	file   string
	row    reflect.Value
	valid  interface{ Validate() error } // the row, if it has that method
	absent []string                      // required columns that the file lacks
	cells  []cell                        // in the order of the file
	faulty bool                          // the row cannot be told into cells
	count  int
	wrong  finance.Problems
	end    error // what the reader said
}

// cell is a column with the place in the row that it fills.
type cell struct {
	column
	field reflect.Value
	last  string // the text of the row before, which is often the same
}

func newRowReader(r io.Reader, file string, row reflect.Value) (*rowReader, error) {
	columns, err := columnsOf(row.Type())
	if err != nil {
		return nil, err
	}
	s, end := newSheet(r)
	if end != nil {
		return &rowReader{file: file, end: end}, nil
	}
	p := &rowReader{sheet: s, file: file, row: row}
	p.valid, _ = row.Addr().Interface().(interface{ Validate() error })
	switch found := p.advance(); {
	case p.end != nil || p.wrong.Len() > 0: // said already
	case !found || len(p.sheet.cells) == 0:
		p.fail("", finance.ErrMissing)
	default:
		p.readHeader(columns)
	}
	return p, nil
}

// advance reads the next row of the file, if there is one. A fault in it is
// noted.
func (p *rowReader) advance() bool {
	fault, end := p.sheet.next()
	p.faulty = fault != nil
	switch {
	case fault != nil:
		p.fail("", fault)
	case errors.Is(end, finance.ErrLimit):
		p.fail("", end)
	case end != nil && !errors.Is(end, io.EOF):
		p.end = end
	}
	return end == nil
}

// fail notes err at a column of the present row, or at the row.
func (p *rowReader) fail(column string, err error) {
	if err == nil {
		return
	}
	path := p.file + ":" + strconv.Itoa(p.sheet.line)
	if column != "" {
		path += "." + shown(column)
	}
	p.wrong.Add(path, err)
}

// full reports whether so much is wrong that going on helps nobody.
func (p *rowReader) full() bool { return p.wrong.Len() >= MaxProblems }

func (p *rowReader) err() error {
	if p.end != nil {
		return fmt.Errorf("%s: %w", p.file, p.end)
	}
	return p.wrong.Err()
}

// readHeader finds the column of each name. Those that are unknown are noted
// and then passed over.
func (p *rowReader) readHeader(columns []column) {
	byName := map[string]*column{}
	for i := range columns {
		byName[columns[i].name] = &columns[i]
	}
	seen := map[string]bool{}
	for _, raw := range p.sheet.cells {
		if p.full() {
			return
		}
		name := strings.ToValidUTF8(string(raw), "\uFFFD")
		c := cell{column: column{name: name}}
		switch found := byName[name]; {
		case seen[name]:
			p.fail(name, finance.ErrDuplicate)
		case found == nil:
			p.fail(name, finance.ErrUnknown)
		default:
			c.column, c.field = *found, p.row.FieldByIndex(found.index)
		}
		seen[name] = true
		p.cells = append(p.cells, c)
	}
	for _, c := range columns {
		if !c.optional && !seen[c.name] {
			p.fail(c.name, finance.ErrMissing)
			p.absent = append(p.absent, c.name)
		}
	}
}

// next reads a row into the value; false at the end. What is wrong is noted.
func (p *rowReader) next() bool {
	if p.cells == nil || p.full() || !p.advance() {
		return false
	}
	if p.count++; p.count > MaxRows {
		p.fail("", fmt.Errorf("more than %d rows: %w", MaxRows, finance.ErrLimit))
		return false
	}
	if p.faulty {
		return true
	}
	before := p.wrong.Len()
	p.row.SetZero()
	p.readCells()
	if p.valid != nil && p.wrong.Len() == before {
		p.failRow(p.valid.Validate())
	}
	return true
}

// failRow notes what is wrong with a row, but what it lacks because its column
// is absent: that is told once.
func (p *rowReader) failRow(err error) {
	var inside finance.Problems
	inside.Add("", err)
	for one := range inside.All() {
		if !slices.Contains(p.absent, one.Path) {
			p.fail("", one)
		}
	}
}

func (p *rowReader) readCells() {
	if len(p.sheet.cells) != len(p.cells) {
		p.fail("", fmt.Errorf("%d cells, not %d: %w", len(p.sheet.cells), len(p.cells), finance.ErrSyntax))
		return
	}
	for i := range p.cells {
		p.fail(p.cells[i].name, p.cells[i].read(p.sheet.cells[i]))
	}
}

// read fills the field from the text of the cell. An empty cell of a column
// that may be absent is the zero value; of another one it is what its type makes
// of an empty text, which the row's Validate refuses if it must not be.
func (c *cell) read(raw []byte) error {
	if err := checkText(raw); err != nil {
		return err
	}
	switch {
	case !c.field.IsValid(), len(raw) == 0 && c.optional:
		return nil
	case c.leaf == word{}:
		if string(raw) != c.last {
			c.last = string(raw)
		}
		c.field.SetString(c.last)
		return nil
	}
	return c.set(c.field, raw)
}
