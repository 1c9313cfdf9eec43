package ledgertest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// The parties of the sample. Some read alike to a careless store.
var parties = []accrual.Party{"R-1", "R-10", "r-1", "R-1 ", "R_1", "R%", "Ремесло", "O'Neil"}

const owner = accrual.Party("owner")

// simple is the n-th of a row of entries: a sale to one party or, each third,
// goods moved between two.
func simple(n int) ledger.Entry {
	p := parties[n%len(parties)]
	amount := finance.Minor(int64(n)*100+1, finance.RUB)
	minus := finance.Minor(-amount.Minor(), finance.RUB)
	e := ledger.Entry{
		ID: uuid.NewSHA1(uuid.NameSpaceOID, fmt.Append(nil, "entry ", n)), On: civil.MustDate("2026-03-01").AddDays(n % 31), Month: civil.MustMonth("2026-03"),
		Text:  fmt.Sprint("sale ", n),
		Lines: []ledger.Line{{Account: ledger.Receivable, Party: p, Amount: amount}, {Account: "income:sales", Party: p, Amount: minus}},
	}
	if n%3 == 0 {
		e.Lines[1] = ledger.Line{Account: ledger.Makers, Party: parties[(n+1)%len(parties)], Amount: minus}
	}
	if n%2 == 0 {
		slices.Reverse(e.Lines) // credits first
	}
	return e
}

func simples(from, to int) []ledger.Entry {
	var list []ledger.Entry
	for n := from; n < to; n++ {
		list = append(list, simple(n))
	}
	return list
}

// Sample is the books of one owner with an entry of every kind and every field
// in use: obligations with tax and an adjustment, payments known late, a cost
// of two currencies, goods off the balance, a reversal, a lock and its opening,
// texts of many bytes, amounts at both ends of their range, 1,000 lines.
func Sample() ledger.Ledger {
	l := ledger.New(owner)
	for _, step := range []func(ledger.Ledger) (ledger.Ledger, error){postSample, paySample, enterSample, lockSample} {
		var err error
		if l, err = step(l); err != nil {
			panic(err) // the sample is ours
		}
	}
	return l
}

func postSample(l ledger.Ledger) (ledger.Ledger, error) {
	march := civil.MustMonth("2026-03")
	rent := accrual.Obligation{
		Key:    accrual.Key{Agreement: "L-7", Clause: "base rent", Slot: civil.MustPeriod("2026-01-01/2026-04-01"), Source: "S-1"},
		Debtor: "R-1", Creditor: owner, Net: finance.MustMoney("45000.00 RUB"), Tax: finance.MustMoney("9000.00 RUB"),
		For: march, In: march, Cutoff: civil.MustDate("2026-04-05"), Due: civil.MustDate("2026-04-10"),
	}
	late := rent
	late.In, late.Cutoff, late.Net, late.Tax = march.Next(), civil.MustDate("2026-05-05"), finance.MustMoney("-0.01 RUB"), finance.Zero(finance.RUB)
	forever := rent
	forever.Clause, forever.Source, forever.Slot = "deposit", "", civil.Period{From: civil.MustDate("2026-01-01")}
	chart := ledger.Chart{Rules: []ledger.Rule{{Owed: ledger.Accounts{Control: ledger.Receivable, Net: "income:rent", Tax: "liabilities:tax"}}}}
	return l.Post(chart, rent, late, forever)
}

func paySample(l ledger.Ledger) (ledger.Ledger, error) {
	return l.Pay(civil.MustMonth("2026-05"), civil.MustDate("2026-06-01"), ledger.Payment{
		ID: "P-1", From: "R-1", To: owner, On: civil.MustDate("2026-03-30"), Known: civil.MustDate("2026-05-02"),
		Amount: finance.MustMoney("100.00 RUB"), Account: "assets:cash:till", Purpose: "аренда за «март» \\ \"\n\t; 100%",
	})
}

func enterSample(l ledger.Ledger) (ledger.Ledger, error) {
	most := int64(1)<<62 - 1
	cost := ledger.Entry{ID: uuid.Max, On: civil.MustDate("0001-01-01"), Month: civil.MustMonth("2026-05"), Text: strings.Repeat("ж", ledger.MaxText/2), Due: civil.MustDate("9999-12-31")}
	for _, m := range []finance.Money{finance.Minor(-most, finance.RUB), finance.Minor(most, finance.RUB), finance.MustMoney("0.001 KWD"), finance.MustMoney("-0.001 KWD")} {
		cost.Lines = append(cost.Lines, ledger.Line{Account: "equity:обмен", Amount: m})
	}
	goods := simple(1_000_000)
	goods.Lines = []ledger.Line{{Account: ledger.Goods + ":vase", Party: "Ремесло", Amount: finance.MustMoney("7 JPY")}}
	wide := simple(1_000_001)
	wide.Lines = slices.Repeat([]ledger.Line{{Account: ledger.Makers, Party: "O'Neil", Amount: finance.Zero(finance.RUB)}}, ledger.MaxLines)
	l, err := l.Enter(cost, goods, wide)
	if err != nil {
		return l, err
	}
	return l.Reverse(goods.ID, civil.MustDate("2026-05-20"))
}

func lockSample(l ledger.Ledger) (ledger.Ledger, error) {
	l, err := l.Lock(civil.MustDate("2026-06-05"), civil.MustMonth("2026-05"), ledger.MoveLate)
	if err != nil {
		return l, err
	}
	if l, err = l.Enter(simple(1_000_002)); err != nil { // moved into June, known on the day of the lock
		return l, err
	}
	return l.Unlock(civil.MustDate("2026-06-06"), civil.MustMonth("2026-05"), "an invoice was lost")
}

func sample() []ledger.Entry { return slices.Collect(Sample().Entries()) }
