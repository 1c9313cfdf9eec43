package tenancy_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/terms"
)

func serve(option, on, effect string) tenancy.Event {
	e := until(event(tenancy.Serve, on, on), effect)
	e.Option = option
	return e
}

func fulfil(option, on string, met ...string) tenancy.Event {
	e := event(tenancy.Fulfil, on, on)
	e.Option, e.Conditions = option, met
	return e
}

// Each row is refused at one place, by Apply and, appended past it, by Validate.
func TestEventsRefused(t *testing.T) {
	rest := func(names ...string) tenancy.Event {
		e := event(tenancy.Suspend, "2026-03-01", "2026-03-01")
		e.Drop = names
		return e
	}
	to := func(e tenancy.Event, who accrual.Party) tenancy.Event {
		e.Resident = who
		return e
	}
	by := func(e tenancy.Event, side tenancy.Side) tenancy.Event {
		e.By = side
		return e
	}
	open := lived()
	open.Term, open.Options = period("2026-01-01", ".."), nil
	staying := applied(t, lived(), event(tenancy.HoldOver, "2027-01-01", "2027-01-01"))
	priced := staying
	priced.HoldingOver = &tenancy.Holdover{Notice: tenancy.Notice{Months: 3}}
	served := applied(t, lived(), serve("break", "2026-04-01", "2026-08-01"))
	for _, c := range []struct {
		name  string
		lease tenancy.Lease
		event tenancy.Event
		path  string
		want  error
	}{
		{"no day", lived(), tenancy.Event{Action: tenancy.EndEarly, Known: day("2026-03-01")}, "on", finance.ErrMissing},
		{"no day of knowledge", lived(), tenancy.Event{Action: tenancy.EndEarly, On: day("2026-03-01")}, "known", finance.ErrMissing},
		{"no action", lived(), event(tenancy.Expire, "2026-03-01", "2026-03-01"), "action", finance.ErrRange},
		{"an unknown action", lived(), event(99, "2026-03-01", "2026-03-01"), "action", finance.ErrRange},
		{"known before the lease", lived(), event(tenancy.EndEarly, "2026-03-01", "2025-11-30"), "known", finance.ErrOrder},
		{"a notice known before it was served", lived(), until(event(tenancy.Serve, "2026-03-01", "2026-02-28"), "2026-08-01"), "known", finance.ErrOrder},
		{"a reversed suspension", lived(), until(event(tenancy.Suspend, "2026-03-01", "2026-03-01"), "2026-03-01"), "until", finance.ErrOrder},
		{"an extension to no day", lived(), event(tenancy.Extend, "2027-01-01", "2026-03-01"), "until", finance.ErrMissing},
		{"an extension that shortens", lived(), until(event(tenancy.Extend, "2026-09-01", "2026-03-01"), "2027-01-01"), "until", finance.ErrOrder},
		{"an extension of what has no end", open, until(event(tenancy.Extend, "2026-09-01", "2026-03-01"), "2027-01-01"), "until", finance.ErrConflict},
		{"an end as it begins", lived(), event(tenancy.EndEarly, "2026-01-01", "2026-01-01"), "on", finance.ErrOrder},
		{"an end with a day until", lived(), until(event(tenancy.EndEarly, "2026-02-01", "2026-02-01"), "2026-03-01"), "until", finance.ErrConflict},
		{"an assignment to nobody", lived(), event(tenancy.Assign, "2026-02-01", "2026-02-01"), "resident", finance.ErrMissing},
		{"a move to nowhere", lived(), event(tenancy.Move, "2026-02-01", "2026-02-01"), "spaces", finance.ErrMissing},
		{"an amendment of nothing", lived(), event(tenancy.Amend, "2026-02-01", "2026-02-01"), "set", finance.ErrMissing},
		{"an amendment with a resident", lived(), to(with(event(tenancy.Amend, "2026-02-01", "2026-02-01"), named("x", tenancy.Amount{Monthly: rub("1.00")})), "R-4"), "resident", finance.ErrConflict},
		{"a wrong clause", lived(), with(event(tenancy.Amend, "2026-02-01", "2026-02-01"), named("rent", tenancy.Amount{Monthly: rub("-1.00")})), "set[0].monthly", finance.ErrNegative},
		{"a clause twice", lived(), with(event(tenancy.Amend, "2026-02-01", "2026-02-01"), named("x", tenancy.Amount{Monthly: rub("1.00")}), named("x", tenancy.Amount{Monthly: rub("1.00")})), "set[1].name", finance.ErrDuplicate},
		{"a return that drops", lived(), func() tenancy.Event {
			e := event(tenancy.Return, "2026-02-01", "2026-02-01")
			e.Drop = []string{"rent"}
			return e
		}(), "drop", finance.ErrConflict},
		{"rest of what is not in force", lived(), rest("rent", "parking"), "drop[1]", finance.ErrUnknown},
		{"rest twice", lived(), rest("rent", "rent"), "drop[1]", finance.ErrDuplicate},
		{"a stay before the end", lived(), event(tenancy.HoldOver, "2026-12-31", "2027-01-01"), "on", finance.ErrOrder},
		{"an unknown option", lived(), serve("exit", "2026-04-01", "2026-08-01"), "option", finance.ErrUnknown},
		{"a notice of nothing", lived(), serve("", "2026-04-01", "2026-08-01"), "option", finance.ErrMissing},
		{"a notice of the wrong side", lived(), by(serve("break", "2026-04-01", "2026-08-01"), tenancy.ByLandlord), "by", finance.ErrConflict},
		{"a notice of both sides", lived(), by(serve("break", "2026-04-01", "2026-08-01"), tenancy.ByEither), "by", finance.ErrRange},
		{"a notice for a day that is none of the option", lived(), serve("break", "2026-04-01", "2026-12-01"), "until", finance.ErrRange},
		{"a late notice", lived(), serve("break", "2026-05-01", "2026-08-01"), "on", finance.ErrRange},
		{"a second notice", served, serve("break", "2026-04-02", "2026-09-01"), "option", finance.ErrDuplicate},
		{"clauses after a break", lived(), with(serve("break", "2026-04-01", "2026-08-01"), named("x", tenancy.Amount{Monthly: rub("1.00")})), "set", finance.ErrConflict},
		{"an unknown condition", served, fulfil("break", "2026-07-01", "vacant", "clean"), "conditions[1]", finance.ErrUnknown},
		{"a condition of no notice", lived(), fulfil("break", "2026-07-01", "vacant"), "option", finance.ErrUnknown},
		{"a condition met too late", served, fulfil("break", "2026-08-01", "vacant"), "option", finance.ErrUnknown},
		{"a condition met twice", applied(t, served, fulfil("break", "2026-07-01", "vacant")), fulfil("break", "2026-07-02", "vacant"), "conditions[0]", finance.ErrDuplicate},
		{"out of order", served, event(tenancy.EndEarly, "2026-07-01", "2026-03-31"), "known", finance.ErrOrder},
		{"a stay ended without notice", priced, serve("", "2027-02-01", "2027-05-01"), "on", finance.ErrRange},
		{"conditions of a stay", priced, func() tenancy.Event {
			e := serve("", "2027-01-31", "2027-05-01")
			e.Conditions = []string{"vacant"}
			return e
		}(), "conditions", finance.ErrConflict},
		{"clauses after a stay", priced, with(serve("", "2027-01-31", "2027-05-01"), named("x", tenancy.Amount{Monthly: rub("1.00")})), "set", finance.ErrConflict},
		{"a later end of a stay", applied(t, staying, serve("", "2027-02-01", "2027-04-01")), serve("", "2027-02-02", "2027-04-01"), "until", finance.ErrRange},
		{"handed over after the end", lived(), event(tenancy.Commence, "2027-02-01", "2027-02-01"), "", finance.ErrTransition},
		{"handed over before the beginning", lived(), event(tenancy.Commence, "2025-12-31", "2025-12-31"), "on", finance.ErrRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.lease.Apply(c.event)
			require.Equal(t, []string{c.path}, paths(t, err))
			require.ErrorIs(t, err, c.want)
			require.Equal(t, c.lease, got)
			forced := c.lease
			forced.Events = append(forced.Events[:len(forced.Events):len(forced.Events)], c.event)
			place := "events[" + string(rune('0'+len(c.lease.Events))) + "]"
			if c.path != "" {
				place += "." + c.path
			}
			require.Equal(t, []string{place}, paths(t, forced.Validate()))
		})
	}
	e := serve("", "2027-01-31", "2027-05-01")
	require.Equal(t, day("2027-05-01"), applied(t, priced, e).Held(day("2027-02-01")).To, "three months from 31 January end on 30 April")
}

func TestTransitionErrorReads(t *testing.T) {
	_, err := lived().Apply(event(tenancy.Resume, "2026-03-01", "2026-03-01"))
	require.EqualError(t, err, "resume on 2026-03-01: not possible in this state: commenced")
}

// Options that the lease has no room for.
func TestOptionsRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		option tenancy.Option
		path   string
		want   error
	}{
		{"no id", tenancy.Option{On: day("2026-07-01")}, "id", finance.ErrMissing},
		{"no day", tenancy.Option{ID: "x"}, "on", finance.ErrMissing},
		{"two days", tenancy.Option{ID: "x", On: day("2026-07-01"), BeforeEnd: 3}, "on", finance.ErrConflict},
		{"the second of one id", tenancy.Option{ID: "longer", On: day("2026-07-01")}, "id", finance.ErrDuplicate},
		{"after the end", tenancy.Option{ID: "x", On: day("2027-01-02")}, "on", finance.ErrRange},
		{"as it begins", tenancy.Option{ID: "x", On: day("2026-01-01")}, "on", finance.ErrRange},
		{"days after the end", tenancy.Option{ID: "x", Within: period("2026-07-01", "2027-01-02")}, "within", finance.ErrRange},
		{"reversed days", tenancy.Option{ID: "x", Within: period("2026-07-01", "2026-07-01")}, "within.to", finance.ErrOrder},
		{"months before it begins", tenancy.Option{ID: "x", BeforeEnd: 12}, "months_before_end", finance.ErrRange},
		{"months below nothing", tenancy.Option{ID: "x", BeforeEnd: -1}, "months_before_end", finance.ErrRange},
		{"an anniversary that is none", tenancy.Option{ID: "x", EveryYears: 1}, "every_years", finance.ErrRange},
		{"notice longer than the term", tenancy.Option{ID: "x", On: day("2026-07-01"), Notice: tenancy.Notice{Months: 12}}, "notice", finance.ErrRange},
		{"notice below nothing", tenancy.Option{ID: "x", On: day("2026-07-01"), Notice: tenancy.Notice{Months: -1}}, "notice.months", finance.ErrRange},
		{"days of notice below nothing", tenancy.Option{ID: "x", On: day("2026-07-01"), Notice: tenancy.Notice{Days: -1}}, "notice.days", finance.ErrRange},
		{"opens after it closes", tenancy.Option{ID: "x", On: day("2026-07-01"), Notice: tenancy.Notice{Months: 2}, Earliest: tenancy.Notice{Days: 58}}, "earliest", finance.ErrOrder},
		{"a condition twice", tenancy.Option{ID: "x", On: day("2026-07-01"), Conditions: []string{"a", "a"}}, "conditions[1]", finance.ErrDuplicate},
		{"a fee below nothing", tenancy.Option{ID: "x", On: day("2026-07-01"), Fee: tenancy.Fee{Sum: rub("-1.00")}}, "fee.sum", finance.ErrNegative},
		{"months of a fee below nothing", tenancy.Option{ID: "x", On: day("2026-07-01"), Fee: tenancy.Fee{Months: -1}}, "fee.months", finance.ErrRange},
		{"an extension by nothing", tenancy.Option{ID: "x", Kind: tenancy.ToExtend}, "months", finance.ErrMissing},
		{"an extension on a day", tenancy.Option{ID: "x", Kind: tenancy.ToRenew, Months: 1, On: day("2027-01-01")}, "on", finance.ErrConflict},
		{"a break that runs longer", tenancy.Option{ID: "x", On: day("2026-07-01"), Months: 3}, "months", finance.ErrConflict},
		{"an unknown kind", tenancy.Option{ID: "x", Kind: 3, Months: 1}, "kind", finance.ErrRange},
		{"an unknown side", tenancy.Option{ID: "x", By: 3, On: day("2026-07-01")}, "by", finance.ErrRange},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := lived()
			l.Options[0] = l.Options[1]
			l.Options[1] = c.option
			require.Equal(t, []string{"options[1]." + c.path}, paths(t, l.Validate()))
			require.ErrorIs(t, l.Validate(), c.want)
		})
	}
	open := lived()
	open.Term = period("2026-01-01", "..")
	require.Equal(t, []string{"options[1].kind"}, paths(t, open.Validate()))
	many := lived()
	many.Options = make([]tenancy.Option, 101)
	require.Equal(t, []string{"options"}, paths(t, many.Validate()))
}

// A lease with all that may happen to it, as a value and as a file.
func TestLifeReadsAndWritesItsFile(t *testing.T) {
	l := lived()
	l.HoldingOver = &tenancy.Holdover{Part: rate("150%"), Later: []tenancy.LaterPart{{FromDay: 31, Part: rate("200%")}}, By: tenancy.ByStartedMonth, Notice: tenancy.Notice{Days: 30}}
	l.Options[0].Fee = tenancy.Fee{Months: 2, Sum: rub("5.00")}
	move := event(tenancy.Move, "2026-05-01", "2026-04-20")
	move.Spaces = []string{"hall"}
	l = applied(t, l,
		until(event(tenancy.Suspend, "2026-02-01", "2026-02-01"), "2026-03-01"), move,
		serve("break", "2026-04-21", "2026-08-01"), fulfil("break", "2026-07-01", "vacant"),
		with(until(event(tenancy.Renew, "2027-01-01", "2026-12-01"), "2028-01-01"), named("rent", tenancy.Amount{Monthly: rub("1.00")})))
	text, err := terms.Encode(l, tenancy.Kinds())
	require.NoError(t, err)
	var read tenancy.Lease
	require.NoError(t, terms.Decode(text, &read, tenancy.Kinds()))
	require.Equal(t, l, read)
	for _, words := range []string{`"action": "suspend"`, `"until": "2026-03-01"`, `"by": "started-month"`, `"from_day": 31`, `"option": "break"`, `"kind": "amount"`, `"kind": "extend"`} {
		require.True(t, bytes.Contains(text, []byte(words)), words)
	}
	_, err = terms.Schema(l, tenancy.Kinds(), "lease")
	require.NoError(t, err)
}

// Apply keeps nothing of its caller's, and does not change its receiver.
func TestApplySharesNothing(t *testing.T) {
	l := applied(t, lived(), event(tenancy.Commence, "2026-01-02", "2026-01-02"))
	e := with(event(tenancy.Amend, "2026-02-01", "2026-02-01"), named("rent", tenancy.Amount{Monthly: rub("1.00")}))
	one := applied(t, l, e)
	two := applied(t, l, event(tenancy.EndEarly, "2026-06-01", "2026-02-01"))
	e.Set[0].Name = "changed"
	require.Equal(t, "rent", one.Events[1].Set[0].Name)
	require.Equal(t, tenancy.Amend, one.Events[1].Action)
	require.Equal(t, tenancy.EndEarly, two.Events[1].Action)
	require.Len(t, l.Events, 1)
}

// A long life is gone through in time, and one that is too long is refused.
func TestTooManyEvents(t *testing.T) {
	l := rentOnly()
	for i := range tenancy.MaxEvents {
		action, on := tenancy.Suspend, day("2026-02-01").AddDays(i/2)
		if i%2 == 1 {
			action, on = tenancy.Resume, on.AddDays(1)
		}
		e := tenancy.Event{Action: action, On: on, Known: day("2026-02-01")}
		if i >= 100 {
			e = with(event(tenancy.Amend, "2026-03-01", "2026-02-01"), named("rent", tenancy.Amount{Monthly: minor(int64(i))}))
		}
		l.Events = append(l.Events, e)
	}
	require.NoError(t, l.Validate())
	short := l
	short.Events = short.Events[:100]
	_, err := short.Apply(until(event(tenancy.Suspend, "2026-08-01", "2026-02-01"), "2026-09-01"))
	require.ErrorIs(t, err, finance.ErrLimit)
	e := event(tenancy.EndEarly, "2026-12-01", "2026-02-01")
	_, err = l.Apply(e)
	require.ErrorIs(t, err, finance.ErrLimit)
	l.Events = append(l.Events, e)
	require.Equal(t, []string{"events"}, paths(t, l.Validate()))
}
