package tenancy_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// lived is a lease of 2026 with an option of each kind.
func lived() tenancy.Lease {
	return tenancy.Lease{
		ID: "L-1", Resident: "R-3", Spaces: tenancy.ForTerm("B-12"), Term: period("2026-01-01", "2027-01-01"), Signed: day("2025-12-01"),
		Clauses: []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("31000.00")}), named("service", tenancy.Amount{Monthly: rub("3100.00"), For: tenancy.ForServiceCharge})},
		Options: []tenancy.Option{
			{ID: "break", Within: period("2026-07-01", "2026-12-01"), Notice: tenancy.Notice{Months: 3}, Conditions: []string{"rent is paid", "vacant"}},
			{ID: "longer", Kind: tenancy.ToExtend, Notice: tenancy.Notice{Months: 6}, Months: 12},
		},
	}
}

func event(action tenancy.Action, on, known string) tenancy.Event {
	return tenancy.Event{Action: action, On: day(on), Known: day(known)}
}

func until(e tenancy.Event, end string) tenancy.Event {
	e.Until = day(end)
	return e
}

// applied is l after events, which must not be refused.
func applied(t *testing.T, l tenancy.Lease, events ...tenancy.Event) tenancy.Lease {
	t.Helper()
	for _, e := range events {
		next, err := l.Apply(e)
		require.NoError(t, err)
		l = next
	}
	require.NoError(t, l.Validate())
	return l
}

// standing brings a lease into each state on 1 June 2026.
func standing(t *testing.T) map[tenancy.State]tenancy.Lease {
	t.Helper()
	signed, held, ending := lived(), lived(), lived()
	signed.Term, signed.Options[0].Within = period("2026-06-02", "2027-06-02"), period("2026-09-01", "2027-01-01")
	draft := signed
	draft.Signed, draft.Draft = civil.Date{}, true
	held = applied(t, held, event(tenancy.Commence, "2026-01-05", "2026-01-05"))
	ending.Term, ending.Signed, ending.Options = period("2025-06-01", "2026-06-01"), day("2025-05-01"), nil
	return map[tenancy.State]tenancy.Lease{
		tenancy.Draft:       draft,
		tenancy.Signed:      signed,
		tenancy.Commenced:   held,
		tenancy.Suspended:   applied(t, held, event(tenancy.Suspend, "2026-05-01", "2026-04-01")),
		tenancy.HoldingOver: applied(t, ending, event(tenancy.HoldOver, "2026-06-01", "2026-06-01")),
		tenancy.Ended:       applied(t, ending, event(tenancy.Return, "2026-05-31", "2026-05-31")),
		tenancy.Withdrawn:   applied(t, signed, event(tenancy.Withdraw, "2026-05-01", "2026-05-01")),
	}
}

// attempt is an event of an action on 1 June that has all that it needs, and a
// lease that has what it is about.
func attempt(t *testing.T, l tenancy.Lease, state tenancy.State, action tenancy.Action) (tenancy.Lease, tenancy.Event) {
	t.Helper()
	e := event(action, "2026-06-01", "2026-06-01")
	alive := state == tenancy.Signed || state == tenancy.Commenced || state == tenancy.Suspended
	switch action {
	case tenancy.Commence:
		if state == tenancy.Signed {
			e.On, e.Known = day("2026-06-12"), day("2026-06-12") // handed over ten days late
		}
	case tenancy.Amend:
		e.Set = []accrual.Named{named("rent", tenancy.Amount{Monthly: rub("1.00")})}
	case tenancy.Assign:
		e.Resident = "R-4"
	case tenancy.Move:
		e.Spaces = []string{"hall"}
	case tenancy.Serve:
		if e.Until = day("2026-10-01"); alive {
			e.Option = "break"
		}
	case tenancy.Fulfil:
		e.Option, e.Conditions = "break", []string{"vacant"}
		if alive {
			_, notice := attempt(t, l, state, tenancy.Serve)
			l = applied(t, l, notice)
		}
	case tenancy.Extend, tenancy.Renew:
		e.Until = day("2028-01-01")
	case tenancy.HoldOver:
		if alive && state != tenancy.Signed {
			e.On = l.Term.To
		}
	}
	return l, e
}

// The picture a second time, and the whole square of it: what is not in it is
// refused.
func TestLifecycle(t *testing.T) {
	picture := map[tenancy.State]string{ // sign withdraw commence amend assign move suspend resume serve fulfil extend renew end-early hold-over return expire
		tenancy.Draft:       "signed withdrawn . . . . . . . . . . . . . .",
		tenancy.Signed:      ". withdrawn commenced signed signed signed . . signed signed signed . . . . .",
		tenancy.Commenced:   ". . . commenced commenced commenced suspended . commenced commenced commenced commenced ended holding-over ended .",
		tenancy.Suspended:   ". . . suspended suspended suspended . commenced suspended suspended suspended suspended ended holding-over ended .",
		tenancy.HoldingOver: ". . . holding-over holding-over holding-over . . holding-over . . commenced ended . ended .",
		tenancy.Ended:       ". . . . . . . . . . . . . . . .",
		tenancy.Withdrawn:   ". . . . . . . . . . . . . . . .",
	}
	for state, lease := range standing(t) {
		require.Equal(t, state, lease.State(day("2026-06-01"), day("2026-06-02")))
		row := strings.Fields(picture[state])
		require.Len(t, row, 16)
		for i, next := range row {
			l, e := attempt(t, lease, state, tenancy.Action(i))
			got, err := l.Apply(e)
			switch {
			case e.Action == tenancy.Expire:
				require.ErrorIs(t, err, finance.ErrRange)
			case next == ".":
				var refused *tenancy.TransitionError
				require.ErrorAs(t, err, &refused, "%v %v", state, e.Action)
				require.Equal(t, tenancy.TransitionError{From: state, Action: e.Action, On: e.On}, *refused)
				require.ErrorIs(t, err, finance.ErrTransition)
				require.Equal(t, l, got)
			default:
				require.NoError(t, err, "%v %v", state, e.Action)
				require.Equal(t, next, got.State(e.On, day("2030-01-01")).String(), "%v %v", state, e.Action)
				require.NoError(t, got.Validate())
				require.Len(t, got.Events, len(l.Events)+1)
			}
		}
	}
}

// States by both axes: a stay that becomes known on 10 January was an end as it
// was known before.
func TestStateByBothAxes(t *testing.T) {
	l := applied(t, lived(),
		until(event(tenancy.Suspend, "2026-03-01", "2026-02-20"), "2026-05-01"),
		event(tenancy.HoldOver, "2027-01-01", "2027-01-10"),
		event(tenancy.Return, "2027-02-15", "2027-02-20"))
	for _, c := range []struct {
		on, known string
		want      tenancy.State
	}{
		{"2026-03-01", "2025-12-01", tenancy.Draft}, // known before the day it was signed: nothing
		{"2025-11-30", "2025-12-02", tenancy.Draft},
		{"2025-12-01", "2025-12-02", tenancy.Signed},
		{"2025-12-31", "2025-12-02", tenancy.Signed},
		{"2026-01-01", "2025-12-02", tenancy.Commenced},
		{"2026-03-01", "2026-02-20", tenancy.Commenced},
		{"2026-03-01", "2026-02-21", tenancy.Suspended},
		{"2026-04-30", "2026-02-21", tenancy.Suspended},
		{"2026-05-01", "2026-02-21", tenancy.Commenced},
		{"2026-12-31", "2027-01-10", tenancy.Commenced},
		{"2027-01-01", "2027-01-10", tenancy.Ended},
		{"2027-01-01", "2027-01-11", tenancy.HoldingOver},
		{"2027-03-01", "2027-02-20", tenancy.HoldingOver},
		{"2027-02-14", "2027-02-21", tenancy.HoldingOver},
		{"2027-02-15", "2027-02-21", tenancy.Ended},
	} {
		require.Equal(t, c.want, l.State(day(c.on), day(c.known)), "%s as known on %s", c.on, c.known)
	}
	require.Equal(t, period("2026-01-01", "2027-01-01"), l.Held(day("2027-01-10")))
	require.Equal(t, period("2026-01-01", ".."), l.Held(day("2027-01-11")))
	require.Equal(t, period("2026-01-01", "2027-02-15"), l.Held(day("2027-02-21")))
	require.Zero(t, l.Held(day("2025-12-01")))
}
