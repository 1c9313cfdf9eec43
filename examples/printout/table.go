package printout

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Table is rows under a heading: texts to the left, figures to the right.
type Table struct {
	Heads   []string
	Figures int  // how many columns at the end, but for a last one of text
	Text    bool // the last column is of text, and wraps
	Sums    int  // how many rows at the end are sums, below a line
	Tight   bool // one space between figures in place of two
	rows    [][]string
}

// Add adds a row, a cell for each head.
func (t *Table) Add(cells ...string) { t.rows = append(t.rows, cells) }

// Print writes the heading and the rows, each column as wide as its widest
// cell.
func (t *Table) Print(p *Printer) {
	widths := make([]int, len(t.Heads))
	for _, row := range append([][]string{t.Heads}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	t.print(p, widths, t.Heads)
	total := 2 * len(widths)
	if t.Tight {
		total -= t.Figures - 1
	}
	for _, w := range widths {
		total += w
	}
	for i, row := range t.rows {
		if t.Sums > 0 && i == len(t.rows)-t.Sums {
			p.Put("  " + strings.Repeat("─", min(Width, total)-2))
		}
		t.print(p, widths, row)
	}
}

// print writes one row.
func (t *Table) print(p *Printer, widths []int, cells []string) {
	var b strings.Builder
	last := len(widths)
	if t.Text {
		last--
	}
	for i, cell := range cells[:last] {
		if b.WriteByte(' '); !t.Tight || i <= last-t.Figures {
			b.WriteByte(' ')
		}
		width := widths[i]
		if i < last-t.Figures {
			width = -width // to the left
		}
		_, _ = fmt.Fprintf(&b, "%*s", width, cell)
	}
	indent := utf8.RuneCountInString(b.String()) + 2
	if t.Text {
		b.WriteString("  " + cells[last])
	}
	p.Hang(b.String(), indent)
}
