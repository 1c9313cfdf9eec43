package payee

import (
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Limit is how much income a form bears: that of the form itself, or the threshold
// from which it has a duty more, such as a turnover tax. Both lead to another form.
type Limit struct {
	Name    string                        `json:"name"`
	Per     Per                           `json:"per,omitzero"`   // of a calendar year, or a month
	Amounts civil.Timeline[finance.Money] `json:"amounts"`        // that which is in force on a day counts on it; before the first there is no limit
	Warn    []finance.Rate                `json:"warn,omitempty"` // fractions of it, ascending, above 0 and below 1
	Then    Then                          `json:"then,omitzero"`  // from when a crossing counts
	Form    string                        `json:"form,omitempty"` // the form from then on; empty where only the host can say
}

// Per is what a limit counts over. The zero Per is ByYear.
type Per uint8

// The stretches.
const (
	ByYear Per = iota
	ByMonth
)

// Then is the day from which a crossing counts. The zero Then is ThatDay.
type Then uint8

// The days.
const (
	ThatDay   Then = iota // the day of the crossing itself
	NextDay               // the day after it
	NextMonth             // the first day of the month after it
	NextYear              // the first day of the year after it
)

var (
	perNames  = finance.NewNames[Per]("per", "year", "month")
	thenNames = finance.NewNames[Then]("then", "that-day", "next-day", "next-month", "next-year")
)

// Validate refuses a value that is none of the names with ErrRange.
func (p Per) Validate() error { return perNames.Validate(p) }

// String is the name: year, month.
func (p Per) String() string { return perNames.Text(p) }

// MarshalText writes what String writes; an unknown value is an error.
func (p Per) MarshalText() ([]byte, error) { return perNames.Marshal(p) }

// UnmarshalText reads what String writes.
func (p *Per) UnmarshalText(text []byte) error { return perNames.Unmarshal(p, text) }

// Validate refuses a value that is none of the names with ErrRange.
func (t Then) Validate() error { return thenNames.Validate(t) }

// String is the name: that-day, next-day, next-month, next-year.
func (t Then) String() string { return thenNames.Text(t) }

// MarshalText writes what String writes; an unknown value is an error.
func (t Then) MarshalText() ([]byte, error) { return thenNames.Marshal(t) }

// UnmarshalText reads what String writes.
func (t *Then) UnmarshalText(text []byte) error { return thenNames.Unmarshal(t, text) }

// window is the stretch that holds a day.
func (p Per) window(d civil.Date) civil.Period {
	if p == ByMonth {
		return d.Month().Period()
	}
	return civil.YearOf(d.Year()).Period()
}

// from is the day from which a crossing on d counts.
func (t Then) from(d civil.Date) civil.Date {
	switch t {
	case NextDay:
		return d.AddDays(1)
	case NextMonth:
		return d.Month().Next().First()
	case NextYear:
		return civil.YearOf(d.Year()).Period().To
	}
	return d
}
