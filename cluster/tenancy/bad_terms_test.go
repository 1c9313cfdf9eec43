package tenancy_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/index"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// Bad terms are refused with the path of the field as a house is read, not in
// the middle of a year.
func TestBadTermsAreRefusedWhereTheyStand(t *testing.T) {
	rent := named("rent", tenancy.Amount{Monthly: rub("100.00")})
	tiers := func(over ...string) tenancy.House {
		share := tenancy.TurnoverRent{Tiers: &finance.Tiers{}}
		for _, o := range over {
			share.Tiers.Steps = append(share.Tiers.Steps, finance.Tier{Over: rub(o), Rate: rate("5%")})
		}
		return small(rent, named("share", share))
	}
	following := func(change func(s *index.Series)) tenancy.House {
		h := reviewed(tenancy.Amount{Monthly: rub("100.00")})
		change(&h.Series[0])
		return h
	}
	shared := func(shares ...string) tenancy.House {
		h := small()
		h.Pools = []servicecharge.Pool{{ID: "heat", Currency: finance.RUB}}
		h.Leases[0].Clauses = []accrual.Named{named("heat", servicecharge.Share{Pool: "heat", Fixed: rate(shares[0])})}
		for _, share := range shares[1:] {
			l := small(named("heat", servicecharge.Share{Pool: "heat", Fixed: rate(share)})).Leases[0]
			l.ID, l.Spaces, l.Term = "L-1", tenancy.ForTerm("S-1"), period("2026-06-01", "2026-08-01")
			h.Leases = append(h.Leases, l)
		}
		return h
	}
	noticed := func(n tenancy.Notice) tenancy.House {
		h := small(rent)
		h.Leases[0].Options = []tenancy.Option{{ID: "break", On: day("2026-12-01"), Notice: n}}
		return h
	}
	longer := under()
	longer.Leases[1].Term.To = day("2027-01-11")
	for _, c := range []struct {
		name  string
		house tenancy.House
		path  string
		want  error
	}{
		{"a natural breakpoint with rate zero", small(rent, named("share", tenancy.TurnoverRent{Above: []string{"rent"}})), "leases[0].clauses[1].share", finance.ErrMissing},
		{"tiers with a hole: nothing up to 100.00", tiers("100.00", "200.00"), "leases[0].clauses[1].tiers.steps[0].over", finance.ErrRange},
		{"tiers that overlap", tiers("0.00", "200.00", "100.00"), "leases[0].clauses[1].tiers.steps[2].over", finance.ErrOrder},
		{"tiers that begin together", tiers("0.00", "0.00"), "leases[0].clauses[1].tiers.steps[1].over", finance.ErrOrder},
		{"an index that lacks a month", following(func(s *index.Series) { s.Values = append(s.Values[:1], s.Values[2:]...) }), "series[0].values[1].month", finance.ErrMissing},
		{"an index that begins after the base month", following(func(s *index.Series) { s.Values = s.Values[1:] }), "leases[0].clauses[0].index.base", finance.ErrRange},
		{"an index that nobody publishes", following(func(s *index.Series) { s.ID = "other" }), "leases[0].clauses[0].index.series", finance.ErrUnknown},
		{"a share over the whole", shared("100.1%"), "leases[0].clauses[0].fixed", finance.ErrRange},
		{"shares that sum to more than the whole, for two months", shared("60%", "40.01%"), "pools[0]", finance.ErrRange},
		{"notice longer than the term", noticed(tenancy.Notice{Months: 12, Days: 1}), "leases[0].options[0].notice", finance.ErrRange},
		{"a sublease longer than its head", longer, "leases[1].term.to", finance.ErrRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, []string{c.path}, paths(t, c.house.Validate()))
			require.ErrorIs(t, c.house.Validate(), c.want)
			file, err := terms.Encode(c.house, tenancy.Kinds())
			require.NoError(t, err)
			var h tenancy.House
			err = terms.Decode(file, &h, tenancy.Kinds())
			require.Equal(t, []string{c.path}, paths(t, err), "in the file as well")
			require.Zero(t, h)
			_, err = c.house.Agreements()
			require.ErrorIs(t, err, c.want)
		})
	}
	require.NoError(t, tiers("0.00", "100.00").Validate())
	require.NoError(t, shared("60%", "40%").Validate())
	require.NoError(t, noticed(tenancy.Notice{Months: 11}).Validate())
	apart := shared("60%", "40.01%")
	apart.Leases[0].Amendments = []accrual.Amendment{{From: day("2026-06-01"), Known: day("2026-06-01"), Set: []accrual.Named{named("heat", servicecharge.Share{Pool: "heat", Fixed: rate("59.99%")})}}}
	require.NoError(t, apart.Validate(), "as amended")
	apart.Leases[0].Amendments[0].From = day("2026-06-02")
	require.ErrorContains(t, apart.Validate(), "pools[0]: fixed shares of leases are over 100% from 2026-06-01")
	apart.Leases[0].Amendments[0] = accrual.Amendment{From: day("2026-06-01"), Known: day("2026-06-01"), Term: &civil.Period{From: day("2026-01-10"), To: day("2026-06-01")}}
	require.NoError(t, apart.Validate(), "ended before")
}

// A share of nothing in a file is missing, and says its line.
func TestRateOfZeroInAFile(t *testing.T) {
	file, err := terms.Encode(small(named("rent", tenancy.Amount{Monthly: rub("100.00")}), named("share", tenancy.TurnoverRent{Share: rate("8%"), Above: []string{"rent"}})), tenancy.Kinds())
	require.NoError(t, err)
	var h tenancy.House
	require.NoError(t, terms.Decode(file, &h, tenancy.Kinds()))
	err = terms.Decode([]byte(strings.Replace(string(file), `"8%"`, `"0%"`, 1)), &h, tenancy.Kinds())
	require.Equal(t, []string{"leases[0].clauses[1].share"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrMissing)
}

// Readings are facts: a meter that runs backward is refused as they are handed
// in, by the place of the reading, before any month is closed.
func TestMeterThatRunsBackward(t *testing.T) {
	read := func(id, on, value string) utility.Reading {
		return utility.Reading{ID: id, Lease: "L-0", Meter: "power", On: day(on), Known: day(on), Value: utility.MustQuantity(value)}
	}
	used, err := utility.Consume([]utility.Reading{read("1", "2026-01-10", "100"), read("2", "2026-02-01", "150"), read("3", "2026-03-01", "149")})
	require.Equal(t, []string{"readings[2].value"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrNegative)
	require.Empty(t, used)
}

// Fractions that no statement could bring to one denominator are refused too.
func TestSharesWithoutACommonDenominator(t *testing.T) {
	h := small()
	h.Pools = []servicecharge.Pool{{ID: "heat", Currency: finance.RUB}}
	for i := range 300 {
		part, err := finance.NewRate(1, 999_999_000+int64(i))
		require.NoError(t, err)
		h.Leases[0].Amendments = append(h.Leases[0].Amendments, accrual.Amendment{
			From: day("2026-02-01").AddDays(i), Known: day("2026-02-01"), Set: []accrual.Named{named("heat", servicecharge.Share{Pool: "heat", Fixed: part})},
		})
	}
	require.Equal(t, []string{"pools[0]"}, paths(t, h.Validate()))
	require.ErrorIs(t, h.Validate(), finance.ErrLimit)
}
