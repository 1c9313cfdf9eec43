package law_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/law"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// What a lease says, and the warnings that follow: kind, day, what it has, what
// the rule allows, days, months.
func TestCheck(t *testing.T) {
	year := period("2026-01-01", "2026-12-31")
	open := period("2020-01-01", "")
	none := civil.Date{}
	for _, c := range []struct {
		name  string
		lease law.Subject
		today string
		want  []string
	}{
		{"a year of premises", law.Subject{Term: year}, "2026-01-01", []string{"registration 2026-01-01 2026-12-31 - 0 12"}},
		{"a year of a building, signed before", law.Subject{Object: law.Building, Term: year, Signed: day("2025-12-20")}, "2026-01-01", []string{"registration 2025-12-20 2026-12-31 - 0 12"}},
		{"a year, registered", law.Subject{Term: year, Registered: true}, "2026-01-01", nil},
		{"a year of land", law.Subject{Object: law.Land, Term: year}, "2026-01-01", nil},
		{"a day less", law.Subject{Term: period("2026-01-01", "2026-12-30")}, "2026-01-01", nil},
		{"a year, of which a day is back-dated", law.Subject{Term: year, Signed: day("2026-01-02")}, "2026-01-02", nil},
		{"before the rule", law.Subject{Term: period("1995-01-01", "1996-01-31")}, "1995-01-01", nil},
		{"signed before the rule", law.Subject{Term: period("1996-03-01", "1999-01-31"), Signed: day("1996-02-29")}, "1996-03-01", nil},
		{"without an end", law.Subject{Term: open}, "2026-01-01", nil},

		{"notice too short", law.Subject{Term: open, Notice: law.Served{Received: day("2026-01-31"), Leaves: day("2026-04-29")}}, "2026-02-01", []string{"notice 2026-01-31 2026-04-29 2026-04-30 0 3"}},
		{"notice as agreed", law.Subject{Term: open, Notice: law.Served{Received: day("2026-01-31"), Leaves: day("2026-02-28"), Months: 1}}, "2026-02-01", nil},
		{"notice longer by agreement", law.Subject{Term: open, Notice: law.Served{Received: day("2026-01-31"), Leaves: day("2026-06-30"), Months: 6}}, "2026-02-01", []string{"notice 2026-01-31 2026-06-30 2026-07-31 0 6"}},
		{"notice for a movable", law.Subject{Object: law.Movable, Term: open, Notice: law.Served{Received: day("2026-01-31"), Leaves: day("2026-02-27")}}, "2026-02-01", []string{"notice 2026-01-31 2026-02-27 2026-02-28 0 1"}},
		{"notice for a term", law.Subject{Term: period("2026-01-01", "2026-06-30"), Notice: law.Served{Received: day("2026-01-31"), Leaves: day("2026-02-01")}}, "2026-02-01", nil},

		{"late, returned", law.Subject{Term: period("2026-01-01", "2026-06-30"), Returned: day("2026-07-01")}, "2026-09-01", []string{"late-return 2026-07-01 2026-07-01 2026-06-30 1 0"}},
		{"late, not returned", law.Subject{Term: period("2026-01-01", "2026-06-30")}, "2026-07-10", []string{"late-return 2026-07-01 2026-07-10 2026-06-30 10 0"}},
		{"the last day", law.Subject{Term: period("2026-01-01", "2026-06-30")}, "2026-06-30", nil},
		{"late after a notice", law.Subject{Term: open, Notice: law.Served{Received: day("2026-01-31"), Leaves: day("2026-04-30")}, Returned: day("2026-05-02")}, "2026-09-01", []string{"late-return 2026-05-01 2026-05-02 2026-04-30 2 0"}},

		{"late after a term, whatever notice was given", law.Subject{Term: period("2026-01-01", "2026-06-30"), Notice: law.Served{Received: day("2026-01-31"), Leaves: day("2026-04-30")}, Returned: day("2026-07-01")}, "2026-09-01", []string{"late-return 2026-07-01 2026-07-01 2026-06-30 1 0"}},

		{"sublease too long", law.Subject{Term: period("2026-01-01", "2026-07-01"), Head: period("2025-01-01", "2026-06-30")}, "2026-01-01", []string{"sublease 2026-01-01 2026-07-01 2026-06-30 0 0"}},
		{"sublease without an end", law.Subject{Term: open, Head: period("2019-01-01", "2026-06-30")}, "2020-01-01", []string{"sublease 2020-01-01 - 2026-06-30 0 0"}},
		{"sublease as long", law.Subject{Term: period("2026-01-01", "2026-06-30"), Head: period("2025-01-01", "2026-06-30")}, "2026-01-01", nil},
		{"head lease without an end", law.Subject{Term: period("2026-01-01", "2026-06-30"), Head: open}, "2026-01-01", nil},

		{"state property", law.Subject{Term: open, State: true}, "2026-01-01", []string{"tender 2020-01-01 - - 0 0"}},
		{"state property by tender", law.Subject{Term: open, State: true, Tendered: true}, "2026-01-01", nil},
		{"state property before the law", law.Subject{Term: open, Signed: day("2008-07-01"), State: true}, "2026-01-01", nil},

		{"all at once", law.Subject{
			Term: period("2026-01-01", "2027-06-30"), Head: period("2025-01-01", "2026-06-30"), State: true, Returned: day("2027-07-02"),
			Changes: []law.RentStep{{On: day("2026-09-01"), Kind: law.Unilateral}, {On: day("2026-02-01"), Kind: law.Unilateral}},
		}, "2027-08-01", []string{
			"registration 2026-01-01 2027-06-30 - 0 12", "rent-change 2026-09-01 2026-09-01 2027-02-01 0 12",
			"late-return 2027-07-01 2027-07-02 2027-06-30 2 0", "sublease 2026-01-01 2027-06-30 2026-06-30 0 0", "tender 2026-01-01 - - 0 0",
		}},
		{"nothing is known", law.Subject{}, "2026-01-01", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, w := range russia(t).Check(c.lease, day(c.today)) {
				got = append(got, show(w))
			}
			require.Equal(t, c.want, got)
		})
	}
	require.Empty(t, russia(t).Check(law.Subject{Term: year}, none)[1:])
	require.Empty(t, law.Rules(nil).Check(law.Subject{Term: year, State: true}, day("2028-01-01")), "no table, no law")
}

func show(w law.Warning) string {
	d := func(d civil.Date) string {
		if d.IsZero() {
			return "-"
		}
		return d.String()
	}
	return strings.Join([]string{w.Rule.Kind.String(), d(w.On), d(w.Asked), d(w.Limit), strconv.Itoa(w.Days), strconv.Itoa(w.Months)}, " ")
}

// Every warning reads in both languages, with nothing left in braces.
func TestWarningsRead(t *testing.T) {
	s := law.Subject{
		Term: period("2026-01-01", "2027-06-30"), Head: period("2025-01-01", "2026-06-30"), State: true, Returned: day("2027-07-02"),
		Changes: []law.RentStep{{On: day("2026-02-01"), Kind: law.Unilateral}, {On: day("2026-09-01"), Kind: law.Unilateral}},
	}
	all := russia(t).Check(s, day("2027-08-01"))
	all = append(all, russia(t).Check(law.Subject{Term: period("2020-01-01", ""), Notice: law.Served{Received: day("2026-01-31"), Leaves: day("2026-04-29")}}, day("2026-02-01"))...)
	all = append(all, russia(t).Check(law.Subject{Term: period("2020-01-01", ""), Head: s.Head}, day("2026-02-01"))...)
	var en, ru []string
	for _, w := range all {
		en, ru = append(en, w.String()), append(ru, w.Text(accrual.Russian))
		require.Equal(t, w.String(), w.Text(accrual.Language(9)), "an unknown language is English")
	}
	require.Equal(t, []string{
		"Civil Code of Russia, art. 651(2): a lease of a building or premises for 12 months or longer is registered; this one, of 2026-01-01, runs through 2027-06-30 (that the rule holds for premises, and how a year is counted, is court practice: check it)",
		"Civil Code of Russia, art. 614(3): one side may change the rent at most once in 12 months: the change of 2026-09-01 comes before 2027-02-01 (that a change which both sides agree on is not bound is court practice: check it)",
		"Civil Code of Russia, art. 622: due back on 2027-06-30, 2 days late on 2027-07-02: 100% of the rent is owed for the whole delay, and damages that it does not cover",
		"Civil Code of Russia, art. 615(2), 618(1): a sublease is not longer than the lease above it and ends with it: through 2026-06-30 at the latest, not 2027-06-30",
		"Law 135-FZ, art. 17.1: property of the state or of a municipality is let by tender; the lease of 2026-01-01 names none (the law has exceptions: check them)",
		"Civil Code of Russia, art. 610(2): a lease without an end is ended by a notice of 3 months: received on 2026-01-31, it runs through 2026-04-30, not through 2026-04-29",
		"Civil Code of Russia, art. 615(2), 618(1): a sublease is not longer than the lease above it and ends with it: through 2026-06-30 at the latest, not without an end",
	}, en)
	require.Equal(t, "Civil Code of Russia, art. 622: срок возврата 30.06.2027, на 02.07.2027 просрочка 2 дн.: за всё её время вносится 100% арендной платы, сверх неё возмещаются убытки", ru[2])
	penal := russia(t)
	penal[4].Rate = finance.MustRate("112.5%")
	require.Contains(t, penal.Check(s, day("2027-08-01"))[2].Text(accrual.Russian), "вносится 112,5% арендной платы")
	require.Contains(t, penal.Check(s, day("2027-08-01"))[2].String(), "112.5% of the rent")
	require.Contains(t, ru[6], "не позднее 30.06.2026, а не без срока")
	for _, text := range append(en, ru...) {
		require.NotContains(t, text, "{")
	}
}

// A rule holds from its first day to the day before its last one, and what is
// handed out shares nothing with the table.
func TestRuleOnADay(t *testing.T) {
	table := russia(t)
	table[3].To = day("2027-01-01")
	next := table[3]
	next.From, next.To, next.Months = day("2027-01-01"), civil.Date{}, 6
	table = append(table, next)
	require.NoError(t, table.Validate())
	for on, months := range map[string]int{"1996-03-01": 12, "2026-12-31": 12, "2027-01-01": 6} {
		r, ok := table.On(law.RentChange, law.Movable, day(on))
		require.True(t, ok)
		require.Equal(t, months, r.Months, on)
		r.Binds[0] = law.Agreed
	}
	_, ok := table.On(law.RentChange, law.Premises, day("1996-02-29"))
	require.False(t, ok)
	require.Equal(t, []law.Change{law.Unilateral}, table[3].Binds)
	r, ok := table.On(law.Notice, law.Movable, day("2026-01-01"))
	require.True(t, ok)
	require.Equal(t, 1, r.Months)

	changes := []law.RentStep{{On: day("2026-06-01"), Kind: law.Unilateral}, {On: day("2027-01-10"), Kind: law.Unilateral}}
	require.Empty(t, table.Check(law.Subject{Term: period("2026-06-01", "2027-02-01"), Changes: changes}, day("2026-06-01")), "the new law lets it")
	warnings := table.Check(law.Subject{Term: period("2026-06-01", "2027-02-01"), Changes: []law.RentStep{changes[0], {On: day("2026-12-10"), Kind: law.Unilateral}}}, day("2026-06-01"))
	require.Len(t, warnings, 1)
	warnings[0].Rule.Binds[0] = law.Formula
	require.Equal(t, []law.Change{law.Unilateral}, table[3].Binds)
}
