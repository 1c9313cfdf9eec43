package index_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// published is a worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or edge cases (A).
type published struct {
	ID, Kind, Title, Source, Mark string
	Given, Want                   json.RawMessage
}

var run = map[string]func(t *testing.T, given, want json.RawMessage){
	"percent_increase":   percentIncrease,
	"index_ratio":        indexRatio,
	"index_chain":        indexChain,
	"index_plus_percent": indexPlusPercent,
	"index_reference":    indexReference,
	"index_cap_collar":   indexCapCollar,
}

func TestPublishedCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var cases []published
	require.NoError(t, json.Unmarshal(text, &cases))
	require.Len(t, cases, 9)
	for _, c := range cases {
		t.Run(c.ID, func(t *testing.T) {
			t.Log(c.Title, "-", c.Source)
			require.Contains(t, run, c.Kind)
			run[c.Kind](t, c.Given, c.Want)
		})
	}
}

func decode[T any](t *testing.T, data json.RawMessage) (v T) {
	t.Helper()
	require.NoError(t, json.Unmarshal(data, &v))
	return v
}

func day(s string) civil.Date      { return civil.MustDate(s) }
func num(s string) finance.Number  { return finance.MustNumber(s) }
func rate(s string) finance.Rate   { return finance.MustRate(s) }
func money(s string) finance.Money { return finance.MustMoney(s) }

// rounding is a rounding as cases name it: half_up.
func rounding(t *testing.T, s string) finance.Rounding {
	t.Helper()
	r, err := finance.ParseRounding(strings.ReplaceAll(s, "_", "-"))
	require.NoError(t, err)
	return r
}

// requireAmount compares an amount with a number that may leave decimals out.
func requireAmount(t *testing.T, want string, got finance.Money) {
	t.Helper()
	require.Equal(t, money(want+" "+got.Currency().Code()), got)
}

// yearly is a series with one value for each year's December, the first of 2019,
// published on the 15th of January.
func yearly(kind index.Kind, values ...finance.Rate) index.Series {
	s := index.Series{ID: "i", Name: "CPI", Source: "the case", Kind: kind, Step: 12}
	for i, v := range values {
		m := civil.MustMonth("2019-12").Add(12 * i)
		s.Values = append(s.Values, index.Value{Month: m, Value: finance.Number{Rate: v}, Published: m.Next().First().AddDays(14)})
	}
	return s
}

// january is a review of the first of January by the December before, of 2021
// at first, so that the first value of a yearly series is its base.
var january = index.Indexation{Series: "i", First: day("2021-01-01"), Lag: 1}

var (
	forever = civil.Period{From: day("2020-01-01")}
	later   = day("2026-01-01")
)

// path is what an indexation that a series serves makes of a price.
func path(t *testing.T, x index.Indexation, s index.Series, price finance.Money) []index.Review {
	t.Helper()
	require.NoError(t, s.Validate())
	require.NoError(t, x.Validate())
	require.NoError(t, index.Check(x, s))
	reviews, err := x.Reviews(price, forever, s, later)
	require.NoError(t, err)
	return reviews
}

// once is the only review of a path.
func once(t *testing.T, x index.Indexation, s index.Series, price finance.Money) index.Review {
	t.Helper()
	reviews := path(t, x, s, price)
	require.Len(t, reviews, 1)
	return reviews[0]
}

// changes is a series of twelve-month changes in per cent, of fractions: 0.045
// is 104.5.
func changes(t *testing.T, fractions ...finance.Rate) index.Series {
	t.Helper()
	values := []finance.Rate{rate("100")}
	for _, f := range fractions {
		whole, err := f.Add(rate("1"))
		require.NoError(t, err)
		percent, err := whole.Mul(rate("100"))
		require.NoError(t, err)
		values = append(values, percent)
	}
	return yearly(index.Change, values...)
}

func percentIncrease(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Items []struct {
			Rent   finance.Money
			Change finance.Rate
		}
		Floor, Cap finance.Rate
	}](t, given)
	w := decode[struct {
		Effective []finance.Rate
		NewRents  []string `json:"new_rents"`
	}](t, want)
	require.Len(t, w.Effective, len(g.Items))
	for i, item := range g.Items {
		rent := item.Rent
		if rent.IsZero() { // a case of rates: one whose changes are whole
			rent = money("1000000.00 USD")
		}
		x := january
		x.Floor, x.Cap = g.Floor, g.Cap
		r := once(t, x, changes(t, item.Change), rent)
		effective, err := r.Price.Ratio(r.Old)
		require.NoError(t, err)
		effective, err = effective.Sub(rate("1"))
		require.NoError(t, err)
		require.Equal(t, w.Effective[i], effective)
		change, err := r.Change()
		require.NoError(t, err)
		require.Equal(t, item.Change, change)
		if len(w.NewRents) > 0 {
			requireAmount(t, w.NewRents[i], r.Price)
		}
	}
}

func indexRatio(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Rent          finance.Money
		IndexOld      finance.Rate `json:"index_old"`
		IndexNew      finance.Rate `json:"index_new"`
		Rounding      string
		RatioDecimals string `json:"ratio_decimals"`
	}](t, given)
	w := decode[struct {
		NewRent string `json:"new_rent"`
		Ratio   finance.Rate
	}](t, want)
	x := january
	x.Rounding, x.ChangeRounding = rounding(t, g.Rounding), rounding(t, g.Rounding)
	if g.RatioDecimals == "6" {
		x.RoundTo = rate("0.000001")
	}
	r := once(t, x, yearly(index.Level, g.IndexOld, g.IndexNew), g.Rent)
	requireAmount(t, w.NewRent, r.Price)
	require.Equal(t, []finance.Rate{g.IndexNew, g.IndexOld}, []finance.Rate{r.Index.Value.Rate, r.Base.Value.Rate})
	if !w.Ratio.IsZero() {
		ratio, err := r.Rounded.Add(rate("1"))
		require.NoError(t, err)
		require.Equal(t, w.Ratio, ratio)
	}
}

func indexChain(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Rent         finance.Money
		BaseIndex    finance.Rate `json:"base_index"`
		Indices      []struct{ Index finance.Rate }
		UnitByMethod map[string]string `json:"unit_by_method"`
		Rounding     string
	}](t, given)
	w := decode[struct{ Rents map[string][]string }](t, want)
	values := []finance.Rate{g.BaseIndex}
	for _, i := range g.Indices {
		values = append(values, i.Index)
	}
	require.Len(t, w.Rents, 2)
	for name, rents := range w.Rents {
		x := january
		var err error
		x.Method, err = index.ParseMethod(strings.ReplaceAll(name, "_", "-"))
		require.NoError(t, err)
		x.Step, x.Rounding = money(g.UnitByMethod[name]+" "+g.Rent.Currency().Code()), rounding(t, g.Rounding)
		reviews := path(t, x, yearly(index.Level, values...), g.Rent)
		require.Len(t, reviews, len(rents))
		for i, r := range reviews {
			requireAmount(t, rents[i], r.Price)
		}
	}
}

func indexPlusPercent(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Amount   finance.Money
		IndexOld finance.Rate `json:"index_old"`
		IndexNew finance.Rate `json:"index_new"`
		Extra    finance.Rate
		Combine  []string
		Rounding string
	}](t, given)
	w := decode[struct {
		IndexPart   string `json:"index_part"`
		PercentPart string `json:"percent_part"`
		Amount      map[string]string
	}](t, want)
	require.Len(t, g.Combine, 2)
	for _, combine := range g.Combine {
		x := january
		x.Plus, x.Compound, x.Rounding = g.Extra, combine == "product", rounding(t, g.Rounding)
		r := once(t, x, yearly(index.Level, g.IndexOld, g.IndexNew), g.Amount)
		requireAmount(t, w.Amount[combine], r.Price)
		change, err := r.Change()
		require.NoError(t, err)
		part, err := g.Amount.MulRate(change, x.Rounding)
		require.NoError(t, err)
		requireAmount(t, w.IndexPart, part)
		part, err = g.Amount.MulRate(r.Plus, x.Rounding)
		require.NoError(t, err)
		requireAmount(t, w.PercentPart, part)
	}
}

func indexReference(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		ReviewDate civil.Date `json:"review_date"`
		RunDate    civil.Date `json:"run_date"`
		Published  []struct {
			IndexPeriod civil.Month `json:"index_period"`
			PublishedOn civil.Date  `json:"published_on"`
		}
	}](t, given)
	w := decode[struct {
		IndexPeriod civil.Month `json:"index_period"`
	}](t, want)
	s := index.Series{ID: "i", Source: "the case"}
	for i, p := range g.Published {
		level, err := finance.NewRate(int64(100+i), 1)
		require.NoError(t, err)
		s.Values = append(s.Values, index.Value{Month: p.IndexPeriod, Value: finance.Number{Rate: level}, Published: p.PublishedOn})
	}
	x := index.Indexation{
		Series: "i", First: g.ReviewDate, Base: g.Published[0].IndexPeriod,
		Fixing: index.Fixed, KnownBy: g.ReviewDate.Sub(g.RunDate),
	}
	r := path(t, x, s, money("100.00 USD"))[0]
	require.Equal(t, w.IndexPeriod, r.Index.Month)
	require.Equal(t, "101.00 USD", r.Price.String())
	require.Equal(t, g.RunDate, r.Known)
}

// The whole term as one review of four years has bounds of four years.
func indexCapCollar(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Currency, Rent, Mode string
		AnnualChange         []finance.Rate `json:"annual_change"`
		Cap, Collar          finance.Rate
	}](t, given)
	w := decode[struct {
		EachYear []string `json:"each_year"`
		Whole    string   `json:"whole_term_compounded_bounds"`
		Uncapped string
	}](t, want)
	rent, s := money(g.Rent+" "+g.Currency), changes(t, g.AnnualChange...)
	x := january
	x.Rounding = rounding(t, g.Mode)

	free := path(t, x, s, rent)
	requireAmount(t, w.Uncapped, free[len(free)-1].Price)

	whole := x
	whole.First, whole.Every = day("2024-01-01"), 48
	whole.Floor, whole.Cap = compounded(t, g.Collar, 4), compounded(t, g.Cap, 4)
	requireAmount(t, w.Whole, once(t, whole, s, rent).Price)

	x.Method, x.Floor, x.Cap = index.Chained, g.Collar, g.Cap
	prices := []finance.Money{rent}
	for _, r := range path(t, x, s, rent) {
		prices = append(prices, r.Price)
	}
	require.Len(t, prices, len(w.EachYear))
	for i, p := range prices {
		requireAmount(t, w.EachYear[i], p)
	}
}

// compounded is (1 + r)^n - 1.
func compounded(t *testing.T, r finance.Rate, n int) finance.Rate {
	t.Helper()
	factor, err := r.Add(rate("1"))
	require.NoError(t, err)
	product := rate("1")
	for _, f := range slices.Repeat([]finance.Rate{factor}, n) {
		product, err = product.Mul(f)
		require.NoError(t, err)
	}
	product, err = product.Sub(rate("1"))
	require.NoError(t, err)
	return product
}
