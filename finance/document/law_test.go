package document_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/document"
)

// The laws hold over random years: obligations of several agreements, clauses,
// parties and rates, adjustments of them in later months, handed in month by
// month with retries of earlier ones.
const histories = 80

// author writes a year.
type author struct{ *rand.Rand }

func newAuthor(seed int) *author { return &author{rand.New(rand.NewPCG(uint64(seed), 2026))} }

func (a *author) money(c finance.Currency) finance.Money {
	return finance.Minor(a.Int64N(200_000)-20_000, c)
}

func taxOf(t *testing.T, tax accrual.Tax, o *accrual.Obligation) {
	t.Helper()
	rate, ok := tax.Rates.On(o.For.Last())
	require.True(t, ok)
	var err error
	if tax.Included {
		o.Net, o.Tax, err = finance.SplitTax(o.Net, rate, tax.Rounding)
	} else {
		o.Tax, _, err = finance.AddTax(o.Net, rate, tax.Rounding)
	}
	require.NoError(t, err)
}

// month is what one close posts: what is new, and adjustments of what was posted.
func (a *author) month(t *testing.T, n int, earlier []accrual.Obligation) []accrual.Obligation {
	m := month("2025-10").Add(n)
	var list []accrual.Obligation
	for i := range 1 + a.IntN(6) {
		agreement := [...]string{"L-7", "C-1", "F-1"}[a.IntN(3)]
		c := finance.RUB
		if agreement == "F-1" {
			c = finance.KZT
		}
		o := owed(agreement, fmt.Sprintf("%s %d", [...]string{"rent", "service", "fee", "other"}[a.IntN(4)], i), m.String(), string([...]accrual.Party{studio, maker}[a.IntN(2)]), "quarter", "0.00 RUB", "0.00 RUB")
		o.Net, o.Tax = a.money(c), finance.Zero(c)
		if agreement != "F-1" {
			taxOf(t, map[string]accrual.Tax{"L-7": vat, "C-1": inside()}[agreement], &o)
		}
		list = append(list, o)
	}
	if len(earlier) == 0 {
		return list
	}
	seen := map[accrual.Key]bool{}
	for range a.IntN(5) {
		old := earlier[a.IntN(len(earlier))]
		if seen[old.Key] || old.In == m {
			continue
		}
		seen[old.Key] = true
		o := old
		o.In, o.Cutoff, o.Due = m, m.Next().First().AddDays(4), m.Last().AddDays(10)
		o.Net, o.Tax = a.money(o.Net.Currency()), finance.Minor(a.Int64N(100)-50, o.Net.Currency())
		if old.Tax.Currency() != old.Net.Currency() || old.Agreement == "F-1" {
			o.Tax = finance.Zero(o.Net.Currency())
		}
		list = append(list, o)
	}
	return list
}

// Each obligation that the pair of kinds takes is in exactly one document of
// the two; nothing is lost, nothing twice, whatever the order and the retries;
// and a correction ends where all that was posted of its key ends.
func TestEachObligationOnceAndNoneLost(t *testing.T) {
	for seed := range histories {
		a := newAuthor(seed)
		var all []accrual.Obligation
		var r document.Register
		for n := range 8 {
			batch := a.month(t, n, all)
			all = append(all, batch...)
			s := document.Source{Owner: quarter, Parties: parties, Agreements: agreements, Obligations: batch}
			if a.IntN(2) == 0 { // a retry hands in everything again, in another order
				s.Obligations = append(s.Obligations[:0:0], all...)
				a.Shuffle(len(s.Obligations), func(i, j int) { s.Obligations[i], s.Obligations[j] = s.Obligations[j], s.Obligations[i] })
			}
			for _, name := range [...]string{"upd", "ukd"} {
				r, _ = draw(t, r, name, s)
				again, drawn := draw(t, r, name, s)
				require.Empty(t, drawn)
				require.Equal(t, r, again)
			}
		}
		requireOnce(t, r, all)
		requireAfter(t, r, all)
		requireText(t, r)
	}
}

func taken(o *accrual.Obligation) bool { return o.Clause[:5] != "other" }

func requireOnce(t *testing.T, r document.Register, all []accrual.Obligation) {
	t.Helper()
	posted := map[uuid.UUID]*accrual.Obligation{}
	for i := range all {
		if taken(&all[i]) {
			posted[all[i].Posting()] = &all[i]
		}
	}
	shown := 0
	for d := range r.Documents() {
		for _, n := range d.Lines {
			o := posted[n.Posting]
			require.NotNil(t, o)
			require.Equal(t, []finance.Money{o.Net, o.Tax}, []finance.Money{n.Net, n.Tax})
			require.Equal(t, o.Key, n.Key)
			shown++
		}
		require.Len(t, d.Postings(), len(d.Lines))
	}
	require.Equal(t, len(posted), shown)
}

func requireAfter(t *testing.T, r document.Register, all []accrual.Obligation) {
	t.Helper()
	sums, last := map[accrual.Key]finance.Money{}, map[accrual.Key]finance.Money{}
	for i := range all {
		gross, err := all[i].Gross()
		require.NoError(t, err)
		sums[all[i].Key] = plus(t, sums[all[i].Key], gross)
	}
	corrections := 0
	for d := range r.Documents() {
		for _, n := range d.Lines {
			after, err := n.After()
			require.NoError(t, err)
			if d.Kind == "ukd" {
				corrections++
				require.Equal(t, last[n.Key], n.Before.Gross)
				last[n.Key] = after.Gross
			} else {
				last[n.Key] = plus(t, last[n.Key], n.Gross)
			}
		}
	}
	for key, m := range last {
		require.Equal(t, sums[key], m)
	}
}

// What is written is read; each document's id is that of its content.
func requireText(t *testing.T, r document.Register) {
	t.Helper()
	text, err := json.Marshal(r)
	require.NoError(t, err)
	var read document.Register
	require.NoError(t, json.Unmarshal(text, &read))
	require.Equal(t, r, read)
}

// By document the tax is that of the sum, the stated amounts stay, and Rounding
// is the whole difference to what was posted.
func TestByDocument(t *testing.T) {
	for seed := range histories {
		a := newAuthor(seed)
		for _, tax := range []accrual.Tax{vat, inside()} {
			var list []accrual.Obligation
			posted := finance.Zero(finance.RUB)
			stated := finance.Zero(finance.RUB)
			for i := range 1 + a.IntN(20) {
				o := owed("L-7", fmt.Sprintf("rent %d", i), "2026-03", "R-3", "quarter", "0.00 RUB", "0.00 RUB")
				o.Net = a.money(finance.RUB)
				stated = plus(t, stated, o.Net)
				taxOf(t, tax, &o)
				posted = plus(t, posted, o.Tax)
				list = append(list, o)
			}
			_, drawn := draw(t, document.Register{}, "act", document.Source{Obligations: list, Agreements: []document.Basis{{Agreement: "L-7", Tax: tax, ByDocument: true}}})
			d := drawn[0]
			want := owed("L-7", "rent", "2026-03", "R-3", "quarter", "0.00 RUB", "0.00 RUB")
			want.Net = stated
			taxOf(t, tax, &want)
			require.Equal(t, []finance.Money{want.Net, want.Tax}, []finance.Money{d.Total.Net, d.Total.Tax})
			require.Equal(t, d.Total.Tax, plus(t, posted, d.Rounding))
			lines, err := d.TaxLines()
			require.NoError(t, err)
			sum := finance.Zero(finance.RUB)
			for _, n := range lines {
				sum = plus(t, sum, n.Gross)
			}
			require.Equal(t, d.Total.Gross, sum)
		}
	}
}
