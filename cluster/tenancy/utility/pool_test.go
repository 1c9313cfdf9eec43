package utility_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func used(id, units string) utility.Consumption {
	return utility.Consumption{ID: id, Meter: "kWh", Period: period("2026-03-01", "2026-04-01"), Known: day("2026-04-01"), Units: qty(units)}
}

func quantities(qs []utility.Quantity) (texts []string) {
	for _, q := range qs {
		texts = append(texts, q.String())
	}
	return texts
}

func TestPoolRest(t *testing.T) {
	subs := []utility.Consumption{used("A", "300"), used("B", "599.5")}
	rest, err := utility.Pool{}.Rest(used("M", "1000"), subs, []int64{50, 30, 20})
	require.NoError(t, err)
	require.Equal(t, utility.Rest{Main: qty("1000"), Metered: qty("899.5"), Units: qty("100.5"), Shares: rest.Shares}, rest)
	require.Equal(t, []string{"50.25", "30.15", "20.1"}, quantities(rest.Shares))

	rest, err = utility.Pool{Common: finance.MustRate("25%"), Rounding: finance.Down}.Rest(used("M", "1000"), subs, []int64{1, 1, 1})
	require.NoError(t, err)
	require.Equal(t, "25.125", rest.Common.String())
	require.Equal(t, []string{"25.125", "25.125", "25.125"}, quantities(rest.Shares))

	rest, err = utility.Pool{}.Rest(used("M", "10"), nil, []int64{1, 1, 1})
	require.NoError(t, err)
	require.Equal(t, []string{"3.334", "3.333", "3.333"}, quantities(rest.Shares))
	rest, err = utility.Pool{Remainder: finance.Last}.Rest(used("M", "10"), nil, []int64{1, 1, 1})
	require.NoError(t, err)
	require.Equal(t, []string{"3.333", "3.333", "3.334"}, quantities(rest.Shares))
}

func TestPoolExcess(t *testing.T) {
	subs := []utility.Consumption{used("A", "300"), used("B", "700.001")}
	rest, err := utility.Pool{}.Rest(used("M", "1000"), subs, []int64{1, 1})
	require.ErrorIs(t, err, finance.ErrNegative)
	require.ErrorContains(t, err, "sub-meters show 1000.001, the main meter 1000")
	require.Zero(t, rest)
	rest, err = utility.Pool{Excess: utility.AsNothing}.Rest(used("M", "1000"), subs, []int64{1, 1})
	require.NoError(t, err)
	require.Equal(t, utility.Rest{Main: qty("1000"), Metered: qty("1000.001"), Excess: qty("0.001"), Shares: make([]utility.Quantity, 2)}, rest)
	subs[1].Units = qty("700")
	rest, err = utility.Pool{}.Rest(used("M", "1000"), subs, []int64{1, 1})
	require.NoError(t, err)
	require.True(t, rest.Units.IsZero())
}

func TestPoolRefused(t *testing.T) {
	other := used("A", "1")
	other.Period = period("2026-03-01", "2026-03-31")
	_, err := utility.Pool{}.Rest(used("M", "10"), []utility.Consumption{used("B", "1"), other}, []int64{1})
	require.ErrorIs(t, err, finance.ErrConflict)
	require.ErrorContains(t, err, "subs[1]")
	full := used("A", "1000000000000")
	_, err = utility.Pool{}.Rest(used("M", "10"), []utility.Consumption{full, full}, []int64{1})
	require.ErrorIs(t, err, finance.ErrOverflow)
	for _, weights := range [][]int64{nil, {0, 0}, {1, -1}} {
		_, err = utility.Pool{}.Rest(used("M", "10"), nil, weights)
		require.ErrorIs(t, err, finance.ErrWeights)
		_, _, err = utility.Pool{}.Split(rub("10.00"), weights)
		require.ErrorIs(t, err, finance.ErrWeights)
	}
	for path, p := range map[string]utility.Pool{
		"common": {Common: finance.MustRate("101%")}, "rounding": {Rounding: 99}, "remainder": {Remainder: 99}, "excess": {Excess: 99},
	} {
		require.Equal(t, []string{path}, paths(t, p.Validate()))
		_, _, err = p.Split(rub("10.00"), []int64{1})
		require.Equal(t, []string{path}, paths(t, err))
	}
	require.ErrorIs(t, utility.Pool{Common: finance.MustRate("-1%")}.Validate(), finance.ErrNegative)
	require.NoError(t, utility.Pool{Common: finance.MustRate("100%")}.Validate())
	for _, e := range []utility.Excess{utility.Refuse, utility.AsNothing} {
		text, err := e.MarshalText()
		require.NoError(t, err)
		require.Equal(t, map[utility.Excess]string{utility.Refuse: "refuse", utility.AsNothing: "as-nothing"}[e], e.String())
		var read utility.Excess
		require.NoError(t, read.UnmarshalText(text))
		require.Equal(t, e, read)
	}
	for i, want := range []string{"onward", "rolled-over", "replaced"} {
		c := utility.Change(i)
		require.Equal(t, want, c.String())
		text, err := c.MarshalText()
		require.NoError(t, err)
		var read utility.Change
		require.NoError(t, read.UnmarshalText(text))
		require.Equal(t, c, read)
	}
}

// Trap: common areas before the split, or as one who takes part in it. A studio
// of 30 of 90 m² let, beside 10 m² of corridor.
func TestCommonBeforeOrIn(t *testing.T) {
	_, before, err := utility.Pool{Common: finance.MustRate("10%")}.Split(rub("1000.00"), []int64{30, 60})
	require.NoError(t, err)
	_, in, err := utility.Pool{}.Split(rub("1000.00"), []int64{30, 60, 10})
	require.NoError(t, err)
	_, none, err := utility.Pool{}.Split(rub("1000.00"), []int64{30, 60})
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("300.00"), rub("300.00"), rub("333.33")}, []finance.Money{before[0], in[0], none[0]})
	common, before, err := utility.Pool{Common: finance.MustRate("50%")}.Split(rub("1000.00"), []int64{30, 60})
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("500.00"), rub("166.67"), rub("333.33")}, append([]finance.Money{common}, before...))
}

// Trap: a number of people that stands on both sides cancels out. Here who is
// more bears more, and the others bear less.
func TestHeadcountCounts(t *testing.T) {
	_, two, err := utility.Pool{}.Split(rub("100.00"), []int64{1, 1})
	require.NoError(t, err)
	_, three, err := utility.Pool{}.Split(rub("100.00"), []int64{3, 1})
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("50.00"), rub("50.00")}, two)
	require.Equal(t, []finance.Money{rub("75.00"), rub("25.00")}, three)
}

// What is divided is the sum of the parts, whatever the weights.
func TestPoolLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(109, 110))
	for range 500 {
		weights := make([]int64, 1+r.IntN(8))
		for i := range weights {
			weights[i] = r.Int64N(1000)
		}
		weights[0]++
		share, err := finance.NewRate(r.Int64N(101), 100)
		require.NoError(t, err)
		p := utility.Pool{Common: share, Rounding: finance.Rounding(r.IntN(9)), Remainder: finance.Remainder(r.IntN(3))}
		main, sub := used("M", "0"), used("S", "0")
		main.Units, err = utility.NewQuantity(1 + r.Int64N(1_000_000))
		require.NoError(t, err)
		sub.Units, err = utility.NewQuantity(r.Int64N(main.Units.Thousandths()))
		require.NoError(t, err)
		rest, err := p.Rest(main, []utility.Consumption{sub}, weights)
		require.NoError(t, err)
		sum := sub.Units.Thousandths() + rest.Common.Thousandths()
		for i, s := range rest.Shares {
			sum += s.Thousandths()
			require.True(t, weights[i] > 0 || s.IsZero())
		}
		require.Equal(t, main.Units.Thousandths(), sum)
	}
}

func TestConsumptionRefused(t *testing.T) {
	for _, c := range []struct {
		bad  func(*utility.Consumption)
		path string
		want error
	}{
		{func(c *utility.Consumption) { c.ID = "" }, "id", finance.ErrMissing},
		{func(c *utility.Consumption) { c.Lease = "" }, "lease", finance.ErrMissing},
		{func(c *utility.Consumption) { c.Lease = "\xff" }, "lease", finance.ErrSyntax},
		{func(c *utility.Consumption) { c.Meter = "" }, "meter", finance.ErrMissing},
		{func(c *utility.Consumption) { c.Known = civil.Date{} }, "known", finance.ErrMissing},
		{func(c *utility.Consumption) { c.Period.To = c.Period.From }, "period.to", finance.ErrOrder},
		{func(c *utility.Consumption) { c.Period.To = civil.Date{} }, "period.to", finance.ErrMissing},
		{func(c *utility.Consumption) { c.Period.To = day("2060-01-01") }, "period", finance.ErrLimit},
		{func(c *utility.Consumption) { c.Voids.ID = "X" }, "voids.on", finance.ErrMissing},
		{func(c *utility.Consumption) { c.Voids.On = day("2026-03-01") }, "voids.id", finance.ErrMissing},
		{func(c *utility.Consumption) { c.Voids.ID, c.Voids.On = "X", day("2026-04-01") }, "voids.on", finance.ErrOrder},
		{func(c *utility.Consumption) { c.Voids.ID, c.Voids.On, c.Units = "X", day("2026-03-31"), qty("1") }, "units", finance.ErrConflict},
	} {
		x := used("C-1", "0")
		x.Lease = "L-7"
		_, err := x.Fact()
		require.NoError(t, err)
		c.bad(&x)
		f, err := x.Fact()
		require.Equal(t, []string{c.path}, paths(t, err))
		require.ErrorIs(t, err, c.want)
		require.Zero(t, f)
		all, err := utility.Facts([]utility.Consumption{x})
		require.Nil(t, all)
		require.Equal(t, []string{"consumptions[0]." + c.path}, paths(t, err))
	}
}
