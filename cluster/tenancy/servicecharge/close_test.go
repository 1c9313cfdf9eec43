package servicecharge_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// agreement pays a sum a month on account from a day on, and settles in
// February.
func agreement(id string, monthly finance.Money, term civil.Period) accrual.Agreement {
	return accrual.Agreement{
		ID: id, Currency: finance.RUB, Meters: servicecharge.Meters("house"),
		Amendments: []accrual.Amendment{{
			From: term.From, Known: day("2025-12-01"), Term: &term, Parties: &accrual.Parties{Creditor: "operator", Debtor: accrual.Party("R-" + id)},
			Set: []accrual.Named{
				{Name: "on account", Clause: tenancy.Amount{Monthly: monthly, For: tenancy.ForServiceCharge}, Advance: true},
				{Name: "service charge", Clause: servicecharge.Share{Pool: "house", Less: []string{"on account"}, After: 2}},
			},
		}},
	}
}

// closing is a run of months through the spine, as a host would do it.
type closing struct {
	*testing.T
	agreements []accrual.Agreement
	books      accrual.Books
	facts      []accrual.Fact
	posted     map[string]int64 // of each agreement, to the minor unit
}

// close is what a month's close posts of service charges, as "agreement month
// amount".
func (c *closing) close(m string) []string {
	c.Helper()
	month := civil.MustMonth(m)
	closed, err := accrual.Close(c.books, c.agreements, month, month.Next().First(), slices.Values(c.facts))
	require.NoError(c, err)
	c.books = closed.Books
	var lines []string
	for _, o := range closed.Obligations {
		c.posted[o.Agreement] += o.Net.Minor()
		if o.Clause == "service charge" {
			lines = append(lines, fmt.Sprintf("%s %v %v", o.Agreement, o.For, o.Net))
		}
	}
	return lines
}

func (c *closing) through(from, to string) {
	c.Helper()
	for m := range civil.MustMonth(from).Through(civil.MustMonth(to)) {
		require.Empty(c, c.close(m.String()), m)
	}
}

func (c *closing) draw(r servicecharge.Reconciliation, before servicecharge.Statement, known string) servicecharge.Statement {
	c.Helper()
	s := drawn(c, r)
	facts, err := s.Facts(before, day(known))
	require.NoError(c, err)
	c.facts = append(c.facts, facts...)
	return s
}

// Three leases of 100.00 m²: one moves out on 1 July and another one in, the
// third stays. The house spends 1,200,000.00, a tenth of which is 120,000.00
// for a year, 59,506.85 for 181 days and 60,493.15 for 184. An invoice of
// 36,500.00 comes in March.
func movers(t *testing.T) (*closing, servicecharge.Reconciliation) {
	c := &closing{T: t, posted: map[string]int64{}, agreements: []accrual.Agreement{
		agreement("L-1", rub("9000.00"), period("2026-01-01", "2026-07-01")),
		agreement("L-2", rub("11000.00"), period("2026-07-01", "2029-01-01")),
		agreement("L-3", rub("10000.00"), period("2026-01-01", "2029-01-01")),
	}}
	return c, house([]servicecharge.Cost{cost("1", "cleaning", "1200000.00", true)},
		lease("L-1", 10_000, period("2026-01-01", "2026-07-01")),
		lease("L-2", 10_000, period("2026-07-01", "2029-01-01")),
		lease("L-3", 10_000, period("2026-01-01", "2029-01-01")),
	)
}

func late() servicecharge.Cost {
	return servicecharge.Cost{ID: "2", Pool: "house", Category: "repairs", On: day("2026-11-30"), Known: day("2027-03-05"), Amount: rub("36500.00")}
}

func TestMoversAndALateInvoiceThroughTheSpine(t *testing.T) {
	c, r := movers(t)
	c.through("2026-01", "2027-01") // nothing is charged before a statement is drawn up, though L-1 would have settled in August
	first := c.draw(r, servicecharge.Statement{}, "2027-02-10")
	require.Equal(t, []string{"59506.85 RUB", "60493.15 RUB", "120000.00 RUB"}, charges(first))
	require.ElementsMatch(t, []string{
		"L-1 2026-08 5506.85 RUB", // six times 9,000.00 paid
		"L-2 2027-02 -5506.85 RUB",
	}, c.close("2027-02"))
	require.Equal(t, map[string]int64{"L-1": 59_506_85, "L-2": 60_493_15 + 2*11_000_00, "L-3": 120_000_00 + 2*10_000_00}, c.posted)

	r.ID, r.Known, r.Costs = "second", day("2027-03-10"), append(r.Costs, late())
	second := c.draw(r, first, "2027-03-10")
	require.Equal(t, []string{"61316.85 RUB", "62333.15 RUB", "123650.00 RUB"}, charges(second))
	require.ElementsMatch(t, []string{
		"L-1 2026-08 1810.00 RUB",
		"L-2 2027-02 1840.00 RUB",
		"L-3 2027-02 3650.00 RUB",
	}, c.close("2027-03"))
	require.Empty(t, c.close("2027-04"))

	r.ID, r.Known = "third", day("2027-05-10") // nothing new
	c.draw(r, second, "2027-05-10")
	require.Empty(t, c.close("2027-05"))
}

// What was closed and adjusted is what is closed with everything known from
// the start.
func TestLateIsAsIfKnown(t *testing.T) {
	late1, r := movers(t)
	late1.through("2026-01", "2027-01")
	first := late1.draw(r, servicecharge.Statement{}, "2027-02-10")
	late1.close("2027-02")
	r.ID, r.Known, r.Costs = "second", day("2027-03-10"), append(r.Costs, late())
	late1.draw(r, first, "2027-03-10")
	late1.close("2027-03")

	once, same := movers(t)
	same.ID, same.Known, same.Costs = "second", r.Known, r.Costs
	once.draw(same, servicecharge.Statement{}, "2027-03-10")
	for i := range once.facts {
		once.facts[i].Known = day("2025-12-31")
	}
	for m := range civil.MustMonth("2026-01").Through(civil.MustMonth("2027-03")) {
		once.close(m.String())
	}
	require.Equal(t, once.posted, late1.posted)
}

// A lease turns out to have ended in September, after the statement was drawn
// up: the second one voids the fact that lies beyond the term. It is then found
// to have run on, and the third one does the same the other way round.
func TestTermChangesAfterTheStatement(t *testing.T) {
	c, r := movers(t)
	r.Participants, c.agreements = r.Participants[2:], c.agreements[2:]
	c.through("2026-01", "2027-01")
	first := c.draw(r, servicecharge.Statement{}, "2027-02-10")
	require.Empty(t, c.close("2027-02")) // 120,000.00 is what was paid

	short, long := period("2026-01-01", "2026-10-01"), period("2026-01-01", "2029-01-01")
	c.agreements[0].Amendments = append(c.agreements[0].Amendments, accrual.Amendment{From: short.From, Known: day("2027-03-01"), Term: &short})
	r.ID, r.Known, r.Participants[0].Held = "second", day("2027-03-10"), []civil.Period{short}
	second := c.draw(r, first, "2027-03-10")
	require.Equal(t, []string{"89753.42 RUB"}, charges(second)) // × 273/365
	c.close("2027-03")
	require.Equal(t, int64(89_753_42), c.posted["L-3"])

	c.agreements[0].Amendments = append(c.agreements[0].Amendments, accrual.Amendment{From: short.From, Known: day("2027-04-01"), Term: &long})
	r.ID, r.Known, r.Participants[0].Held = "third", day("2027-04-10"), []civil.Period{long}
	c.draw(r, second, "2027-04-10")
	c.close("2027-04")
	require.Equal(t, int64(120_000_00+4*10_000_00), c.posted["L-3"])
}

// Why, in words: with a fee of 5 % on what is borne.
func TestWhy(t *testing.T) {
	c, r := movers(t)
	a := c.agreements[1]
	a.Amendments[0].Set[1].Clause = servicecharge.Share{Pool: "house", Fee: rate("5%"), Less: []string{"on account"}, After: 2}
	c.draw(r, servicecharge.Statement{}, "2027-02-10")
	key := accrual.Key{Agreement: "L-2", Clause: "service charge", Slot: year}
	why, err := accrual.Explain(a, key, day("2027-03-01"), slices.Values(c.facts))
	require.NoError(t, err)
	require.Equal(t, "60493.15 RUB + 60493.15 RUB × 5%; 63517.81 RUB less charged by \"on account\" 66000.00 RUB", why.String())
	require.Equal(t, rub("-2482.19"), why.Net)
}
