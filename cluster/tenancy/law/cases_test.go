package law_test

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/law"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

func day(s string) civil.Date { return civil.MustDate(s) }

// through is a term by its first and last day; without a last one it has no end.
func through(first, last civil.Date) civil.Period {
	return civil.Period{From: first, To: last.AddDays(1)}
}

func period(first, last string) civil.Period {
	if last == "" {
		return civil.Period{From: day(first)}
	}
	return through(day(first), day(last))
}

// russia is the table that ships as an example.
func russia(t testing.TB) law.Rules {
	t.Helper()
	text, err := os.ReadFile("testdata/russia.json")
	require.NoError(t, err)
	var rules law.Rules
	require.NoError(t, terms.Decode(text, &rules, nil))
	require.NoError(t, rules.Validate())
	return rules
}

// published is a worked case of testdata/cases.json: figures from public
// sources (mark S), recomputed from such (R), or edge cases (A).
type published struct {
	ID, Kind, Title, Source, Mark string
	Given, Want                   json.RawMessage
}

var run = map[string]func(t *testing.T, given, want json.RawMessage){
	"registration_required": registrationRequired, // ten-083
	"notice_end":            noticeEnd,            // ten-084
	"rent_change_allowed":   rentChangeAllowed,    // ten-086, ten-137
	"holdover":              lateReturn,           // ten-120: the delay and what the rule says; the clause is another room's
	"sublease_term":         subleaseTerm,         // ten-136
	"break_notice":          breakNotice,          // ten-150: the counting of the notice; the break itself is an option's
}

func TestPublishedCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var all []published
	require.NoError(t, json.Unmarshal(text, &all))
	require.Len(t, all, 7)
	for _, c := range all {
		require.Contains(t, run, c.Kind, c.ID)
		t.Run(c.ID+" "+c.Title, func(t *testing.T) { run[c.Kind](t, c.Given, c.Want) })
	}
}

func decode[T any](t *testing.T, text json.RawMessage) T {
	t.Helper()
	var v T
	require.NoError(t, json.Unmarshal(text, &v))
	return v
}

func integer(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	require.NoError(t, err)
	return n
}

func registrationRequired(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Leases []struct {
			First civil.Date `json:"first_day"`
			Last  civil.Date `json:"last_day"`
			Since civil.Date `json:"terms_apply_from"`
		}
	}](t, given)
	w := decode[struct{ Required []bool }](t, want)
	for i, l := range g.Leases {
		term := through(l.Since, l.Last)
		require.Equal(t, w.Required[i], law.RegistrationNeeded(term, l.First, 12))
		require.True(t, law.RegistrationNeeded(term, civil.Date{}, 12), "with the back-dated year")
		warnings := russia(t).Check(law.Subject{Object: law.Building, Signed: l.First, Term: term}, l.First)
		require.Equal(t, w.Required[i], len(warnings) > 0)
	}
}

func noticeEnd(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Received civil.Date `json:"notice_received"`
		Months   string     `json:"notice_months"`
	}](t, given)
	w := decode[struct {
		Last civil.Date `json:"last_day"`
	}](t, want)
	require.Equal(t, w.Last, law.NoticeEnd(g.Received, integer(t, g.Months)))
	s := law.Subject{Term: period("2020-01-01", ""), Notice: law.Served{Received: g.Received, Leaves: w.Last}}
	require.Empty(t, russia(t).Check(s, g.Received))
	s.Notice.Leaves = w.Last.AddDays(-1)
	warnings := russia(t).Check(s, g.Received)
	require.Len(t, warnings, 1)
	require.Equal(t, w.Last, warnings[0].Limit)
}

// kinds are the names of the cases for changes of rent.
var kinds = map[string]law.Change{"agreed": law.Agreed, "unilateral": law.Unilateral, "formula_in_lease": law.Formula}

func rentChangeAllowed(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Events []struct {
			Date civil.Date
			Kind string
		}
	}](t, given)
	w := decode[struct{ Allowed []bool }](t, want)
	s := law.Subject{Term: period("2024-12-01", "2025-10-30")}
	for _, e := range g.Events {
		kind, known := kinds[e.Kind]
		require.True(t, known, e.Kind)
		s.Changes = append(s.Changes, law.RentStep{On: e.Date, Kind: kind})
	}
	require.Equal(t, w.Allowed, law.RentChangesAllowed(s.Changes, []law.Change{law.Unilateral}, 12))
	var refused []civil.Date
	for i, ok := range w.Allowed {
		if !ok {
			refused = append(refused, s.Changes[i].On)
		}
	}
	var warned []civil.Date
	for _, warning := range russia(t).Check(s, s.Term.From) {
		require.Equal(t, law.RentChange, warning.Rule.Kind)
		warned = append(warned, warning.On)
	}
	require.Equal(t, refused, warned)
}

func lateReturn(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Rent finance.Money `json:"monthly_rent"`
		Last civil.Date    `json:"lease_last_day"`
		Left civil.Date    `json:"occupied_last_day"`
	}](t, given)
	w := decode[struct{ Days, Total string }](t, want)
	s := law.Subject{Term: through(day("2024-03-01"), g.Last), Returned: g.Left}
	warnings := russia(t).Check(s, g.Left)
	require.Len(t, warnings, 1)
	late := warnings[0]
	require.Equal(t, integer(t, w.Days), late.Days)
	require.Equal(t, integer(t, w.Days), law.Late(s.Term, g.Left).Days())
	owed, err := g.Rent.MulDiv(int64(late.Days), int64(g.Left.Month().Days()), finance.HalfEven)
	require.NoError(t, err)
	owed, err = owed.MulRate(late.Rule.Rate, finance.HalfEven)
	require.NoError(t, err)
	require.Equal(t, w.Total+" RUB", owed.String())
	require.Equal(t, "Civil Code of Russia, art. 622: due back on 2025-01-31, 14 days late on 2025-02-14: "+
		"100% of the rent is owed for the whole delay, and damages that it does not cover", late.String())
}

func subleaseTerm(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Head  civil.Date `json:"head_last_day"`
		Asked civil.Date `json:"sub_last_day_asked"`
	}](t, given)
	w := decode[struct {
		Allowed bool
		Last    civil.Date `json:"sub_last_day_allowed"`
	}](t, want)
	first := day("2026-02-01")
	head := through(first, g.Head)
	require.Equal(t, w.Last, law.LatestSubleaseDay(head))
	s := law.Subject{Term: through(first, g.Asked), Head: head}
	warnings := russia(t).Check(s, first)
	require.Equal(t, w.Allowed, len(warnings) == 0)
	require.Equal(t, w.Last, warnings[0].Limit)
	require.Equal(t, g.Asked, warnings[0].Asked)
	s.Term = through(first, w.Last)
	require.Empty(t, russia(t).Check(s, first))
	require.Contains(t, warnings[0].Text(accrual.Russian), "не позднее 30.06.2026, а не 31.12.2026")
}

func breakNotice(t *testing.T, given, want json.RawMessage) {
	g := decode[struct {
		Break  civil.Date `json:"break_date"`
		Months string     `json:"notice_months"`
		Served []civil.Date
	}](t, given)
	w := decode[struct{ Valid []bool }](t, want)
	for i, served := range g.Served {
		require.Equal(t, w.Valid[i], law.NoticeInTime(served, integer(t, g.Months), g.Break), served)
	}
}
