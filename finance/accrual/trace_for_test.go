package accrual_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// twoLines charges a line of a source and one without, and notes each in its
// own trace.
type twoLines struct{}

func (twoLines) Window() accrual.Window  { return accrual.Window{} }
func (twoLines) Meters() []accrual.Meter { return nil }
func (twoLines) Step(_ accrual.State, s accrual.Span, _ []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	s.Trace.For("S-1").Fixed(rub("3.00"))
	s.Trace.For("").Fixed(rub("2.00"))
	return []accrual.Line{{Source: "S-1", Net: rub("3.00")}, {Net: rub("2.00")}}, "", nil
}

// The derivation of a line holds the steps of its source only.
func TestTraceOfALine(t *testing.T) {
	a := lease("L-7", term("2026-03-01", ""), accrual.Named{Name: "x", Clause: twoLines{}})
	for source, amount := range map[string]finance.Money{"S-1": rub("3.00"), "": rub("2.00")} {
		key := accrual.Key{Agreement: "L-7", Clause: "x", Slot: civil.MustMonth("2026-03").Period(), Source: source}
		e, err := accrual.Explain(a, key, day("2026-04-01"), nil)
		require.NoError(t, err)
		require.Equal(t, amount, e.Net)
		require.Len(t, e.Parts, 1)
		require.Equal(t, []accrual.Step{{Op: accrual.Fixed, Amount: amount}}, e.Parts[0].Steps, source)
	}
	var none *accrual.Trace
	require.Nil(t, none.For(""))
	require.Nil(t, new(accrual.Trace).For("S-1"))
	require.NotNil(t, new(accrual.Trace).For(""))
}
