package finance_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// lines are the kept problems, one a line.
func lines(err error) (all []string) {
	var wrong finance.Problems
	if errors.As(err, &wrong) {
		for one := range wrong.All() {
			all = append(all, one.Error())
		}
	}
	return all
}

func TestNoProblem(t *testing.T) {
	var wrong finance.Problems
	wrong.Add("rate", nil)
	wrong.AddAt("clauses", 3, nil)
	wrong.Add("clause", finance.Problems{}.Err())
	require.NoError(t, wrong.Err())
	require.Zero(t, wrong.Len())
	require.Empty(t, lines(wrong))
	require.Equal(t, "0 problems", wrong.Error())
}

// Each level adds its part of the path; an index stands without a point.
func TestProblemsNest(t *testing.T) {
	var clause, lease, terms finance.Problems
	clause.Add("rate", fmt.Errorf("8.35: %w", finance.ErrRange))
	clause.Add("", finance.ErrConflict)
	lease.Add("resident", finance.ErrMissing)
	lease.AddAt("clauses", 1, clause.Err())
	terms.AddAt("leases", 12, lease.Err())
	terms.Add("[3]", lease.Err())
	err := terms.Err()
	require.Equal(t, []string{
		"leases[12].resident: missing",
		"leases[12].clauses[1].rate: 8.35: out of range",
		"leases[12].clauses[1]: conflict",
		"[3].resident: missing",
		"[3].clauses[1].rate: 8.35: out of range",
		"[3].clauses[1]: conflict",
	}, lines(err))
	require.ErrorIs(t, err, finance.ErrRange)
	require.ErrorIs(t, err, finance.ErrConflict)
	require.NotErrorIs(t, err, finance.ErrOverflow)
	var first finance.Problem
	require.ErrorAs(t, err, &first)
	require.Equal(t, finance.Problem{Path: "leases[12].resident", Err: finance.ErrMissing}, first)
	for one := range two(t).All() {
		require.Equal(t, "resident", one.Path)
		break
	}
	require.EqualError(t, two(t), "2 problems: resident: missing; clauses[1]: conflict")
}

func two(t *testing.T) (wrong finance.Problems) {
	t.Helper()
	wrong.Add("resident", finance.ErrMissing)
	wrong.AddAt("clauses", 1, finance.ErrConflict)
	return wrong
}

// A sentence around problems is dropped, as the path says where; so is one
// around an error that says its own place, and a list by errors.Join is taken
// apart. An error that puts several into a sentence stays whole.
func TestProblemsTakeOver(t *testing.T) {
	inner := two(t)
	sentence := fmt.Errorf("%w and %w", finance.ErrRange, finance.ErrOrder)
	for name, c := range map[string]struct {
		err  error
		want []string
	}{
		"value":    {inner, []string{"a.resident: missing", "a.clauses[1]: conflict"}},
		"pointer":  {&inner, []string{"a.resident: missing", "a.clauses[1]: conflict"}},
		"wrapped":  {fmt.Errorf("lease L-7: %w", fmt.Errorf("draft: %w", inner)), []string{"a.resident: missing", "a.clauses[1]: conflict"}},
		"one":      {finance.Problem{Path: "rate", Err: finance.ErrRange}, []string{"a.rate: out of range"}},
		"joined":   {errors.Join(finance.ErrRange, fmt.Errorf("x: %w", inner)), []string{"a: out of range", "a.resident: missing", "a.clauses[1]: conflict"}},
		"sentence": {sentence, []string{"a: out of range and out of order"}},
		"plain":    {fmt.Errorf("8: %w", finance.ErrRange), []string{"a: 8: out of range"}},
	} {
		var wrong finance.Problems
		wrong.Add("a", c.err)
		require.Equal(t, c.want, lines(wrong), name)
		require.Equal(t, len(c.want), wrong.Len(), name)
	}
	var wrong finance.Problems
	wrong.Add("a", sentence)
	require.ErrorIs(t, wrong, finance.ErrOrder)
	require.EqualError(t, wrong.Err(), "a: out of range and out of order")
}

// What package civil says about the place inside a timeline is taken over too.
func TestProblemsOfTimelines(t *testing.T) {
	rates := civil.Timeline[finance.Rate]{
		{From: civil.MustDate("2026-01-01"), Value: finance.MustRate("22%"), Source: "a law (fictional)"},
		{From: civil.MustDate("2019-01-01"), Value: finance.MustRate("20%"), Source: "an older one"},
	}
	for name, err := range map[string]error{"bare": rates.Validate(), "wrapped": fmt.Errorf("tax: %w", rates.Validate())} {
		var wrong finance.Problems
		wrong.Add("vat", err)
		require.Equal(t, []string{"vat[1].from: out of order"}, lines(wrong), name)
		require.ErrorIs(t, wrong, finance.ErrOrder, name)
	}
}

// A hundred are kept, all are counted, through every level of nesting.
func TestProblemsAreLimited(t *testing.T) {
	var inner, outer finance.Problems
	for i := range 250 {
		inner.AddAt("facts", i, finance.ErrMissing)
		if i == 99 {
			require.NotContains(t, inner.Error(), "more")
		}
	}
	require.Equal(t, 250, inner.Len())
	require.Len(t, lines(inner), 100)
	require.Len(t, inner.Unwrap(), 100)
	outer.Add("month", finance.ErrMissing)
	outer.Add("books", inner.Err())
	require.Equal(t, 251, outer.Len())
	all := lines(outer)
	require.Len(t, all, 100)
	require.Equal(t, "books.facts[98]: missing", all[99])
	require.True(t, strings.HasPrefix(outer.Error(), "251 problems: month: missing; books.facts[0]: missing; "))
	require.True(t, strings.HasSuffix(outer.Error(), "; books.facts[98]: missing; and 151 more"))
}

// A path may hold a name that a stranger chose: it is clipped at the end of a
// character, and quoted where it would not print.
func TestStrangePaths(t *testing.T) {
	for path, want := range map[string]string{
		strings.Repeat("a", 256):          strings.Repeat("a", 256),
		strings.Repeat("a", 257):          strings.Repeat("a", 256) + "…",
		"a" + strings.Repeat("ж", 128):    "a" + strings.Repeat("ж", 127) + "…",
		strings.Repeat("\x80", 1_000_000): "…",
	} {
		var wrong finance.Problems
		wrong.Add(path, finance.ErrUnknown)
		for one := range wrong.All() {
			require.Equal(t, want, one.Path)
		}
	}
	var wrong finance.Problems
	wrong.Add("a\nERROR all is well", finance.ErrUnknown)
	require.EqualError(t, wrong, `"a\nERROR all is well": unknown`)
	require.EqualError(t, finance.Problem{Path: "кухня"}, "кухня")
	require.EqualError(t, finance.Problem{Err: finance.ErrUnknown}, "unknown")
}

// placed is an error of a host that says its place, with nothing inside.
type placed struct{}

func (placed) Error() string { return "broken" }
func (placed) Path() string  { return "here" }
func (placed) Unwrap() error { return nil }

func TestPlacesWithoutACauseAreKept(t *testing.T) {
	var wrong finance.Problems
	wrong.Add("a", placed{})
	wrong.Add("b", finance.Problem{Path: "there"})
	require.Equal(t, 2, wrong.Len())
	require.EqualError(t, wrong, "2 problems: a: broken; b: there")
}

func TestCodes(t *testing.T) {
	for want, err := range map[string]error{
		"missing": finance.ErrMissing, "range": finance.ErrRange, "syntax": finance.ErrSyntax, "order": finance.ErrOrder, "currency": finance.ErrCurrency,
		"overflow": finance.ErrOverflow, "overlap": finance.ErrOverlap, "unknown": finance.ErrUnknown, "duplicate": finance.ErrDuplicate,
		"transition": finance.ErrTransition, "closed": finance.ErrClosed, "conflict": finance.ErrConflict, "negative": finance.ErrNegative,
		"limit": finance.ErrLimit, "cycle": finance.ErrCycle, "weights": finance.ErrWeights,
	} {
		require.Equal(t, want, finance.Code(err))
		var wrong finance.Problems
		wrong.Add("a", fmt.Errorf("b: %w", err))
		require.Equal(t, want, finance.Code(wrong.Err()))
	}
	require.Empty(t, finance.Code(nil))
	require.Empty(t, finance.Code(errors.New("broken")))
}
