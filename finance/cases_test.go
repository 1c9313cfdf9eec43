package finance_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// published is one worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or edge cases of our own (A).
type published struct {
	ID, Kind, Title, Source, Mark string
	Given                         struct {
		Currency, Rate, Unit, Mode string
		Items                      []item
		Tiers                      []struct {
			Upto                    *string
			From, Rate, Fixed, Base string
		}
		Runs  []struct{ Amount, Count string }
		Forms struct{ One, Few, Many string }
	}
	Want struct {
		Results, Cash, Change, Amounts, Vat, Net, Tax, Text, Form, Left []string
		Minor, Digits                                                   []*string
		Shares, Parts                                                   [][]string
		GrossRebuilt                                                    []string       `json:"gross_rebuilt"`
		PerTotal, PerLine                                               taxed          `json:"-"`
		ByTotal                                                         taxed          `json:"per_total"`
		ByLine                                                          taxed          `json:"per_line"`
		Total                                                           []string       `json:"total"`
		Rest                                                            map[string]any `json:"-"`
	}
}

type taxed struct{ Vat, Gross string }

type item struct {
	Value, Unit, Mode, Amount, Method, Text, Currency, Base, Gross, Rate, Tax, N, Tendered string
	CashUnit                                                                               string `json:"cash_unit"`
	Weights                                                                                []string
	Lines                                                                                  []struct{ Qty, Price string }
}

// casesOf runs test on each published case of a kind, under its id.
func casesOf(t *testing.T, kind string, test func(t *testing.T, c published)) {
	t.Helper()
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	found := false
	for _, c := range all {
		if c.Kind == kind {
			found = true
			t.Run(c.ID+" "+c.Title, func(t *testing.T) { test(t, c) })
		}
	}
	require.True(t, found, "no case of kind %s", kind)
}

func mode(t *testing.T, s string) finance.Rounding {
	t.Helper()
	r, err := finance.ParseRounding(strings.ReplaceAll(s, "_", "-"))
	require.NoError(t, err)
	return r
}

// money reads an amount or number in the given currency.
func money(t *testing.T, number string, c finance.Currency) finance.Money {
	t.Helper()
	m, err := finance.ParseMoney(number + " " + c.Code())
	require.NoError(t, err)
	return m
}

// requireNumber holds when the amount is exactly the number, however many zeros
// it is written with.
func requireNumber(t *testing.T, want string, got finance.Money) {
	t.Helper()
	require.True(t, decimal.RequireFromString(want).Equal(got.Decimal()), "want %s, got %v", want, got)
}

// UYW has four decimals, enough for each unit of the cases.
func TestPublishedRounding(t *testing.T) {
	casesOf(t, "round", func(t *testing.T, c published) {
		for i, it := range c.Given.Items {
			got, err := finance.FromDecimalTo(decimal.RequireFromString(it.Value), money(t, it.Unit, finance.UYW), mode(t, it.Mode))
			require.NoError(t, err)
			requireNumber(t, c.Want.Results[i], got)
		}
	})
}

func TestPublishedCashRounding(t *testing.T) {
	casesOf(t, "cash_round", func(t *testing.T, c published) {
		currency, err := finance.ParseCurrency(c.Given.Currency)
		require.NoError(t, err)
		for i, it := range c.Given.Items {
			total := decimal.Zero // lines keep their halves of a cent
			for _, line := range it.Lines {
				total = total.Add(decimal.RequireFromString(line.Qty).Mul(decimal.RequireFromString(line.Price)))
			}
			require.True(t, total.Equal(decimal.RequireFromString(c.Want.Total[i])))
			cash, err := finance.FromDecimalTo(total, money(t, it.CashUnit, currency), mode(t, it.Mode))
			require.NoError(t, err)
			requireNumber(t, c.Want.Cash[i], cash)
			if it.Tendered != "" {
				change, err := money(t, it.Tendered, currency).Sub(cash)
				require.NoError(t, err)
				requireNumber(t, c.Want.Change[i], change)
			}
		}
	})
}

// outsideAllocate lists the methods of the cases that Allocate does not have.
var outsideAllocate = map[string]string{
	"floor_separate":          "the leftover would be nobody's: in this house each unit has a party",
	"block_separate":          "whole rounds of the weights only; the same objection",
	"largest_remainder_floor": "a negative total would not mirror the positive one",
}

var remainders = map[string]finance.Remainder{
	"first_fit": finance.First, "last_fit": finance.Last, "largest_remainder": finance.LargestRemainder,
}

func TestPublishedAllocation(t *testing.T) {
	casesOf(t, "allocate", func(t *testing.T, c published) {
		for i, it := range c.Given.Items {
			if why := outsideAllocate[it.Method]; why != "" {
				t.Logf("item %d, %s, is outside: %s", i, it.Method, why)
				continue
			}
			rule, known := remainders[it.Method]
			require.True(t, known, it.Method)
			parts, left := allocated(t, it, rule)
			require.Len(t, parts, len(c.Want.Shares[i]))
			for k, want := range c.Want.Shares[i] {
				requireNumber(t, want, parts[k])
			}
			requireNumber(t, c.Want.Left[i], left)
		}
	})
}

// allocated is an item's allocation by the function that its unit and weights
// ask for.
func allocated(t *testing.T, it item, rule finance.Remainder) (parts []finance.Money, left finance.Money) {
	t.Helper()
	whole := make([]int64, len(it.Weights))
	rates := make([]finance.Rate, len(it.Weights))
	fractional := false
	for i, w := range it.Weights {
		rates[i] = finance.MustRate(w)
		whole[i] = rates[i].Num()
		fractional = fractional || rates[i].Den() != 1
	}
	var err error
	switch {
	case fractional:
		parts, err = finance.AllocateRates(money(t, it.Amount, finance.CHF), rates, rule)
	default:
		parts, left, err = finance.AllocateUnits(money(t, it.Amount, finance.CHF), money(t, it.Unit, finance.CHF), whole, rule)
	}
	require.NoError(t, err)
	return parts, left
}

func TestPublishedMinorUnits(t *testing.T) {
	casesOf(t, "minor_units", func(t *testing.T, c published) {
		for i, it := range c.Given.Items {
			m, err := finance.ParseMoney(it.Text + " " + it.Currency)
			if c.Want.Minor[i] == nil {
				require.ErrorIs(t, err, finance.ErrCurrency)
				continue
			}
			require.NoError(t, err)
			require.Equal(t, *c.Want.Minor[i], decimal.NewFromInt(m.Minor()).String())
			require.Equal(t, *c.Want.Digits[i], decimal.NewFromInt(int64(m.Currency().Digits())).String())
			require.Equal(t, it.Text+" "+it.Currency, m.String())
		}
	})
}

// table builds the tiers of a case, whose upper bounds are the next step's
// lower ones.
func table(t *testing.T, c published, m finance.TierMode) finance.Tiers {
	t.Helper()
	tiers := finance.Tiers{Mode: m}
	over := "0"
	for _, step := range c.Given.Tiers {
		if step.From != "" {
			over = step.From
		}
		tier := finance.Tier{Over: money(t, over, finance.USD), Rate: finance.MustRate(step.Rate)}
		if fixed := step.Fixed + step.Base; fixed != "" {
			tier.Base = money(t, fixed, finance.USD)
		}
		tiers.Steps = append(tiers.Steps, tier)
		if step.Upto != nil {
			over = *step.Upto
		}
	}
	require.NoError(t, tiers.Validate())
	return tiers
}

func TestPublishedTiers(t *testing.T) {
	casesOf(t, "tiered_amount", func(t *testing.T, c published) {
		for i, it := range c.Given.Items {
			m, err := finance.ParseTierMode(it.Method)
			require.NoError(t, err)
			tiers, base := table(t, c, m), money(t, it.Base, finance.USD)
			got, err := tiers.Amount(base, mode(t, c.Given.Mode))
			require.NoError(t, err)
			requireNumber(t, c.Want.Amounts[i], got)
			if c.Want.Parts != nil {
				requireParts(t, c.Want.Parts[i], tiers, base, mode(t, c.Given.Mode))
			}
		}
	})
}

// requireParts compares the layers with the parts that a source prints: zeros
// for steps that are not reached, and without fixed amounts.
func requireParts(t *testing.T, want []string, tiers finance.Tiers, base finance.Money, r finance.Rounding) {
	t.Helper()
	i := 0
	for layer := range tiers.Layers(base) {
		layer.Base = finance.Money{}
		share, err := layer.Share(r)
		require.NoError(t, err)
		requireNumber(t, want[i], share)
		i++
	}
	for ; i < len(want); i++ {
		require.Equal(t, "0.00", want[i])
	}
}

func TestPublishedBasePlus(t *testing.T) {
	casesOf(t, "tiered_base_plus", func(t *testing.T, c published) {
		tiers := table(t, c, finance.BasePlus)
		for i, it := range c.Given.Items {
			got, err := tiers.Amount(money(t, it.Base, finance.USD), mode(t, c.Given.Mode))
			require.NoError(t, err)
			requireNumber(t, c.Want.Amounts[i], got)
		}
	})
}

func TestPublishedTaxByLine(t *testing.T) {
	casesOf(t, "vat_lines", func(t *testing.T, c published) {
		var lines []finance.Money
		for _, run := range c.Given.Runs {
			for range decimal.RequireFromString(run.Count).IntPart() {
				lines = append(lines, money(t, run.Amount, finance.GBP))
			}
		}
		net, err := finance.Sum(lines...)
		require.NoError(t, err)
		for level, want := range map[finance.TaxLevel]taxed{finance.ByDocument: c.Want.ByTotal, finance.ByLine: c.Want.ByLine} {
			tax, err := finance.TaxLines(lines, finance.MustRate(c.Given.Rate), level, mode(t, c.Given.Mode))
			require.NoError(t, err)
			requireNumber(t, want.Vat, tax)
			gross, err := net.Add(tax)
			require.NoError(t, err)
			requireNumber(t, want.Gross, gross)
		}
	})
}

func TestPublishedTaxInGross(t *testing.T) {
	casesOf(t, "vat_extract", func(t *testing.T, c published) {
		for i, it := range c.Given.Items {
			rate, r := finance.MustRate(it.Rate), mode(t, c.Given.Mode)
			net, tax, err := finance.SplitTax(money(t, it.Gross, finance.GBP), rate, r)
			require.NoError(t, err)
			requireNumber(t, c.Want.Net[i], net)
			requireNumber(t, c.Want.Vat[i], tax)
			_, rebuilt, err := finance.AddTax(net, rate, r)
			require.NoError(t, err)
			requireNumber(t, c.Want.GrossRebuilt[i], rebuilt)
		}
	})
}

func TestPublishedTaxInRoubles(t *testing.T) {
	casesOf(t, "tax_round", func(t *testing.T, c published) {
		for i, it := range c.Given.Items {
			got, err := money(t, it.Tax, finance.RUB).RoundTo(money(t, it.Unit, finance.RUB), mode(t, it.Mode))
			require.NoError(t, err)
			requireNumber(t, c.Want.Tax[i], got)
		}
	})
}

func TestPublishedFormatRU(t *testing.T) {
	casesOf(t, "format_money_ru", func(t *testing.T, c published) {
		for i, it := range c.Given.Items {
			require.Equal(t, c.Want.Text[i], finance.FormatRU(money(t, it.Amount, finance.RUB)))
		}
	})
}

func TestPublishedPluralRU(t *testing.T) {
	casesOf(t, "plural_ru", func(t *testing.T, c published) {
		forms := map[string]string{"one": c.Given.Forms.One, "few": c.Given.Forms.Few, "many": c.Given.Forms.Many}
		for i, it := range c.Given.Items {
			n := decimal.RequireFromString(it.N).IntPart()
			require.Equal(t, forms[c.Want.Form[i]], finance.PluralRU(n, forms["one"], forms["few"], forms["many"]))
			require.Equal(t, forms[c.Want.Form[i]], finance.PluralRU(-n, forms["one"], forms["few"], forms["many"]))
		}
	})
}
