package accrual_test

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
)

// A studio is taken on 21 March: eleven of the month's thirty-one days are due.
func ExampleClose() {
	studio := lease("L-7", term("2026-03-21", "2027-03-21"), accrual.Named{Name: "base rent", Clause: baseRent{rub("45000.00")}, Due: 10})
	march, cutoff := month("2026-03"), day("2026-04-01")
	none := slices.Values([]accrual.Fact(nil))
	closed, err := accrual.Close(accrual.Books{}, []accrual.Agreement{studio}, march, cutoff, none)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range closed.Obligations {
		why, err := accrual.Explain(studio, o.Key, cutoff, none)
		fmt.Println(o.Debtor, "owes", o.Creditor, o.Net, "by", o.Due, "because", why, err)
	}
	// Output: R-3 owes cluster 15967.74 RUB by 2026-04-10 because 45000.00 RUB × 11/31 days <nil>
}

// Books are kept as text between two closings.
func ExampleBooks() {
	studio := lease("L-7", term("2026-03-21", "2027-03-21"), accrual.Named{Name: "base rent", Clause: baseRent{rub("45000.00")}})
	closed, _ := accrual.Close(accrual.Books{}, []accrual.Agreement{studio}, month("2026-03"), day("2026-04-01"), slices.Values([]accrual.Fact(nil)))
	text, _ := json.Marshal(closed.Books)
	var books accrual.Books
	err := json.Unmarshal(text, &books)
	fmt.Println(books.Next(), "is next; everything before", books.Cutoff(), "is known;", err)
	// Output: 2026-04 is next; everything before 2026-04-01 is known; <nil>
}

// A sale of March becomes known in May: facts are needed since March again.
func ExampleNeedFrom() {
	studio := lease("L-7", term("2026-03-01", ""), accrual.Named{Name: "turnover rent", Clause: turnover{Share: finance.MustRate("8%"), Over: rub("150000.00")}})
	h := host{as: []accrual.Agreement{studio}}
	h.close("2026-03", "2026-04-01")
	h.close("2026-04", "2026-05-01")
	late := sale("S-9", "2026-03-30", "2026-05-06", "170000.00")
	from, err := accrual.NeedFrom(h.books, h.as, month("2026-05"), day("2026-06-01"), []accrual.Fact{late})
	fmt.Println(from, err)
	// Output: 2026-03-01 <nil>
}

// A tenant's year under the terms already signed, with sales as a simulation
// draws them.
func ExampleRun() {
	studio := lease("L-7", term("2026-03-21", "2026-06-01"),
		accrual.Named{Name: "base rent", Clause: baseRent{rub("45000.00")}},
		accrual.Named{Name: "turnover rent", Clause: turnover{Share: finance.MustRate("8%"), Over: rub("150000.00")}})
	run, err := accrual.NewRun(studio, day("2026-03-15"), month("2026-03"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 3 {
		m := run.Month()
		run.Add(run.Meter(sales), rub("200000.00").Minor())
		if err := run.Next(func(c *accrual.Charge) { fmt.Println(m, c.Clause, c.Amount) }); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// 2026-03 base rent 15967.74 RUB
	// 2026-03 turnover rent 4000.00 RUB
	// 2026-04 base rent 45000.00 RUB
	// 2026-04 turnover rent 4000.00 RUB
	// 2026-05 base rent 45000.00 RUB
	// 2026-05 turnover rent 4000.00 RUB
}

// kioskFee is a clause of a host: a price of a metre of counter a month.
type kioskFee struct {
	Price  finance.Money
	Metres finance.Rate
}

func (kioskFee) Window() accrual.Window  { return accrual.Window{} } // a month
func (kioskFee) Meters() []accrual.Meter { return nil }

// Earned is price × metres × days held / days of the month, rounded once.
func (k kioskFee) Earned(s accrual.Span) (finance.Money, error) {
	held, whole := s.DaysHeld(), int64(s.Window.Days())
	s.Trace.Times(k.Price, k.Metres, "m")
	s.Trace.OfDays(held, whole)
	part, err := finance.NewRate(held, whole)
	if err != nil {
		return finance.Money{}, err
	}
	rate, err := k.Metres.Mul(part)
	if err != nil {
		return finance.Money{}, err
	}
	return k.Price.MulRate(rate, finance.HalfEven)
}

// A host's clause is one type: it says what its window has earned so far, and
// notes the steps for whoever asks why.
func ExampleEarner() {
	kiosk := lease("K-1", term("2026-03-11", ""), accrual.Named{Name: "kiosk fee", Clause: kioskFee{rub("1500.00"), finance.MustRate("3.5")}})
	key := accrual.Key{Agreement: "K-1", Clause: "kiosk fee", Slot: month("2026-03").Period()}
	why, err := accrual.Explain(kiosk, key, day("2026-04-01"), nil)
	fmt.Println(why.Net, "=", why, err)
	// Output: 3556.45 RUB = 1500.00 RUB × 3.5 m × 21/31 days <nil>
}
