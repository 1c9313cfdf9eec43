package waterfall_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
	"github.com/creative-cluster/kvartal/finance/waterfall"
)

// promote are good terms with every kind of tier.
func promote() waterfall.Terms {
	return project(capital, pref(compound("8%", 3)), catchUp("20%", "sponsor", "100%"),
		until(split("investor", "80%", "sponsor", "20%"), waterfall.Hurdle{IRR: effective("15%")}),
		split("investor", "60%", "sponsor", "40%"))
}

// Bad terms are refused with the place of each mistake.
func TestBadTerms(t *testing.T) {
	for path, c := range map[string]struct {
		spoil func(*waterfall.Terms)
		want  error
	}{
		"currency":                      {func(x *waterfall.Terms) { x.Currency = 0 }, finance.ErrMissing},
		"term.from":                     {func(x *waterfall.Terms) { x.Term = civil.Period{} }, finance.ErrMissing},
		"term ":                         {func(x *waterfall.Terms) { x.Term.To = x.Term.From.AddYears(101) }, finance.ErrLimit},
		"parties":                       {func(x *waterfall.Terms) { x.Parties = nil }, finance.ErrMissing},
		"parties[1]":                    {func(x *waterfall.Terms) { x.Parties[1] = "investor" }, finance.ErrDuplicate},
		"parties[0]":                    {func(x *waterfall.Terms) { x.Parties[0] = "" }, finance.ErrMissing},
		"parties[0] ":                   {func(x *waterfall.Terms) { x.Parties[0] = "\xff" }, finance.ErrSyntax},
		"parties[0]  ":                  {func(x *waterfall.Terms) { x.Parties[0] = accrual.Party(strings.Repeat("a", 101)) }, finance.ErrLimit},
		"parties ":                      {func(x *waterfall.Terms) { x.Parties = make([]accrual.Party, 21) }, finance.ErrLimit},
		"sponsor":                       {func(x *waterfall.Terms) { x.Sponsor = "nobody" }, finance.ErrUnknown},
		"sponsor ":                      {func(x *waterfall.Terms) { x.Parties = x.Parties[1:] }, finance.ErrConflict},
		"deals":                         {func(x *waterfall.Terms) { x.Scope = waterfall.ByDeal }, finance.ErrMissing},
		"deals[1]":                      {func(x *waterfall.Terms) { x.Deals = []string{"a", "a"} }, finance.ErrDuplicate},
		"scope":                         {func(x *waterfall.Terms) { x.Scope = 2 }, finance.ErrRange},
		"remainder":                     {func(x *waterfall.Terms) { x.Remainder = 9 }, finance.ErrRange},
		"claw_back":                     {func(x *waterfall.Terms) { x.ClawBack = true }, finance.ErrConflict},
		"claw_back ":                    {func(x *waterfall.Terms) { byDeal(x); x.Sponsor = "" }, finance.ErrMissing},
		"claw_back  ":                   {func(x *waterfall.Terms) { byDeal(x); x.Term.To = civil.Date{} }, finance.ErrMissing},
		"tiers":                         {func(x *waterfall.Terms) { x.Tiers = nil }, finance.ErrMissing},
		"tiers ":                        {func(x *waterfall.Terms) { x.Tiers = x.Tiers[:4] }, finance.ErrMissing},
		"tiers  ":                       {func(x *waterfall.Terms) { x.Tiers = make([]waterfall.Tier, 21) }, finance.ErrLimit},
		"tiers[0].tier":                 {func(x *waterfall.Terms) { x.Tiers[0].Kind = 4 }, finance.ErrRange},
		"tiers[1].tier":                 {func(x *waterfall.Terms) { x.Tiers[1] = capital }, finance.ErrDuplicate},
		"tiers[2].tier":                 {func(x *waterfall.Terms) { x.Tiers[0], x.Tiers[2] = x.Tiers[2], x.Tiers[0] }, finance.ErrOrder},
		"tiers[4].tier":                 {func(x *waterfall.Terms) { x.Tiers[3].Until = waterfall.Hurdle{} }, finance.ErrConflict},
		"tiers[0].yield":                {func(x *waterfall.Terms) { x.Tiers[0].Yield = simple("1%") }, finance.ErrConflict},
		"tiers[0].carry":                {func(x *waterfall.Terms) { x.Tiers[0].Carry = finance.MustRate("1%") }, finance.ErrConflict},
		"tiers[0].shares":               {func(x *waterfall.Terms) { x.Tiers[0].Shares = shares("investor", "100%") }, finance.ErrConflict},
		"tiers[2].until":                {func(x *waterfall.Terms) { x.Tiers[2].Until.IRR = effective("30%") }, finance.ErrConflict},
		"tiers[0].name":                 {func(x *waterfall.Terms) { x.Tiers[0].Name = "\xff" }, finance.ErrSyntax},
		"tiers[1].yield.rate":           {func(x *waterfall.Terms) { x.Tiers[1].Yield.Rate = finance.Rate{} }, finance.ErrMissing},
		"tiers[1].yield.rate ":          {func(x *waterfall.Terms) { x.Tiers[1].Yield.Rate = finance.MustRate("-1%") }, finance.ErrNegative},
		"tiers[1].yield.rate  ":         {func(x *waterfall.Terms) { x.Tiers[1].Yield.Rate = finance.MustRate("1000.1%") }, finance.ErrRange},
		"tiers[1].yield.growth":         {func(x *waterfall.Terms) { x.Tiers[1].Yield.Growth, x.Tiers[1].Yield.Months = 0, 0 }, finance.ErrMissing},
		"tiers[1].yield.growth ":        {func(x *waterfall.Terms) { x.Tiers[1].Yield.Growth = 6 }, finance.ErrRange},
		"tiers[1].yield.months":         {func(x *waterfall.Terms) { x.Tiers[1].Yield.Months = 0 }, finance.ErrMissing},
		"tiers[1].yield.months ":        {func(x *waterfall.Terms) { x.Tiers[1].Yield.Months = 5 }, finance.ErrRange},
		"tiers[1].yield.months  ":       {func(x *waterfall.Terms) { x.Tiers[1].Yield.Growth = waterfall.Simple }, finance.ErrConflict},
		"tiers[1].yield.months   ":      {func(x *waterfall.Terms) { x.Tiers[1].Yield.Months = -3 }, finance.ErrRange},
		"tiers[1].yield.months    ":     {func(x *waterfall.Terms) { x.Tiers[1].Yield.Months = 24 }, finance.ErrRange},
		"tiers[1].yield.day_count":      {func(x *waterfall.Terms) { x.Tiers[1].Yield.DayCount = civil.ByActMonth }, finance.ErrConflict},
		"tiers[1].yield.day_count ":     {func(x *waterfall.Terms) { x.Tiers[1].Yield.DayCount = 99 }, finance.ErrRange},
		"tiers[1].yield.day_count  ":    {func(x *waterfall.Terms) { x.Tiers[1].Yield = daily(civil.ByActActISDA) }, finance.ErrConflict},
		"tiers[1].yield.rounding":       {func(x *waterfall.Terms) { x.Tiers[1].Yield.Rounding = 9 }, finance.ErrRange},
		"tiers[2].carry":                {func(x *waterfall.Terms) { x.Tiers[2].Carry = finance.Rate{} }, finance.ErrMissing},
		"tiers[2].carry ":               {func(x *waterfall.Terms) { x.Tiers[2].Carry = finance.MustRate("100%") }, finance.ErrRange},
		"tiers[2].carry  ":              {func(x *waterfall.Terms) { x.Tiers[2].Carry = finance.MustRate("-1%") }, finance.ErrNegative},
		"tiers[2].carry   ":             {func(x *waterfall.Terms) { x.Sponsor = "" }, finance.ErrMissing},
		"tiers[3].carry":                {func(x *waterfall.Terms) { x.Tiers[3] = x.Tiers[2] }, finance.ErrOrder},
		"tiers[4].shares":               {func(x *waterfall.Terms) { x.Tiers[4].Shares = nil }, finance.ErrMissing},
		"tiers[4].shares ":              {func(x *waterfall.Terms) { x.Tiers[4].Shares = shares("investor", "60%", "sponsor", "40.1%") }, finance.ErrWeights},
		"tiers[4].shares  ":             {func(x *waterfall.Terms) { x.Tiers[4].Shares = make([]waterfall.Share, 21) }, finance.ErrLimit},
		"tiers[4].shares[0].party":      {func(x *waterfall.Terms) { x.Tiers[4].Shares[0].Party = "nobody" }, finance.ErrUnknown},
		"tiers[4].shares[1].party":      {func(x *waterfall.Terms) { x.Tiers[4].Shares[1].Party = "investor" }, finance.ErrDuplicate},
		"tiers[4].shares[1].share":      {func(x *waterfall.Terms) { x.Tiers[4].Shares = shares("investor", "110%", "sponsor", "-10%") }, finance.ErrNegative},
		"tiers[3].until":                {func(x *waterfall.Terms) { x.Tiers[3].Shares = shares("sponsor", "100%") }, finance.ErrRange},
		"tiers[3].until.irr.growth":     {func(x *waterfall.Terms) { x.Tiers[3].Until.IRR = simple("15%") }, finance.ErrConflict},
		"tiers[3].until.irr.rate":       {func(x *waterfall.Terms) { x.Tiers[3].Until.IRR = effective("8.2%") }, finance.ErrOrder}, // 8 % by quarter is 8.24 %
		"tiers[3].until.irr.rate  ":     {func(x *waterfall.Terms) { x.Tiers[3].Until.IRR.Rate = finance.MustRate("-1%") }, finance.ErrNegative},
		"tiers[3].until.irr.rate ":      {func(x *waterfall.Terms) { x.Tiers[3].Until.IRR = compound("8%", 3) }, finance.ErrOrder},
		"tiers[3].until.multiple":       {func(x *waterfall.Terms) { x.Tiers[3].Until = waterfall.Hurdle{Multiple: finance.MustNumber("1")} }, finance.ErrOrder},
		"tiers[3].until.multiple ":      {func(x *waterfall.Terms) { x.Tiers[3].Until.Multiple = finance.MustNumber("-1") }, finance.ErrNegative},
		"tiers[4].until.irr.rate":       {func(x *waterfall.Terms) { second(x, waterfall.Hurdle{IRR: effective("14%")}) }, finance.ErrOrder},
		"tiers[4].until.irr.rate  ":     {func(x *waterfall.Terms) { second(x, waterfall.Hurdle{IRR: compound("13%", 1)}) }, finance.ErrOrder},
		"tiers[4].until.multiple above": {func(x *waterfall.Terms) { multiples(x, "2", "2") }, finance.ErrOrder},
	} {
		x := promote()
		c.spoil(&x)
		err := x.Validate()
		require.Error(t, err, path)
		var all finance.Problems
		require.ErrorAs(t, err, &all)
		found := false
		for p := range all.All() {
			found = found || p.Path == strings.TrimSpace(strings.TrimSuffix(path, " above")) && errors.Is(p.Err, c.want)
		}
		require.True(t, found, "%s: %v", path, err)
		_, err = waterfall.Distribute(x, waterfall.Facts{}, day("2026-01-01"))
		require.Error(t, err)
	}
	require.NoError(t, promote().Validate())
	x := promote()
	second(&x, waterfall.Hurdle{IRR: compound("14.1%", 1)}) // 15.05 % effective
	x.Tiers[5].Shares = shares("investor", "0%", "sponsor", "100%")
	require.NoError(t, x.Validate())
	x = promote()
	x.Tiers[1].Yield = daily(civil.ByAct360)
	x.Tiers[3].Until.IRR = effective("8.4%") // 8 %/360 daily is 8.45 % in 365 days, 8.33 % in 360
	require.NoError(t, x.Validate())
	multiples(&x, "2", "2.1")
	require.NoError(t, x.Validate())
}

func daily(c civil.DayCount) waterfall.Yield {
	return waterfall.Yield{Rate: finance.MustRate("8%"), Growth: waterfall.Daily, DayCount: c}
}

func byDeal(x *waterfall.Terms) { x.Scope, x.Deals, x.ClawBack = waterfall.ByDeal, []string{"a"}, true }

// second puts another tier with a hurdle before the last.
func second(x *waterfall.Terms, h waterfall.Hurdle) {
	x.Tiers = append(x.Tiers[:4:4], until(split("investor", "70%", "sponsor", "30%"), h), x.Tiers[4])
}

func multiples(x *waterfall.Terms, first, then string) {
	x.Tiers[3].Until = waterfall.Hurdle{Multiple: finance.MustNumber(first)}
	second(x, waterfall.Hurdle{Multiple: finance.MustNumber(then)})
}

// Bad facts are refused with their place, those of later days too.
func TestBadFacts(t *testing.T) {
	good := in("2025-01-01", "investor", "1")
	for path, c := range map[string]struct {
		facts waterfall.Facts
		want  error
	}{
		"contributions[1].party":   {waterfall.Facts{Contributions: []waterfall.Contribution{good, in("2025-01-01", "nobody", "1")}}, finance.ErrUnknown},
		"contributions[0].amount":  {waterfall.Facts{Contributions: []waterfall.Contribution{in("2025-01-01", "investor", "-1")}}, finance.ErrNegative},
		"contributions[0].on":      {waterfall.Facts{Contributions: []waterfall.Contribution{{Party: "investor"}}}, finance.ErrMissing},
		"contributions[0].deal":    {waterfall.Facts{Contributions: []waterfall.Contribution{toDeal("x", good)}}, finance.ErrUnknown},
		"contributions[0].on ":     {waterfall.Facts{Contributions: []waterfall.Contribution{in("2024-12-31", "investor", "1")}}, finance.ErrRange},
		"proceeds[0].on":           {waterfall.Facts{Proceeds: []waterfall.Proceeds{came("2035-01-01", "1")}}, finance.ErrRange},
		"proceeds[0].amount":       {waterfall.Facts{Proceeds: []waterfall.Proceeds{{On: day("2025-01-01"), Amount: usd("1")}}}, finance.ErrCurrency},
		"proceeds":                 {waterfall.Facts{Proceeds: make([]waterfall.Proceeds, waterfall.MaxFacts+1)}, finance.ErrLimit},
		"contributions[1].amount ": {waterfall.Facts{Contributions: []waterfall.Contribution{good, {On: day("2025-01-01"), Party: "investor", Amount: usd("1")}}}, finance.ErrCurrency},
	} {
		_, err := waterfall.Distribute(promote(), c.facts, day("2025-01-01"))
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, strings.TrimSpace(path)+":")
	}
	_, err := waterfall.Distribute(promote(), waterfall.Facts{}, civil.Date{})
	require.ErrorIs(t, err, finance.ErrMissing)
}

type file struct {
	Clauses []accrual.Named `json:"clauses"`
}

// A file says a part as it says any clause; what it says is what was meant.
func TestKinds(t *testing.T) {
	x := promote()
	x.Deals, x.Scope, x.ClawBack, x.Remainder = []string{"a", "b"}, waterfall.ByDeal, true, finance.First
	x.Tiers[3].Until.Multiple = finance.MustNumber("1.5")
	want := file{x.Clauses("investor")}
	require.Len(t, want.Clauses, 1)
	require.NoError(t, want.Clauses[0].Validate())
	text, err := terms.Encode(want, waterfall.Kinds())
	require.NoError(t, err)
	for _, word := range []string{`"waterfall-part"`, `"catch-up"`, `"by-deal"`, `"compound"`, `"claw_back"`, `"1.5"`, `"to"`} {
		require.Contains(t, string(text), word)
	}
	var got file
	require.NoError(t, terms.Decode(text, &got, waterfall.Kinds()))
	require.Equal(t, want, got)
}

func TestNames(t *testing.T) {
	for k, name := range []string{"capital", "preferred", "catch-up", "split"} {
		var v waterfall.Kind
		require.NoError(t, v.UnmarshalText([]byte(name)))
		require.Equal(t, waterfall.Kind(k), v)
		require.Equal(t, name, v.String())
	}
	for k, name := range []string{"none", "simple", "compound", "daily", "effective", "lapsing"} {
		var v waterfall.Growth
		require.NoError(t, v.UnmarshalText([]byte(name)))
		require.Equal(t, waterfall.Growth(k), v)
		require.Equal(t, name, v.String())
	}
	for k, name := range []string{"whole-project", "by-deal"} {
		var v waterfall.Scope
		require.NoError(t, v.UnmarshalText([]byte(name)))
		require.Equal(t, waterfall.Scope(k), v)
		require.Equal(t, name, v.String())
	}
}

// A part refuses what no close could count.
func TestBadParts(t *testing.T) {
	require.ErrorContains(t, waterfall.Part{Terms: promote(), Party: "nobody"}.Validate(), "party")
	many := promote()
	many.Deals = make([]string, 22)
	for i := range many.Deals {
		many.Deals[i] = strings.Repeat("d", i+1)
	}
	require.ErrorIs(t, waterfall.Part{Terms: many, Party: "sponsor"}.Validate(), finance.ErrLimit)
	long := promote()
	long.Deals = []string{strings.Repeat("\x01", 100)}
	require.ErrorIs(t, waterfall.Part{Terms: long, Party: "sponsor"}.Validate(), finance.ErrLimit)

	p := waterfall.Part{Terms: promote(), Party: "sponsor"}
	span := accrual.Span{Window: p.Terms.Term, Since: day("2025-01-01"), To: day("2025-02-01"), Currency: finance.RUB}
	short := span
	short.Window.To = day("2034-12-31")
	_, _, err := p.Step("", short, nil)
	require.ErrorIs(t, err, finance.ErrRange)
	other := span
	other.Currency = finance.USD
	_, _, err = p.Step("", other, nil)
	require.ErrorIs(t, err, finance.ErrCurrency)
	for n, want := range map[int64]error{-1: finance.ErrNegative, 0: nil, 1: nil} {
		fact := accrual.Fact{ID: "F", On: day("2025-01-05"), Adds: []accrual.Reading{{Meter: waterfall.Contributed("", "investor"), N: n}}}
		_, state, err := p.Step("", span, []accrual.Fact{fact})
		require.ErrorIs(t, err, want)
		require.Equal(t, n != 1, state == "")
	}
	_, state, err := p.Step("", span, []accrual.Fact{{ID: "late one", On: day("2035-01-05"), Adds: []accrual.Reading{{Meter: waterfall.Came(""), N: 1}}}})
	require.ErrorIs(t, err, finance.ErrRange)
	require.ErrorContains(t, err, "late one")
	require.Empty(t, state)
}
