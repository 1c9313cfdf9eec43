package main

import (
	"strings"
	"unicode/utf8"
)

// table prints rows under a heading: texts to the left, figures to the right.
type table struct {
	heads   []string
	figures int // how many columns at the end, but for a last one of text
	text    bool
	rows    [][]string
	sums    int  // how many rows at the end are sums, below a line
	tight   bool // one space between figures in place of two
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// print writes t. Its last column wraps if it is text.
func (t *table) print(p *printer) {
	widths := make([]int, len(t.heads))
	for _, row := range append([][]string{t.heads}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	p.row(t, widths, t.heads)
	total := 2 * len(widths)
	if t.tight {
		total -= t.figures - 1
	}
	for _, w := range widths {
		total += w
	}
	for i, row := range t.rows {
		if t.sums > 0 && i == len(t.rows)-t.sums {
			p.put("  " + strings.Repeat("─", min(width, total)-2))
		}
		p.row(t, widths, row)
	}
}

func (p *printer) row(t *table, widths []int, cells []string) {
	var b strings.Builder
	last := len(widths)
	if t.text {
		last--
	}
	for i, cell := range cells[:last] {
		if b.WriteByte(' '); !t.tight || i <= last-t.figures {
			b.WriteByte(' ')
		}
		if i < last-t.figures {
			b.WriteString(pad(cell, widths[i]))
		} else {
			b.WriteString(padLeft(cell, widths[i]))
		}
	}
	indent := utf8.RuneCountInString(b.String()) + 2
	if t.text {
		b.WriteString("  " + cells[last])
	}
	p.hang(b.String(), indent)
}
