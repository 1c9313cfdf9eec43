package revshare

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Guarantee is a minimum whose shortfall is recouped from the excess of later
// windows: a minimum guarantee with true-up, the dead rent of a mine or a
// patent, whose shortfalls are short workings. A window pays at least the
// minimum, and over it what was earned, less what was paid too much before. A
// minimum that nobody recoups is a [Minimum].
//
// It is charged in the last month of its window, since before that a sale could
// still lower it: a top-up, or below zero what is recouped, oldest shortfall
// first. A window whose last days the clause does not hold settles with the last
// day it does. An amendment that carries it keeps the shortfalls; one that
// restarts it forgets them, and counts the window since its day. One that
// changes Per inside a window leaves that window unsettled: let it begin with
// a window. It reads no facts, so a simulation steps it too.
type Guarantee struct {
	Amount   finance.Money    `json:"amount"`             // of a whole window, not below zero
	Of       string           `json:"of"`                 // the name of the clause that is guaranteed
	Per      accrual.Cycle    `json:"per,omitzero"`       // a month, unless it says otherwise
	Within   int              `json:"within,omitempty"`   // windows after its own in which a shortfall may be recouped, then it lapses; 0 for no end
	Until    civil.Date       `json:"until,omitzero"`     // a window that ends after it recoups nothing; no day for no end
	Prorated bool             `json:"prorated,omitempty"` // a window held in part owes that part of the amount, by days
	Rounding finance.Rounding `json:"rounding,omitzero"`  // of the prorated amount
}

var _ accrual.Stepper = Guarantee{}

// Window is what Per says.
func (g Guarantee) Window() accrual.Window { return accrual.Window{Cycle: g.Per} }

// Meters is what the other clause has charged.
func (g Guarantee) Meters() []accrual.Meter { return []accrual.Meter{accrual.Of(g.Of)} }

const guaranteeKind = "guarantee 1 "

// Step charges the end of a window.
//
//	top-up   = minimum - charged                            of a window with a shortfall
//	recouped = min(charged - minimum, shortfalls not yet recouped or lapsed)   of another
//
// On an error the state is returned as it was.
func (g Guarantee) Step(state accrual.State, s accrual.Span, _ []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	lines, next, err := stepCarried(guaranteeKind, state, &s, func(c *carried) (finance.Money, error) { return g.settle(c, &s) })
	if err != nil {
		return nil, state, fmt.Errorf("guarantee: %w", err)
	}
	return lines, next, nil
}

func (g Guarantee) settle(c *carried, s *accrual.Span) (finance.Money, error) {
	charged, err := counted(s)
	if err != nil {
		return finance.Money{}, err
	}
	least, err := g.least(c, s)
	if err != nil {
		return finance.Money{}, err
	}
	short, err := least.Sub(charged)
	if err != nil {
		return finance.Money{}, err
	}
	if !g.Until.IsZero() && s.Window.To.AddDays(-1).After(g.Until) {
		c.rows = nil
	}
	if short.Sign() >= 0 {
		s.Trace.Less(least, charged)
		c.pass(short.Minor(), g.Within)
		return short, nil
	}
	return g.recoup(c, s, least, charged)
}

// recoup takes from the excess of a window, and is below zero or nothing.
func (g Guarantee) recoup(c *carried, s *accrual.Span, least, charged finance.Money) (finance.Money, error) {
	excess, err := charged.Sub(least)
	if err != nil {
		return finance.Money{}, err
	}
	balance, err := c.total()
	if err != nil {
		return finance.Money{}, err
	}
	taken := finance.Minor(c.take(excess.Minor()), s.Currency)
	s.Trace.Less(charged, least)
	s.Trace.AtMost(excess, finance.Minor(balance, s.Currency))
	s.Trace.Less(finance.Zero(s.Currency), taken)
	c.pass(0, g.Within)
	return taken.Neg()
}

// least is the minimum of the part of the window that is held, since the window
// counts.
func (g Guarantee) least(c *carried, s *accrual.Span) (finance.Money, error) {
	counts := *s
	counts.Since = c.since
	return Minimum{Amount: g.Amount, Prorated: g.Prorated, Rounding: g.Rounding}.least(&counts)
}

// Validate reports everything that is wrong with g, as finance.Problems.
func (g Guarantee) Validate() error {
	var wrong finance.Problems
	wrong.Add("amount", checkAmount(g.Amount))
	wrong.Add("of", checkName(g.Of))
	checkCarrying(&wrong, g.Window())
	wrong.Add("within", checkWithin(g.Within))
	wrong.Add("rounding", g.Rounding.Validate())
	return wrong.Err()
}

// ValidateIn refuses a minimum in another currency than the agreement's.
func (g Guarantee) ValidateIn(c finance.Currency) error {
	return at("amount", checkCurrency(g.Amount, c))
}
