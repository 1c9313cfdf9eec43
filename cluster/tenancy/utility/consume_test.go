package utility_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/utility"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// reading is one of a lease's meter, known on its day.
func reading(id, on, value string) utility.Reading {
	return utility.Reading{ID: id, Lease: "L-7", Meter: "kWh", On: day(on), Known: day(on), Value: qty(value)}
}

func known(r utility.Reading, on string) utility.Reading {
	r.Known = day(on)
	return r
}

func void(id, of, ofOn, on string) utility.Reading {
	return utility.Reading{ID: id, Lease: "L-7", Meter: "kWh", On: day(on), Known: day(on), Voids: accrual.Ref{ID: of, On: day(ofOn)}}
}

// shown is a consumption as a line: known, id, days, units, what it voids.
func shown(all []utility.Consumption) []string {
	var lines []string
	for _, c := range all {
		s := fmt.Sprintf("%v %s %v..%v %v", c.Known, c.ID, c.Period.From, c.Period.To, c.Units)
		if c.Voids.ID != "" {
			s += fmt.Sprintf(" voids %s of %v", c.Voids.ID, c.Voids.On)
		}
		lines = append(lines, s)
	}
	return lines
}

func TestConsume(t *testing.T) {
	rolled := reading("R-2", "2026-02-01", "20")
	rolled.Change, rolled.Range = utility.RolledOver, qty("100000")
	replaced := reading("R-2", "2026-02-01", "5")
	replaced.Change, replaced.Final = utility.Replaced, qty("99995")
	other := reading("O-1", "2026-01-10", "7")
	other.Lease = "L-8"
	for _, c := range []struct {
		name     string
		readings []utility.Reading
		want     []string
	}{
		{"none", nil, nil},
		{"the first opens the meter", []utility.Reading{reading("R-1", "2026-01-01", "100")}, nil},
		{"from reading to reading", []utility.Reading{reading("R-1", "2026-01-01", "100"), reading("R-2", "2026-02-01", "130.5"), reading("R-3", "2026-03-01", "130.5")},
			[]string{"2026-02-01 R-2 2026-01-01..2026-02-01 30.5", "2026-03-01 R-3 2026-02-01..2026-03-01 0"}},
		{"a retry, in another order", []utility.Reading{reading("R-2", "2026-02-01", "130"), reading("R-1", "2026-01-01", "100"), reading("R-2", "2026-02-01", "130")},
			[]string{"2026-02-01 R-2 2026-01-01..2026-02-01 30"}},
		{"rolled over", []utility.Reading{reading("R-1", "2026-01-01", "99990"), rolled}, []string{"2026-02-01 R-2 2026-01-01..2026-02-01 30"}},
		{"replaced", []utility.Reading{reading("R-1", "2026-01-01", "99990"), replaced, reading("R-3", "2026-03-01", "15")},
			[]string{"2026-02-01 R-2 2026-01-01..2026-02-01 5", "2026-03-01 R-3 2026-02-01..2026-03-01 10"}},
		{"two leases", []utility.Reading{reading("R-1", "2026-01-01", "5"), other, reading("R-2", "2026-02-01", "7")}, []string{"2026-02-01 R-2 2026-01-01..2026-02-01 2"}},
		{"one comes late between two", []utility.Reading{
			reading("R-1", "2026-01-01", "100"), reading("R-3", "2026-03-01", "160"), known(reading("R-2", "2026-02-01", "140"), "2026-03-05"),
		}, []string{
			"2026-03-01 R-3 2026-01-01..2026-03-01 60",
			"2026-03-05 R-2 2026-01-01..2026-02-01 40",
			"2026-03-05 R-3 void 2026-01-01..2026-03-01 0 voids R-3 of 2026-02-28",
			"2026-03-05 R-3 (2) 2026-02-01..2026-03-01 20",
		}},
		{"one comes late before the first", []utility.Reading{reading("R-2", "2026-02-01", "140"), known(reading("R-1", "2026-01-01", "100"), "2026-02-03")},
			[]string{"2026-02-03 R-2 2026-01-01..2026-02-01 40"}},
		{"one is voided", []utility.Reading{
			reading("R-1", "2026-01-01", "100"), reading("R-2", "2026-02-01", "150"), reading("R-3", "2026-03-01", "160"), void("V-1", "R-2", "2026-02-01", "2026-03-05"),
		}, []string{
			"2026-02-01 R-2 2026-01-01..2026-02-01 50", "2026-03-01 R-3 2026-02-01..2026-03-01 10",
			"2026-03-05 R-2 void 2026-01-01..2026-02-01 0 voids R-2 of 2026-01-31",
			"2026-03-05 R-3 void 2026-02-01..2026-03-01 0 voids R-3 of 2026-02-28",
			"2026-03-05 R-3 (2) 2026-01-01..2026-03-01 60",
		}},
		{"and read anew on that day", []utility.Reading{
			reading("R-1", "2026-01-01", "100"), reading("R-2", "2026-02-01", "50"), void("V-1", "R-2", "2026-02-01", "2026-02-03"), known(reading("R-2a", "2026-02-01", "150"), "2026-02-03"),
		}, []string{"2026-02-03 R-2a 2026-01-01..2026-02-01 50"}},
		{"the opening is voided", []utility.Reading{reading("R-1", "2026-01-01", "100"), reading("R-2", "2026-02-01", "150"), void("V-1", "R-1", "2026-01-01", "2026-02-03")},
			[]string{"2026-02-01 R-2 2026-01-01..2026-02-01 50", "2026-02-03 R-2 void 2026-01-01..2026-02-01 0 voids R-2 of 2026-01-31"}},
		{"a fault that was cleared", []utility.Reading{
			reading("R-1", "2026-01-01", "100"), reading("R-2", "2026-02-01", "90"), void("V-1", "R-1", "2026-01-01", "2026-02-03"), known(reading("R-0", "2026-01-01", "80"), "2026-02-04"),
		}, []string{"2026-02-04 R-2 2026-01-01..2026-02-01 10"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			used, err := utility.Consume(c.readings)
			require.NoError(t, err)
			require.Equal(t, c.want, shown(used))
			for _, u := range used {
				require.NoError(t, u.Validate())
			}
		})
	}
}

func TestConsumeRefused(t *testing.T) {
	change := func(r utility.Reading, c utility.Change, rng, final string) utility.Reading {
		r.Change, r.Range, r.Final = c, qty(rng), qty(final)
		return r
	}
	first := reading("R-1", "2026-01-01", "100")
	far := reading("R-2", "2026-01-01", "200")
	far.On = far.On.AddDays(utility.MaxDays + 1)
	other := void("V-1", "R-1", "2026-01-01", "2026-01-02")
	other.Meter = "m³"
	for _, c := range []struct {
		name   string
		second utility.Reading
		path   string
		want   error
	}{
		{"backward", reading("R-2", "2026-02-01", "99.999"), "value", finance.ErrNegative},
		{"replaced, but the old one ran backward", change(reading("R-2", "2026-02-01", "0"), utility.Replaced, "0", "99"), "value", finance.ErrNegative},
		{"did not roll over", change(reading("R-2", "2026-02-01", "100"), utility.RolledOver, "1000", "0"), "value", finance.ErrConflict},
		{"rolled over below where it stood", change(reading("R-2", "2026-02-01", "50"), utility.RolledOver, "100", "0"), "value", finance.ErrConflict},
		{"twice on a day", reading("R-2", "2026-01-01", "100"), "on", finance.ErrDuplicate},
		{"too far", far, "on", finance.ErrLimit},
		{"another reading with the id", reading("R-1", "2026-02-01", "200"), "id", finance.ErrDuplicate},
		{"voids nothing", void("V-1", "R-9", "2026-01-01", "2026-01-02"), "voids", finance.ErrUnknown},
		{"voids on another day", void("V-1", "R-1", "2026-01-02", "2026-01-02"), "voids", finance.ErrUnknown},
		{"voids of another meter", other, "voids", finance.ErrUnknown},
		{"voids what is not known yet", known(void("V-1", "R-1", "2026-01-01", "2026-01-02"), "2025-12-31"), "voids", finance.ErrUnknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			used, err := utility.Consume([]utility.Reading{first, c.second})
			require.Nil(t, used)
			require.Equal(t, []string{"readings[1]." + c.path}, paths(t, err))
			require.ErrorIs(t, err, c.want)
		})
	}
	near := reading("R-2", "2026-01-01", "200")
	near.On = near.On.AddDays(utility.MaxDays)
	_, err := utility.Consume([]utility.Reading{first, near})
	require.NoError(t, err)
	_, err = utility.Consume([]utility.Reading{first, void("V-1", "R-1", "2026-01-01", "2026-01-02"), void("V-2", "R-1", "2026-01-01", "2026-01-03")})
	require.Equal(t, []string{"readings[2].voids"}, paths(t, err))
}

// The id of a fact that a reading makes is not free for another reading.
func TestConsumeKeepsIDsApart(t *testing.T) {
	_, err := utility.Consume([]utility.Reading{
		reading("R-1", "2026-01-01", "100"), reading("R-2", "2026-02-01", "150"), reading("R-2 void", "2026-02-15", "151"), void("V-1", "R-1", "2026-01-01", "2026-03-05"),
	})
	require.Equal(t, []string{"readings[2].id"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrDuplicate)
}

func TestConsumeLimit(t *testing.T) {
	many := make([]utility.Reading, utility.MaxReadings+1)
	for i := range many {
		many[i] = utility.Reading{ID: fmt.Sprint(i), Meter: "m", On: day("0100-01-01").AddDays(len(many) - i), Known: day("2026-01-01")}
	}
	_, err := utility.Consume(many)
	require.ErrorIs(t, err, finance.ErrLimit)
	used, err := utility.Consume(many[1:])
	require.NoError(t, err)
	require.Len(t, used, utility.MaxReadings-1)
}

func TestReadingRefused(t *testing.T) {
	for _, c := range []struct {
		bad  func(*utility.Reading)
		path string
		want error
	}{
		{func(r *utility.Reading) { r.ID = "" }, "id", finance.ErrMissing},
		{func(r *utility.Reading) { r.ID = strings.Repeat("x", utility.MaxID+1) }, "id", finance.ErrLimit},
		{func(r *utility.Reading) { r.ID = "\xff" }, "id", finance.ErrSyntax},
		{func(r *utility.Reading) { r.Meter = "" }, "meter", finance.ErrMissing},
		{func(r *utility.Reading) { r.Lease = strings.Repeat("x", accrual.MaxText+1) }, "lease", finance.ErrLimit},
		{func(r *utility.Reading) { r.On = civil.Date{} }, "on", finance.ErrMissing},
		{func(r *utility.Reading) { r.Known = civil.Date{} }, "known", finance.ErrMissing},
		{func(r *utility.Reading) { r.Change = 9 }, "change", finance.ErrRange},
		{func(r *utility.Reading) { r.Range = qty("1") }, "range", finance.ErrConflict},
		{func(r *utility.Reading) { r.Change = utility.RolledOver }, "range", finance.ErrMissing},
		{func(r *utility.Reading) { r.Change, r.Range = utility.RolledOver, qty("100") }, "range", finance.ErrRange},
		{func(r *utility.Reading) { r.Final = qty("1") }, "final", finance.ErrConflict},
		{func(r *utility.Reading) { r.Voids = accrual.Ref{ID: "R-0", On: day("2026-01-01")} }, "value", finance.ErrConflict},
		{func(r *utility.Reading) { r.Value, r.Voids = qty("0"), accrual.Ref{On: day("2026-01-01")} }, "voids.id", finance.ErrMissing},
		{func(r *utility.Reading) { r.Value, r.Voids = qty("0"), accrual.Ref{ID: "R-0"} }, "voids.on", finance.ErrMissing},
		{func(r *utility.Reading) {
			r.Value, r.Change, r.Voids = qty("0"), utility.Replaced, accrual.Ref{ID: "R-0", On: day("2026-01-01")}
		}, "value", finance.ErrConflict},
	} {
		r := reading("R-1", "2026-01-01", "100")
		require.NoError(t, r.Validate())
		c.bad(&r)
		err := r.Validate()
		require.Equal(t, []string{c.path}, paths(t, err))
		require.ErrorIs(t, err, c.want)
		_, err = utility.Consume([]utility.Reading{r})
		require.Equal(t, []string{"readings[0]." + c.path}, paths(t, err))
	}
}

// A law: whatever order readings become known in, what is not voided in the end
// tiles the days from the first to the last, and sums to what the meter moved;
// and what was said before stays said when more becomes known.
func TestConsumeLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(35, 36))
	for range 300 {
		n := 2 + r.IntN(8)
		readings := make([]utility.Reading, n)
		value := int64(0)
		for i := range readings {
			value += r.Int64N(50_000)
			q, err := utility.NewQuantity(value)
			require.NoError(t, err)
			on := day("2026-01-01").AddDays(i*10 + r.IntN(9))
			readings[i] = utility.Reading{ID: fmt.Sprint("R-", i), Lease: "L-7", Meter: "kWh", On: on, Known: day("2026-06-01").AddDays(r.IntN(4)), Value: q}
		}
		for i := range readings[1:] {
			if r.IntN(4) == 0 {
				v := readings[i]
				readings = append(readings, utility.Reading{
					ID: "V-" + v.ID, Lease: "L-7", Meter: "kWh", On: v.On, Known: day("2026-06-04").AddDays(r.IntN(3)), Voids: accrual.Ref{ID: v.ID, On: v.On},
				})
			}
		}
		var before []string
		for cutoff := day("2026-06-01"); !cutoff.After(day("2026-06-08")); cutoff = cutoff.AddDays(1) {
			used, err := utility.Consume(seenBefore(readings, cutoff))
			require.NoError(t, err)
			now := shown(used)
			require.Equal(t, before, append([]string(nil), now[:len(before)]...))
			before = now
			requireTiles(t, seenBefore(readings, cutoff), used)
		}
	}
}

// seenBefore are the readings known before a day.
func seenBefore(all []utility.Reading, cutoff civil.Date) (seen []utility.Reading) {
	for _, r := range all {
		if r.Known.Before(cutoff) {
			seen = append(seen, r)
		}
	}
	return seen
}

func requireTiles(t *testing.T, readings []utility.Reading, used []utility.Consumption) {
	t.Helper()
	gone := map[string]bool{}
	for _, r := range readings {
		if r.Voids.ID != "" {
			gone[r.Voids.ID] = true
		}
	}
	var first, last *utility.Reading
	for i, r := range readings {
		if r.Voids.ID == "" && !gone[r.ID] {
			if first == nil {
				first = &readings[i]
			}
			last = &readings[i]
		}
	}
	voided := map[string]bool{}
	for _, c := range used {
		voided[c.Voids.ID] = true
	}
	days, units := 0, int64(0)
	for _, c := range used {
		if c.Voids.ID == "" && !voided[c.ID] {
			days += c.Period.Days()
			units += c.Units.Thousandths()
		}
	}
	if first == nil {
		require.Zero(t, days)
		return
	}
	require.Equal(t, last.On.Sub(first.On), days)
	require.Equal(t, last.Value.Thousandths()-first.Value.Thousandths(), units)
}
