package accrual_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// A host has closed January and February of a yearly fee, the latter with two
// days of delay, and is about to close March.
func twoMonths(facts ...accrual.Fact) host {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), fee(accrual.Window{Cycle: accrual.ByYear}))}, facts: facts}
	h.close("2026-01", "2026-02-01")
	h.close("2026-02", "2026-03-03")
	return h
}

// try closes without keeping the books.
func (h *host) try(m, cutoff string, facts ...accrual.Fact) error {
	all := append(slices.Clone(h.facts), facts...)
	closed, err := accrual.Close(h.books, h.as, month(m), day(cutoff), slices.Values(all))
	if err != nil && (closed.Obligations != nil || closed.Books.Next() != (civil.Month{})) {
		panic("an error beside an answer")
	}
	_, needErr := accrual.NeedFrom(h.books, h.as, month(m), day(cutoff), nil)
	if needErr != nil && err == nil {
		panic(needErr)
	}
	return err
}

func TestMonthsAndCutOffsInTheirTurn(t *testing.T) {
	for _, c := range []struct {
		month, cutoff string
		want          []finance.Problem
	}{
		{"2026-03", "2026-04-01", nil},
		{"2026-03", "2030-01-01", nil}, // as late as the host likes
		{"2026-02", "2026-03-03", nil}, // again
		{"2026-02", "2026-03-04", []finance.Problem{at("month", finance.ErrClosed)}}, // again, but later
		{"2026-01", "2026-02-01", []finance.Problem{at("cutoff", finance.ErrOrder)}}, // not the last one
		{"2026-01", "2026-04-01", []finance.Problem{at("month", finance.ErrClosed)}},
		{"2026-04", "2026-05-01", []finance.Problem{at("month", finance.ErrOrder)}}, // March is next
		{"2026-03", "2026-03-02", []finance.Problem{at("cutoff", finance.ErrOrder)}},
		{"2026-03", "2026-03-03", []finance.Problem{at("cutoff", finance.ErrOrder)}}, // that of February
		{"2026-03", "2026-03-04", nil}, // early
		{"2027-03", "2026-03-04", nil}, // twelve months ahead
		{"2027-04", "2026-03-04", []finance.Problem{at("month", finance.ErrOrder)}},
		{"2027-04", "2026-04-04", []finance.Problem{at("month", finance.ErrOrder)}}, // of the month that is next, too
	} {
		h := twoMonths()
		err := h.try(c.month, c.cutoff)
		if c.want == nil {
			require.NoError(t, err, "%s %s", c.month, c.cutoff)
			continue
		}
		refused(t, err, c.want...)
	}
	_, err := accrual.Close(accrual.Books{}, nil, civil.Month{}, day("2026-01-01"), nil)
	refused(t, err, at("month", finance.ErrMissing))
	_, err = accrual.Close(accrual.Books{}, nil, month("2026-01"), civil.Date{}, nil)
	refused(t, err, at("cutoff", finance.ErrMissing))
	_, err = accrual.NeedFrom(accrual.Books{}, nil, month("2026-01"), civil.Date{}, nil)
	refused(t, err, at("cutoff", finance.ErrMissing))
}

// Between an early close and the full one of a month before it there may be no
// day: both know the same.
func TestAnEarlyCloseAndTheFullOneOfOneDay(t *testing.T) {
	h := twoMonths()
	require.Empty(t, h.close("2026-04", "2026-04-01"))
	require.Equal(t, day("2026-04-01"), h.books.Cutoff())
	require.Equal(t, month("2026-03"), h.books.Next())
	require.Empty(t, h.close("2026-03", "2026-04-01"))
	require.Equal(t, month("2026-04"), h.books.Next())
	require.Equal(t, month("2026-01"), h.books.First())
}

// Books that are still empty: an early close may come at most MaxAhead months
// before its month, and that month is not skipped by the first full close.
func TestTheFirstMonth(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Advance: true, Clause: baseRent{rub("31.00")}})}}
	refused(t, h.try("2027-01", "2025-12-31"), at("month", finance.ErrOrder))
	require.Equal(t, []string{"rent 2026-02 31.00"}, h.close("2026-02", "2026-01-05"))
	require.Equal(t, civil.Month{}, h.books.First())
	refused(t, h.try("2026-03", "2026-04-01"), at("month", finance.ErrOrder))
	require.NoError(t, h.try("2026-03", "2026-03-01"))
	require.NoError(t, h.try("2026-02", "2026-03-01"))
	require.Equal(t, []string{"rent 2026-01 31.00"}, h.close("2026-01", "2026-02-01"))
	require.Empty(t, h.close("2026-02", "2026-03-01"))
}

func TestFactsThatContradictTheBooks(t *testing.T) {
	old := sale("S-1", "2026-02-05", "2026-02-05", "500.00")
	more := sale("S-2", "2026-03-02", "2026-03-02", "50.00") // known before February's cut-off, happened after it
	fresh := sale("S-3", "2026-02-06", "2026-03-04", "10.00")
	for name, c := range map[string]struct {
		facts []accrual.Fact
		want  []finance.Problem
	}{
		"all of them":              {[]accrual.Fact{old, more, fresh}, nil},
		"in any order, and twice":  {[]accrual.Fact{fresh, more, old, fresh, old}, nil},
		"the late one alone":       {[]accrual.Fact{fresh}, []finance.Problem{at("facts[2026-02]", finance.ErrConflict), at("facts[2026-03]", finance.ErrConflict)}},
		"a lost one":               {[]accrual.Fact{old, fresh}, []finance.Problem{at("facts[2026-03]", finance.ErrConflict)}},
		"a changed amount":         {[]accrual.Fact{sale("S-1", "2026-02-05", "2026-02-05", "500.01"), more, fresh}, []finance.Problem{at("facts[2026-02]", finance.ErrConflict)}},
		"a changed day of knowing": {[]accrual.Fact{sale("S-1", "2026-02-05", "2026-02-06", "500.00"), more, fresh}, []finance.Problem{at("facts[2026-02]", finance.ErrConflict)}},
		"another id":               {[]accrual.Fact{sale("S-9", "2026-02-05", "2026-02-05", "500.00"), more, fresh}, []finance.Problem{at("facts[2026-02]", finance.ErrConflict)}},
		"new but known before": {[]accrual.Fact{old, more, fresh, sale("S-4", "2026-03-01", "2026-03-02", "1.00"), sale("S-5", "2026-02-27", "2026-03-02", "1.00")},
			[]finance.Problem{at("facts[2026-02]", finance.ErrConflict), at("facts[2026-03]", finance.ErrConflict)}},
		"new but known before, in months without any": {[]accrual.Fact{old, more, fresh, sale("S-4", "2026-05-01", "2026-03-02", "1.00"), sale("S-5", "2026-04-01", "2026-03-02", "1.00")},
			[]finance.Problem{at("facts[2026-04]", finance.ErrConflict), at("facts[2026-05]", finance.ErrConflict)}},
		"known on the cut-off's day": {[]accrual.Fact{old, more, fresh, sale("S-4", "2026-03-01", "2026-03-03", "1.00")}, nil},
		"one id, two contents":       {[]accrual.Fact{old, more, fresh, sale("S-3", "2026-02-06", "2026-03-04", "11.00")}, []finance.Problem{at("facts[S-3]", finance.ErrDuplicate)}},
		"of no agreement":            {[]accrual.Fact{old, more, fresh, {ID: "X", Agreement: "L-8", On: day("2026-03-05"), Known: day("2026-03-05")}}, []finance.Problem{at("facts[X].agreement", finance.ErrUnknown)}},
		"invalid":                    {[]accrual.Fact{old, more, fresh, {ID: "X"}}, []finance.Problem{at("facts[X].agreement", finance.ErrMissing), at("facts[X].on", finance.ErrMissing), at("facts[X].known", finance.ErrMissing)}},
		"not yet known":              {[]accrual.Fact{old, more, fresh, {ID: "X", Agreement: "L-8", On: day("2026-03-05"), Known: day("2026-04-01")}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			h := twoMonths(old, more)
			h.facts = nil
			err := h.try("2026-03", "2026-04-01", c.facts...)
			if c.want == nil {
				require.NoError(t, err)
				return
			}
			refused(t, err, c.want...)
		})
	}
}

func TestReferencesThatAreRefused(t *testing.T) {
	ref := func(id, on string) accrual.Ref { return accrual.Ref{ID: id, On: day(on)} }
	sold := sale("S-1", "2026-01-05", "2026-01-05", "500.00")
	back := sale("B-1", "2026-01-06", "2026-01-06", "-100.00")
	back.Of = ref("S-1", "2026-01-05")
	void := func(id string, of accrual.Ref, voids accrual.Ref) accrual.Fact {
		return accrual.Fact{ID: id, Agreement: "L-7", On: day("2026-01-10"), Known: day("2026-01-10"), Voids: voids, Of: of}
	}
	returns := func(id string, of accrual.Ref) accrual.Fact {
		f := sale(id, "2026-01-10", "2026-01-10", "-1.00")
		f.Of = of
		return f
	}
	for name, c := range map[string]struct {
		fact accrual.Fact
		want []finance.Problem
	}{
		"a sale is voided":                 {void("V", accrual.Ref{}, ref("S-1", "2026-01-05")), nil},
		"a return is voided":               {void("V", ref("S-1", "2026-01-05"), ref("B-1", "2026-01-06")), nil},
		"a return, without its sale":       {void("V", accrual.Ref{}, ref("B-1", "2026-01-06")), []finance.Problem{at("facts[V].voids", finance.ErrConflict)}},
		"a return, with another sale":      {void("V", ref("S-2", "2026-01-05"), ref("B-1", "2026-01-06")), []finance.Problem{at("facts[V].voids", finance.ErrConflict)}},
		"a sale, as if it were a return":   {void("V", ref("B-1", "2026-01-06"), ref("S-1", "2026-01-05")), []finance.Problem{at("facts[V].voids", finance.ErrConflict)}},
		"a void":                           {void("V", accrual.Ref{}, ref("U", "2026-01-10")), []finance.Problem{at("facts[V].voids", finance.ErrConflict)}},
		"itself":                           {void("V", accrual.Ref{}, ref("V", "2026-01-10")), []finance.Problem{at("facts[V].voids", finance.ErrConflict)}},
		"nothing":                          {void("V", accrual.Ref{}, ref("S-8", "2026-01-05")), []finance.Problem{at("facts[V].voids", finance.ErrUnknown)}},
		"a sale of another day":            {void("V", accrual.Ref{}, ref("S-1", "2026-01-04")), []finance.Problem{at("facts[V].voids", finance.ErrUnknown)}},
		"of nothing":                       {returns("R", ref("S-8", "2026-01-05")), []finance.Problem{at("facts[R].of", finance.ErrUnknown)}},
		"of a return":                      {returns("R", ref("B-1", "2026-01-06")), []finance.Problem{at("facts[R].of", finance.ErrConflict)}},
		"of a void":                        {returns("R", ref("U", "2026-01-10")), []finance.Problem{at("facts[R].of", finance.ErrConflict)}},
		"of itself":                        {returns("R", ref("R", "2026-01-10")), []finance.Problem{at("facts[R].of", finance.ErrConflict)}},
		"of what is not known yet":         {returns("R", ref("S-3", "2026-01-09")), []finance.Problem{at("facts[R].of", finance.ErrUnknown)}},
		"before all that was handed in":    {returns("R", ref("S-0", "2025-11-11")), nil},
		"voided before all that was known": {void("V", accrual.Ref{}, ref("S-0", "2025-11-11")), nil},
	} {
		t.Run(name, func(t *testing.T) {
			h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), fee(accrual.Window{}))}}
			h.facts = []accrual.Fact{sold, back, sale("S-2", "2026-01-07", "2026-01-07", "1.00"), sale("S-3", "2026-01-09", "2026-02-09", "1.00"), void("U", accrual.Ref{}, ref("S-2", "2026-01-07"))}
			err := h.try("2026-01", "2026-02-01", c.fact)
			if c.want == nil {
				require.NoError(t, err)
				return
			}
			refused(t, err, c.want...)
		})
	}
}

func TestAgreementsThatContradictTheBooks(t *testing.T) {
	other := lease("L-8", term("2026-03-01", ""), fee(accrual.Window{}))
	other.Amendments[0].Known = day("2026-03-10")
	for name, c := range map[string]struct {
		change func(as []accrual.Agreement) []accrual.Agreement
		want   []finance.Problem
	}{
		"as they are": {func(as []accrual.Agreement) []accrual.Agreement { return as }, nil},
		"a new one that is not known yet": {func(as []accrual.Agreement) []accrual.Agreement {
			other := other
			other.Amendments = []accrual.Amendment{other.Amendments[0]}
			other.Amendments[0].Known = day("2026-04-01")
			return append(as, other)
		}, nil},
		"a new one": {func(as []accrual.Agreement) []accrual.Agreement { return append(as, other) }, nil},
		"lost":      {func([]accrual.Agreement) []accrual.Agreement { return nil }, []finance.Problem{at("agreements[L-7]", finance.ErrMissing)}},
		"twice":     {func(as []accrual.Agreement) []accrual.Agreement { return append(as, as[0]) }, []finance.Problem{at("agreements[L-7]", finance.ErrDuplicate)}},
		"invalid": {func(as []accrual.Agreement) []accrual.Agreement {
			return append(as, accrual.Agreement{ID: "L-9", Currency: finance.RUB})
		},
			[]finance.Problem{at("agreements[L-9].amendments", finance.ErrMissing)}},
		"a new one that claims to have been known": {func(as []accrual.Agreement) []accrual.Agreement {
			return append(as, lease("L-8", term("2026-03-01", ""), fee(accrual.Window{})))
		}, []finance.Problem{at("agreements[L-8].amendments", finance.ErrConflict)}},
		"an amendment that does": {func(as []accrual.Agreement) []accrual.Agreement {
			amend(&as[0], accrual.Amendment{From: day("2026-03-01"), Known: day("2026-03-02"), Drop: []string{"fee"}})
			return as
		}, []finance.Problem{at("agreements[L-7].amendments", finance.ErrConflict)}},
		"an amendment that does not": {func(as []accrual.Agreement) []accrual.Agreement {
			amend(&as[0], accrual.Amendment{From: day("2026-03-01"), Known: day("2026-03-03"), Drop: []string{"fee"}})
			return as
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			h := twoMonths(sale("S-1", "2026-02-05", "2026-02-05", "500.00"))
			h.as = c.change(h.as)
			err := h.try("2026-03", "2026-04-01")
			if c.want == nil {
				require.NoError(t, err)
				return
			}
			refused(t, err, c.want...)
		})
	}
}

// Every word that an amendment says beside its clauses' own is in its hash: to
// change any of them afterwards is refused.
func TestAnAmendmentThatWasKnownDoesNotChange(t *testing.T) {
	for name, change := range map[string]func(*accrual.Amendment){
		"from": func(m *accrual.Amendment) { m.From = m.From.AddDays(1) }, "known": func(m *accrual.Amendment) { m.Known = m.Known.AddDays(1) },
		"name": func(m *accrual.Amendment) { m.Set[0].Name = "x" }, "advance": func(m *accrual.Amendment) { m.Set[0].Advance = true },
		"change": func(m *accrual.Amendment) { m.Set[0].Change = accrual.Restart }, "back": func(m *accrual.Amendment) { m.Set[0].Back = true },
		"to": func(m *accrual.Amendment) { m.Set[0].To = "fund" }, "untaxed": func(m *accrual.Amendment) { m.Set[0].Untaxed = true },
		"due": func(m *accrual.Amendment) { m.Set[0].Due = 1 }, "drop": func(m *accrual.Amendment) { m.Drop = []string{"rent"} },
		"creditor":   func(m *accrual.Amendment) { m.Parties = &accrual.Parties{Creditor: "x", Debtor: "R-3"} },
		"debtor":     func(m *accrual.Amendment) { m.Parties = &accrual.Parties{Creditor: "cluster", Debtor: "x"} },
		"parties":    func(m *accrual.Amendment) { m.Parties = sides },
		"term":       func(m *accrual.Amendment) { m.Term = term("2026-01-01", "") },
		"term's end": func(m *accrual.Amendment) { m.Term = term("2026-01-01", "2027-01-01") },
		"set":        func(m *accrual.Amendment) { m.Set = append(m.Set, accrual.Named{Name: "y", Clause: baseRent{}}) },
	} {
		t.Run(name, func(t *testing.T) {
			a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Clause: baseRent{rub("31.00")}})
			amend(&a, accrual.Amendment{From: day("2026-01-05"), Known: day("2026-01-02"), Set: []accrual.Named{{Name: "fee", Clause: baseRent{rub("31.00")}}}})
			h := host{as: []accrual.Agreement{a}}
			h.close("2026-01", "2026-02-01")
			require.NoError(t, h.try("2026-02", "2026-03-01"))
			change(&h.as[0].Amendments[1])
			refused(t, h.try("2026-02", "2026-03-01"), at("agreements[L-7].amendments", finance.ErrConflict))
		})
	}
}

// Names in one list of an amendment are not those in another.
func TestAnAmendmentThatMeansSomethingElse(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "a", Clause: baseRent{rub("31.00")}}, accrual.Named{Name: "b", Clause: baseRent{rub("31.00")}})
	amend(&a, accrual.Amendment{From: day("2026-01-05"), Known: day("2026-01-02"), Drop: []string{"a", "b"}})
	h := host{as: []accrual.Agreement{a}}
	h.close("2026-01", "2026-02-01")
	h.as[0].Amendments[1].Drop, h.as[0].Amendments[1].Parties = nil, &accrual.Parties{Creditor: "a", Debtor: "b"}
	refused(t, h.try("2026-02", "2026-03-01"), at("agreements[L-7].amendments", finance.ErrConflict))
}

// A month that is closed again and comes to another amount was closed with
// other clauses: nothing says when they changed, so nothing is posted.
func TestClosedAgainWithOtherClauses(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "rent", Clause: baseRent{rub("31.00")}})}}
	h.close("2026-01", "2026-02-01")
	h.as[0].Amendments[0].Set[0].Clause = baseRent{rub("62.00")}
	refused(t, h.try("2026-01", "2026-02-01"), at("agreements[L-7].rent", finance.ErrConflict))
}

// A sequence that can be ranged over once only loses what is late: it is an
// error, not a loss.
func TestFactsThatComeOnce(t *testing.T) {
	h := twoMonths()
	late := []accrual.Fact{sale("S-1", "2026-02-05", "2026-03-05", "500.00")}
	n := 0
	_, err := accrual.Close(h.books, h.as, month("2026-03"), day("2026-04-01"), func(yield func(accrual.Fact) bool) {
		for ; n < len(late) && yield(late[n]); n++ {
		}
	})
	refused(t, err, at("facts", finance.ErrConflict))
}

// A host may yield each fact in one place, readings too.
func TestFactsInOnePlace(t *testing.T) {
	h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: share{finance.MustRate("10%")}})}}
	adds := make([]accrual.Reading, 1)
	closed, err := accrual.Close(h.books, h.as, month("2026-01"), day("2026-02-01"), func(yield func(accrual.Fact) bool) {
		for i, n := range []int64{100000, 200000, 700000} {
			adds[0] = accrual.Reading{Meter: sales, N: n}
			if !yield(accrual.Fact{ID: string(rune('a' + i)), Agreement: "L-7", On: day("2026-01-05"), Known: day("2026-01-05"), Adds: adds}) {
				return
			}
		}
	})
	require.NoError(t, err)
	require.Equal(t, []string{"fee 2026-01 1000.00"}, lines(closed.Obligations))
}

// odd is an earner that answers whatever it is told to.
type odd struct {
	In    accrual.Window
	Money finance.Money
	Err   error
}

func (o odd) Window() accrual.Window                     { return o.In }
func (odd) Meters() []accrual.Meter                      { return []accrual.Meter{sales} }
func (o odd) Earned(accrual.Span) (finance.Money, error) { return o.Money, o.Err }

// oddSteps is such a stepper.
type oddSteps struct {
	Lines []accrual.Line
	State accrual.State
	Err   error
}

func (oddSteps) Window() accrual.Window  { return accrual.Window{} }
func (oddSteps) Meters() []accrual.Meter { return []accrual.Meter{sales} }
func (o oddSteps) Step(accrual.State, accrual.Span, []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	return o.Lines, o.State, o.Err
}

var errOdd = errors.New("odd")

func TestClausesThatFail(t *testing.T) {
	most := finance.Minor(math.MaxInt64, finance.RUB)
	big := make([]byte, 1<<20+1)
	for name, c := range map[string]struct {
		clause accrual.Clause
		want   error
	}{
		"an error":                {odd{Err: errOdd}, errOdd},
		"another currency":        {odd{Money: finance.MustMoney("1.00 USD")}, finance.ErrCurrency},
		"no currency":             {odd{Money: finance.Minor(1, 0)}, finance.ErrCurrency},
		"nothing, of no currency": {odd{}, nil},
		"the most":                {odd{Money: most}, nil},
		"the most, once":          {odd{Money: most, In: accrual.Window{Once: true}}, nil},
		"another, once":           {odd{Money: finance.MustMoney("1.00 USD"), In: accrual.Window{Once: true}}, finance.ErrCurrency},
		"by line, an error":       {odd{Err: errOdd, In: accrual.Window{Cycle: accrual.ByLine}}, errOdd},
		"by line, too much":       {odd{Money: most, In: accrual.Window{Cycle: accrual.ByLine}}, finance.ErrOverflow},
		"by line, another":        {odd{Money: finance.MustMoney("1.00 USD"), In: accrual.Window{Cycle: accrual.ByLine}}, finance.ErrCurrency},
		"a stepper's error":       {oddSteps{Err: errOdd}, errOdd},
		"its other currency":      {oddSteps{Lines: []accrual.Line{{Net: finance.MustMoney("1.00 USD")}}}, finance.ErrCurrency},
		"its nothing":             {oddSteps{Lines: []accrual.Line{{}, {Source: "x"}}}, nil},
		"too much in all":         {oddSteps{Lines: []accrual.Line{{Net: most}, {Net: most}}}, finance.ErrOverflow},
		"much of two sources":     {oddSteps{Lines: []accrual.Line{{Net: most, Source: "a"}, {Net: most, Source: "b"}}}, nil},
		"a source too long":       {oddSteps{Lines: []accrual.Line{{Net: rub("1.00"), Source: long}}}, finance.ErrLimit},
		"a source that is none":   {oddSteps{Lines: []accrual.Line{{Net: rub("1.00"), Source: binary}}}, finance.ErrSyntax},
		"the longest state":       {oddSteps{State: accrual.State(big[1:])}, nil},
		"a state too long":        {oddSteps{State: accrual.State(big)}, finance.ErrLimit},
		"a state that is none":    {oddSteps{State: accrual.State(binary)}, finance.ErrSyntax},
	} {
		t.Run(name, func(t *testing.T) {
			h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "odd", Clause: c.clause})}}
			h.facts = []accrual.Fact{sale("1", "2026-01-01", "2026-01-01", "1.00"), sale("2", "2026-01-02", "2026-01-01", "1.00")}
			err := h.try("2026-01", "2026-02-01")
			if c.want == nil {
				require.NoError(t, err)
				return
			}
			refused(t, err, at("agreements[L-7].odd", c.want))
			require.ErrorContains(t, err, "2026-01: ")
		})
	}
}

// What does not fit is an error wherever it comes up: in a meter, in what
// another clause counts, under the tax.
func TestWhatDoesNotFit(t *testing.T) {
	huge := func(id string, n int64) accrual.Fact {
		f := sale(id, "2026-01-05", "2026-01-05", "0.00")
		f.Adds[0].N = n
		return f
	}
	for name, c := range map[string]struct {
		facts []accrual.Fact
		want  []finance.Problem
	}{
		"the most":   {[]accrual.Fact{huge("1", math.MaxInt64)}, nil},
		"the least":  {[]accrual.Fact{huge("1", math.MinInt64+1)}, nil},
		"too much":   {[]accrual.Fact{huge("1", math.MaxInt64), huge("2", 1)}, []finance.Problem{at("agreements[L-7]", finance.ErrOverflow)}},
		"too little": {[]accrual.Fact{huge("1", math.MinInt64), huge("2", -1)}, []finance.Problem{at("agreements[L-7]", finance.ErrOverflow)}},
	} {
		h := host{as: []accrual.Agreement{lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: slabs{Table: finance.Tiers{Steps: []finance.Tier{{Rate: finance.MustRate("10%")}}}}})}}
		err := h.try("2026-01", "2026-02-01", c.facts...)
		if c.want == nil {
			require.NoError(t, err, name)
			continue
		}
		refused(t, err, c.want...)
	}
	most := finance.Minor(math.MaxInt64, finance.RUB)
	a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "a", Clause: baseRent{most}}, accrual.Named{Name: "b", Clause: meters{Of: []accrual.Meter{accrual.Of("a")}}})
	a.Tax.Rates = civil.Timeline[finance.Rate]{{From: day("2026-01-01"), Value: finance.MustRate("20%"), Source: "law"}}
	h := host{as: []accrual.Agreement{a}}
	refused(t, h.try("2026-01", "2026-02-01"), at("agreements[L-7].a", finance.ErrOverflow))
	h.as[0].Tax = accrual.Tax{}
	h.as[0].Amendments[0].Set[1].Clause = meters{In: accrual.Window{Cycle: accrual.ByYear}, Of: []accrual.Meter{accrual.Of("a")}}
	h.close("2026-01", "2026-02-01")
	refused(t, h.try("2026-02", "2026-03-01"), at("agreements[L-7].a", finance.ErrOverflow))
}
