package settlement_test

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/document"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/settlement"
)

// 10,000 sold in January, due on 10 February, looked at on 20 February.
func TestReleasedInParts(t *testing.T) {
	part := func(from, amount string) settlement.Release {
		return settlement.Release{From: day(from), Amount: money(amount)}
	}
	january := owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10")
	fee := owes("2026-01", "fee", "3000.00 RUB", "2026-02-10")
	for _, c := range []struct {
		name     string
		fee      bool
		hold     int
		releases []settlement.Release
		pay      string
		held     []string
	}{
		{"all of it", false, 0, []settlement.Release{{From: day("2026-02-20")}}, "10000.00 RUB", nil},
		{"all of it, tomorrow", false, 0, []settlement.Release{{From: day("2026-02-21")}}, "0.00 RUB", []string{"10000.00 RUB awaits-report 2026-02-21"}},
		{"a part", false, 0, []settlement.Release{part("2026-02-20", "6000.00 RUB")}, "6000.00 RUB", []string{"4000.00 RUB awaits-report "}},
		{"a part today and one tomorrow", false, 0, []settlement.Release{part("2026-02-20", "6000.00 RUB"), part("2026-02-21", "3000.00 RUB")}, "6000.00 RUB", []string{"1000.00 RUB awaits-report ", "3000.00 RUB awaits-report 2026-02-21"}},
		{"the latest first", false, 0, []settlement.Release{part("2026-02-21", "3000.00 RUB"), part("2026-02-22", "7000.00 RUB")}, "0.00 RUB", []string{"7000.00 RUB awaits-report 2026-02-22", "3000.00 RUB awaits-report 2026-02-21"}},
		{"a return that is released, its sale is not", false, 0, []settlement.Release{part("2026-02-20", "-2000.00 RUB")}, "0.00 RUB", []string{"10000.00 RUB awaits-report "}},
		{"a sale that is released, its return is not", false, 0, []settlement.Release{part("2026-02-20", "12000.00 RUB")}, "10000.00 RUB", nil},
		{"a return released later", false, 0, []settlement.Release{part("2026-02-20", "12000.00 RUB"), part("2026-02-25", "-2000.00 RUB")}, "10000.00 RUB", nil},
		{"a fee is taken off what is released first", true, 0, []settlement.Release{part("2026-02-20", "6000.00 RUB")}, "3000.00 RUB", []string{"4000.00 RUB awaits-report "}},
		{"a fee beyond what is released", true, 0, []settlement.Release{part("2026-02-20", "2000.00 RUB"), part("2026-02-21", "3000.00 RUB")}, "0.00 RUB", []string{"5000.00 RUB awaits-report ", "2000.00 RUB awaits-report 2026-02-21"}},
		{"the rest is on hold", false, 60, []settlement.Release{part("2026-02-20", "6000.00 RUB")}, "0.00 RUB", []string{"4000.00 RUB awaits-report ", "6000.00 RUB on-hold 2026-04-01"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			books := posted(t, ledger.New(shop), january)
			if c.fee {
				books = posted(t, books, fee)
			}
			terms := settlement.Terms{Party: maker, Account: ledger.Makers, Report: true, Hold: c.hold}
			got, err := settlement.Propose(books, day("2026-02-20"), settlement.Released{january.Posting(): c.releases}, terms)
			require.NoError(t, err)
			require.Equal(t, money(c.pay), got[0].Pay)
			var held []string
			for _, h := range got[0].Held {
				held = append(held, h.Item.Left.String()+" "+h.Reason.String()+" "+h.Until.String())
				require.Equal(t, money("10000.00 RUB"), h.Item.Amount)
			}
			require.Equal(t, c.held, held)
		})
	}
	_, err := settlement.Propose(posted(t, ledger.New(shop), january), day("2026-02-20"), settlement.Released{january.Posting(): {part("2026-02-20", "1.00 USD")}}, settlement.Terms{Party: maker, Account: ledger.Makers, Report: true})
	require.ErrorIs(t, err, finance.ErrCurrency)
	require.ErrorContains(t, err, "terms[0]: released of "+january.Posting().String())
}

func reportOf(t *testing.T, payout document.Payout, items []document.Item, obligations ...accrual.Obligation) document.Report {
	t.Helper()
	kind := document.Kind{
		Name: "report", Title: document.Words{EN: "Report"}, Sections: []document.Section{
			{Name: "sales", Clauses: []string{"proceeds"}, Owed: document.ByIssuer, Untaxed: true}, {Name: "fee", Clauses: []string{"fee"}, Untaxed: true},
		},
	}
	drafts, err := document.Register{}.Draw(kind, document.Source{Owner: shop, Obligations: obligations, Items: items, Parties: []document.Details{
		{Party: shop, Name: document.Words{EN: "Shop (fictional)"}}, {Party: maker, Name: document.Words{EN: "Maker (fictional)"}},
	}})
	require.NoError(t, err)
	require.Len(t, drafts, 1)
	return document.Report{Document: drafts[0], Terms: document.Acceptance{Days: 30, Source: "C-1", Payout: payout}}
}

func applied(t *testing.T, r document.Report, events ...document.Event) document.Report {
	t.Helper()
	for _, e := range events {
		e.Known = e.On
		var err error
		r, err = r.Apply(e)
		require.NoError(t, err)
	}
	return r
}

func TestReported(t *testing.T) {
	january, fee := owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10"), owes("2026-01", "fee", "3000.00 RUB", "2026-02-10")
	items := []document.Item{
		{Posting: january.Posting(), Fact: accrual.Ref{ID: "S-1", On: day("2026-01-10")}, Text: document.Words{EN: "Vase"}, Amount: money("4000.00 RUB")},
		{Posting: january.Posting(), Fact: accrual.Ref{ID: "S-2", On: day("2026-01-20")}, Text: document.Words{EN: "Bowl"}, Amount: money("6000.00 RUB")},
	}
	sent := []document.Event{{Action: document.Send, On: day("2026-02-04")}, {Action: document.Receive, On: day("2026-02-05")}}
	objects := document.Event{Action: document.Object, On: day("2026-02-10"), Line: 1, Reason: "4,500", Amount: money("4500.00 RUB")}
	of := func(report document.Report, known string) settlement.Released {
		released, err := settlement.Reported(day(known), report)
		require.NoError(t, err)
		for _, one := range released[fee.Posting()] {
			require.Equal(t, money("-3000.00 RUB"), one.Amount, "the maker owes it")
		}
		delete(released, fee.Posting())
		return released
	}
	id := january.Posting()
	at := func(from, amount string) settlement.Release {
		return settlement.Release{From: day(from), Amount: money(amount)}
	}

	drawn := reportOf(t, document.OnAcceptance, items, january, fee)
	require.Empty(t, of(drawn, "2026-12-31"), "nobody has it")
	received := applied(t, drawn, sent...)
	require.Equal(t, settlement.Released{id: {at("2026-03-08", "10000.00 RUB")}}, of(received, "2026-02-05"), "both lines on the day after the term")
	accepted := applied(t, received, document.Event{Action: document.Accept, On: day("2026-02-08")})
	require.Equal(t, settlement.Released{id: {at("2026-02-10", "10000.00 RUB")}}, of(accepted, "2026-02-08"), "due on the tenth")
	objected := applied(t, received, objects)
	require.Equal(t, settlement.Released{id: {at("2026-03-08", "10000.00 RUB")}}, of(objected, "2026-02-09"), "not known yet")
	require.Equal(t, settlement.Released{id: {at("2026-03-08", "6000.00 RUB")}}, of(objected, "2026-02-10"))
	withdrawn := applied(t, objected, document.Event{Action: document.Withdraw, On: day("2026-02-15"), Line: 1})
	require.Equal(t, settlement.Released{id: {at("2026-02-15", "4000.00 RUB"), at("2026-03-08", "6000.00 RUB")}}, of(withdrawn, "2026-02-15"))
	byWord := applied(t, reportOf(t, document.OnWord, items, january, fee), sent...)
	require.Empty(t, of(byWord, "2026-12-31"), "silence does not pay")
	require.Equal(t, settlement.Released{id: {at("2026-02-10", "10000.00 RUB")}}, of(reportOf(t, document.AtOnce, items, january, fee), "2026-02-01"))

	february := owes("2026-02", "proceeds", "500.00 RUB", "2026-03-10")
	second := reportOf(t, document.AtOnce, nil, february)
	both, err := settlement.Reported(day("2026-02-08"), accepted, second)
	require.NoError(t, err)
	require.Equal(t, settlement.Released{fee.Posting(): {at("2026-02-10", "-3000.00 RUB")}, id: {at("2026-02-10", "10000.00 RUB")}, february.Posting(): {at("2026-03-10", "500.00 RUB")}}, both)
	_, err = settlement.Reported(day("2026-02-08"), accepted, second, accepted)
	require.EqualError(t, err, "3 problems: reports[2]: line 1 is in reports[0] too: duplicate; reports[2]: line 2 is in reports[0] too: duplicate; reports[2]: line 3 is in reports[0] too: duplicate")
}

// What was kept of the maker's money against returns stands among what it owes,
// and is given back there below zero: 1,770 that the shop owes.
func TestReportedGivesBack(t *testing.T) {
	back := owes("2026-01", "fee", "-1770.00 RUB", "2026-02-10")
	report := reportOf(t, document.OnAcceptance, nil, back)
	report = applied(t, report, document.Event{Action: document.Send, On: day("2026-02-04")}, document.Event{Action: document.Receive, On: day("2026-02-05")}, document.Event{Action: document.Accept, On: day("2026-02-12")})
	released, err := settlement.Reported(day("2026-02-12"), report)
	require.NoError(t, err)
	require.Equal(t, settlement.Released{back.Posting(): {{From: day("2026-02-12"), Amount: money("1770.00 RUB")}}}, released)
	got, err := settlement.Propose(posted(t, ledger.New(shop), back), day("2026-02-12"), released, settlement.Terms{Party: maker, Account: ledger.Makers, Report: true})
	require.NoError(t, err)
	require.Equal(t, money("1770.00 RUB"), got[0].Pay)
}

// Amounts of a report that nobody checked are refused where they do not add up.
func TestReportedOverflows(t *testing.T) {
	line := document.Line{Posting: owes("2026-01", "proceeds", "1.00 RUB", "2026-02-10").Posting(), Owed: document.ByIssuer, Due: day("2026-02-10")}
	for _, owed := range []document.Direction{document.ByIssuer, document.ToIssuer} {
		line.Owed, line.Gross = owed, finance.Minor(math.MaxInt64, finance.RUB)
		report := document.Report{Document: document.Document{Lines: []document.Line{line, line, line}}, Terms: document.Acceptance{Payout: document.AtOnce}}
		released, err := settlement.Reported(day("2026-02-10"), report)
		require.ErrorIs(t, err, finance.ErrOverflow)
		require.ErrorContains(t, err, "reports[0]: line 2: ")
		require.Nil(t, released)
	}
}

// A sale and its return of one day let nothing go, and the sale that waits beside
// them waits on after what was released was written and read.
func TestReportedOfNothing(t *testing.T) {
	january := owes("2026-01", "proceeds", "10000.00 RUB", "2026-02-10")
	line := func(gross string) document.Line {
		return document.Line{Posting: january.Posting(), Owed: document.ByIssuer, Due: day("2026-02-10"), Amounts: document.Amounts{Gross: money(gross)}}
	}
	report := document.Report{Document: document.Document{Lines: []document.Line{line("4000.00 RUB"), line("-4000.00 RUB"), line("0.00 RUB")}}, Terms: document.Acceptance{Payout: document.AtOnce}}
	released, err := settlement.Reported(day("2026-02-10"), report)
	require.NoError(t, err)
	text, err := json.Marshal(released)
	require.NoError(t, err)
	var read settlement.Released
	require.NoError(t, json.Unmarshal(text, &read))
	require.Equal(t, released, read)
	got, err := settlement.Propose(posted(t, ledger.New(shop), january), day("2026-02-20"), read, settlement.Terms{Party: maker, Account: ledger.Makers, Report: true})
	require.NoError(t, err)
	require.Equal(t, money("0.00 RUB"), got[0].Pay)

	released = settlement.Released{january.Posting(): {{From: day("2026-02-10"), Amount: money("0.00 RUB")}}}
	_, err = settlement.Propose(posted(t, ledger.New(shop), january), day("2026-02-20"), released, settlement.Terms{Party: maker, Account: ledger.Makers, Report: true})
	require.EqualError(t, err, "terms[0]: released of "+january.Posting().String()+" from 2026-02-10: 0.00 RUB: missing")
}

// A report of so many lines is read once, and not once for each of them: that
// took minutes.
func TestReportedOfManyLines(t *testing.T) {
	const many = 100_000
	lines := make([]document.Line, many)
	for i := range lines {
		lines[i] = document.Line{Posting: uuid.NewSHA1(uuid.Nil, fmt.Append(nil, i/2)), Owed: document.ByIssuer, Due: day("2026-02-10").AddDays(i), Amounts: document.Amounts{Gross: money("1.00 RUB")}}
	}
	report := document.Report{Document: document.Document{Lines: lines}, Terms: document.Acceptance{Payout: document.AtOnce}}
	start := time.Now()
	released, err := settlement.Reported(day("2026-02-10"), report)
	require.NoError(t, err)
	require.Len(t, released, many/2)
	require.Less(t, time.Since(start), 10*time.Second)
}
