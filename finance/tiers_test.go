package finance_test

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// step is one step of a table, of three texts.
func step(over, rate, base string) finance.Tier {
	return finance.Tier{Over: finance.MustMoney(over), Rate: finance.MustRate(rate), Base: finance.MustMoney(base)}
}

// scale is commission of a shop (fictional): 10 % to 100, 8 % to 300, then 5 %.
func scale(m finance.TierMode) finance.Tiers {
	tiers := finance.Tiers{Mode: m, Steps: []finance.Tier{step("0", "10%", "0"), step("100.00 RUB", "8%", "0"), step("300.00 RUB", "5%", "0")}}
	if m == finance.BasePlus {
		tiers.Steps[1].Base, tiers.Steps[2].Base = finance.MustMoney("10.00 RUB"), finance.MustMoney("26.00 RUB")
	}
	return tiers
}

// A bound belongs to the step below it. Slabs and base-plus say the same.
func TestTiersAtTheirBounds(t *testing.T) {
	for _, c := range []struct{ base, slab, whole string }{
		{"0", "0.00 RUB", "0.00 RUB"},
		{"0.01 RUB", "0.00 RUB", "0.00 RUB"},
		{"100.00 RUB", "10.00 RUB", "10.00 RUB"},
		{"100.01 RUB", "10.00 RUB", "8.00 RUB"},
		{"100.10 RUB", "10.01 RUB", "8.01 RUB"},
		{"300.00 RUB", "26.00 RUB", "24.00 RUB"},
		{"300.01 RUB", "26.00 RUB", "15.00 RUB"},
		{"1000.00 RUB", "61.00 RUB", "50.00 RUB"},
	} {
		for m, want := range map[finance.TierMode]string{finance.Slab: c.slab, finance.BasePlus: c.slab, finance.Whole: c.whole} {
			tiers := scale(m)
			require.NoError(t, tiers.Validate())
			got, err := tiers.Amount(finance.MustMoney(c.base), finance.HalfEven)
			require.NoError(t, err)
			require.Equal(t, want, got.String(), "%v of %s", m, c.base)
		}
	}
}

// A whole table may take off a fixed amount: the quick deduction of a tax.
func TestWholeLessAFixedAmount(t *testing.T) {
	tiers := finance.Tiers{Mode: finance.Whole, Steps: []finance.Tier{step("0", "3%", "0"), step("36000.00 CNY", "10%", "-2520.00 CNY")}}
	require.NoError(t, tiers.Validate())
	got, err := tiers.Amount(finance.MustMoney("50000.00 CNY"), finance.HalfUp)
	require.NoError(t, err)
	require.Equal(t, "2480.00 CNY", got.String())
}

func TestTiersAgainstExactFractions(t *testing.T) {
	law := func(m uint8, widths [4]uint32, nums [5]uint16, dens [5]uint32, base uint64) bool {
		tiers := finance.Tiers{Mode: finance.TierMode(m % 3)}
		over := int64(0)
		for i := range nums {
			rate, err := finance.NewRate(int64(nums[i]), int64(dens[i])+1)
			require.NoError(t, err)
			tier := finance.Tier{Over: rub(over), Rate: rate}
			if tiers.Mode != finance.Slab {
				tier.Base = rub(int64(dens[i] % 1000))
			}
			tiers.Steps = append(tiers.Steps, tier)
			over += int64(widths[i%4]) + 1
		}
		for _, n := range []int64{int64(base >> 1), int64(base >> 30), over} {
			for _, r := range roundings {
				got, err := tiers.Amount(rub(n), r)
				requireRounded(t, tiersOf(tiers, n), r, got.Minor(), err)
			}
		}
		return true
	}
	lawful(t, 300, law)
}

// Denominators without a common one of 64 bits, and shares beyond 128.
func TestSlabsApart(t *testing.T) {
	tiers := finance.Tiers{Steps: []finance.Tier{
		step("0", "1/9223372036854775783", "0"), step("100.00 RUB", "1/9223372036854775807", "0"), step("200.00 RUB", "1/3", "0"),
	}}
	got, err := tiers.Amount(finance.MustMoney("200.01 RUB"), finance.Up)
	require.NoError(t, err)
	require.Equal(t, "0.01 RUB", got.String(), "a third of a kopeck and next to nothing")
	tiers.Steps[2].Rate = finance.MustRate("9223372036854775807")
	got, err = tiers.Amount(finance.MustMoney("200.01 RUB"), finance.Up)
	require.ErrorIs(t, err, finance.ErrOverflow)
	require.Zero(t, got)
	got, err = tiers.Amount(finance.MustMoney("200.01 RUB"), finance.Down)
	require.NoError(t, err)
	require.Equal(t, largest, got)
	_, err = tiers.Amount(finance.MustMoney("200.01 RUB"), finance.HalfFloor+1)
	require.ErrorIs(t, err, finance.ErrRange)
	// a numerator that does not fit over the common denominator
	narrow := finance.Tiers{Steps: []finance.Tier{step("0", "9223372036854775807", "0"), step("0.01 RUB", "1/3", "0")}}
	got, err = narrow.Amount(rub(2), finance.Down)
	require.NoError(t, err)
	require.Equal(t, largest, got)
	_, err = narrow.Amount(rub(2), finance.Up)
	require.ErrorIs(t, err, finance.ErrOverflow)
	wide := finance.Tiers{Steps: []finance.Tier{step("0", "9223372036854775807/9223372036854775806", "0"), step("92233720368547758.06 RUB", "9223372036854775807/5", "0")}}
	for _, r := range roundings {
		got, err := wide.Amount(largest, r)
		requireRounded(t, tiersOf(wide, math.MaxInt64), r, got.Minor(), err)
	}
}

// What Amount refuses, Layers do not explain; Validate names the place.
func TestTiersRefused(t *testing.T) {
	for want, change := range map[string]func(*finance.Tiers){
		"mode: tier mode 3: out of range": func(t *finance.Tiers) { t.Mode = finance.BasePlus + 1 },
		"steps: missing":                  func(t *finance.Tiers) { t.Steps = nil },
		"steps[0].over: the first step begins over nothing: out of range": func(t *finance.Tiers) { t.Steps[0].Over = rub(1) },
		"steps[1].rate: negative":                          func(t *finance.Tiers) { t.Steps[1].Rate = finance.MustRate("-8%") },
		"steps[2].over: out of order":                      func(t *finance.Tiers) { t.Steps[2].Over = t.Steps[1].Over },
		"steps[1].over: currency":                          func(t *finance.Tiers) { t.Steps[1].Over = finance.MustMoney("100.00 USD"); t.Steps[0].Over = rub(0) },
		"steps[2].base: currency":                          func(t *finance.Tiers) { t.Steps[2].Base = finance.MustMoney("0.00 USD") },
		"steps[2].base: a fixed amount in slabs: conflict": func(t *finance.Tiers) { t.Steps[2].Base = rub(1) },
	} {
		tiers := scale(finance.Slab)
		change(&tiers)
		require.EqualError(t, tiers.Validate(), want)
		if want == "steps[2].base: a fixed amount in slabs: conflict" {
			continue // which slabs do not read
		}
		got, err := tiers.Amount(finance.MustMoney("150.00 RUB"), finance.HalfEven)
		require.Error(t, err, want)
		require.Zero(t, got, want)
		require.Empty(t, slices.Collect(tiers.Layers(finance.MustMoney("150.00 RUB"))), want)
	}
	tiers := scale(finance.Slab)
	for base, want := range map[string]error{"-0.01 RUB": finance.ErrNegative, "1.00 USD": finance.ErrCurrency} {
		got, err := tiers.Amount(finance.MustMoney(base), finance.HalfEven)
		require.ErrorIs(t, err, want)
		require.Zero(t, got)
		require.Empty(t, slices.Collect(tiers.Layers(finance.MustMoney(base))))
	}
	none := finance.Tiers{Steps: []finance.Tier{{Rate: finance.MustRate("1%"), Base: finance.Minor(0, 9999)}}}
	require.EqualError(t, none.Validate(), "steps[0].base: currency")
	_, err := tiers.Amount(finance.MustMoney("1.00 RUB"), finance.HalfEven)
	require.NoError(t, err)
}

// A stranger's table is not longer than anybody's.
func TestTooManySteps(t *testing.T) {
	var tiers finance.Tiers
	for i := range 100 {
		tiers.Steps = append(tiers.Steps, finance.Tier{Over: rub(int64(i)), Rate: finance.MustRate(fmt.Sprintf("1/%d", math.MaxInt64-int64(i)))})
	}
	require.NoError(t, tiers.Validate())
	got, err := tiers.Amount(rub(1000), finance.Up)
	require.NoError(t, err)
	require.Equal(t, rub(1), got)
	tiers.Steps = append(tiers.Steps, finance.Tier{Over: rub(100)})
	require.EqualError(t, tiers.Validate(), "steps: over the limit")
	_, err = tiers.Amount(rub(1000), finance.Up)
	require.ErrorIs(t, err, finance.ErrLimit)
}

// The fixed amounts of a base-plus table continue each other, by whatever way
// the ends are rounded.
func TestBasePlusContinues(t *testing.T) {
	table := func(second, third string) finance.Tiers {
		return finance.Tiers{Mode: finance.BasePlus, Steps: []finance.Tier{
			step("0", "15%", "0"), step("1500.00 RUB", "1/3", second), step("3000.01 RUB", "18%", third),
		}}
	}
	// 225 and a third of 1500.01, which is 500.0033…
	for _, third := range []string{"725.00 RUB", "725.01 RUB"} {
		require.NoError(t, table("225.00 RUB", third).Validate(), third)
	}
	for _, third := range []string{"724.99 RUB", "725.02 RUB"} {
		require.EqualError(t, table("225.00 RUB", third).Validate(), "steps[2].base: "+third+", but the step before ends at 725.00 RUB: conflict")
	}
	for _, second := range []string{"224.99 RUB", "225.01 RUB", "0"} {
		require.ErrorIs(t, table(second, "725.00 RUB").Validate(), finance.ErrConflict, second)
	}
	// what the step before ends at is judged only where it has an end
	broken := table("225.00 RUB", "725.00 RUB")
	broken.Steps[1].Rate = finance.MustRate("-1%")
	require.EqualError(t, broken.Validate(), "steps[1].rate: negative")
	broken = table("225.00 RUB", "725.00 RUB")
	broken.Steps[1].Over = rub(0)
	require.ErrorIs(t, broken.Validate(), finance.ErrOrder)
	require.NotContains(t, broken.Validate().Error(), "steps[1].base")
	free := table("225.00 RUB", "725.00 RUB")
	free.Steps[0].Rate = finance.Rate{}
	require.EqualError(t, free.Validate(), "steps[1].base: 225.00 RUB, but the step before ends at 0.00 RUB: conflict")
	steep := table("225.00 RUB", "725.00 RUB")
	steep.Steps[0].Rate = finance.MustRate("9223372036854775807")
	require.EqualError(t, steep.Validate(), "steps[1].base: overflow")
	steep.Steps[0].Rate, steep.Steps[1].Over = finance.MustRate("6148914691236517205/2"), rub(3) // half a kopeck above the largest
	require.ErrorContains(t, steep.Validate(), "steps[1].base: overflow")
	// the fixed amount of the first step is where the table begins
	begun := table("235.00 RUB", "735.00 RUB")
	begun.Steps[0].Base = rub(1000)
	require.NoError(t, begun.Validate())
	got, err := begun.Amount(finance.MustMoney("0"), finance.HalfEven)
	require.NoError(t, err)
	require.Equal(t, rub(1000), got)
}

// The layers of a base, with what each bears.
func TestLayers(t *testing.T) {
	type line struct{ from, to, in, rate, base, share string }
	for m, want := range map[finance.TierMode][]line{
		finance.Slab: {
			{"0.00 RUB", "100.00 RUB", "100.00 RUB", "10%", "0", "10.00 RUB"},
			{"100.00 RUB", "300.00 RUB", "50.00 RUB", "8%", "0", "4.00 RUB"},
		},
		finance.Whole:    {{"100.00 RUB", "300.00 RUB", "150.00 RUB", "8%", "0", "12.00 RUB"}},
		finance.BasePlus: {{"100.00 RUB", "300.00 RUB", "50.00 RUB", "8%", "10.00 RUB", "14.00 RUB"}},
	} {
		var got []line
		for l := range scale(m).Layers(finance.MustMoney("150.00 RUB")) {
			share, err := l.Share(finance.HalfEven)
			require.NoError(t, err)
			got = append(got, line{l.From.String(), l.To.String(), l.In.String(), l.Rate.String(), l.Base.String(), share.String()})
		}
		require.Equal(t, want, got, m)
	}
	for l := range scale(finance.BasePlus).Layers(finance.MustMoney("400.00 RUB")) {
		require.Zero(t, l.To, "the last step has no end")
	}
	taken := 0
	for range scale(finance.Slab).Layers(finance.MustMoney("400.00 RUB")) {
		taken++
		break
	}
	require.Equal(t, 1, taken)
	_, err := finance.Layer{In: largest, Rate: finance.MustRate("200%")}.Share(finance.Down)
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = finance.Layer{In: rub(1), Base: finance.MustMoney("1.00 USD")}.Share(finance.Down)
	require.ErrorIs(t, err, finance.ErrCurrency)
}

// The shares of all layers, unrounded, are the amount.
func TestLayersSumToTheAmount(t *testing.T) {
	for _, m := range []finance.TierMode{finance.Slab, finance.Whole, finance.BasePlus} {
		for _, n := range []int64{0, 1, 9_999, 10_000, 10_001, 30_000, 30_001, 1 << 40} {
			sum := new(big.Rat)
			for l := range scale(m).Layers(rub(n)) {
				sum.Add(sum, new(big.Rat).SetInt64(l.Base.Minor()))
				sum.Add(sum, new(big.Rat).Mul(new(big.Rat).SetInt64(l.In.Minor()), fraction(l.Rate)))
			}
			got, err := scale(m).Amount(rub(n), finance.HalfEven)
			requireRounded(t, sum, finance.HalfEven, got.Minor(), err)
		}
	}
}
