package law_test

import (
	"bytes"
	"encoding"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster/tenancy/law"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

func paths(t *testing.T, err error) []string {
	t.Helper()
	var wrong finance.Problems
	require.ErrorAs(t, err, &wrong)
	var all []string
	for p := range wrong.All() {
		all = append(all, p.Path)
	}
	return all
}

// The table is read and written as it stands, and has a schema.
func TestTableReadsAndWritesItsFile(t *testing.T) {
	file, err := os.ReadFile("testdata/russia.json")
	require.NoError(t, err)
	table := russia(t)
	require.Len(t, table, 7)
	written, err := terms.Encode(table, nil)
	require.NoError(t, err)
	var again law.Rules
	require.NoError(t, terms.Decode(written, &again, nil))
	require.Equal(t, table, again)
	_, err = terms.Schema(law.Rules{}, nil, "rules of law")
	require.NoError(t, err)
	require.ErrorIs(t, terms.Decode(bytes.Replace(file, []byte(`"rent-change"`), []byte(`"rant-change"`), 1), &again, nil), finance.ErrUnknown)
}

// One thing at a time is made wrong in a rule of each kind.
func TestRuleRefused(t *testing.T) {
	for _, c := range []struct {
		rule int
		bad  func(*law.Rule)
		path string
		want error
	}{
		{0, func(r *law.Rule) { r.Kind = 99 }, "kind", finance.ErrRange},
		{0, func(r *law.Rule) { r.Objects[1] = 99 }, "objects[1]", finance.ErrRange},
		{0, func(r *law.Rule) { r.Objects[1] = r.Objects[0] }, "objects[1]", finance.ErrDuplicate},
		{0, func(r *law.Rule) { r.From = civil.Date{} }, "from", finance.ErrMissing},
		{0, func(r *law.Rule) { r.To = r.From }, "to", finance.ErrOrder},
		{0, func(r *law.Rule) { r.Article = "" }, "article", finance.ErrMissing},
		{0, func(r *law.Rule) { r.Source = "" }, "source", finance.ErrMissing},
		{0, func(r *law.Rule) { r.Source = strings.Repeat("s", law.MaxText+1) }, "source", finance.ErrLimit},
		{0, func(r *law.Rule) { r.Article = "\xff" }, "article", finance.ErrSyntax},
		{0, func(r *law.Rule) { r.Text.English = "" }, "text.en", finance.ErrMissing},
		{0, func(r *law.Rule) { r.Text.Russian = "до {срок}" }, "text.ru", finance.ErrUnknown},
		{0, func(r *law.Rule) { r.Text.Russian = "до limit}" }, "text.ru", finance.ErrUnknown},
		{0, func(r *law.Rule) { r.Text.English = "{days" }, "text.en", finance.ErrUnknown},
		{0, func(r *law.Rule) { r.Doubt.Russian = "" }, "doubt.ru", finance.ErrMissing},
		{0, func(r *law.Rule) { r.Months = 0 }, "months", finance.ErrMissing},
		{0, func(r *law.Rule) { r.Months = -1 }, "months", finance.ErrRange},
		{0, func(r *law.Rule) { r.Months = law.MaxMonths + 1 }, "months", finance.ErrRange},
		{0, func(r *law.Rule) { r.Binds = []law.Change{law.Agreed} }, "binds", finance.ErrConflict},
		{0, func(r *law.Rule) { r.Rate = finance.MustRate("100%") }, "rate", finance.ErrConflict},
		{1, func(r *law.Rule) { r.Months = 0 }, "months", finance.ErrMissing},
		{1, func(r *law.Rule) { r.Rate = finance.MustRate("100%") }, "rate", finance.ErrConflict},
		{3, func(r *law.Rule) { r.Months = 0 }, "months", finance.ErrMissing},
		{3, func(r *law.Rule) { r.Binds = nil }, "binds", finance.ErrMissing},
		{3, func(r *law.Rule) { r.Binds = append(r.Binds, 99) }, "binds[1]", finance.ErrRange},
		{3, func(r *law.Rule) { r.Binds = append(r.Binds, law.Unilateral) }, "binds[1]", finance.ErrDuplicate},
		{4, func(r *law.Rule) { r.Rate = finance.Rate{} }, "rate", finance.ErrMissing},
		{4, func(r *law.Rule) { r.Rate = finance.MustRate("-1%") }, "rate", finance.ErrRange},
		{4, func(r *law.Rule) { r.Months = 1 }, "months", finance.ErrConflict},
		{5, func(r *law.Rule) { r.Months = 1 }, "months", finance.ErrConflict},
		{5, func(r *law.Rule) { r.Rate = finance.MustRate("1%") }, "rate", finance.ErrConflict},
		{6, func(r *law.Rule) { r.Binds = []law.Change{law.Agreed} }, "binds", finance.ErrConflict},
	} {
		table := russia(t)
		c.bad(&table[c.rule])
		err := table.Validate()
		require.Equal(t, []string{fmt.Sprintf("rules[%d].%s", c.rule, c.path)}, paths(t, err))
		require.ErrorIs(t, err, c.want)
	}
}

func TestTableRefused(t *testing.T) {
	table := russia(t)
	again := table[0]
	again.From = day("2026-01-01")
	again.Objects = []law.Object{law.Land, law.Building}
	err := append(table, again).Validate()
	require.Equal(t, []string{"rules[7]"}, paths(t, err))
	require.ErrorIs(t, err, finance.ErrOverlap)
	again.Objects = []law.Object{law.Land}
	require.NoError(t, append(table, again).Validate())
	again.Objects = nil // everything
	require.ErrorIs(t, append(table, again).Validate(), finance.ErrOverlap)
	again = table[6]
	again.Objects = []law.Object{law.Land}
	require.ErrorIs(t, append(table, again).Validate(), finance.ErrOverlap)
	require.ErrorIs(t, make(law.Rules, law.MaxRules+1).Validate(), finance.ErrLimit)
	require.NotErrorIs(t, make(law.Rules, law.MaxRules).Validate(), finance.ErrLimit)
	table[0].Months = law.MaxMonths
	require.NoError(t, table.Validate())
}

func TestSubjectRefused(t *testing.T) {
	good := law.Subject{Term: period("2026-01-01", ""), Head: period("2025-01-01", ""),
		Notice:  law.Served{Received: day("2026-02-01"), Leaves: day("2026-02-01"), Months: law.MaxMonths},
		Changes: []law.RentStep{{On: day("2026-03-01"), By: "landlord"}}}
	require.NoError(t, good.Validate())
	many := good
	many.Changes = slices.Repeat(good.Changes, law.MaxChanges)
	require.NoError(t, many.Validate())
	for _, c := range []struct {
		bad  func(*law.Subject)
		path string
		want error
	}{
		{func(s *law.Subject) { s.Object = 9 }, "object", finance.ErrRange},
		{func(s *law.Subject) { s.Term = civil.Period{} }, "term.from", finance.ErrMissing},
		{func(s *law.Subject) { s.Head.To = s.Head.From }, "head.to", finance.ErrOrder},
		{func(s *law.Subject) { s.Notice.Received = civil.Date{} }, "notice.received", finance.ErrMissing},
		{func(s *law.Subject) { s.Notice.Leaves = civil.Date{} }, "notice.leaves", finance.ErrMissing},
		{func(s *law.Subject) { s.Notice.Leaves = day("2026-01-31") }, "notice.leaves", finance.ErrOrder},
		{func(s *law.Subject) { s.Notice.Months = -1 }, "notice.months", finance.ErrRange},
		{func(s *law.Subject) { s.Notice.Months = law.MaxMonths + 1 }, "notice.months", finance.ErrRange},
		{func(s *law.Subject) { s.Changes[0].On = civil.Date{} }, "rent_changes[0].on", finance.ErrMissing},
		{func(s *law.Subject) { s.Changes[0].Kind = 9 }, "rent_changes[0].kind", finance.ErrRange},
		{func(s *law.Subject) { s.Changes[0].By = "\xff" }, "rent_changes[0].by", finance.ErrSyntax},
		{func(s *law.Subject) { s.Changes = make([]law.RentStep, law.MaxChanges+1) }, "rent_changes", finance.ErrLimit},
	} {
		s := good
		s.Changes = append([]law.RentStep(nil), good.Changes...)
		c.bad(&s)
		err := s.Validate()
		require.Equal(t, []string{c.path}, paths(t, err))
		require.ErrorIs(t, err, c.want)
		require.NotPanics(t, func() { russia(t).Check(s, day("2026-06-01")) })
	}
}

// name is a value of an enumeration with its text both ways.
type name interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
	Validate() error
}

func requireNames[T name, P interface {
	*T
	encoding.TextUnmarshaler
}](t *testing.T, of func(uint8) T, texts ...string) {
	t.Helper()
	for i, want := range texts {
		v := of(uint8(i))
		require.Equal(t, want, v.String())
		require.NoError(t, v.Validate())
		text, err := v.MarshalText()
		require.NoError(t, err)
		require.Equal(t, want, string(text))
		var got T
		require.NoError(t, P(&got).UnmarshalText(text))
		require.Equal(t, v, got)
	}
	require.ErrorIs(t, of(uint8(len(texts))).Validate(), finance.ErrRange)
	_, err := of(uint8(len(texts))).MarshalText()
	require.ErrorIs(t, err, finance.ErrRange)
	var got T
	require.ErrorIs(t, P(&got).UnmarshalText([]byte("palace")), finance.ErrUnknown)
}

func TestNames(t *testing.T) {
	requireNames(t, func(n uint8) law.Kind { return law.Kind(n) }, "registration", "notice", "rent-change", "late-return", "sublease", "tender")
	requireNames(t, func(n uint8) law.Object { return law.Object(n) }, "premises", "building", "land", "movable")
	requireNames(t, func(n uint8) law.Change { return law.Change(n) }, "agreed", "unilateral", "formula")
}
