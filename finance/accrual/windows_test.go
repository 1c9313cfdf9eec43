package accrual_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// through closes each month from first to last on the first of the next one.
func (h *host) through(first, last string) []string {
	var all []string
	for m := range month(first).Through(month(last)) {
		all = append(all, h.close(m.String(), m.Next().First().String())...)
	}
	return all
}

// fee is 10 % of sales over 100, in a window.
func fee(in accrual.Window) accrual.Named {
	return accrual.Named{Name: "fee", Clause: turnover{Share: finance.MustRate("10%"), Over: rub("100.00"), In: in}}
}

func amend(a *accrual.Agreement, m accrual.Amendment) { a.Amendments = append(a.Amendments, m) }

// slots are the keys' slots of what was posted under a name.
func slots(b accrual.Books, clause string) []string {
	var all []string
	for o := range b.Posted() {
		if o.Clause == clause && !slices.Contains(all, o.Slot.String()) {
			all = append(all, o.Slot.String())
		}
	}
	return all
}

// A term from 29 February has its anniversaries on 28, 28, 28 and 29 February:
// the threshold of 100 counts anew on each. Sales of 300 on the day before and
// of 200 on the day itself.
func TestContractYearsFromTheLeapDay(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2024-02-29", ""), fee(accrual.Window{Cycle: accrual.ByContractYear, Once: true}))}}
	for i, on := range []string{"2025-02-27", "2025-02-28", "2026-02-27", "2026-02-28", "2028-02-28", "2028-02-29"} {
		amount := "300.00"
		if i%2 == 1 {
			amount = "200.00"
		}
		h.facts = append(h.facts, sale(fmt.Sprint(i), on, on, amount))
	}
	require.Equal(t, []string{
		"fee 2025-02 20.00", // 10 % × (300 - 100)
		"fee 2026-02 40.00", // 10 % × (200 + 300 - 100)
		"fee 2027-02 10.00", // 10 % × (200 - 100)
		"fee 2028-02 20.00", // the year to 28 February, which ends on the 29th
		"fee 2029-02 10.00",
	}, h.through("2024-02", "2029-03"))
	require.Equal(t, []string{
		"2024-02-29/2025-02-28", "2025-02-28/2026-02-28", "2026-02-28/2027-02-28", "2027-02-28/2028-02-29", "2028-02-29/2029-02-28",
	}, slots(h.books, "fee"))
}

// Contract years that begin on the 21st cut each month in which they meet:
// 10 % over 100 a year, 150 sold on 20 March and 150 on the 21st.
func TestContractYearsMeetInsideAMonth(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2025-03-21", ""), fee(accrual.Window{Cycle: accrual.ByContractYear}))}}
	h.facts = []accrual.Fact{sale("1", "2026-03-20", "2026-03-20", "150.00"), sale("2", "2026-03-21", "2026-03-21", "150.00")}
	require.Equal(t, []string{"fee 2026-03 10.00"}, h.through("2025-03", "2026-04"))
	why, err := accrual.Explain(h.as[0], accrual.Key{Agreement: "L-7", Clause: "fee", Slot: month("2026-03").Period()}, day("2026-04-01"), slices.Values(h.facts))
	require.NoError(t, err)
	require.Equal(t, "50.00 RUB × 10%; 50.00 RUB × 10%", why.String())
	require.Equal(t, "2026-03-01/2026-03-21", why.Parts[0].Period.String())
}

// Quarters are those of the calendar, whatever the term: the threshold counts
// anew on 1 April and 1 July.
func TestQuarters(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-02-15", "2026-08-01"), fee(accrual.Window{Cycle: accrual.ByQuarter}))}}
	for i, on := range []string{"2026-02-14", "2026-02-15", "2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01", "2026-07-31", "2026-08-01"} {
		h.facts = append(h.facts, sale(fmt.Sprint(i), on, on, "150.00")) // the first and the last lie outside the term
	}
	require.Equal(t, []string{
		"fee 2026-02 5.00", "fee 2026-03 15.00", "fee 2026-04 5.00", "fee 2026-06 15.00", "fee 2026-07 20.00",
	}, h.through("2026-01", "2026-09"))
}

// A life is the whole term. Charged once it is due when the term ends, and
// never while that is open.
func TestLife(t *testing.T) {
	monthly := fee(accrual.Window{Cycle: accrual.ByLife})
	once := fee(accrual.Window{Cycle: accrual.ByLife, Once: true, After: 1})
	once.Name = "at the end"
	h := host{as: []accrual.Agreement{lease("L-7", term("2025-12-15", "2026-03-10"), monthly, once)}}
	for i, on := range []string{"2025-12-20", "2026-01-05", "2026-03-09", "2026-03-10"} {
		h.facts = append(h.facts, sale(fmt.Sprint(i), on, on, "90.00"))
	}
	require.Equal(t, []string{"fee 2026-01 8.00", "fee 2026-03 9.00", "at the end 2026-04 17.00"}, h.through("2025-12", "2026-06"))
	require.Equal(t, []string{"2025-12-15/2026-03-10"}, slots(h.books, "at the end"))

	h = host{as: []accrual.Agreement{lease("L-7", term("2025-12-15", ""), monthly, once)}, facts: h.facts}
	require.Equal(t, []string{"fee 2026-01 8.00", "fee 2026-03 18.00"}, h.through("2025-12", "2026-06"))
}

// A window charged once that the end of the term cuts short settles so many
// months after that end, to the parties of its last day and at its day's tax.
func TestOnceAcrossTheEndOfTheTerm(t *testing.T) {
	a := lease("L-7", term("2025-01-01", "2025-11-16"), fee(accrual.Window{Cycle: accrual.ByYear, Once: true, After: 3}))
	a.Tax = accrual.Tax{Rounding: finance.HalfUp, Rates: civil.Timeline[finance.Rate]{
		{From: day("2019-01-01"), Value: finance.MustRate("20%"), Source: "law"}, {From: day("2026-01-01"), Value: finance.MustRate("22%"), Source: "law"},
	}}
	amend(&a, accrual.Amendment{From: day("2025-06-01"), Known: day("2025-05-01"), Parties: &accrual.Parties{Creditor: "cluster", Debtor: "R-4"}})
	h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{sale("1", "2025-02-01", "2025-02-01", "300.00")}}
	require.Equal(t, []string{"fee 2026-02 20.00+4.00"}, h.through("2025-01", "2026-04"))
	for o := range h.books.Posted() {
		require.Equal(t, accrual.Party("R-4"), o.Debtor)
		require.Equal(t, "2025-01-01/2026-01-01", o.Slot.String())
		require.False(t, o.Adjusts())
	}
}

// A month of which a clause was dropped for ten days, and set again: the days
// held are charged, whatever the change; sales of the gap are not, unless it is
// rated again.
func TestDroppedAndSetAgain(t *testing.T) {
	for change, want := range map[accrual.Change][]string{
		accrual.Carry:   {"rent 2026-01 2100.00", "fee 2026-01 25.00"}, // 10 % × (200 - 100), and 150 after it
		accrual.Restart: {"rent 2026-01 2100.00", "fee 2026-01 15.00"}, // 10, and 10 % × (150 - 100)
		accrual.Rerate:  {"rent 2026-01 2100.00", "fee 2026-01 32.00"}, // 10 % × (200 + 70 + 150 - 100)
	} {
		a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Clause: baseRent{rub("3100.00")}}, fee(accrual.Window{}))
		amend(&a, accrual.Amendment{From: day("2026-01-11"), Known: day("2026-01-02"), Drop: []string{"rent", "fee"}})
		again := fee(accrual.Window{})
		again.Change = change
		amend(&a, accrual.Amendment{From: day("2026-01-21"), Known: day("2026-01-02"), Set: []accrual.Named{{Name: "rent", Change: change, Clause: baseRent{rub("3100.00")}}, again}})
		h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{
			sale("1", "2026-01-10", "2026-01-10", "200.00"), sale("2", "2026-01-11", "2026-01-11", "70.00"), sale("3", "2026-01-21", "2026-01-21", "150.00"),
		}}
		require.Equal(t, want, h.close("2026-01", "2026-02-01"), change)
	}
}

// A clause dropped for good leaves its window open to its end: what is charged
// once comes then, for the days held.
func TestDroppedOnceWindowSettlesAtItsEnd(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""), fee(accrual.Window{Cycle: accrual.ByQuarter, Once: true}))
	amend(&a, accrual.Amendment{From: day("2026-02-01"), Known: day("2026-01-02"), Drop: []string{"fee"}})
	h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{sale("1", "2026-01-10", "2026-01-10", "200.00"), sale("2", "2026-02-10", "2026-02-10", "200.00")}}
	require.Equal(t, []string{"fee 2026-03 10.00"}, h.through("2026-01", "2026-05"))
}

// Of two amendments of one day the one that became known later holds, in
// whatever order they are listed; before that the other did.
func TestTwoAmendmentsOfOneDay(t *testing.T) {
	first := accrual.Amendment{From: day("2026-02-01"), Known: day("2026-01-10"), Set: []accrual.Named{{Name: "rent", Clause: baseRent{rub("200.00")}}}}
	second := accrual.Amendment{From: day("2026-02-01"), Known: day("2026-03-05"), Set: []accrual.Named{{Name: "rent", Clause: baseRent{rub("300.00")}}}}
	third := accrual.Amendment{From: day("2026-02-01"), Known: day("2026-04-05"), Drop: []string{"rent"}}
	for _, order := range [][]accrual.Amendment{{first, second, third}, {third, second, first}} {
		a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Clause: baseRent{rub("100.00")}})
		a.Amendments = append(a.Amendments, order...)
		h := host{as: []accrual.Agreement{a}}
		require.Equal(t, []string{
			"rent 2026-01 100.00", "rent 2026-02 200.00",
			"rent 2026-02 100.00", "rent 2026-03 300.00",
			"rent 2026-02 -300.00", "rent 2026-03 -300.00",
		}, h.through("2026-01", "2026-04"))
	}
}

// A clause that changes its cycle closes its window and opens the other. What
// the year owed is charged in the month that it lasted to, not in the one that
// the quarter begins with, and a replay does not charge it twice.
func TestChangeOfCycle(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""), fee(accrual.Window{Cycle: accrual.ByYear, Once: true}))
	amend(&a, accrual.Amendment{From: day("2026-03-01"), Known: day("2026-01-01"), Set: []accrual.Named{fee(accrual.Window{Cycle: accrual.ByQuarter, Once: true})}})
	h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "300.00")}}
	require.Equal(t, []string{"fee 2026-02 20.00"}, h.through("2026-01", "2026-03"))
	h.facts = append(h.facts, sale("2", "2026-03-05", "2026-04-05", "200.00"))
	require.Equal(t, []string{"fee 2026-03 10.00"}, h.close("2026-04", "2026-05-01"))
	require.Equal(t, []string{"2026-01-01/2027-01-01", "2026-01-01/2026-04-01"}, slots(h.books, "fee"))
}

// In mid-month too, from month to year and back: each window stands alone.
func TestChangeOfCycleInMidMonth(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""), fee(accrual.Window{}))
	amend(&a, accrual.Amendment{From: day("2026-01-11"), Known: day("2026-01-01"), Set: []accrual.Named{fee(accrual.Window{Cycle: accrual.ByYear})}})
	amend(&a, accrual.Amendment{From: day("2026-02-11"), Known: day("2026-01-01"), Set: []accrual.Named{fee(accrual.Window{})}})
	h := host{as: []accrual.Agreement{a}}
	for i, on := range []string{"2026-01-10", "2026-01-11", "2026-02-10", "2026-02-11"} {
		h.facts = append(h.facts, sale(fmt.Sprint(i), on, on, "150.00"))
	}
	// 5 and 5 in January; in February 15 on the year, and 5 on the rest of the month.
	require.Equal(t, []string{"fee 2026-01 10.00", "fee 2026-02 20.00"}, h.through("2026-01", "2026-02"))
}

// A window charged once that moves to an earlier month, as the term is cut back
// late: what was posted for the one month is taken back, and a later replay of
// the first month alone takes nothing back twice.
func TestAWindowChargedOnceMoves(t *testing.T) {
	a := lease("L-7", term("2026-01-01", "2027-07-01"), fee(accrual.Window{Cycle: accrual.ByYear, Once: true}))
	h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "1100.00"), sale("2", "2026-11-05", "2026-11-05", "500.00")}}
	require.Equal(t, []string{"fee 2026-12 150.00"}, h.through("2026-01", "2026-12"))
	amend(&h.as[0], accrual.Amendment{From: day("2026-10-01"), Known: day("2027-01-10"), Term: term("2026-01-01", "2026-10-01")})
	closed, err := accrual.Close(h.books, h.as, month("2027-01"), day("2027-02-01"), slices.Values(h.facts))
	require.NoError(t, err)
	require.Equal(t, []string{"fee 2026-09 100.00", "fee 2026-12 -150.00"}, lines(closed.Obligations))
	require.Equal(t, closed.Obligations[0].Key, closed.Obligations[1].Key)
	require.NotEqual(t, closed.Obligations[0].Posting(), closed.Obligations[1].Posting())
	h.books = closed.Books
	h.facts = append(h.facts, sale("3", "2026-12-05", "2027-02-05", "1000.00")) // after the end
	require.Empty(t, h.close("2027-02", "2027-03-01"))
}

// What was billed in advance, months ahead, is not billed again by the closes
// in between.
func TestBilledAhead(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Advance: true, Due: 5, Clause: baseRent{rub("31.00")}})}}
	require.Empty(t, h.close("2025-12", "2026-01-01"))
	require.Equal(t, []string{"rent 2026-03 31.00"}, h.close("2026-03", "2026-01-02"))
	require.Empty(t, h.close("2026-03", "2026-01-02"))
	require.Equal(t, []string{"rent 2026-01 31.00"}, h.close("2026-01", "2026-02-01"))
	require.Equal(t, []string{"rent 2026-02 31.00"}, h.close("2026-02", "2026-03-01"))
	require.Empty(t, h.close("2026-03", "2026-04-01"))
	for o := range h.books.Posted() {
		require.Equal(t, o.For.First().AddDays(5), o.Due)
	}
}

// A lease that ends on the very day from which its next month was billed in
// advance gives that month back.
func TestBilledInAdvanceAndGone(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Advance: true, Clause: baseRent{rub("31.00")}})}}
	h.through("2025-12", "2026-01")
	require.Equal(t, []string{"rent 2026-02 31.00"}, h.close("2026-02", "2026-02-02"))
	amend(&h.as[0], accrual.Amendment{From: day("2026-02-01"), Known: day("2026-02-03"), Term: term("2026-01-01", "2026-02-01")})
	require.Equal(t, []string{"rent 2026-02 -31.00"}, h.close("2026-02", "2026-03-01"))
	require.Empty(t, h.close("2026-03", "2026-04-01"))
}

// A rate that begins late charges no tax it does not know: a charge of a day
// before it is an error, unless it is untaxed.
func TestTaxThatBeginsLate(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Clause: baseRent{rub("31.00")}})
	a.Tax.Rates = civil.Timeline[finance.Rate]{{From: day("2026-01-02"), Value: finance.MustRate("20%"), Source: "law"}}
	_, err := accrual.Close(accrual.Books{}, []accrual.Agreement{a}, month("2026-01"), day("2026-02-01"), nil)
	refused(t, err, at("agreements[L-7].rent", finance.ErrMissing))
	require.EqualError(t, err, "agreements[L-7].rent: 2026-01: tax rate of 2026-01-01: missing")
	a.Amendments[0].Set[0].Untaxed = true
	h := host{as: []accrual.Agreement{a}}
	require.Equal(t, []string{"rent 2026-01 31.00"}, h.close("2026-01", "2026-02-01"))
}

// Back and To: who owes whom, in the four cases; nobody owes to itself.
func TestWhoOwesWhom(t *testing.T) {
	for _, c := range []struct {
		back bool
		to   accrual.Party
		want string
	}{
		{false, "", "R-3 owes cluster"}, {true, "", "cluster owes R-3"}, {false, "fund", "R-3 owes fund"}, {true, "fund", "cluster owes fund"},
		{false, "R-3", ""}, {true, "cluster", ""}, {false, "cluster", "R-3 owes cluster"},
	} {
		a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "x", Back: c.back, To: c.to, Clause: baseRent{rub("31.00")}})
		closed, err := accrual.Close(accrual.Books{}, []accrual.Agreement{a}, month("2026-01"), day("2026-02-01"), nil)
		if c.want == "" {
			refused(t, err, at("agreements[L-7].x", finance.ErrConflict))
			continue
		}
		require.NoError(t, err)
		o := closed.Obligations[0]
		require.Equal(t, c.want, string(o.Debtor+" owes "+o.Creditor))
	}
}

// Nothing of an agreement is known before its first amendment is, whatever
// else is; then its months are charged as adjustments.
func TestAnAgreementThatBecomesKnownLate(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Clause: baseRent{rub("31.00")}})
	a.Amendments[0].Known = day("2026-03-05")
	amend(&a, accrual.Amendment{From: day("2026-01-01"), Known: day("2026-01-01"), Term: term("2026-01-01", ""), Set: []accrual.Named{{Name: "fee", Clause: baseRent{rub("62.00")}}}})
	h := host{as: []accrual.Agreement{a}}
	require.Empty(t, h.through("2026-01", "2026-02"))
	require.Equal(t, "fee 2026-01 62.00;rent 2026-01 31.00;fee 2026-02 62.00;rent 2026-02 31.00;fee 2026-03 62.00;rent 2026-03 31.00", strings.Join(h.close("2026-03", "2026-04-01"), ";"))
}

// Parties of a day before all others are not those of days before it.
func TestPartiesBeforeTheFirst(t *testing.T) {
	a := lease("L-7", term("2026-03-01", ""), accrual.Named{Name: "rent", Clause: baseRent{rub("31.00")}})
	a.Amendments[0].Term = term("2026-01-01", "")
	amend(&a, accrual.Amendment{From: day("2026-01-01"), Known: day("2026-01-01"), Set: []accrual.Named{{Name: "early", Clause: baseRent{rub("31.00")}}}})
	a.Amendments[0].Known = day("2026-01-01")
	h := host{as: []accrual.Agreement{a}}
	h.through("2026-01", "2026-02")
	amend(&h.as[0], accrual.Amendment{From: day("2026-02-01"), Known: day("2026-03-02"), Parties: &accrual.Parties{Creditor: "cluster", Debtor: "R-4"}})
	// February moves to R-4, January stays with R-3.
	require.Equal(t, []string{"early 2026-02 -31.00", "early 2026-02 31.00", "early 2026-03 31.00", "rent 2026-03 31.00"}, sorted(h.close("2026-03", "2026-04-01")))
}

func sorted(s []string) []string { slices.Sort(s); return s }

// A stepper's state is gone when it is restarted, on the first of a month as in
// the middle of it. The rate falls to 5 % once 1,000 are sold.
func TestARestartForgetsTheState(t *testing.T) {
	for _, from := range []string{"2026-02-01", "2026-02-02"} {
		for change, want := range map[accrual.Change]string{accrual.Carry: "fee 2026-02 5.00", accrual.Restart: "fee 2026-02 10.00"} {
			stepper := stepsIn{frozen{finance.MustRate("10%"), finance.MustRate("5%"), 100000}, accrual.Window{}}
			a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: stepper})
			amend(&a, accrual.Amendment{From: day(from), Known: day("2026-01-01"), Set: []accrual.Named{{Name: "fee", Clause: stepper, Change: change}}})
			h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "1000.00"), sale("2", "2026-02-05", "2026-02-05", "100.00")}}
			require.Equal(t, []string{"fee 2026-01 100.00", want}, h.through("2026-01", "2026-02"), "%s %v", from, change)
		}
	}
}

// Months of the years 20 to 9980 can be closed, and windows reach beyond them.
func TestTheEndsOfTime(t *testing.T) {
	for _, c := range []struct{ from, month, cutoff string }{{"0001-01-01", "0020-01", "0020-02-01"}, {"9979-05-05", "9980-12", "9981-01-01"}} {
		var clauses []accrual.Named
		for i := range 5 {
			n := fee(accrual.Window{Cycle: accrual.Cycle(i)})
			n.Name, n.Due = fmt.Sprint(i), accrual.MaxDue*(2*(i%2)-1)
			clauses = append(clauses, n)
		}
		a := lease("L-7", term(c.from, ""), clauses...)
		a.Amendments[0].Known = day(c.from)
		on := month(c.month).First()
		facts := slices.Values([]accrual.Fact{sale("1", on.String(), on.String(), "200.00")})
		closed, err := accrual.Close(accrual.Books{}, []accrual.Agreement{a}, month(c.month), day(c.cutoff), facts)
		require.NoError(t, err)
		require.Len(t, closed.Obligations, 5)
		for _, o := range closed.Obligations {
			require.Equal(t, rub("10.00"), o.Net)
			require.False(t, o.Due.IsZero())
		}
	}
	for _, m := range []string{"0019-12", "9981-01", "9999-12"} {
		_, err := accrual.Close(accrual.Books{}, nil, month(m), day("2026-01-01"), nil)
		refused(t, err, at("month", finance.ErrRange))
	}
}

// A fact of a year long gone asks for nothing but itself: the books do not
// fill with months in which nothing was agreed.
func TestAFactFromBeforeTheTerm(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), fee(accrual.Window{Cycle: accrual.ByYear}))}}
	h.through("2026-01", "2026-02")
	small, err := h.books.MarshalJSON()
	require.NoError(t, err)
	h.facts = append(h.facts, sale("1", "0202-03-03", "2026-03-03", "1000.00"), sale("2", "2026-03-03", "2026-03-03", "1000.00"))
	require.Equal(t, []string{"fee 2026-03 90.00"}, h.close("2026-03", "2026-04-01"))
	text, err := h.books.MarshalJSON()
	require.NoError(t, err)
	require.Less(t, len(text), len(small)+2000)
	require.Empty(t, h.close("2026-04", "2026-05-01"))
}

// A term of more than two hundred years that must be gone through whole is
// refused; one whose windows are years is not.
func TestMonthsWithoutEnd(t *testing.T) {
	life, year := fee(accrual.Window{Cycle: accrual.ByLife}), fee(accrual.Window{Cycle: accrual.ByYear})
	for _, c := range []struct {
		from   string
		clause accrual.Named
		want   []finance.Problem
	}{
		{"1826-01-15", life, nil}, {"1825-12-31", life, []finance.Problem{at("agreements[L-7]", finance.ErrLimit)}}, {"0001-01-01", year, nil},
	} {
		h := host{as: []accrual.Agreement{lease("L-7", term(c.from, ""), c.clause)}}
		h.as[0].Amendments[0].Known = day("2025-01-01")
		err := h.try("2026-01", "2026-02-01", sale("1", "2026-01-05", "2026-01-05", "200.00"))
		if c.want == nil {
			require.NoError(t, err)
			continue
		}
		refused(t, err, c.want...)
		_, err = accrual.Explain(h.as[0], accrual.Key{Agreement: "L-7", Clause: "fee", Slot: month("2026-01").Period()}, day("2026-02-01"), nil)
		refused(t, err, c.want...)
	}
}

// Books that open when a window charged once has been over for two years, and a
// life was left long before, still charge what settles then.
func TestBooksThatOpenAsAWindowSettles(t *testing.T) {
	for _, c := range []struct {
		from, drop, to string
		cycle          accrual.Cycle
	}{
		{"2024-01-01", "2024-03-01", "2024-03-01", accrual.ByMonth}, {"2023-03-01", "2023-04-01", "2024-03-01", accrual.ByContractYear},
		{"2020-01-01", "2020-06-01", "2024-03-01", accrual.ByLife},
	} {
		a := lease("L-7", term(c.from, c.to), fee(accrual.Window{Cycle: c.cycle, Once: true, After: 24}))
		amend(&a, accrual.Amendment{From: day(c.drop), Known: day(c.from), Drop: []string{"fee"}})
		on := day(c.drop).AddDays(-1).String()
		h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{sale("1", on, on, "300.00")}}
		require.Equal(t, []string{"fee 2026-02 20.00"}, h.close("2026-02", "2026-03-01"), c)
	}
}

// What is returned may feed meters that nobody counts, and nothing.
func TestReadingsThatNobodyCounts(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), fee(accrual.Window{}))}}
	h.as[0].Meters = append(h.as[0].Meters, "units", "visits")
	back := sale("2", "2026-01-06", "2026-01-06", "-100.00")
	back.Of = accrual.Ref{ID: "1", On: day("2026-01-05")}
	back.Adds = append([]accrual.Reading{{Meter: "units", N: -1}, {Meter: "visits"}}, back.Adds...)
	h.facts = []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "300.00"), back}
	require.Equal(t, []string{"fee 2026-01 10.00"}, h.close("2026-01", "2026-02-01"))
}

// A term that is moved late, by an amendment of a later day, is charged for the
// days that came to it and gives back those that it lost.
func TestATermThatMoves(t *testing.T) {
	for _, c := range []struct {
		term *civil.Period
		want []string
	}{
		{term("2026-01-16", "2027-01-01"), []string{"rent 2026-01 16.00", "rent 2026-04 30.00"}},
		{term("2026-02-01", "2026-03-11"), []string{"rent 2026-03 -21.00"}},
		{term("2026-01-16", "2026-03-11"), []string{"rent 2026-01 16.00", "rent 2026-03 -21.00"}},
		{term("2026-02-15", ""), []string{"rent 2026-02 -14.00", "rent 2026-04 30.00"}},
		{term("2026-02-01", ""), []string{"rent 2026-04 30.00"}},
	} {
		a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Clause: daily{}})
		a.Amendments[0].Term = term("2026-02-01", "2027-01-01")
		h := host{as: []accrual.Agreement{a}}
		require.Equal(t, []string{"rent 2026-02 28.00", "rent 2026-03 31.00"}, h.through("2026-01", "2026-03"))
		amend(&h.as[0], accrual.Amendment{From: day("2026-04-01"), Known: day("2026-04-02"), Term: c.term})
		closed, err := accrual.Close(h.books, h.as, month("2026-04"), day("2026-05-01"), nil)
		require.NoError(t, err)
		require.Equal(t, c.want, lines(closed.Obligations), c.term)
	}
}

// daily is a rouble a day.
type daily struct{}

func (daily) Window() accrual.Window  { return accrual.Window{} }
func (daily) Meters() []accrual.Meter { return nil }
func (daily) Earned(s accrual.Span) (finance.Money, error) {
	return finance.Minor(100*s.DaysHeld(), s.Currency), nil
}

// A clause that is dropped late has held its window for less, from its first
// day on: of a threshold of 365 a year 59 are left, and 300 of January are over
// them. The month of another clause does not hide that year.
func TestADropThatShrinksTheWholeWindow(t *testing.T) {
	year := accrual.Named{Name: "fee", Clause: turnover{Share: tenth, Over: rub("365.00"), Part: true, In: accrual.Window{Cycle: accrual.ByYear}}}
	rent := accrual.Named{Name: "rent", Clause: daily{}}
	for _, clauses := range [][]accrual.Named{{year, rent}, {rent, year}} {
		h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), clauses...)}}
		h.facts = []accrual.Fact{sale("1", "2026-01-05", "2026-01-05", "300.00"), sale("2", "2026-03-01", "2026-03-01", "70.00")}
		require.Equal(t, []string{"fee 2026-03 0.50", "rent 2026-01 31.00", "rent 2026-02 28.00", "rent 2026-03 31.00"}, sorted(h.through("2026-01", "2026-03")))
		amend(&h.as[0], accrual.Amendment{From: day("2026-03-01"), Known: day("2026-04-02"), Drop: []string{"fee"}})
		require.Equal(t, []string{"fee 2026-01 24.10", "fee 2026-03 -0.50", "rent 2026-04 30.00"}, sorted(h.close("2026-04", "2026-05-01")))
	}
}

// A stepper is shown the facts of one day by id, in whatever order they came:
// 1,000 at 10 %, then 400 at 5 %.
func TestAStepperSeesFactsInOrder(t *testing.T) {
	facts := []accrual.Fact{sale("S-1", "2026-01-05", "2026-01-05", "1000.00"), sale("S-2", "2026-01-05", "2026-01-05", "400.00"), sale("S-3", "2026-01-04", "2026-01-05", "0.00")}
	stepper := accrual.Named{Name: "fee", Clause: frozen{tenth, finance.MustRate("5%"), 100000}}
	rent := accrual.Named{Name: "rent", Clause: daily{}}
	for _, clauses := range [][]accrual.Named{{stepper}, {stepper, rent}, {rent, stepper}} {
		for _, order := range [][]int{{0, 1, 2}, {1, 0, 2}, {2, 1, 0}} {
			h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), clauses...)}}
			for _, i := range order {
				h.facts = append(h.facts, facts[i])
			}
			require.Equal(t, []string{"fee 2026-01 120.00", "rent 2026-01 31.00"}[:len(clauses)], sorted(h.close("2026-01", "2026-02-01")))
		}
	}
}

// A fact that feeds two meters, each counted by a clause of its own.
func TestTwoMetersOfOneFact(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "units", Clause: perUnit{}}, fee(accrual.Window{}))
	a.Meters = append(a.Meters, "units")
	sold := sale("1", "2026-01-05", "2026-01-05", "300.00")
	sold.Adds = append(sold.Adds, accrual.Reading{Meter: "units", N: 7})
	h := host{as: []accrual.Agreement{a}, facts: []accrual.Fact{sold}}
	require.Equal(t, []string{"units 2026-01 7.00", "fee 2026-01 20.00"}, h.close("2026-01", "2026-02-01"))
}

// perUnit is a rouble a unit.
type perUnit struct{}

func (perUnit) Window() accrual.Window  { return accrual.Window{} }
func (perUnit) Meters() []accrual.Meter { return []accrual.Meter{"units"} }
func (perUnit) Earned(s accrual.Span) (finance.Money, error) {
	return finance.Minor(100*s.Meters[0], s.Currency), nil
}

// An adjustment is due as the words say that held in its month, from the last
// day of the month that posts it; a clause that is no more keeps its last words.
func TestDueDates(t *testing.T) {
	named := func(advance bool, due int) accrual.Named {
		return accrual.Named{Name: "fee", Advance: advance, Due: due, Clause: turnover{Share: tenth}}
	}
	a := lease("L-7", term("2026-01-01", ""), named(false, 10))
	amend(&a, accrual.Amendment{From: day("2026-02-01"), Known: day("2026-01-01"), Set: []accrual.Named{named(true, 3)}})
	amend(&a, accrual.Amendment{From: day("2026-03-01"), Known: day("2026-01-01"), Drop: []string{"fee"}})
	h := host{as: []accrual.Agreement{a}}
	for i, on := range []string{"2026-01-05", "2026-02-05"} {
		h.facts = append(h.facts, sale(fmt.Sprint(i), on, on, "100.00"), sale(fmt.Sprint("late", i), on, "2026-03-05", "50.00"))
	}
	h.through("2026-01", "2026-03")
	var got []string
	for o := range h.books.Posted() {
		got = append(got, fmt.Sprintf("%v in %v, %v: %v", o.For, o.In, o.Net, o.Due))
	}
	require.Equal(t, []string{
		"2026-01 in 2026-01, 10.00 RUB: 2026-02-10", "2026-02 in 2026-02, 10.00 RUB: 2026-02-04",
		"2026-01 in 2026-03, 5.00 RUB: 2026-04-10", "2026-02 in 2026-03, 5.00 RUB: 2026-04-03",
	}, got)
}

// heldDays is a clause that charges a kopeck for each day on which it is held
// in the whole window, whatever the day reached.
type heldDays struct{}

func (heldDays) Window() accrual.Window  { return accrual.Window{Cycle: accrual.ByQuarter} }
func (heldDays) Meters() []accrual.Meter { return nil }
func (heldDays) Earned(s accrual.Span) (finance.Money, error) {
	var n int64
	for _, h := range s.Held {
		n += int64(h.Days())
	}
	return finance.Minor(n, finance.RUB), nil
}

// What a clause is shown as held begins with its own first day, also when it is
// set in the middle of a window that the term fills: 45 of the quarter's days.
func TestHeldBeginsWithTheClause(t *testing.T) {
	a := lease("L-7", term("2026-01-01", "2027-01-01"), accrual.Named{Name: "rent", Clause: baseRent{}})
	amend(&a, accrual.Amendment{From: day("2026-02-15"), Known: day("2026-01-05"), Set: []accrual.Named{{Name: "days", Clause: heldDays{}}}})
	h := host{as: []accrual.Agreement{a}}
	require.Empty(t, h.close("2026-01", "2026-02-01"))
	require.Equal(t, []string{"days 2026-02 0.45"}, h.close("2026-02", "2026-03-01"))
	require.Empty(t, h.close("2026-03", "2026-04-01"))
	require.Equal(t, []string{"days 2026-04 0.91"}, h.close("2026-04", "2026-05-01"))
}
