package main

import (
	"regexp"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/document"
)

// in is a text of the files in the language.
func (r *report) in(w document.Words) string { return w.In(r.Language) }

// long is a number that is easier to read in groups of three digits.
var long = regexp.MustCompile(`-?\d+\.\d\d RUB`)

// read puts a text of the library into the manner of the printout.
func (r *report) read(text string) string {
	if r.Language == accrual.Russian {
		return spoken.Replace(text)
	}
	return long.ReplaceAllStringFunc(text, func(found string) string {
		m, err := finance.ParseMoney(found)
		if err != nil {
			return found
		}
		return r.Exact(m)
	})
}

// of is the name of a maker.
func (r *report) of(m maker) string {
	if r.Language == accrual.Russian {
		return m.NameRU
	}
	return m.Name
}
