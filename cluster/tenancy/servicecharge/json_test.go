package servicecharge_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/cluster/tenancy/servicecharge"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// furnished has every field that a reconciliation and a statement can have.
func furnished(t testing.TB) servicecharge.Reconciliation {
	r := halfLet()
	r.Pool.Key, r.Pool.GrossUp, r.Pool.Remainder, r.Occupancy = servicecharge.ByWeight, rate("80%"), finance.Last, rate("60%")
	r.Costs = append(r.Costs, servicecharge.Cost{ID: "3", Pool: "house", On: day("2026-07-01"), Known: day("2026-08-01"), Voids: accrual.Ref{ID: "2", On: day("2026-06-30")}})
	last := halfLet()
	last.ID, last.Window = "last", civil.YearOf(2025).Period()
	for i := range last.Costs {
		last.Costs[i].On = day("2025-03-03")
	}
	for i := range last.Participants {
		last.Participants[i].Held[0] = period("2025-01-01", "..")
		r.Participants[i].Held[0] = period("2025-01-01", "..")
	}
	r.Earlier = []servicecharge.Statement{drawn(t, last)}
	r.Participants[0].Terms = servicecharge.Share{
		Pool: "house", Of: servicecharge.LettableAndCommon, BaseYear: 2025, Exclude: []string{"insurance"}, Fee: rate("5%"), Rounding: finance.HalfUp,
		Cap:  servicecharge.Cap{Rate: rate("5%"), Mode: servicecharge.CumulativeCompound, From: 2025, Base: rub("100.00"), Prorate: true, Rounding: finance.Down},
		Less: []string{"on account"}, After: 2,
	}
	r.Participants[1].Terms.Fixed, r.Participants[1].Terms.Stop = rate("30%"), rub("1000.00")
	return r
}

// One reconciliation and what it comes to, as values and as a file.
func TestFilesAreReadAsTheyAreWritten(t *testing.T) {
	r := furnished(t)
	s := drawn(t, r)
	for _, written := range []any{&r, &s} {
		text, err := terms.Encode(written, servicecharge.Kinds())
		require.NoError(t, err)
		switch written.(type) {
		case *servicecharge.Reconciliation:
			var read servicecharge.Reconciliation
			require.NoError(t, terms.Decode(text, &read, servicecharge.Kinds()))
			require.Equal(t, s, drawn(t, read))
			_, err = terms.Schema(read, servicecharge.Kinds(), "reconciliation")
		default:
			var read servicecharge.Statement
			require.NoError(t, terms.Decode(text, &read, servicecharge.Kinds()))
			again, encoding := terms.Encode(read, servicecharge.Kinds())
			require.NoError(t, encoding)
			require.Equal(t, string(text), string(again))
			_, err = terms.Schema(read, servicecharge.Kinds(), "statement")
		}
		require.NoError(t, err)
	}
}

// The file of a statement, whole: what a reader abroad is sent.
func TestStatementFile(t *testing.T) {
	text, err := terms.Encode(drawn(t, furnished(t)), servicecharge.Kinds())
	require.NoError(t, err)
	want, err := os.ReadFile("testdata/statement.json")
	require.NoError(t, err)
	require.Equal(t, string(want), string(text))
}

// Each kind of clause has a name of its own, and stands in an agreement.
func TestKinds(t *testing.T) {
	var names []string
	for _, k := range servicecharge.Kinds() {
		names = append(names, k.Name())
	}
	require.Equal(t, []string{"service-charge"}, names)
	require.NoError(t, servicecharge.Kinds().Validate())

	a := agreement("L-1", rub("9000.00"), year)
	a.Amendments[0].Set[1].Clause = furnished(t).Participants[0].Terms
	text, err := terms.Encode(a, tenancy.Kinds())
	require.NoError(t, err)
	var read accrual.Agreement
	require.NoError(t, terms.Decode(text, &read, tenancy.Kinds()))
	require.Equal(t, a, read)
	require.NoError(t, read.Validate())
	read.Meters = nil
	require.ErrorIs(t, read.Validate(), finance.ErrUnknown)
}

// FuzzDraw holds files of strangers to three claims: what is refused gives no
// statement, what is drawn up sums to what was spent and is written as it is
// read, and whatever the order of the costs it comes to the same.
//
// The seeds are small, so that what grows from them is too: a void, readings, a
// window without an end, shares of more than the whole, the last amount, a cap
// on an agreed base.
func FuzzDraw(f *testing.F) {
	small := func(change func(*servicecharge.Reconciliation)) {
		r := house([]servicecharge.Cost{cost("1", "a", "1.00", true)}, lease("L", 50_000, year))
		change(&r)
		text, err := terms.Encode(r, servicecharge.Kinds())
		require.NoError(f, err)
		f.Add([]byte(strings.Join(strings.Fields(string(text)), " ")))
	}
	small(func(r *servicecharge.Reconciliation) {
		r.Costs = append(r.Costs, servicecharge.Cost{ID: "2", Pool: "house", On: year.From, Known: year.From, Voids: accrual.Ref{ID: "1", On: day("2025-06-30")}})
	})
	small(func(r *servicecharge.Reconciliation) { r.Pool.Key = servicecharge.ByReading })
	small(func(r *servicecharge.Reconciliation) { r.Window = civil.YearOf(9999).Period() })
	small(func(r *servicecharge.Reconciliation) { r.Participants[0].Values[0].Value = 100_001 })
	small(func(r *servicecharge.Reconciliation) { r.Costs[0].Amount = minor(1<<63 - 1) })
	small(func(r *servicecharge.Reconciliation) {
		r.Participants[0].Terms.Cap = servicecharge.Cap{From: 2025, Base: rub("0.01")}
	})
	f.Fuzz(func(t *testing.T, text []byte) {
		var r servicecharge.Reconciliation
		if err := terms.Decode(text, &r, servicecharge.Kinds()); err != nil {
			return
		}
		s, err := r.Draw()
		if err != nil {
			require.Zero(t, s)
			return
		}
		requireSums(t, s)
		written, err := terms.Encode(s, servicecharge.Kinds())
		require.NoError(t, err)
		var read servicecharge.Statement
		require.NoError(t, terms.Decode(written, &read, servicecharge.Kinds()))
		for i, j := 0, len(r.Costs)-1; i < j; i, j = i+1, j-1 {
			r.Costs[i], r.Costs[j] = r.Costs[j], r.Costs[i]
		}
		again, err := r.Draw()
		require.NoError(t, err)
		require.Equal(t, s, again)
	})
}
