package document

import (
	"strings"
	"unicode/utf8"
)

// table is a text in columns: those of numbers end on one line, others begin on
// one.
type table struct {
	right []bool
	rows  [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write appends the rows, columns parted by two spaces, without spaces at the
// ends of lines. A row of one cell takes the whole line.
func (t *table) write(b *strings.Builder) {
	widths := make([]int, len(t.right))
	for _, row := range t.rows {
		if len(row) == 1 {
			continue
		}
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range t.rows {
		var line strings.Builder
		for i, cell := range row {
			if i > 0 {
				line.WriteString("  ")
			}
			pad := 0
			if len(row) > 1 {
				pad = widths[i] - utf8.RuneCountInString(cell)
			}
			if t.right[i] {
				line.WriteString(strings.Repeat(" ", pad) + cell)
			} else {
				line.WriteString(cell + strings.Repeat(" ", pad))
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}
