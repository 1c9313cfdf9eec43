package accrual_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// witness is a Stepper that keeps a copy of what it is shown.
type witness struct{ seen *[]accrual.Fact }

func (witness) Window() accrual.Window  { return accrual.Window{Cycle: accrual.ByLife} }
func (witness) Meters() []accrual.Meter { return []accrual.Meter{sales} }
func (w witness) Step(state accrual.State, _ accrual.Span, facts []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	for _, f := range facts {
		f.Adds = slices.Clone(f.Adds)
		*w.seen = append(*w.seen, f)
	}
	return nil, state, nil
}

// till is a month of many facts of all kinds under one agreement: with one
// reading, with two, with none that counts, and returns. A host may use one
// slice for the readings of all that it yields.
func till(n int) []accrual.Fact {
	facts := make([]accrual.Fact, n)
	for i := range facts {
		f := sale(fmt.Sprintf("S-%05d", i), "2026-01-05", "2026-01-05", "0.00")
		f.On = f.On.AddDays(i * 20 / n)
		f.Known = f.On.AddDays(i % 3)
		f.Adds[0].N = int64(100*i + 7)
		switch {
		case i%5 == 1:
			f.Adds = []accrual.Reading{{Meter: "visits", N: 1}, f.Adds[0]}
		case i%5 == 2:
			f.Adds[0].Meter = "visits"
		case i%5 == 3 && i > 5:
			f.Of = accrual.Ref{ID: facts[i-3].ID, On: facts[i-3].On}
			f.Adds[0].N = -50
		}
		facts[i] = f
	}
	return facts
}

// A Stepper is shown each fact that feeds its meter as it was handed in, however
// many there are and whatever the host does with its slice.
func TestStepperIsShownWhatWasHandedIn(t *testing.T) {
	var seen []accrual.Fact
	a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "witness", Clause: witness{&seen}})
	a.Meters = []accrual.Meter{sales, "visits"}
	facts := till(3000)
	reused := func(yield func(accrual.Fact) bool) {
		var room [2]accrual.Reading
		for _, f := range facts {
			f.Adds = append(room[:0], f.Adds...)
			if !yield(f) {
				return
			}
		}
	}
	_, err := accrual.Close(accrual.Books{}, []accrual.Agreement{a}, month("2026-01"), day("2026-02-01"), reused)
	require.NoError(t, err)
	want := slices.DeleteFunc(slices.Clone(facts), func(f accrual.Fact) bool { return len(f.Adds) == 1 && f.Adds[0].Meter == "visits" })
	require.Equal(t, want, seen)
}

// quick is a share of each line that sums many at once.
type quick struct{ share }

func (c quick) EarnedLines(s accrual.Span, lines []int64) (finance.Money, error) {
	sum := finance.Zero(s.Currency)
	for i := range lines {
		s.Meters = lines[i : i+1]
		earned, err := c.Earned(s)
		if err != nil {
			return finance.Money{}, err
		}
		if sum, err = sum.Add(earned); err != nil {
			return finance.Money{}, err
		}
	}
	return sum, nil
}

// Asked at once or line by line, a clause charges the same, and says the same of
// the fact that it cannot charge.
func TestLinesAtOnceAreLines(t *testing.T) {
	closed := func(clause accrual.Clause, facts []accrual.Fact) ([]accrual.Obligation, error) {
		a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "share", Clause: clause})
		a.Meters = []accrual.Meter{sales, "visits"}
		c, err := accrual.Close(accrual.Books{}, []accrual.Agreement{a}, month("2026-01"), day("2026-02-01"), slices.Values(facts))
		return c.Obligations, err
	}
	facts := till(1500)
	one := share{finance.MustRate("8.35%")}
	want, err := closed(one, facts)
	require.NoError(t, err)
	var sum finance.Money
	for _, f := range facts {
		for _, r := range f.Adds {
			if r.Meter == sales {
				part, err := finance.Minor(r.N, finance.RUB).MulRate(one.Rate, finance.HalfUp)
				require.NoError(t, err)
				sum, err = sum.Add(part)
				require.NoError(t, err)
			}
		}
	}
	require.Equal(t, sum, want[0].Net)
	got, err := closed(quick{one}, facts)
	require.NoError(t, err)
	require.Equal(t, want, got)

	facts[10].Adds[0].N = 1 << 62
	one.Rate = finance.MustRate("200%")
	_, wrong := closed(one, facts)
	require.ErrorContains(t, wrong, `fact "S-00010"`)
	_, err = closed(quick{one}, facts)
	require.EqualError(t, err, wrong.Error())
}
