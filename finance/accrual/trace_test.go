package accrual_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// noting is a clause that notes one step of each kind.
type noting struct{}

func (noting) Window() accrual.Window  { return accrual.Window{} }
func (noting) Meters() []accrual.Meter { return nil }
func (noting) Earned(s accrual.Span) (finance.Money, error) {
	a, b := rub("3.00"), rub("2.00")
	s.Trace.Fixed(a)
	s.Trace.Days(a, 11, 31)
	s.Trace.OfDays(11, 31)
	s.Trace.OfPart(tenth)
	s.Trace.Share(a, tenth)
	s.Trace.Times(a, tenth, "m²")
	s.Trace.Less(a, b)
	s.Trace.Charged(a, b, "rent")
	s.Trace.Tell(told("so"))
	s.Trace.AtLeast(a, b)
	s.Trace.AtMost(a, b)
	s.Trace.Rounds(finance.HalfEven)
	s.Trace.Rounds(finance.Down)
	return a, nil
}

// A trace keeps each step as it was noted; the rounding that is the default
// needs none, and without a trace nothing is kept.
func TestTraceKeepsSteps(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-03-01", ""), accrual.Named{Name: "x", Clause: noting{}})}}
	require.Equal(t, []string{"x 2026-03 3.00"}, h.close("2026-03", "2026-04-01"))
	a, b := rub("3.00"), rub("2.00")
	require.Equal(t, []accrual.Step{
		{Op: accrual.Fixed, Amount: a}, {Op: accrual.Days, Amount: a, Held: 11, Whole: 31}, {Op: accrual.OfDays, Held: 11, Whole: 31},
		{Op: accrual.OfPart, Rate: tenth}, {Op: accrual.Share, Amount: a, Rate: tenth}, {Op: accrual.Times, Amount: a, Rate: tenth, Unit: "m²"},
		{Op: accrual.Less, Amount: a, Other: b}, {Op: accrual.Charged, Amount: a, Other: b, Unit: "rent"}, {Op: accrual.Told, Teller: told("so")},
		{Op: accrual.AtLeast, Amount: a, Other: b}, {Op: accrual.AtMost, Amount: a, Other: b}, {Op: accrual.Rounds, Unit: "down"},
	}, explain(t, h, "x", month("2026-03").Period(), "2026-04-01").Parts[0].Steps)
}
