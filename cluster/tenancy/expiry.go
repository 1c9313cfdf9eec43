package tenancy

import (
	"cmp"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Expiry is a row of an expiry profile: what ends in a calendar year.
type Expiry struct {
	Year   int           // of the last day; 0 for leases without an end
	Leases int           // that end
	Area   Area          // that is given back, also by leases that go on with less
	Rent   finance.Money // contracted, a month, of the leases that end; without tax
}

// Expiries is the profile of a day: its leases by the year of their last day, or
// with toBreak of the last day before their next break, years ascending, those
// without an end last. The areas sum to that of the day's [RentRoll], the rents
// to its contracted rent.
func (h House) Expiries(on civil.Date, toBreak bool) ([]Expiry, error) {
	s := h.survey()
	roll, err := s.roll(on)
	if err != nil {
		return nil, err
	}
	years := profile{}
	for i, row := range s.rows(&roll) {
		l, end := &s.Leases[i], row.Ends
		if toBreak {
			end = next(on, end, l.breaks())
		}
		year := years.of(end, s.Currency)
		year.Leases++
		if year.Rent, err = year.Rent.Add(row.Contracted); err != nil {
			return nil, err
		}
		for _, held := range l.holdings() {
			if held.Held.Contains(on) {
				area := &years.of(earlier(end, held.Held.To), s.Currency).Area
				if err := area.grow(s.Spaces[s.spaces[held.Space]].area(on)); err != nil {
					return nil, err
				}
			}
		}
	}
	return years.rows(), nil
}

// profile holds rows by year.
type profile map[int]*Expiry

// of is the row of an end.
func (p profile) of(end civil.Date, c finance.Currency) *Expiry {
	year := 0
	if !end.IsZero() {
		year = end.AddDays(-1).Year()
	}
	row := p[year]
	if row == nil {
		row = &Expiry{Year: year, Rent: finance.Zero(c)}
		p[year] = row
	}
	return row
}

func (p profile) rows() []Expiry {
	var rows []Expiry
	for _, row := range p {
		rows = append(rows, *row)
	}
	slices.SortFunc(rows, func(a, b Expiry) int { return cmp.Or(openLast(a, b), cmp.Compare(a.Year, b.Year)) })
	return rows
}

func openLast(a, b Expiry) int {
	switch {
	case a.Year != 0 && b.Year == 0:
		return -1
	case a.Year == 0 && b.Year != 0:
		return 1
	}
	return 0
}
