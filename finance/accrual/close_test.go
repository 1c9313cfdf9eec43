package accrual_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func day(s string) civil.Date    { return civil.MustDate(s) }
func month(s string) civil.Month { return civil.MustMonth(s) }
func term(from, to string) *civil.Period {
	p := civil.Period{From: day(from)}
	if to != "" {
		p.To = day(to)
	}
	return &p
}

var sides = &accrual.Parties{Creditor: "cluster", Debtor: "R-3"}

// lease is an agreement of clauses from the first day of its term.
func lease(id string, t *civil.Period, clauses ...accrual.Named) accrual.Agreement {
	return accrual.Agreement{
		ID: id, Currency: finance.RUB, Meters: []accrual.Meter{sales},
		Amendments: []accrual.Amendment{{From: t.From, Known: t.From.AddDays(-20), Parties: sides, Term: t, Set: clauses}},
	}
}

// sale is a fact of agreement L-7.
func sale(id, on, known, amount string) accrual.Fact {
	return accrual.Fact{
		ID: id, Agreement: "L-7", On: day(on), Known: day(known),
		Adds: []accrual.Reading{{Meter: sales, N: rub(amount).Minor()}},
	}
}

// host closes month after month and keeps what was posted.
type host struct {
	books accrual.Books
	as    []accrual.Agreement
	facts []accrual.Fact
}

// close closes month m with everything known before the cut-off, and answers
// each posting as "clause month net[+tax]".
func (h *host) close(m, cutoff string) []string {
	closed, err := accrual.Close(h.books, h.as, month(m), day(cutoff), slices.Values(h.facts))
	if err != nil {
		panic(err) // an Example has no testing.T
	}
	h.books = closed.Books
	return lines(closed.Obligations)
}

func lines(os []accrual.Obligation) []string {
	all := []string{}
	for _, o := range os {
		text := fmt.Sprintf("%s %v %s", o.Clause, o.For, strings.TrimSuffix(o.Net.String(), " RUB"))
		if !o.Tax.IsZero() {
			text += "+" + strings.TrimSuffix(o.Tax.String(), " RUB")
		}
		all = append(all, text)
	}
	return all
}

// A studio is taken on 21 March for 45,000 a month and 8 % of what it sells
// over 150,000. A sale of March becomes known in April.
func TestLateSaleAdjustsAClosedMonth(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-03-21", "2027-03-21"),
		accrual.Named{Name: "base rent", Clause: baseRent{rub("45000.00")}, Due: 10},
		accrual.Named{Name: "turnover rent", Clause: turnover{Share: finance.MustRate("8%"), Over: rub("150000.00")}, Due: 15},
	)}}
	h.facts = append(h.facts, sale("S-1", "2026-03-28", "2026-03-28", "212500.00"))
	require.Equal(t, []string{"base rent 2026-03 15967.74", "turnover rent 2026-03 5000.00"}, h.close("2026-03", "2026-04-01"))

	h.facts = append(h.facts, sale("S-2", "2026-03-30", "2026-04-02", "10000.00"))
	closed, err := accrual.Close(h.books, h.as, month("2026-04"), day("2026-05-01"), slices.Values(h.facts))
	require.NoError(t, err)
	require.Equal(t, []string{"turnover rent 2026-03 800.00", "base rent 2026-04 45000.00"}, lines(closed.Obligations))
	late, base := closed.Obligations[0], closed.Obligations[1]
	require.True(t, late.Adjusts())
	require.False(t, base.Adjusts())
	require.Equal(t, day("2026-05-15"), late.Due)
	require.Equal(t, day("2026-05-10"), base.Due)
	require.Equal(t, accrual.Party("R-3"), late.Debtor)
	require.NotEqual(t, late.Posting(), base.Posting())

	why, err := accrual.Explain(h.as[0], late.Key, day("2026-05-01"), slices.Values(h.facts))
	require.NoError(t, err)
	require.Equal(t, "72500.00 RUB × 8%", why.String())
	require.Equal(t, rub("5800.00"), why.Net)
}

// A yearly scale is paid month by month, with a monthly minimum over it: 10 %
// to 300,000 a year, then 5 %.
func TestMinimumOverAYearlyScale(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", "2028-01-01"),
		accrual.Named{Name: "minimum", Clause: minimum{rub("8000.00"), "fee"}},
		accrual.Named{Name: "fee", Clause: slabs{Table: finance.Tiers{Steps: []finance.Tier{
			{Rate: finance.MustRate("10%")}, {Over: rub("300000.00"), Rate: finance.MustRate("5%")},
		}}, In: accrual.Window{Cycle: accrual.ByYear}}},
	)}}
	h.facts = []accrual.Fact{
		sale("1", "2026-01-10", "2026-01-10", "250000.00"),
		sale("2", "2026-02-10", "2026-02-10", "100000.00"),
		sale("3", "2026-03-10", "2026-03-10", "20000.00"),
	}
	require.Equal(t, []string{"fee 2026-01 25000.00"}, h.close("2026-01", "2026-02-01"))
	require.Equal(t, []string{"fee 2026-02 7500.00", "minimum 2026-02 500.00"}, h.close("2026-02", "2026-03-01"))
	require.Equal(t, []string{"fee 2026-03 1000.00", "minimum 2026-03 7000.00"}, h.close("2026-03", "2026-04-01"))
	// A return of January, known in April, moves sales of February below the bound.
	h.facts = append(h.facts, sale("4", "2026-01-20", "2026-04-03", "-60000.00"))
	require.Equal(t, []string{
		"fee 2026-01 -6000.00", "fee 2026-02 2500.00", "minimum 2026-02 -500.00",
		"fee 2026-03 500.00", "minimum 2026-03 -500.00", "minimum 2026-04 8000.00",
	}, h.close("2026-04", "2026-05-01"))
}

// Turnover rent on account: 4 % of sales each month, and once a year 8 % of
// what was sold over 1,200,000 less what was paid on account, in February.
func TestTrueUpIsAnOrdinaryChargeOfItsWindow(t *testing.T) {
	as := []accrual.Agreement{lease("L-7", term("2026-01-01", "2027-07-01"),
		accrual.Named{Name: "on account", Clause: turnover{Share: finance.MustRate("4%")}},
		accrual.Named{Name: "true-up", Clause: turnover{
			Share: finance.MustRate("8%"), Over: rub("1200000.00"), Less: "on account",
			In: accrual.Window{Cycle: accrual.ByYear, Once: true, After: 2},
		}},
	)}
	h := host{as: as}
	for m := range month("2026-01").Through(month("2027-06")) {
		h.facts = append(h.facts, sale(m.String(), m.First().AddDays(9).String(), m.First().AddDays(9).String(), "200000.00"))
	}
	var posted []string
	for m := range month("2026-01").Through(month("2027-09")) {
		posted = append(posted, h.close(m.String(), m.Next().First().String())...)
	}
	// 2026: 8 % × (2,400,000 - 1,200,000) - 12 × 8,000 = 0, so nothing is posted. Sales grow:
	require.NotContains(t, strings.Join(posted, ";"), "true-up 2027-02")
	// 2027, half a year: 8 % × 0 - 6 × 8,000.
	require.Contains(t, posted, "true-up 2027-08 -48000.00")

	h = host{as: as, facts: h.facts}
	h.facts = append(h.facts, sale("big", "2026-12-31", "2026-12-31", "1000000.00"))
	posted = nil
	for m := range month("2026-01").Through(month("2027-02")) {
		posted = append(posted, h.close(m.String(), m.Next().First().String())...)
	}
	require.Contains(t, posted, "true-up 2027-02 40000.00") // 8 % × 2,200,000 - 136,000
	for o := range h.books.Posted() {
		if o.Clause == "true-up" {
			require.Equal(t, "2026-01-01/2027-01-01", o.Slot.String())
			require.False(t, o.Adjusts())
			why, err := accrual.Explain(as[0], o.Key, day("2027-03-01"), slices.Values(h.facts))
			require.NoError(t, err)
			require.Equal(t, "2200000.00 RUB × 8%; 176000.00 RUB over 136000.00 RUB", why.String())
		}
	}
}

// One set of facts, three rules for an amendment of 11 June that lowers the
// rate of a yearly fee from 10 % to 8 %: 6,000 sold before, 3,000 after.
func TestAmendmentInTheMiddleOfAWindow(t *testing.T) {
	year := accrual.Window{Cycle: accrual.ByYear}
	for change, want := range map[accrual.Change][]string{
		accrual.Carry:   {"fee 2026-05 500.00", "fee 2026-06 340.00"},
		accrual.Restart: {"fee 2026-05 500.00", "fee 2026-06 260.00"}, // the threshold of 1,000 counts anew
		accrual.Rerate:  {"fee 2026-05 500.00", "fee 2026-06 220.00"}, // 8 % × 9,000, less 500
	} {
		t.Run(change.String(), func(t *testing.T) {
			a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: turnover{Share: finance.MustRate("10%"), Over: rub("1000.00"), In: year}})
			a.Amendments = append(a.Amendments, accrual.Amendment{From: day("2026-06-11"), Known: day("2026-06-01"), Set: []accrual.Named{
				{Name: "fee", Change: change, Clause: turnover{Share: finance.MustRate("8%"), Over: rub("1000.00"), In: year}},
			}})
			h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{
				sale("1", "2026-05-05", "2026-05-05", "6000.00"), sale("2", "2026-06-10", "2026-06-10", "1000.00"), sale("3", "2026-06-11", "2026-06-11", "3000.00"),
			}}
			got := append(h.close("2026-05", "2026-06-01"), h.close("2026-06", "2026-07-01")...)
			require.Equal(t, want, got)
		})
	}
}

// What is billed in advance on the first is corrected by the full close when
// the resident leaves in mid-month.
func TestEarlyCutOffBillsInAdvance(t *testing.T) {
	a := lease("L-7", term("2026-01-01", "2027-01-01"),
		accrual.Named{Name: "base rent", Advance: true, Due: 4, Clause: baseRent{rub("31000.00")}},
		accrual.Named{Name: "turnover rent", Clause: turnover{Share: finance.MustRate("5%")}},
	)
	h := host{as: []accrual.Agreement{a}}
	h.facts = append(h.facts, sale("1", "2026-01-02", "2026-01-02", "1000.00"))
	require.Equal(t, []string{"base rent 2026-01 31000.00"}, h.close("2026-01", "2026-01-01"))
	require.Empty(t, h.close("2026-01", "2026-01-05"))
	h.as[0].Amendments = append(h.as[0].Amendments, accrual.Amendment{From: day("2026-01-11"), Known: day("2026-01-06"), Term: term("2026-01-01", "2026-01-11")})
	require.Equal(t, []string{"base rent 2026-01 -21000.00", "turnover rent 2026-01 50.00"}, h.close("2026-01", "2026-02-01"))
	for o := range h.books.Posted() {
		require.False(t, o.Adjusts(), o)
	}
	require.Empty(t, h.close("2026-01", "2026-02-01"))
	require.Empty(t, h.close("2026-02", "2026-03-01"))
}

// VAT of 20 % to the end of 2025, of 22 % after; a slot of one key has two tax
// lines when the rate changes inside it.
func TestTaxByTheDayOfSupply(t *testing.T) {
	vat := civil.Timeline[finance.Rate]{
		{From: day("2019-01-01"), Value: finance.MustRate("20%"), Source: "Federal law 303-FZ of 3 August 2018"},
		{From: day("2026-01-01"), Value: finance.MustRate("22%"), Source: "Federal law 425-FZ of 28 November 2025"},
	}
	for included, want := range map[bool][]string{
		false: {"base rent 2025-12 10000.00+2000.00", "deposit fee 2025-12 100.00", "base rent 2026-01 10000.00+2200.00", "deposit fee 2026-01 100.00"},
		true:  {"base rent 2025-12 8333.33+1666.67", "deposit fee 2025-12 100.00", "base rent 2026-01 8196.72+1803.28", "deposit fee 2026-01 100.00"},
	} {
		a := lease("L-7", term("2025-12-01", ""),
			accrual.Named{Name: "base rent", Clause: baseRent{rub("10000.00")}},
			accrual.Named{Name: "deposit fee", Untaxed: true, Clause: baseRent{rub("100.00")}})
		a.Tax = accrual.Tax{Rates: vat, Included: included, Rounding: finance.HalfUp}
		h := host{as: []accrual.Agreement{a}}
		require.Equal(t, want, append(h.close("2025-12", "2026-01-01"), h.close("2026-01", "2026-02-01")...))
	}
	vat[1].From = day("2026-01-16")
	a := lease("L-7", term("2025-12-01", ""), accrual.Named{Name: "base rent", Clause: baseRent{rub("10000.00")}})
	a.Tax = accrual.Tax{Rates: vat, Rounding: finance.HalfUp}
	h := host{as: []accrual.Agreement{a}}
	h.close("2025-12", "2026-01-01")
	// 15 days of 31 at 20 %, 16 at 22 %: 4,838.71 × 20 % + 5,161.29 × 22 %.
	require.Equal(t, []string{"base rent 2026-01 10000.00+2103.22"}, h.close("2026-01", "2026-02-01"))
}

// A lease is assigned on 11 January: two debtors share its month under one key.
func TestAssignmentSplitsTheMonth(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "base rent", Clause: baseRent{rub("31000.00")}},
		accrual.Named{Name: "refund", Back: true, Clause: baseRent{rub("310.00")}}, accrual.Named{Name: "fund", To: "fund", Clause: baseRent{rub("31.00")}})
	a.Amendments = append(a.Amendments, accrual.Amendment{From: day("2026-01-11"), Known: day("2026-01-01"), Parties: &accrual.Parties{Creditor: "cluster", Debtor: "R-4"}})
	closed, err := accrual.Close(accrual.Books{}, []accrual.Agreement{a}, month("2026-01"), day("2026-02-01"), slices.Values([]accrual.Fact(nil)))
	require.NoError(t, err)
	var got []string
	for _, o := range closed.Obligations {
		got = append(got, fmt.Sprintf("%s owes %s %v for %s", o.Debtor, o.Creditor, o.Net, o.Clause))
	}
	require.Equal(t, []string{
		"R-3 owes cluster 10000.00 RUB for base rent", "R-4 owes cluster 21000.00 RUB for base rent",
		"cluster owes R-3 100.00 RUB for refund", "cluster owes R-4 210.00 RUB for refund",
		"R-3 owes fund 10.00 RUB for fund", "R-4 owes fund 21.00 RUB for fund",
	}, got)
}

// A return in the sale's window adjusts it, one in its own window does not.
func TestWhereAReturnCounts(t *testing.T) {
	for where, want := range map[accrual.Returns][]string{
		accrual.InOwnWindow:  {"fee 2026-04 -20.00"},
		accrual.InSaleWindow: {"fee 2026-03 -20.00"},
	} {
		h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""),
			accrual.Named{Name: "fee", Clause: slabs{Table: finance.Tiers{Steps: []finance.Tier{{Rate: finance.MustRate("10%")}}}, In: accrual.Window{Cycle: accrual.ByYear, Returns: where}}},
		)}}
		h.facts = []accrual.Fact{sale("1", "2026-03-05", "2026-03-05", "1000.00")}
		require.Equal(t, []string{"fee 2026-03 100.00"}, h.close("2026-03", "2026-04-01"))
		back := sale("2", "2026-04-05", "2026-04-05", "-200.00")
		back.Of = accrual.Ref{ID: "1", On: day("2026-03-05")}
		h.facts = append(h.facts, back)
		require.Equal(t, want, h.close("2026-04", "2026-05-01"), where)
	}
}

// A commission of 10 % until 1,000 are sold, then 5 %; what comes back bears
// the rate that it was sold at, months later and after a replay.
func TestReturnAtTheFrozenRateOfItsSale(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""),
		accrual.Named{Name: "fee", Clause: frozen{finance.MustRate("10%"), finance.MustRate("5%"), 100000}},
	)}}
	h.facts = []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "1000.00"), sale("2", "2026-01-06", "2026-01-06", "400.00")}
	require.Equal(t, []string{"fee 2026-01 120.00"}, h.close("2026-01", "2026-02-01"))
	back := sale("3", "2026-02-05", "2026-02-05", "-300.00")
	back.Of = accrual.Ref{ID: "1", On: day("2026-01-05")}
	h.facts = append(h.facts, back)
	require.Equal(t, []string{"fee 2026-02 -30.00"}, h.close("2026-02", "2026-03-01"))
	// The first sale was never one: the second now bears 10 %, and the return of the first goes.
	undo := accrual.Fact{ID: "4", Agreement: "L-7", On: day("2026-03-01"), Known: day("2026-03-01"), Voids: accrual.Ref{ID: "3", On: day("2026-02-05")}, Of: back.Of}
	gone := accrual.Fact{ID: "5", Agreement: "L-7", On: day("2026-03-01"), Known: day("2026-03-01"), Voids: accrual.Ref{ID: "1", On: day("2026-01-05")}}
	h.facts = append(h.facts, undo, gone)
	require.Equal(t, []string{"fee 2026-01 -80.00", "fee 2026-02 30.00"}, h.close("2026-03", "2026-04-01"))
}

// Shares rounded line by line differ from the share of the sum.
func TestLinesAreRoundedOneByOne(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: share{finance.MustRate("10%")}})}}
	for i := range 10 {
		h.facts = append(h.facts, sale(fmt.Sprint(i), "2026-01-05", "2026-01-05", "0.05"))
	}
	require.Equal(t, []string{"fee 2026-01 0.10"}, h.close("2026-01", "2026-02-01"))
}

func TestBooksAsText(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""),
		accrual.Named{Name: "fee", Clause: turnover{Share: finance.MustRate("10%"), In: accrual.Window{Cycle: accrual.ByYear}}})}}
	h.facts = []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "1000.00")}
	h.close("2026-01", "2026-02-01")
	text, err := json.Marshal(h.books)
	require.NoError(t, err)
	var again accrual.Books
	require.NoError(t, json.Unmarshal(text, &again))
	require.Equal(t, h.books, again)
	for _, bad := range []string{`{"schema":2}`, `{}`, `{"schema":1,"next":"2026-01"}`, `{"schema":1,"x":1}`, `{"schema":1} 2`, `[]`,
		strings.Replace(string(text), `"for":"2026-01"`, `"for":"2026-02"`, 1), strings.Replace(string(text), `"window":"2026-01-01/2027-01-01"`, `"window":"2025-01-01/2026-01-01"`, 1)} {
		require.Error(t, again.UnmarshalJSON([]byte(bad)), bad)
		require.Equal(t, accrual.Books{}, again)
	}
}

// A host that hands in everything is told of a fact that was slipped into a
// closed month, or changed there, also when nothing late makes Close look.
func TestFactsSlippedIntoAClosedMonth(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""),
		accrual.Named{Name: "turnover rent", Clause: turnover{Share: finance.MustRate("8%")}})}}
	h.facts = []accrual.Fact{sale("1", "2026-01-10", "2026-01-10", "1000.00"), sale("2", "2026-02-10", "2026-02-10", "1000.00")}
	h.close("2026-01", "2026-02-01")
	h.close("2026-02", "2026-03-03")
	for name, facts := range map[string][]accrual.Fact{
		"slipped in": append(slices.Clone(h.facts), sale("3", "2026-02-27", "2026-02-28", "100000.00")),
		"changed":    {sale("1", "2026-01-10", "2026-01-10", "9000.00"), h.facts[1]},
	} {
		_, err := accrual.Close(h.books, h.as, month("2026-03"), day("2026-04-01"), slices.Values(facts))
		require.ErrorIs(t, err, finance.ErrConflict, name)
	}
	for _, facts := range [][]accrual.Fact{nil, h.facts[:1], h.facts, append(h.facts, h.facts...)} { // a part, all, and retries
		_, err := accrual.Close(h.books, h.as, month("2026-03"), day("2026-04-01"), slices.Values(facts))
		require.NoError(t, err)
	}
}

// A reading of a meter that the agreement does not have is most likely a
// mistyped name, which no clause would ever count: alone or beside others.
func TestReadingsOfUnknownMeters(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "turnover rent", Clause: turnover{Share: finance.MustRate("8%")}})
	wrong, beside := sale("1", "2026-01-10", "2026-01-10", "1.00"), sale("2", "2026-01-10", "2026-01-10", "1.00")
	wrong.Adds = []accrual.Reading{{Meter: "sails", N: 100}}
	beside.Adds = append(beside.Adds, accrual.Reading{Meter: "salles", N: 100})
	_, err := accrual.Close(accrual.Books{}, []accrual.Agreement{a}, month("2026-01"), day("2026-02-01"), slices.Values([]accrual.Fact{wrong, beside}))
	require.EqualError(t, err, `2 problems: facts[1].adds[0].meter: "sails": unknown; facts[2].adds[1].meter: "salles": unknown`)
	require.ErrorIs(t, err, finance.ErrUnknown)
}
