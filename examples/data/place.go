package data

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// inJSON is a problem of a JSON file at its file, line and path:
// terms.json:21: house.buildings[0].area. A fault of syntax has a column too:
// terms.json:21:7.
func inJSON(name string, p finance.Problem) finance.Problem {
	line := terms.Line(p)
	if line == 0 {
		return finance.Problem{Path: joined(name, p.Path), Err: p.Err}
	}
	place := name + ":" + strconv.Itoa(line)
	said, cause := p.Err.Error(), errors.Unwrap(p.Err) // "line 21: " or "line 21, column 7: ", and the cause
	position, inner := strings.CutSuffix(said, ": "+fmt.Sprint(cause))
	if !inner {
		return finance.Problem{Path: joined(place, p.Path), Err: p.Err}
	}
	if _, column, ok := strings.Cut(position, ", column "); ok {
		place += ":" + column
	}
	return finance.Problem{Path: joined(place, p.Path), Err: cause}
}

func joined(place, path string) string {
	if path == "" {
		return place
	}
	return place + ": " + path
}

// inRow is a problem of facts, or of the budget, at its file, line and column:
// shop.sales[15].units becomes shop_sales.csv:17.units. Facts that came late
// stand after the others.
func (l *loader) inRow(p finance.Problem) finance.Problem {
	file, row, column, ok := cell(p.Path)
	if !ok {
		return finance.Problem{Path: joined("terms.json", p.Path), Err: p.Err}
	}
	if n := l.rows[file]; row >= n {
		file, row = late+file, row-n
	}
	return finance.Problem{Path: file + ":" + strconv.Itoa(l.line(file, row)) + column, Err: p.Err}
}

// cell tells a path such as shop.sales[15].units into its file, row and column.
func cell(path string) (file string, row int, column string, ok bool) {
	list, rest, _ := strings.Cut(path, "[")
	number, column, _ := strings.Cut(rest, "]")
	row, err := strconv.Atoi(number)
	if err != nil {
		return "", 0, "", false
	}
	if list == "budget" {
		return budgetFile, row, column, true
	}
	for _, f := range factFiles {
		if f.path == list {
			return f.file, row, column, true
		}
	}
	return "", 0, "", false
}

// line is the line at which a row begins, after the header on the first one.
// Between quotes a row goes on over a line's end.
func (l *loader) line(file string, row int) int {
	content, several := l.quoted[file]
	if !several {
		return row + 2
	}
	line, quoted, left := 1, false, row+1
	for i := 0; i < len(content) && left > 0; i++ {
		switch content[i] {
		case '"':
			quoted = !quoted
		case '\n':
			line++
			if !quoted {
				left--
			}
		}
	}
	return line
}
