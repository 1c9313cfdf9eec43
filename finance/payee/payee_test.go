package payee_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/payee"
)

// Each form of the example, on one gross.
func TestWithhold(t *testing.T) {
	tables := russia(t)
	for form, want := range map[string][]string{
		"self-employed":       {"100003.85"},
		"company, simplified": {"100003.85"},
		"individual":          {"87002.85", "13001.00"},             // 13000.5005 in whole roubles
		"foreign company":     {"62502.40", "16667.31", "20834.14"}, // 83336.54 × 25 % = 20834.135
	} {
		m := maker("2026-01-01", form)
		require.NoError(t, m.Validate(tables))
		x, err := tables.Withhold(m, rub("100003.85"), day("2026-02-01"))
		require.NoError(t, err)
		list := []string{x.Net.String()}
		sum := x.Net.Minor()
		for _, w := range x.Withheld {
			list = append(list, w.Amount.String())
			sum += w.Amount.Minor()
		}
		for i := range want {
			want[i] += " RUB"
		}
		require.Equal(t, want, list, form)
		require.Equal(t, rub("100003.85").Minor(), sum)
	}
	x, err := tables.Withhold(maker("2026-01-01", "individual"), rub("100003.84"), day("2026-02-01"))
	require.NoError(t, err)
	require.Equal(t, rub("13000"), x.Withheld[0].Amount) // 13000.4992 is below the half, and is not rounded twice
	require.Equal(t, payee.ByPayer, x.Invoices)
	require.False(t, x.Receipt)
}

// Net and what is withheld sum to the gross, whatever the rates and units.
func TestPayoutSumsToTheGross(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		rules := payee.Rules{}
		for range 1 + r.IntN(3) {
			rate, err := finance.NewRate(1+r.Int64N(300), 1000)
			require.NoError(t, err)
			tax := payee.Tax{Name: "tax", Rate: rate, Inside: r.IntN(2) == 0, OfRest: r.IntN(2) == 0, Rounding: finance.Rounding(r.IntN(9))}
			if r.IntN(2) == 0 {
				tax.Unit = finance.Minor(1+r.Int64N(100), finance.RUB)
			}
			rules.Withheld = append(rules.Withheld, tax)
		}
		tables := payee.Tables{Forms: []payee.Form{{Name: "form", Rules: civil.Timeline[payee.Rules]{{From: day("2020-01-01"), Value: rules, Source: "host"}}}}}
		require.NoError(t, tables.Validate())
		gross := finance.Minor(10_000+r.Int64N(1_000_000_00), finance.RUB)
		x, err := tables.Withhold(maker("2020-01-01", "form"), gross, day("2026-01-01"))
		require.NoError(t, err)
		sum := x.Net.Minor()
		for _, w := range x.Withheld {
			sum += w.Amount.Minor()
			if !w.Unit.IsZero() {
				require.Zero(t, w.Amount.Minor()%w.Unit.Minor())
			}
		}
		require.Equal(t, gross.Minor(), sum)
	}
}

func TestRefusedPayouts(t *testing.T) {
	tables := russia(t)
	m := maker("2026-01-01", "individual")
	_, err := tables.Withhold(m, rub("1"), day("2025-12-31"))
	require.ErrorIs(t, err, finance.ErrMissing)
	_, err = tables.Withhold(m, rub("-1"), day("2026-01-01"))
	require.ErrorIs(t, err, finance.ErrNegative)
	_, err = tables.Withhold(m, finance.MustMoney("1 USD"), day("2026-01-01"))
	require.ErrorIs(t, err, finance.ErrCurrency)
	_, err = tables.Withhold(maker("2026-01-01", "nothing"), rub("1"), day("2026-01-01"))
	require.ErrorIs(t, err, finance.ErrUnknown)
	_, err = tables.Withhold(maker("2001-01-01", "individual"), rub("1"), day("2002-01-01"))
	require.ErrorIs(t, err, finance.ErrMissing)
	tables.Forms[4].Rules[0].Value.Withheld[0].Rounding = finance.Up
	_, err = tables.Withhold(m, rub("0.50"), day("2026-01-01")) // a whole rouble of half a one
	require.ErrorIs(t, err, finance.ErrRange)
}

// The register counts by quarter and form: a fee that was kept is income where the
// base is the whole price, and none where it is what was paid out.
func TestRegister(t *testing.T) {
	tables := russia(t)
	tables.Forms[4].Rules[0].Value.Base = payee.PaidOut
	m := maker("2026-01-01", "self-employed", "2026-05-10", "individual")
	lines, err := tables.Register(m, []payee.Income{
		got("2026-05-10", payee.FeeWithheld, "20"), got("2026-05-10", payee.Received, "80"),
		got("2026-01-05", payee.Received, "700"), got("2026-03-31", payee.SetOff, "100"), got("2026-03-31", payee.FeeWithheld, "200"),
		got("2026-04-01", payee.Received, "-50"), got("2026-05-09", payee.FeeWithheld, "7"), got("2026-06-30", payee.SetOff, "5"),
	})
	require.NoError(t, err)
	q1, q2 := civil.QuarterOf(2026, 1), civil.QuarterOf(2026, 2)
	require.Equal(t, []payee.Line{
		{q1, "self-employed", rub("700"), rub("100"), rub("200"), rub("1000")},
		{q2, "self-employed", rub("-50"), rub("0"), rub("7"), rub("-43")},
		{q2, "individual", rub("80"), rub("5"), rub("20"), rub("85")},
	}, lines)
	none, err := tables.Register(m, nil)
	require.NoError(t, err)
	require.Empty(t, none)
}

// Every entry that is wrong is named.
func TestBadEntries(t *testing.T) {
	_, err := russia(t).Register(maker("2026-01-01", "individual"), []payee.Income{
		got("2026-01-01", payee.Received, "1"), got("2025-12-31", payee.Received, "1"), {Amount: rub("1")},
		{On: day("2026-01-01"), Amount: finance.MustMoney("1 USD")}, got("2026-01-01", 3, "1"), {On: day("2026-01-01")},
	})
	for _, place := range []string{"entries[1].on: ", "entries[2].on: ", "entries[3].amount: ", "entries[4].kind: ", "entries[5].amount: "} {
		require.ErrorContains(t, err, place)
	}
	var all finance.Problems
	require.ErrorAs(t, err, &all)
	require.Equal(t, 5, all.Len())
	_, err = russia(t).Watch(maker("2026-01-01", "individual"), nil, civil.Date{})
	require.ErrorIs(t, err, finance.ErrMissing)
}

// A self-employed maker on the way to the limit: warned at 80 % and 95 %, over it on
// 20 November by the fee that was kept, an individual from that day.
func TestWatch(t *testing.T) {
	tables, m := russia(t), maker("2025-06-01", "self-employed")
	entries := []payee.Income{
		got("2026-11-20", payee.FeeWithheld, "120000.01"), got("2026-11-10", payee.Received, "360000"),
		got("2026-02-01", payee.Received, "1919999.99"), got("2026-03-01", payee.SetOff, "0.01"), got("2025-12-31", payee.Received, "2400000"),
		got("2026-11-20", payee.SetOff, "-0.01"), got("2026-11-21", payee.Received, "0.02"),
	}
	watch := func(to string) []payee.Watch {
		list, err := tables.Watch(m, entries, day(to))
		require.NoError(t, err)
		return list
	}
	require.Len(t, watch("2026-01-01"), 1)
	year := civil.YearOf(2026).Period()
	last := watch("2026-11-21")
	require.Len(t, last, 2)
	require.Equal(t, day("2025-12-31"), last[0].Warnings[0].On)
	require.True(t, last[0].Crossed.IsZero()) // exactly the limit is not above it
	require.Equal(t, rub("0"), last[0].Left)
	const source = "Federal law 422-FZ of 27 November 2018, article 4"
	want := payee.Watch{
		Form: "self-employed", Limit: "yearly income", Period: year, Amount: rub("2400000"), Source: source,
		Sum: rub("2400000"), Month: rub("480000"), Left: rub("0"),
		Warnings: []payee.Warning{
			{finance.MustRate("80%"), day("2026-03-01"), rub("1920000")}, {finance.MustRate("95%"), day("2026-11-10"), rub("2280000")},
		},
	}
	require.Equal(t, want, last[1])
	over := watch("2026-12-01")
	want.Sum, want.Month, want.Left = rub("2400000.02"), rub("480000.02"), rub("-0.02")
	want.Crossed, want.From, want.Then = day("2026-11-21"), day("2026-11-21"), "individual"
	require.Equal(t, want, over[1])
	require.Equal(t, rub("0"), watch("2027-03-01")[2].Sum) // a new year begins with nothing
	require.Equal(t, rub("2400000"), watch("2027-03-01")[2].Left)

	// The share stays, the tax moves.
	before, err := tables.Withhold(m, rub("1000"), day("2026-12-10"))
	require.NoError(t, err)
	moved := m.After(over)
	require.NoError(t, moved.Validate(tables))
	after, err := tables.Withhold(moved, rub("1000"), day("2026-12-10"))
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("1000"), rub("1000"), rub("1000"), rub("870")}, []finance.Money{before.Gross, before.Net, after.Gross, after.Net})
	require.Equal(t, "yearly income crossed on 2026-11-21 ("+source+")", moved.Forms[1].Source)
	require.Len(t, m.Forms, 1)
	require.Equal(t, moved, moved.After(over)) // once
}

// A threshold counts from the first of the next month, by the amount of its year.
func TestWatchOfAThreshold(t *testing.T) {
	tables, m := russia(t), maker("2025-01-01", "entrepreneur, simplified")
	entries := []payee.Income{got("2025-05-31", payee.Received, "59000000"), got("2025-12-05", payee.FeeWithheld, "1000000.01"), got("2026-03-31", payee.Received, "20000000.01")}
	list, err := tables.Watch(m, entries, day("2026-06-01"))
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.Equal(t, []civil.Date{day("2025-12-05"), day("2026-01-01")}, []civil.Date{list[0].Crossed, list[0].From})
	require.Equal(t, []civil.Date{day("2026-03-31"), day("2026-04-01")}, []civil.Date{list[1].Crossed, list[1].From})
	require.Equal(t, rub("0"), list[1].Month) // nothing in May
	moved := m.After(list)
	require.Equal(t, []string{"entrepreneur, simplified", "entrepreneur, simplified, with VAT"}, []string{moved.Forms[0].Value, moved.Forms[1].Value})
	require.Len(t, moved.Forms, 2) // the second crossing finds it done
	// A host that knows of a later change keeps it.
	m.Forms = append(m.Forms, civil.Entry[string]{From: day("2026-07-01"), Value: "company, simplified", Source: "extract"})
	moved = m.After(list)
	require.Len(t, moved.Forms, 3)
	require.NoError(t, moved.Validate(tables))
	m.Forms[1].From = day("2026-01-01")
	require.Equal(t, m, m.After(list)) // already another form on that day

	company, err := tables.Watch(maker("2024-01-01", "company, simplified"), []payee.Income{got("2024-03-01", payee.Received, "70000000"), got("2025-03-01", payee.Received, "70000000")}, day("2025-04-01"))
	require.NoError(t, err)
	require.Len(t, company, 1) // no limit yet in 2024
	require.Equal(t, day("2025-04-01"), company[0].From)
	moved = maker("2024-01-01", "company, simplified").After(company)
	require.Len(t, moved.Forms, 1) // the limit names no form: the host decides
}

// Limits of a month, and each day from which a crossing may count.
func TestMonthsAndThen(t *testing.T) {
	for then, want := range map[payee.Then]string{payee.ThatDay: "2026-01-31", payee.NextDay: "2026-02-01", payee.NextMonth: "2026-02-01", payee.NextYear: "2027-01-01"} {
		tables := payee.Tables{Forms: []payee.Form{{
			Name: "form", Rules: civil.Timeline[payee.Rules]{{From: day("2020-01-01"), Source: "host"}},
			Limits: []payee.Limit{{Name: "month", Per: payee.ByMonth, Then: then, Amounts: civil.Timeline[finance.Money]{{From: day("2020-01-01"), Value: rub("10"), Source: "host"}}}},
		}}}
		require.NoError(t, tables.Validate())
		list, err := tables.Watch(maker("2020-01-01", "form"), []payee.Income{got("2026-01-01", payee.Received, "6"), got("2026-01-31", payee.Received, "6"), got("2026-02-01", payee.Received, "6")}, day("2026-02-02"))
		require.NoError(t, err)
		require.Len(t, list, 2)
		require.Equal(t, day(want), list[0].From)
		require.Equal(t, rub("6"), list[1].Sum)
		require.True(t, list[1].Crossed.IsZero())
	}
}

// The order of entries changes nothing.
func TestOrderOfEntries(t *testing.T) {
	tables, m := russia(t), maker("2025-01-01", "self-employed", "2026-04-01", "individual")
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		var entries []payee.Income
		for range 30 {
			entries = append(entries, payee.Income{On: day("2025-06-01").AddDays(r.IntN(400)), Kind: payee.Kind(r.IntN(3)), Amount: finance.Minor(r.Int64N(300_000_00)-20_000_00, finance.RUB)})
		}
		watches, err := tables.Watch(m, entries, day("2026-06-01"))
		require.NoError(t, err)
		lines, err := tables.Register(m, entries)
		require.NoError(t, err)
		var income, watched int64
		for _, l := range lines {
			if l.Form == "self-employed" {
				income += l.Income.Minor()
			}
		}
		for _, w := range watches {
			watched += w.Sum.Minor()
			require.Equal(t, w.Amount.Minor()-w.Sum.Minor(), w.Left.Minor())
		}
		require.Equal(t, income, watched, "seed %d", seed)
		r.Shuffle(len(entries), func(i, k int) { entries[i], entries[k] = entries[k], entries[i] })
		again, err := tables.Watch(m, entries, day("2026-06-01"))
		require.NoError(t, err)
		require.Equal(t, watches, again)
		linesAgain, err := tables.Register(m, entries)
		require.NoError(t, err)
		require.Equal(t, lines, linesAgain)
	}
}

func TestOwnTaxAndAgents(t *testing.T) {
	tables := russia(t)
	npd := tables.Forms[0].Rules[0].Value
	for buyer, want := range map[string]string{"individual": "40.00", "company": "60.00", "": "60.00"} {
		tax, err := npd.OwnTax(buyer, rub("1000"))
		require.NoError(t, err)
		require.Equal(t, rub(want), tax, buyer)
	}
	slices.Reverse(npd.Own)
	tax, err := npd.OwnTax("individual", rub("1000"))
	require.NoError(t, err)
	require.Equal(t, rub("40"), tax)
	tax, err = tables.Forms[1].Rules[0].Value.OwnTax("", rub("1008.33"))
	require.NoError(t, err)
	require.Equal(t, rub("60"), tax) // 60.4998
	tax, err = payee.Rules{}.OwnTax("", rub("1000"))
	require.NoError(t, err)
	require.Equal(t, rub("0"), tax)

	_, err = npd.AgentIncome(rub("100"), rub("10"))
	require.ErrorIs(t, err, finance.ErrConflict)
	all, err := payee.Rules{AsAgent: payee.AllThatCame}.AgentIncome(rub("100"), rub("10"))
	require.NoError(t, err)
	require.Equal(t, rub("100"), all)
}

// Bad tables are refused with the place of each mistake.
func TestBadTables(t *testing.T) {
	for path, c := range map[string]struct {
		spoil func(*payee.Tables)
		want  error
	}{
		"forms[1].name":                                {func(x *payee.Tables) { x.Forms[1].Name = "self-employed" }, finance.ErrDuplicate},
		"forms[2].name":                                {func(x *payee.Tables) { x.Forms[2].Name = "" }, finance.ErrMissing},
		"forms[3].name":                                {func(x *payee.Tables) { x.Forms[3].Name = strings.Repeat("a", 257) }, finance.ErrLimit},
		"forms[3].name ":                               {func(x *payee.Tables) { x.Forms[3].Name = "\xff" }, finance.ErrSyntax},
		"forms":                                        {func(x *payee.Tables) { x.Forms = make([]payee.Form, 1001) }, finance.ErrLimit},
		"forms[0].rules":                               {func(x *payee.Tables) { x.Forms[0].Rules = nil }, finance.ErrMissing},
		"forms[0].rules ":                              {func(x *payee.Tables) { x.Forms[0].Rules = make(civil.Timeline[payee.Rules], 1001) }, finance.ErrLimit},
		"forms[0].rules[0].source":                     {func(x *payee.Tables) { x.Forms[0].Rules[0].Source = "" }, finance.ErrMissing},
		"forms[0].rules[0].value.invoices":             {func(x *payee.Tables) { x.Forms[0].Rules[0].Value.Invoices = 2 }, finance.ErrRange},
		"forms[0].rules[0].value.base":                 {func(x *payee.Tables) { x.Forms[0].Rules[0].Value.Base = 2 }, finance.ErrRange},
		"forms[0].rules[0].value.as_agent":             {func(x *payee.Tables) { x.Forms[0].Rules[0].Value.AsAgent = 3 }, finance.ErrRange},
		"forms[0].rules[0].value.withheld":             {func(x *payee.Tables) { x.Forms[0].Rules[0].Value.Own = make([]payee.Own, 1001) }, finance.ErrLimit},
		"forms[0].rules[0].value.own[1].buyer":         {func(x *payee.Tables) { x.Forms[0].Rules[0].Value.Own[1].Buyer = "individual" }, finance.ErrDuplicate},
		"forms[0].rules[0].value.own[0].buyer":         {func(x *payee.Tables) { x.Forms[0].Rules[0].Value.Own[0].Buyer = "\xff" }, finance.ErrSyntax},
		"forms[0].rules[0].value.own[0].rate":          {func(x *payee.Tables) { x.Forms[0].Rules[0].Value.Own[0].Rate = finance.MustRate("4") }, finance.ErrRange},
		"forms[0].rules[0].value.own[0].unit":          {func(x *payee.Tables) { x.Forms[0].Rules[0].Value.Own[0].Unit = rub("-1") }, finance.ErrNegative},
		"forms[0].rules[0].value.own[0].rounding":      {func(x *payee.Tables) { x.Forms[0].Rules[0].Value.Own[0].Rounding = 9 }, finance.ErrRange},
		"forms[4].rules[0].value.withheld[0].rate":     {func(x *payee.Tables) { x.Forms[4].Rules[0].Value.Withheld[0].Rate = finance.Rate{} }, finance.ErrMissing},
		"forms[4].rules[0].value.withheld[0].rate ":    {func(x *payee.Tables) { x.Forms[4].Rules[0].Value.Withheld[0].Rate = finance.MustRate("-1%") }, finance.ErrNegative},
		"forms[4].rules[0].value.withheld[0].name":     {func(x *payee.Tables) { x.Forms[4].Rules[0].Value.Withheld[0].Name = "" }, finance.ErrMissing},
		"forms[4].rules[0].value.withheld[0].unit":     {func(x *payee.Tables) { x.Forms[4].Rules[0].Value.Withheld[0].Unit = rub("-1") }, finance.ErrNegative},
		"forms[4].rules[0].value.withheld[0].rounding": {func(x *payee.Tables) { x.Forms[4].Rules[0].Value.Withheld[0].Rounding = 9 }, finance.ErrRange},
		"forms[0].limits":                              {func(x *payee.Tables) { x.Forms[0].Limits = make([]payee.Limit, 1001) }, finance.ErrLimit},
		"forms[0].limits[0].name":                      {func(x *payee.Tables) { x.Forms[0].Limits[0].Name = "" }, finance.ErrMissing},
		"forms[0].limits[1].name":                      {func(x *payee.Tables) { x.Forms[0].Limits = append(x.Forms[0].Limits, x.Forms[0].Limits[0]) }, finance.ErrDuplicate},
		"forms[0].limits[0].per":                       {func(x *payee.Tables) { x.Forms[0].Limits[0].Per = 2 }, finance.ErrRange},
		"forms[0].limits[0].then":                      {func(x *payee.Tables) { x.Forms[0].Limits[0].Then = 4 }, finance.ErrRange},
		"forms[0].limits[0].amounts":                   {func(x *payee.Tables) { x.Forms[0].Limits[0].Amounts = nil }, finance.ErrMissing},
		"forms[0].limits[0].amounts[0].value":          {func(x *payee.Tables) { x.Forms[0].Limits[0].Amounts[0].Value = rub("0") }, finance.ErrRange},
		"forms[0].limits[0].warn":                      {func(x *payee.Tables) { x.Forms[0].Limits[0].Warn = make([]finance.Rate, 1001) }, finance.ErrLimit},
		"forms[0].limits[0].warn[0]":                   {func(x *payee.Tables) { x.Forms[0].Limits[0].Warn[0] = finance.Rate{} }, finance.ErrRange},
		"forms[0].limits[0].warn[1]":                   {func(x *payee.Tables) { x.Forms[0].Limits[0].Warn[1] = finance.MustRate("80%") }, finance.ErrOrder},
		"forms[0].limits[0].warn[1] ":                  {func(x *payee.Tables) { x.Forms[0].Limits[0].Warn[1] = finance.MustRate("100%") }, finance.ErrRange},
		"forms[0].limits[0].form":                      {func(x *payee.Tables) { x.Forms[0].Limits[0].Form = "self-employed" }, finance.ErrConflict},
		"forms[0].limits[0].form ":                     {func(x *payee.Tables) { x.Forms[0].Limits[0].Form = "nobody" }, finance.ErrUnknown},
	} {
		x := russia(t)
		c.spoil(&x)
		err := x.Validate()
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, strings.TrimSpace(path)+": ")
	}
}

func TestBadPayees(t *testing.T) {
	tables := russia(t)
	for path, c := range map[string]struct {
		p    payee.Payee
		want error
	}{
		"party":           {payee.Payee{Forms: maker("2026-01-01", "individual").Forms}, finance.ErrMissing},
		"forms":           {payee.Payee{Party: "M-1"}, finance.ErrMissing},
		"forms[0].value":  {maker("2026-01-01", "nothing"), finance.ErrUnknown},
		"forms[0].from":   {maker("2018-01-01", "self-employed"), finance.ErrRange},
		"forms[1].from":   {maker("2026-01-01", "individual", "2026-01-01", "self-employed"), finance.ErrOrder},
		"forms[0].source": {payee.Payee{Party: "M-1", Forms: civil.Timeline[string]{{From: day("2026-01-01"), Value: "individual"}}}, finance.ErrMissing},
	} {
		err := c.p.Validate(tables)
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, path)
	}
}

func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestTexts(t *testing.T) {
	tables := russia(t)
	x, err := tables.Withhold(maker("2026-01-01", "foreign company"), rub("120000"), day("2026-02-01"))
	require.NoError(t, err)
	require.Equal(t, `01.02.2026, foreign company (example; treaties and kinds of income decide (to be checked by the host)): 120 000,00 ₽, документ получателя
удержано, VAT of the tax agent: 120 000,00 ₽ × 20%/(1 + 20%) = 20 000,00 ₽, округление до ближайшего, половина к чётному до 0,01 ₽
удержано, tax on income from sources: 100 000,00 ₽ × 25% = 25 000,00 ₽, округление до ближайшего, половина к чётному до 0,01 ₽
к выплате 75 000,00 ₽`, plain(x.Text(accrual.Russian)))
	require.Equal(t, x.Text(accrual.English), x.Text(7))
	list, err := tables.Watch(maker("2026-01-01", "self-employed"), []payee.Income{got("2026-05-05", payee.Received, "2500000.50")}, day("2026-06-01"))
	require.NoError(t, err)
	require.Equal(t, `self-employed, yearly income 2026: 2 500 000,50 ₽ из 2 400 000,00 ₽ (Federal law 422-FZ of 27 November 2018, article 4)
за последний месяц 2 500 000,50 ₽, остаётся -100 000,50 ₽
80% достигнуто 05.05.2026 при сумме 2 500 000,50 ₽
95% достигнуто 05.05.2026 при сумме 2 500 000,50 ₽
превышен 05.05.2026, действует с 05.05.2026, далее individual`, strings.ReplaceAll(plain(list[0].Text(accrual.Russian)), "−", "-"))
	line := payee.Line{civil.QuarterOf(2026, 1), "individual", rub("1"), rub("2"), rub("3"), rub("6")}
	require.Equal(t, "2026-Q1, individual: получено 1,00 ₽, зачтено 2,00 ₽, удержано вознаграждение 3,00 ₽; доход 6,00 ₽", plain(line.Text(accrual.Russian)))
	list[0].Period, list[0].Then = civil.MustMonth("2026-05").Period(), ""
	require.Contains(t, list[0].Text(accrual.English), "yearly income 2026-05: ")
	require.Contains(t, plain(list[0].Text(accrual.Russian)), "yearly income 05.2026: ")
	require.True(t, strings.HasSuffix(list[0].Text(accrual.English), "crossed on 2026-05-05, counts from 2026-05-05"))
}

func TestNames(t *testing.T) {
	require.Equal(t, []string{"payee", "payer"}, []string{payee.ByPayee.String(), payee.ByPayer.String()})
	require.Equal(t, []string{"whole-price", "paid-out"}, []string{payee.WholePrice.String(), payee.PaidOut.String()})
	require.Equal(t, []string{"fee-only", "all-that-came", "no-agent"}, []string{payee.FeeOnly.String(), payee.AllThatCame.String(), payee.NoAgent.String()})
	require.Equal(t, []string{"received", "set-off", "fee-withheld"}, []string{payee.Received.String(), payee.SetOff.String(), payee.FeeWithheld.String()})
	require.Equal(t, []string{"year", "month"}, []string{payee.ByYear.String(), payee.ByMonth.String()})
	require.Equal(t, []string{"that-day", "next-day", "next-month", "next-year"}, []string{payee.ThatDay.String(), payee.NextDay.String(), payee.NextMonth.String(), payee.NextYear.String()})
	var k payee.Kind
	require.NoError(t, k.UnmarshalText([]byte("fee-withheld")))
	require.Equal(t, payee.FeeWithheld, k)
	_, err := payee.Kind(3).MarshalText()
	require.ErrorIs(t, err, finance.ErrRange)
}

// Forms before and after the limit's are passed over; sums that outgrow int64 are
// errors.
func TestWatchBetweenForms(t *testing.T) {
	tables, m := russia(t), maker("2026-01-01", "individual", "2026-03-01", "self-employed", "2026-06-01", "individual", "2026-09-01", "self-employed")
	entries := []payee.Income{got("2026-02-01", payee.Received, "1"), got("2026-04-01", payee.Received, "2"), got("2026-07-01", payee.Received, "4"), got("2026-09-01", payee.Received, "8")}
	list, err := tables.Watch(m, entries, day("2026-10-01"))
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, rub("10"), list[0].Sum)
	require.Equal(t, rub("8"), list[0].Month)
	none, err := tables.Watch(m, entries, day("2026-02-02"))
	require.NoError(t, err)
	require.Empty(t, none)

	huge := payee.Income{On: day("2026-04-01"), Amount: finance.Minor(1<<62, finance.RUB)}
	_, err = tables.Watch(m, []payee.Income{huge, huge}, day("2026-10-01"))
	require.ErrorIs(t, err, finance.ErrOverflow)
	_, err = tables.Register(m, []payee.Income{huge, huge})
	require.ErrorIs(t, err, finance.ErrOverflow)
}

func TestEdges(t *testing.T) {
	tables := russia(t)
	tables.Forms[4].Rules[0].Value.Withheld[0].Rate = finance.MustRate("100%")
	tables.Forms[3].Name = strings.Repeat("a", payee.MaxText)
	require.NoError(t, tables.Validate())
	x, err := tables.Withhold(maker("2026-01-01", "individual"), rub("5"), day("2026-01-01"))
	require.NoError(t, err)
	require.Equal(t, rub("0"), x.Net)
	only := payee.Rules{Own: []payee.Own{{Buyer: "individual", Rate: finance.MustRate("4%")}}}
	tax, err := only.OwnTax("company", rub("100"))
	require.NoError(t, err)
	require.Equal(t, rub("0"), tax)
}

// Where income is what was paid out, a fee that an agent kept is none: 900 of
// 1,000 came, and the limit is 899.
func TestWatchOfWhatWasPaidOut(t *testing.T) {
	rate := civil.Timeline[finance.Money]{{From: day("2026-01-01"), Value: rub("899"), Source: "test"}}
	tables := payee.Tables{Forms: []payee.Form{
		{
			Name: "paid", Rules: civil.Timeline[payee.Rules]{{From: day("2026-01-01"), Value: payee.Rules{Base: payee.PaidOut}, Source: "test"}},
			Limits: []payee.Limit{{Name: "income", Amounts: rate, Form: "other"}},
		},
		{Name: "other", Rules: civil.Timeline[payee.Rules]{{From: day("2026-01-01"), Source: "test"}}},
	}}
	require.NoError(t, tables.Validate())
	m := maker("2026-03-05", "paid")
	list, err := tables.Watch(m, []payee.Income{got("2026-03-05", payee.FeeWithheld, "100"), got("2026-03-05", payee.Received, "900")}, day("2026-04-01"))
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, []finance.Money{rub("900"), rub("900"), rub("-1")}, []finance.Money{list[0].Sum, list[0].Month, list[0].Left})
	require.Equal(t, day("2026-03-05"), list[0].From)
	lines, err := tables.Register(m, []payee.Income{got("2026-03-05", payee.FeeWithheld, "100"), got("2026-03-05", payee.Received, "900")})
	require.NoError(t, err)
	require.Equal(t, []finance.Money{rub("900"), rub("100"), rub("900")}, []finance.Money{lines[0].Received, lines[0].FeeWithheld, lines[0].Income})

	// It was lost on the day on which it began.
	after := m.After(list)
	require.Len(t, after.Forms, 1)
	require.Equal(t, "other", after.Forms[0].Value)
	require.Equal(t, "paid", m.Forms[0].Value)

	none, err := tables.Withhold(m, rub("0"), day("2026-03-05"))
	require.NoError(t, err)
	require.Equal(t, rub("0"), none.Net)
}
