package main

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/examples/bookcheck"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

var once = sync.OnceValues(func() (*year, error) {
	s, err := load(files)
	if err != nil {
		return nil, err
	}
	return closeYear(s)
})

func closed(t *testing.T) *year {
	t.Helper()
	y, err := once()
	require.NoError(t, err)
	return y
}

func rub(s string) finance.Money { return finance.MustMoney(s + " RUB") }

// A charge of each form, reckoned by hand from house.json and the facts.
func TestChargesByHand(t *testing.T) {
	y := closed(t)
	for _, c := range []struct{ lease, clause, month, in, net string }{
		{"L-01", "base rent", "2026-03", "2026-03", "38500.00"}, // 700 × 55
		{"L-01", "base rent", "2026-04", "2026-04", "40425.00"}, // 5 % more
		{"L-02", "share of market rent", "2026-05", "2026-05", "24000.00"},
		{"L-03", "turnover rent", "2027-02", "2027-02", "51200.00"}, // 15,040,000 × 8 % - 12 × 84,000 - 12 × 12,000
		{"L-03", "turnover rent", "2027-02", "2027-03", "6800.00"},  // 85,000 × 8 %, learnt late
		{"L-04", "rent of crafts", "2026-05", "2026-05", "49600.00"},
		{"L-04", "rent of crafts", "2026-05", "2026-07", "3040.00"}, // 38,000 × 8 %, learnt late
		{"L-04", "minimum", "2026-01", "2026-01", "12960.00"},       // 48,000 - 260,000 × 12 % - 64,000 × 6 %
		{"L-04", "promotion fund", "2026-03", "2026-03", "10460.00"},
		{"L-05", "rent-free months", "2026-03", "2026-03", "-66000.00"},
		{"L-05", "claw-back", "2026-09", "2026-09", "102854.01"}, // 132,000 × 854/1096
		{"L-06", "base rent", "2026-04", "2026-05", "4320.00"},   // 54,000 × 8 %: the cap
		{"L-06", "base rent", "2026-04", "2026-07", "-432.00"},   // 7.2 % after the correction
		{"L-07", "rent of O-202", "2026-07", "2026-07", "45000.00"},
		{"L-07", "electricity", "2026-09", "2026-09", "10392.40"},    // 1,627 × 5.90 + 103 × 7.70 over 61 days: 800 × 61/30 is 1,627
		{"L-07", "service charge", "2027-02", "2027-02", "13050.00"}, // 265,000 × 105 % - 6 × 18,200 - 6 × 26,000
		{"L-08", "desks", "2026-03", "2026-03", "13838.71"},          // 3 × 6,500 × 22/31
		{"L-09", "share of sales", "2026-12", "2026-12", "6900.00"},  // 96,000 × 15 % - 7,500
		{"L-10", "season's rent", "2026-07", "2026-07", "21600.00"},
		{"L-11", "base rent", "2026-08", "2026-08", "11431.45"}, // 15,750 × 150 % × 15/31
		{"L-12", "half of the profit", "2026-09", "2026-09", "6000.00"},
		{"L-13", "base rent", "2026-10", "2026-10", "31500.00"},
		{"M-14", "flex desk", "2026-06", "2026-06", "4500.00"}, // 15 of the cycle's 30 days
		{"M-14", "own desk", "2026-06", "2026-06", "7500.00"},
		{"M-14", "room hours", "2026-08", "2026-08", "600.00"}, // 11 of 10 hours
	} {
		i := slices.IndexFunc(y.posted, func(o accrual.Obligation) bool {
			return o.Agreement == c.lease && o.Clause == c.clause && o.For == civil.MustMonth(c.month) && o.In == civil.MustMonth(c.in)
		})
		require.GreaterOrEqual(t, i, 0, c)
		require.Equal(t, rub(c.net), y.posted[i].Net, c)
	}
}

// Who owes whom: the sublease is between residents, a half of its profit is the
// landlord's, the fund is a third party.
func TestWhoOwes(t *testing.T) {
	y := closed(t)
	sides := map[string][2]accrual.Party{}
	for _, o := range y.posted {
		sides[o.Clause] = [2]accrual.Party{o.Debtor, o.Creditor}
		if o.Clause == "promotion fund" || o.For.Year() < reported.Year() {
			require.True(t, o.Tax.IsZero(), o.Key)
		}
	}
	require.Equal(t, [2]accrual.Party{"R-12", "R-07"}, sides["rent of the sublease"])
	require.Equal(t, [2]accrual.Party{"R-07", "operator"}, sides["half of the profit"])
	require.Equal(t, [2]accrual.Party{"R-04", "promotion-fund"}, sides["promotion fund"])
}

// Closed and adjusted is what all facts at once come to; a kopeck more is found.
func TestClosedIsDry(t *testing.T) {
	y := *closed(t)
	n, err := y.closedIsDry()
	require.NoError(t, err)
	require.Greater(t, n, 300)
	y.posted = slices.Clone(y.posted)
	y.posted[17].Net, err = y.posted[17].Net.Add(rub("0.01"))
	require.NoError(t, err)
	_, err = y.closedIsDry()
	require.ErrorIs(t, err, finance.ErrConflict)
	_, err = (&year{set: y.set, agreements: y.agreements, facts: y.facts, posted: y.posted[1:]}).closedIsDry()
	require.ErrorIs(t, err, finance.ErrConflict)
}

// The lines of a lease sum to what was posted of its year, and those of all
// leases to the house's year.
func TestLinesSum(t *testing.T) {
	r := report{year: closed(t)}
	house, leases := sums{}, sums{}
	for _, o := range r.posted {
		if ofYear(o) {
			house.add(o.Net)
		}
	}
	for _, a := range r.agreements {
		lines, err := r.lines(a.ID)
		require.NoError(t, err)
		for _, l := range lines {
			leases.add(l.sum.Money)
			months := int64(l.to.Sub(l.from) + 1)
			each, err := l.Net.Mul(months)
			require.NoError(t, err)
			require.Equal(t, each, l.sum.Money, l.Key)
		}
	}
	require.NoError(t, errors.Join(house.err, leases.err))
	require.Equal(t, house.Money, leases.Money)
	require.Equal(t, rub("7533346.86"), house.Money)
}

// What each lease bears of the shared costs: 120 of 832 m² of costs grossed up
// from 82.99 % to 95 %, at most what the cap lets it.
func TestSharedCosts(t *testing.T) {
	y := closed(t)
	for i, want := range [][]string{{"101714.58", "221922.72", "133473.33", "278250.00"}, {"103530.71", "225885.20", "135949.88", "278250.00"}} {
		s := y.statements[i]
		sum := sums{Money: s.Landlord.Total}
		for j, p := range s.Parts {
			require.Equal(t, rub(want[j]), p.Charge)
			sum.add(p.Charge)
		}
		require.NoError(t, sum.err)
		require.Equal(t, s.Spent, sum.Money)
	}
}

// The file of the house is what the library writes, and reads again.
func TestHouseFileRoundTrips(t *testing.T) {
	y := closed(t)
	text, err := terms.Encode(y.house, tenancy.Kinds())
	require.NoError(t, err)
	var again tenancy.House
	require.NoError(t, terms.Decode(text, &again, tenancy.Kinds()))
	require.Equal(t, y.house, again)
}

// What is wrong in any file is listed at once, each with its place.
func TestBadFiles(t *testing.T) {
	folder := fstest.MapFS{}
	names, err := files.ReadDir(".")
	require.NoError(t, err)
	for _, n := range names {
		text, err := files.ReadFile(n.Name())
		require.NoError(t, err)
		folder[n.Name()] = &fstest.MapFile{Data: text}
	}
	folder["late.json"] = &fstest.MapFile{Data: []byte("{\n\"claus\": \"late interest\"}")}
	folder["sales.csv"] = &fstest.MapFile{Data: []byte("id,lease,on,known,amount\nS-1,L-03,2026-02-30,2026-03-02,1.00 RUB\n")}
	delete(folder, "costs.csv")
	_, err = load(folder)
	require.Error(t, err)
	for _, want := range []string{"late.json:2", "sales.csv:2.on", "costs.csv"} {
		require.ErrorContains(t, err, want)
	}
}

// The books of who pays late are taken by the tools that accountants use.
func TestToolsAgreeOnTheBooks(t *testing.T) {
	r := report{year: closed(t)}
	books, err := r.books(late, settled)
	require.NoError(t, err)
	bookcheck.Agree(t, bookcheck.Write(t, books), books)
}
