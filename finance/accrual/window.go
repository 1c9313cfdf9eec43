package accrual

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Cycle is what a clause cumulates over.
type Cycle uint8

// The cycles. A contract year begins on the day and month on which the term
// begins; a life is the whole term; by line, each fact stands alone and a
// month's lines are summed into one charge.
const (
	ByMonth Cycle = iota
	ByQuarter
	ByYear
	ByContractYear
	ByLife
	ByLine
)

var cycleNames = finance.NewNames[Cycle]("cycle", "month", "quarter", "year", "contract-year", "life", "line")

// Returns says where a clause counts a return.
type Returns uint8

// The places where a return may count: in the window in which it happens, or
// in the window of its sale, which adjusts that one. A return at the frozen
// rate of its sale is a Stepper's business.
const (
	InOwnWindow Returns = iota
	InSaleWindow
)

var returnsNames = finance.NewNames[Returns]("returns", "own-window", "sale-window")

// Window is what a clause cumulates over, and when it is charged. The zero
// Window is a month.
type Window struct {
	Cycle   Cycle
	Once    bool    // charged once, as the window settles; otherwise month by month
	After   int     // months from the window's last month to the one in which it settles; Once only
	Returns Returns // where a return counts
}

// Validate refuses unknown cycles, a settlement month outside 0 to 24, and a
// life or line that is charged once or moves returns where it cannot.
func (w Window) Validate() error {
	var wrong finance.Problems
	wrong.Add("cycle", cycleNames.Validate(w.Cycle))
	wrong.Add("returns", returnsNames.Validate(w.Returns))
	if w.After < 0 || w.After > 24 || (w.After > 0 && !w.Once) {
		wrong.Add("after", fmt.Errorf("0 to 24 months, of a window charged once: %w", finance.ErrRange))
	}
	if w.Cycle == ByLine && (w.Once || w.Returns != InOwnWindow) {
		wrong.Add("cycle", fmt.Errorf("a line has no later window: %w", finance.ErrConflict))
	}
	return wrong.Err()
}

// period is the window of cycle c that contains d, in the given term.
func (c Cycle) period(d civil.Date, term civil.Period) civil.Period {
	switch c {
	case ByQuarter:
		return d.Month().Quarter().Period()
	case ByYear:
		y := civil.MonthOf(d.Year(), 1)
		return civil.Period{From: y.First(), To: y.Add(12).First()}
	case ByContractYear:
		return contractYear(d, term.From)
	case ByLife:
		return term
	default: // a line is charged with its month
		return d.Month().Period()
	}
}

// contractYear counts whole years from the anchor, never from a clamped date:
// a term from 29 February has its anniversaries on 28, 28, 28 and 29 February.
func contractYear(d, anchor civil.Date) civil.Period {
	n := d.Year() - anchor.Year()
	if anchor.AddYears(n).After(d) {
		n--
	}
	return civil.Period{From: anchor.AddYears(n), To: anchor.AddYears(n + 1)}
}

// Cycle and Returns read and write their names.

// String is the name of the cycle: month, quarter, year, contract-year, life, line.
func (c Cycle) String() string { return cycleNames.Text(c) }

// MarshalText writes what String writes; an unknown cycle is an error.
func (c Cycle) MarshalText() ([]byte, error) { return cycleNames.Marshal(c) }

// UnmarshalText reads what String writes.
func (c *Cycle) UnmarshalText(text []byte) error { return cycleNames.Unmarshal(c, text) }

// String is the name of the place: own-window, sale-window.
func (r Returns) String() string { return returnsNames.Text(r) }

// MarshalText writes what String writes; an unknown place is an error.
func (r Returns) MarshalText() ([]byte, error) { return returnsNames.Marshal(r) }

// UnmarshalText reads what String writes.
func (r *Returns) UnmarshalText(text []byte) error { return returnsNames.Unmarshal(r, text) }
