package revshare

import (
	"cmp"
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// FrozenCommission is a commission by slabs whose returns give back what their
// own sales bore, whatever slab the window has reached since. A sale bears what
// the table rises by as the sale is added to those before it in the window; a
// return does not lower that counter. Returns of one sale are counted together,
// so that several partial ones give back exactly what one full one does.
//
// A sale is a fact that adds to the meter; a return takes from it and names its
// sale. What was sold while the clause was not in force bore nothing and gives
// nothing back. A return without a sale is ErrMissing, of a sale that is not
// remembered ErrUnknown, of more than was sold or after Within days ErrRange.
//
// AtLeast and AtMost bound what one sale bears, as a shop agrees for an order: the
// host hands in the receipt as the fact. They do not move the counter.
//
// Sales are remembered until Within days have passed, and a state has room for
// some 20,000 of them: beyond, it is ErrLimit. An amendment that carries it
// keeps what it remembers; one that restarts it forgets.
type FrozenCommission struct {
	Meter    accrual.Meter    `json:"meter"`             // in minor units
	Tiers    finance.Tiers    `json:"tiers"`             // slabs of the agreement's currency; rates from 0 to 100 %
	Per      accrual.Cycle    `json:"per,omitzero"`      // when the counter begins anew: each month, unless it says otherwise
	AtLeast  finance.Money    `json:"at_least,omitzero"` // of one sale; none is no minimum
	AtMost   finance.Money    `json:"at_most,omitzero"`  // of one sale; above zero; none is no maximum
	Within   int              `json:"within,omitempty"`  // days after its sale in which a return may come, at most 3650; 0 for no end
	Rounding finance.Rounding `json:"rounding,omitzero"`
}

var _ accrual.Stepper = FrozenCommission{}

// Window is the whole term, as a return may come long after its sale. What the
// counter cumulates over is Per.
func (FrozenCommission) Window() accrual.Window { return accrual.Window{Cycle: accrual.ByLife} }

// Meters is the one meter.
func (c FrozenCommission) Meters() []accrual.Meter { return []accrual.Meter{c.Meter} }

// Step charges the facts' sales and gives back for their returns, in one line.
// Of one day, sales come before returns.
//
//	of a sale    fee = table(counter + sale) - table(counter), within the bounds
//	of a return  back = fee × returned after it / sale - fee × returned before it / sale
//
// Each of the four products is rounded by itself, so they telescope. On an
// error the state is returned as it was.
func (c FrozenCommission) Step(state accrual.State, s accrual.Span, facts []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	run := frozenRun{FrozenCommission: c, span: &s}
	lines, next, err := run.step(state, facts)
	if err != nil {
		return nil, state, fmt.Errorf("frozen commission: %w", err)
	}
	return lines, next, nil
}

// Validate reports everything that is wrong with c, as finance.Problems. A
// table of another mode than slabs is refused: it jumps, and no one sale has
// borne the jump.
func (c FrozenCommission) Validate() error {
	var wrong finance.Problems
	wrong.Add("meter", checkMeter(c.Meter))
	wrong.Add("tiers", checkTiers(c.Tiers))
	if c.Tiers.Mode != finance.Slab {
		wrong.Add("tiers.mode", fmt.Errorf("not slab: %w", finance.ErrConflict))
	}
	checkWindow(&wrong, accrual.Window{Cycle: c.Per})
	wrong.Add("within", checkReturnDays(c.Within))
	checkBounds(&wrong, c.AtLeast, c.AtMost)
	for _, bound := range [...]struct {
		path string
		finance.Money
	}{{"at_least", c.AtLeast}, {"at_most", c.AtMost}} {
		if of := currencyOf(c.Tiers); of != 0 && bound.Currency() != 0 && bound.Currency() != of {
			wrong.Add(bound.path, finance.ErrCurrency)
		}
	}
	wrong.Add("rounding", c.Rounding.Validate())
	return wrong.Err()
}

func checkReturnDays(n int) error {
	if n < 0 || n > 3650 {
		return fmt.Errorf("0 to 3650 days: %w", finance.ErrRange)
	}
	return nil
}

// currencyOf is the first one in a table, none if it has none.
func currencyOf(t finance.Tiers) finance.Currency {
	for _, step := range t.Steps {
		if c := cmp.Or(step.Over.Currency(), step.Base.Currency()); c != 0 {
			return c
		}
	}
	return 0
}
