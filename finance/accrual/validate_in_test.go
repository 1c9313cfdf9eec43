package accrual_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// priced holds an amount of its own, and refuses another currency.
type priced struct{ Price finance.Money }

func (priced) Window() accrual.Window                       { return accrual.Window{} }
func (priced) Meters() []accrual.Meter                      { return nil }
func (p priced) Earned(accrual.Span) (finance.Money, error) { return p.Price, nil }
func (p priced) ValidateIn(c finance.Currency) error {
	if p.Price.Currency() != c {
		return at("price", finance.ErrCurrency)
	}
	return nil
}

// A clause is asked for the currency of its agreement, in every amendment, and
// not while the agreement is wrong in other ways.
func TestValidateIn(t *testing.T) {
	roubles, dollars := priced{rub("1.00")}, priced{finance.MustMoney("1.00 USD")}
	a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "a", Clause: roubles})
	require.NoError(t, a.Validate())
	a.Amendments = append(a.Amendments, accrual.Amendment{From: day("2026-02-01"), Known: day("2026-02-01"), Set: []accrual.Named{
		{Name: "b", Clause: roubles}, {Name: "a", Clause: dollars},
	}})
	refused(t, a.Validate(), at("amendments[1].set[1].price", finance.ErrCurrency))
	a.Amendments[0].Set[0].Clause = dollars
	refused(t, a.Validate(), at("amendments[0].set[0].price", finance.ErrCurrency), at("amendments[1].set[1].price", finance.ErrCurrency))
	a.ID = ""
	refused(t, a.Validate(), at("id", finance.ErrMissing))
}
