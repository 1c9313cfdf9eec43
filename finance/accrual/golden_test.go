package accrual_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

var update = flag.Bool("update", false, "write golden files anew")

// A posting's id is the same for good. That of a window charged once names its
// month, as one close may post it for two.
func TestPostingIDsNeverChange(t *testing.T) {
	rent := accrual.Obligation{
		Key:    accrual.Key{Agreement: "L-7", Clause: "base rent", Slot: month("2026-03").Period()},
		Debtor: "R-3", Creditor: "cluster", Net: rub("15967.74"), Tax: rub("0.00"),
		For: month("2026-03"), In: month("2026-03"), Cutoff: day("2026-04-01"), Due: day("2026-04-10"),
	}
	require.Equal(t, "0b9742cc-5bad-56db-bfb6-9e00f4e509c3", rent.Posting().String())
	once := rent
	once.Clause, once.Slot, once.For, once.In = "true-up", civil.MustPeriod("2026-01-01/2027-01-01"), month("2027-02"), month("2027-02")
	require.Equal(t, "9eefaf3f-a5e0-5364-bb57-bd0b7ee0ccab", once.Posting().String())
	life := rent
	life.Slot, life.Source = civil.MustPeriod("2026-03-21/.."), "S-1"
	require.Equal(t, "557b3adf-431d-59d6-8374-2541411c1aa5", life.Posting().String())
	require.Equal(t, "484f9ee9-9d8c-5ac7-861c-8ff3ed5c3fb8", accrual.Obligation{}.Posting().String())
}

// Every word of a posting but its amounts and its due date is in its id.
func TestWhatAPostingIDIsOf(t *testing.T) {
	o := accrual.Obligation{
		Key:    accrual.Key{Agreement: "ab", Clause: "c", Slot: civil.MustPeriod("2026-01-01/2026-04-01"), Source: "d"},
		Debtor: "ef", Creditor: "g", Net: rub("1.00"), For: month("2026-03"), In: month("2026-03"), Cutoff: day("2026-04-01"),
	}
	ids := map[string]string{o.Posting().String(): "as it is"}
	for name, change := range map[string]func(*accrual.Obligation){
		"agreement": func(o *accrual.Obligation) { o.Agreement = "x" }, "clause": func(o *accrual.Obligation) { o.Clause = "x" },
		"slot": func(o *accrual.Obligation) { o.Slot.To = day("2027-01-01") }, "source": func(o *accrual.Obligation) { o.Source = "" },
		"debtor": func(o *accrual.Obligation) { o.Debtor = "x" }, "creditor": func(o *accrual.Obligation) { o.Creditor = "x" },
		"currency": func(o *accrual.Obligation) { o.Net = finance.MustMoney("1.00 USD") }, "for": func(o *accrual.Obligation) { o.For = month("2026-02") },
		"in": func(o *accrual.Obligation) { o.In = month("2026-04") }, "cutoff": func(o *accrual.Obligation) { o.Cutoff = day("2026-04-02") },
		"a letter moved":      func(o *accrual.Obligation) { o.Agreement, o.Clause = "a", "bc" },
		"a letter moved, too": func(o *accrual.Obligation) { o.Debtor, o.Creditor = "e", "fg" },
		"sides":               func(o *accrual.Obligation) { o.Debtor, o.Creditor = o.Creditor, o.Debtor },
	} {
		x := o
		change(&x)
		require.Empty(t, ids[x.Posting().String()], name)
		ids[x.Posting().String()] = name
	}
	same := o
	same.Net, same.Tax, same.Due = rub("2.00"), rub("1.00"), day("2026-05-01")
	require.Equal(t, o.Posting(), same.Posting())
}

// chronicle is a host's first quarter with something of everything that books
// keep: open windows, a restart, a carry, a stepper's state, a charge that
// waits, tax, a return, a void, a late fact and an early close.
func chronicle() host {
	year := accrual.Window{Cycle: accrual.ByYear, Returns: accrual.InSaleWindow}
	clauses := []accrual.Named{
		{Name: "rent", Advance: true, Due: 4, Clause: baseRent{rub("31000.00")}},
		{Name: "fee", Due: 15, Clause: turnover{Share: finance.MustRate("10%"), Over: rub("1000.00"), In: year}},
		{Name: "frozen", Back: true, Untaxed: true, Clause: frozen{finance.MustRate("10%"), finance.MustRate("5%"), 100000}},
		{Name: "true-up", To: "fund", Clause: turnover{Share: finance.MustRate("1%"), Less: "fee", In: accrual.Window{Cycle: accrual.ByQuarter, Once: true, After: 2}}},
	}
	a := lease("L-7", term("2026-01-01", "2027-06-01"), clauses...)
	a.Tax = accrual.Tax{Rounding: finance.HalfUp, Rates: civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: finance.MustRate("22%"), Source: "Federal law 425-FZ of 28 November 2025"}}}
	amend(&a, accrual.Amendment{From: day("2026-02-11"), Known: day("2026-02-20"), Set: []accrual.Named{
		{Name: "fee", Due: 15, Clause: turnover{Share: finance.MustRate("8%"), Over: rub("500.00"), In: year}},
	}})
	b := lease("L-8", term("2026-02-01", ""), clauses[1])
	b.Amendments[0].Parties = &accrual.Parties{Creditor: "кластер", Debtor: "R-\"4\""}
	void := accrual.Fact{ID: "V-1", Agreement: "L-7", On: day("2026-03-20"), Known: day("2026-03-20"), Voids: accrual.Ref{ID: "S-2", On: day("2026-01-20")}}
	back := sale("B-1", "2026-03-02", "2026-03-02", "-700.00")
	back.Of = accrual.Ref{ID: "S-1", On: day("2026-01-10")}
	other := sale("S-1", "2026-02-27", "2026-03-05", "4000.00")
	other.Agreement = "L-8"
	h := host{as: []accrual.Agreement{b, a}, facts: []accrual.Fact{
		sale("S-1", "2026-01-10", "2026-01-10", "1500.00"), sale("S-2", "2026-01-20", "2026-01-20", "333.33"),
		sale("a sale with a long name", "2026-02-10", "2026-03-01", "2000.00"), sale("S-3", "2026-02-11", "2026-02-11", "1000.00"), back, void, other,
	}}
	h.through("2026-01", "2026-02")
	h.close("2026-04", "2026-03-15")
	h.close("2026-03", "2026-04-01")
	return h
}

// Books of the first schema decode for good, tallies included: a host that
// closes on from them with all its facts is not told that it has lost any.
func TestGoldenBooks(t *testing.T) {
	h := chronicle()
	live, err := json.MarshalIndent(h.books, "", "  ")
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile("testdata/books-1.json", append(live, '\n'), 0o600))
	}
	text, err := os.ReadFile("testdata/books-1.json")
	require.NoError(t, err)
	require.Equal(t, string(bytes.TrimSpace(text)), string(live))

	var golden accrual.Books
	require.NoError(t, json.Unmarshal(text, &golden))
	h.books = golden
	late := sale("S-9", "2026-01-31", "2026-04-07", "100.00")
	h.facts = append(h.facts, late)
	from, err := accrual.NeedFrom(h.books, h.as, month("2026-04"), day("2026-05-01"), []accrual.Fact{late})
	require.NoError(t, err)
	require.Equal(t, day("2026-01-01"), from)
	// 100 more in January: 5 % of them, as the 1,500 of S-1 were over the limit.
	// The fee's 800 of January, 1,500 less the return, stay under 1,000; up to 10
	// February it is 10 % × 1,900 in place of 1,800, and that is carried on.
	require.Equal(t, []string{"frozen 2026-01 5.00", "fee 2026-02 10.00+2.20"}, h.close("2026-04", "2026-05-01"))
	// In May the first quarter settles: 1 % of 3,900, which is 1,500 + 100 + 2,000 +
	// 1,000 less the return where its own window counts it, less fees of 190 and 80.
	require.Equal(t, []string{"rent 2026-05 31000.00+6820.00", "true-up 2026-05 -231.00+-50.82"}, h.close("2026-05", "2026-06-01"))
}

// Neither the order of fields nor spaces matter: a database may keep JSON in
// its own way.
func TestBooksInAnotherOrder(t *testing.T) {
	text, err := json.Marshal(chronicle().books)
	require.NoError(t, err)
	var any map[string]any
	require.NoError(t, json.Unmarshal(text, &any))
	sorted, err := json.MarshalIndent(any, "\t", " ")
	require.NoError(t, err)
	require.NotEqual(t, text, sorted)
	var books accrual.Books
	require.NoError(t, json.Unmarshal(sorted, &books))
	again, err := json.Marshal(books)
	require.NoError(t, err)
	require.Equal(t, string(text), string(again))
	require.Len(t, slices.Collect(books.Posted()), 14)
	n := 0
	for range books.Posted() {
		if n++; n == 3 {
			break
		}
	}
}

// The hash of facts never changes: books hold sums of it. Ids of each length
// about the words of eight bytes that it reads, and each field that a fact has.
func TestTalliesNeverChange(t *testing.T) {
	id := func(n int) accrual.Fact {
		return sale("abcdefghijklmnopqrstuvwxyz"[:n], "2026-01-05", "2026-01-05", "1.00")
	}
	sold, back, void := sale("S", "2026-01-05", "2026-01-05", "1.00"), sale("B", "2026-01-05", "2026-01-05", "-1.00"), sale("V", "2026-01-05", "2026-01-05", "0.00")
	back.Of, void.Voids, void.Adds = accrual.Ref{ID: "S", On: day("2026-01-05")}, accrual.Ref{ID: "S", On: day("2026-01-05")}, nil
	none := sold
	none.Adds = nil
	for i, c := range []struct {
		facts []accrual.Fact
		sum   string
	}{
		{[]accrual.Fact{sold}, "4470779958971693556"}, {[]accrual.Fact{none}, "13933233480771954251"}, {[]accrual.Fact{sold, back}, "12422169302184634496"}, {[]accrual.Fact{sold, void}, "4303310274782717737"},
		{[]accrual.Fact{id(7)}, "17334336464940289438"}, {[]accrual.Fact{id(8)}, "18076543481495997635"}, {[]accrual.Fact{id(9)}, "6807605956562380636"}, {[]accrual.Fact{id(15)}, "4986420207197539036"}, {[]accrual.Fact{id(16)}, "14520099646012713475"}, {[]accrual.Fact{id(17)}, "9141731850159301220"},
	} {
		h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), fee(accrual.Window{}))}, facts: c.facts}
		h.close("2026-01", "2026-02-01")
		var text struct {
			Facts []struct{ Sum string }
			Terms []struct{ Sum string }
		}
		b, err := json.Marshal(h.books)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(b, &text))
		require.Equal(t, c.sum, text.Facts[0].Sum, i)
		require.Equal(t, "12960093506660692733", text.Terms[0].Sum)
	}
}
