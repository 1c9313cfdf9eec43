package finance_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// Nothing allocates but what makes a text, a decimal or a slice for the caller.
func TestNothingAllocatesButStrings(t *testing.T) {
	m, rate, half := finance.MustMoney("12500.00 RUB"), finance.MustRate("8.35%"), finance.HalfEven
	few, many := []int64{1, 2, 3, 4, 5, 6, 7}, make([]int64, 40)
	for i := range many {
		many[i] = int64(i)
	}
	dst, amounts := make([]finance.Money, 0, 40), []finance.Money{m, m, m}
	factor, text, room := decimal.RequireFromString("0.0835"), []byte("12500.00 RUB"), make([]byte, 0, 64)
	fine, whole := decimal.New(999_999_999_999_999_999, -18), decimal.New(12, 0) // the longest that stays on integers
	var scanned finance.Rate                                                     // where the host keeps it
	slab, plus := scale(finance.Slab), scale(finance.BasePlus)
	for name, op := range map[string]func() error{
		"add":                 func() error { _, err := m.Add(m); return err },
		"subtract":            func() error { _, err := m.Sub(m); return err },
		"negate":              func() error { _, err := m.Neg(); return err },
		"compare":             func() error { _, err := m.Cmp(m); return err },
		"least":               func() error { _, err := finance.Min(m, m); return err },
		"sum":                 func() error { _, err := finance.Sum(amounts...); return err },
		"integer":             func() error { _, err := m.Mul(12); return err },
		"fraction":            func() error { _, err := m.MulDiv(11, 31, half); return err },
		"rate":                func() error { _, err := m.MulRate(rate, half); return err },
		"decimal":             func() error { _, err := m.MulDecimal(factor, half); return err },
		"fine decimal":        func() error { _, err := m.MulDecimal(fine, half); return err },
		"whole decimal":       func() error { _, err := m.MulDecimal(whole, half); return err },
		"fine rate":           func() error { _, err := finance.RateOfDecimal(fine); return err },
		"whole rate":          func() error { _, err := finance.RateOfDecimal(whole); return err },
		"of a decimal":        func() error { _, err := finance.FromDecimal(factor, finance.RUB, half); return err },
		"rate of a decimal":   func() error { _, err := finance.RateOfDecimal(factor); return err },
		"unit":                func() error { _, err := m.RoundTo(m, half); return err },
		"ratio":               func() error { _, err := m.Ratio(m); return err },
		"rates added":         func() error { _, err := rate.Add(rate); return err },
		"rates multiplied":    func() error { _, err := rate.Mul(rate); return err },
		"parse":               func() error { _, err := finance.ParseMoney("12500.00 RUB"); return err },
		"parse a rate":        func() error { _, err := finance.ParseRate("8.35%"); return err },
		"parse a fraction":    func() error { _, err := finance.ParseRate("167/2000"); return err },
		"parse a currency":    func() error { _, err := finance.ParseCurrency("RUB"); return err },
		"parse a rounding":    func() error { _, err := finance.ParseRounding("half-even"); return err },
		"read":                func() error { var v finance.Money; return v.UnmarshalText(text) },
		"scan":                func() error { return scanned.Scan("8.35%") },
		"write":               func() error { _, err := m.AppendText(room); return err },
		"write a rate":        func() error { _, err := rate.AppendText(room); return err },
		"name":                func() error { _ = half.String() + finance.RUB.Code()[:0]; return nil },
		"divide":              func() error { _, err := finance.AllocateTo(dst, m, few, finance.LargestRemainder); return err },
		"divide, first":       func() error { _, err := finance.AllocateTo(dst, m, few, finance.First); return err },
		"divide by many":      func() error { _, err := finance.AllocateTo(dst, m, many, finance.LargestRemainder); return err },
		"slabs":               func() error { _, err := slab.Amount(m, half); return err },
		"base and excess":     func() error { _, err := plus.Amount(m, half); return err },
		"table validated":     plus.Validate,
		"layers":              func() error { return shares(slab, m) },
		"tax added":           func() error { _, _, err := finance.AddTax(m, rate, half); return err },
		"tax taken out":       func() error { _, _, err := finance.SplitTax(m, rate, half); return err },
		"tax by line":         func() error { _, err := finance.TaxLines(amounts, rate, finance.ByLine, half); return err },
		"tax by document":     func() error { _, err := finance.TaxLines(amounts, rate, finance.ByDocument, half); return err },
		"nothing to complain": func() error { return nothingWrong(m) },
	} {
		require.Zero(t, testing.AllocsPerRun(100, func() {
			if err := op(); err != nil {
				t.Error(name, err)
			}
		}), name)
	}
}

func shares(tiers finance.Tiers, base finance.Money) error {
	for l := range tiers.Layers(base) {
		if _, err := l.Share(finance.HalfEven); err != nil {
			return err
		}
	}
	return nil
}

// nothingWrong is the Validate method of a value with parts that are all well.
func nothingWrong(m finance.Money) error {
	var wrong finance.Problems
	wrong.Add("monthly", m.Validate())
	for i := range 3 {
		wrong.AddAt("clauses", i, m.Currency().Validate())
		wrong.AddAt("roundings", i, finance.HalfEven.Validate())
	}
	return wrong.Err()
}

// A division in a new slice is that slice and nothing else, a text its string.
func TestOneAllocationEach(t *testing.T) {
	m, weights, rates := finance.MustMoney("12500.00 RUB"), []int64{3, 2, 1}, []finance.Rate{finance.MustRate("1/3"), finance.MustRate("2/3")}
	for name, op := range map[string]func(){
		"allocate": func() { _, _ = finance.Allocate(m, weights, finance.First) },
		"text":     func() { _ = m.String() },
		"marshal":  func() { _, _ = m.MarshalText() },
		"for RU":   func() { _ = finance.FormatRU(m) },
		"rate":     func() { _ = rates[0].String() },
	} {
		require.LessOrEqual(t, testing.AllocsPerRun(100, op), 1.0, name)
	}
}
