package accrual_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// refused asserts that err holds exactly the given problems: each is a path,
// and what errors.Is finds there.
func refused(t *testing.T, err error, want ...finance.Problem) {
	t.Helper()
	var wrong finance.Problems
	var one finance.Problem
	switch {
	case errors.As(err, &wrong):
	case errors.As(err, &one):
		wrong.Add("", one)
	default:
		require.Fail(t, "no problems", "%v", err)
	}
	i := 0
	for p := range wrong.All() {
		require.Less(t, i, len(want), "%v", err)
		require.Equal(t, want[i].Path, p.Path, "%v", err)
		require.ErrorIs(t, p.Err, want[i].Err, "%v", err)
		i++
	}
	require.Equal(t, len(want), i, "%v", err)
}

func at(path string, err error) finance.Problem { return finance.Problem{Path: path, Err: err} }

// meters is a clause that counts whatever it is told to.
type meters struct {
	In  accrual.Window
	Of  []accrual.Meter
	Err error
}

func (m meters) Window() accrual.Window                     { return m.In }
func (m meters) Meters() []accrual.Meter                    { return m.Of }
func (m meters) Earned(accrual.Span) (finance.Money, error) { return finance.Money{}, nil }
func (m meters) Validate() error                            { return m.Err }

// neither is no Earner and no Stepper, both is each.
type neither struct{}

func (neither) Window() accrual.Window  { return accrual.Window{} }
func (neither) Meters() []accrual.Meter { return nil }

type both struct{ baseRent }

func (both) Step(accrual.State, accrual.Span, []accrual.Fact) ([]accrual.Line, accrual.State, error) {
	return nil, "", nil
}

// stepsIn is a stepper of whatever window.
type stepsIn struct {
	frozen
	In accrual.Window
}

func (s stepsIn) Window() accrual.Window { return s.In }

var (
	long    = strings.Repeat("x", accrual.MaxText+1)
	longest = strings.Repeat("x", accrual.MaxText)
	binary  = "\xff"
)

func TestFactsThatAreRefused(t *testing.T) {
	good := func() accrual.Fact { return sale("S-1", "2026-03-28", "2026-03-28", "1.00") }
	many := make([]accrual.Reading, accrual.MaxReadings+1)
	for i := range many {
		many[i] = accrual.Reading{Meter: accrual.Meter(fmt.Sprint("m", i)), N: 1}
	}
	for name, c := range map[string]struct {
		change func(*accrual.Fact)
		want   []finance.Problem
	}{
		"as it is":           {func(*accrual.Fact) {}, nil},
		"known before":       {func(f *accrual.Fact) { f.Known = day("2026-01-01") }, nil}, // a booking
		"no readings":        {func(f *accrual.Fact) { f.Adds = nil }, nil},                // a visit
		"longest id":         {func(f *accrual.Fact) { f.ID = longest }, nil},
		"most readings":      {func(f *accrual.Fact) { f.Adds = many[1:] }, nil},
		"no id":              {func(f *accrual.Fact) { f.ID = "" }, []finance.Problem{at("id", finance.ErrMissing)}},
		"long id":            {func(f *accrual.Fact) { f.ID = long }, []finance.Problem{at("id", finance.ErrLimit)}},
		"binary id":          {func(f *accrual.Fact) { f.ID = binary }, []finance.Problem{at("id", finance.ErrSyntax)}},
		"no agreement":       {func(f *accrual.Fact) { f.Agreement = "" }, []finance.Problem{at("agreement", finance.ErrMissing)}},
		"no days":            {func(f *accrual.Fact) { f.On, f.Known = civil.Date{}, civil.Date{} }, []finance.Problem{at("on", finance.ErrMissing), at("known", finance.ErrMissing)}},
		"voids on that day":  {func(f *accrual.Fact) { f.Voids, f.Adds = accrual.Ref{ID: "S-0", On: f.On}, nil }, nil},
		"voids later":        {func(f *accrual.Fact) { f.Voids, f.Adds = accrual.Ref{ID: "S-0", On: f.On.AddDays(1)}, nil }, []finance.Problem{at("voids", finance.ErrOrder)}},
		"voids no id":        {func(f *accrual.Fact) { f.Voids, f.Adds = accrual.Ref{On: f.On}, nil }, []finance.Problem{at("voids", finance.ErrMissing)}},
		"voids no day":       {func(f *accrual.Fact) { f.Voids, f.Adds = accrual.Ref{ID: "S-0"}, nil }, []finance.Problem{at("voids", finance.ErrMissing)}},
		"voids and adds":     {func(f *accrual.Fact) { f.Voids = accrual.Ref{ID: "S-0", On: f.On} }, []finance.Problem{at("adds", finance.ErrConflict)}},
		"of a long id":       {func(f *accrual.Fact) { f.Of = accrual.Ref{ID: long, On: f.On} }, []finance.Problem{at("of", finance.ErrLimit)}},
		"of later":           {func(f *accrual.Fact) { f.Of = accrual.Ref{ID: "S-0", On: f.On.AddDays(1)} }, []finance.Problem{at("of", finance.ErrOrder)}},
		"too many readings":  {func(f *accrual.Fact) { f.Adds = many }, []finance.Problem{at("adds", finance.ErrLimit)}},
		"no meter":           {func(f *accrual.Fact) { f.Adds[0].Meter = "" }, []finance.Problem{at("adds[0]", finance.ErrMissing)}},
		"long meter":         {func(f *accrual.Fact) { f.Adds[0].Meter = accrual.Meter(long) }, []finance.Problem{at("adds[0]", finance.ErrLimit)}},
		"a clause's meter":   {func(f *accrual.Fact) { f.Adds[0].Meter = accrual.Of("fee") }, []finance.Problem{at("adds[0]", finance.ErrUnknown)}},
		"a meter twice":      {func(f *accrual.Fact) { f.Adds = append(f.Adds, f.Adds[0]) }, []finance.Problem{at("adds[1]", finance.ErrDuplicate)}},
		"nothing whatsoever": {func(f *accrual.Fact) { *f = accrual.Fact{} }, []finance.Problem{at("id", finance.ErrMissing), at("agreement", finance.ErrMissing), at("on", finance.ErrMissing), at("known", finance.ErrMissing)}},
	} {
		t.Run(name, func(t *testing.T) {
			f := good()
			c.change(&f)
			if c.want == nil {
				require.NoError(t, f.Validate())
				return
			}
			refused(t, f.Validate(), c.want...)
		})
	}
}

func TestWindowsThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		window accrual.Window
		want   []finance.Problem
	}{
		{accrual.Window{}, nil},
		{accrual.Window{Cycle: accrual.ByLife, Once: true}, nil},
		{accrual.Window{Cycle: accrual.ByYear, Once: true, After: 24, Returns: accrual.InSaleWindow}, nil},
		{accrual.Window{Cycle: accrual.ByLine}, nil},
		{accrual.Window{Cycle: 6}, []finance.Problem{at("cycle", finance.ErrRange)}},
		{accrual.Window{Returns: 2}, []finance.Problem{at("returns", finance.ErrRange)}},
		{accrual.Window{Once: true, After: 25}, []finance.Problem{at("after", finance.ErrRange)}},
		{accrual.Window{Once: true, After: -1}, []finance.Problem{at("after", finance.ErrRange)}},
		{accrual.Window{After: 1}, []finance.Problem{at("after", finance.ErrRange)}},
		{accrual.Window{Cycle: accrual.ByLine, Once: true}, []finance.Problem{at("cycle", finance.ErrConflict)}},
		{accrual.Window{Cycle: accrual.ByLine, Returns: accrual.InSaleWindow}, []finance.Problem{at("cycle", finance.ErrConflict)}},
	} {
		if c.want == nil {
			require.NoError(t, c.window.Validate(), c.window)
			continue
		}
		refused(t, c.window.Validate(), c.want...)
	}
}

func TestRegions(t *testing.T) {
	for _, good := range []accrual.Region{"RU-SA", "RU-MOW", "FR-2A", "US-CA", "GB-X", "ZA-Z09"} {
		require.NoError(t, good.Validate(), good)
	}
	require.ErrorIs(t, accrual.Region("").Validate(), finance.ErrMissing)
	for _, bad := range []accrual.Region{"RU", "RU-", "RU-ABCD", "ru-SA", "rU-SA", "Ru-SA", "RU_SA", "RU-sa", "RU-S ", "RU-S/", "RU-S:", "R[-SA", "[R-SA", "@R-SA", "7U-SA", "RU-Я", accrual.Region(long)} {
		require.ErrorIs(t, bad.Validate(), finance.ErrSyntax, bad)
	}
}

func TestParties(t *testing.T) {
	require.NoError(t, accrual.Parties{Creditor: "a", Debtor: "b"}.Validate())
	refused(t, accrual.Parties{}.Validate(), at("creditor", finance.ErrMissing), at("debtor", finance.ErrMissing))
	refused(t, accrual.Parties{Creditor: "a", Debtor: "a"}.Validate(), at("debtor", finance.ErrConflict))
	refused(t, accrual.Parties{Creditor: accrual.Party(long), Debtor: accrual.Party(binary)}.Validate(), at("creditor", finance.ErrLimit), at("debtor", finance.ErrSyntax))
}

func TestTaxes(t *testing.T) {
	rate := func(from, r, source string) civil.Entry[finance.Rate] {
		e := civil.Entry[finance.Rate]{Value: finance.MustRate(r), Source: source}
		if from != "" {
			e.From = day(from)
		}
		return e
	}
	for _, c := range []struct {
		tax  accrual.Tax
		want []finance.Problem
	}{
		{accrual.Tax{}, nil},
		{accrual.Tax{Rates: civil.Timeline[finance.Rate]{rate("2019-01-01", "20%", "law"), rate("2026-01-01", "0", "law")}, Rounding: finance.HalfUp}, nil},
		{accrual.Tax{Rates: civil.Timeline[finance.Rate]{rate("2019-01-01", "-20%", "law")}}, []finance.Problem{at("rates[0]", finance.ErrNegative)}},
		{accrual.Tax{Rates: civil.Timeline[finance.Rate]{rate("2019-01-01", "1000.01%", "law")}}, []finance.Problem{at("rates[0]", finance.ErrRange)}},
		{accrual.Tax{Rates: civil.Timeline[finance.Rate]{rate("", "20%", "")}}, []finance.Problem{at("rates[0].from", finance.ErrMissing), at("rates[0].source", finance.ErrMissing)}},
		{accrual.Tax{Rates: civil.Timeline[finance.Rate]{rate("2019-01-01", "20%", "law"), rate("2019-01-01", "22%", "law")}}, []finance.Problem{at("rates[1].from", finance.ErrOrder)}},
		{accrual.Tax{Rounding: 99}, []finance.Problem{at("rounding", finance.ErrRange)}},
	} {
		if c.want == nil {
			require.NoError(t, c.tax.Validate())
			continue
		}
		refused(t, c.tax.Validate(), c.want...)
	}
}

func TestClausesThatAreRefused(t *testing.T) {
	many := make([]accrual.Meter, accrual.MaxMeters+1)
	for i := range many {
		many[i] = accrual.Meter(fmt.Sprint("m", i))
	}
	once := accrual.Window{Cycle: accrual.ByYear, Once: true}
	for name, c := range map[string]struct {
		named accrual.Named
		want  []finance.Problem
	}{
		"as it is":         {accrual.Named{Name: "x", Clause: baseRent{}, Due: accrual.MaxDue, To: "fund"}, nil},
		"due before":       {accrual.Named{Name: "x", Clause: baseRent{}, Due: -accrual.MaxDue}, nil},
		"stepper":          {accrual.Named{Name: "x", Clause: frozen{}, Change: accrual.Restart}, nil},
		"most meters":      {accrual.Named{Name: "x", Clause: meters{Of: many[1:]}}, nil},
		"nothing":          {accrual.Named{}, []finance.Problem{at("name", finance.ErrMissing), at("kind", finance.ErrMissing)}},
		"long name":        {accrual.Named{Name: long, Clause: baseRent{}}, []finance.Problem{at("name", finance.ErrLimit)}},
		"change":           {accrual.Named{Name: "x", Clause: baseRent{}, Change: 3}, []finance.Problem{at("change", finance.ErrRange)}},
		"due too late":     {accrual.Named{Name: "x", Clause: baseRent{}, Due: accrual.MaxDue + 1}, []finance.Problem{at("due", finance.ErrRange)}},
		"due too early":    {accrual.Named{Name: "x", Clause: baseRent{}, Due: -accrual.MaxDue - 1}, []finance.Problem{at("due", finance.ErrRange)}},
		"to a long one":    {accrual.Named{Name: "x", Clause: baseRent{}, To: accrual.Party(long)}, []finance.Problem{at("to", finance.ErrLimit)}},
		"to binary":        {accrual.Named{Name: "x", Clause: baseRent{}, To: accrual.Party(binary)}, []finance.Problem{at("to", finance.ErrSyntax)}},
		"neither":          {accrual.Named{Name: "x", Clause: neither{}}, []finance.Problem{at("kind", finance.ErrConflict)}},
		"both":             {accrual.Named{Name: "x", Clause: both{}}, []finance.Problem{at("kind", finance.ErrConflict)}},
		"its own word":     {accrual.Named{Name: "x", Clause: meters{Err: at("of", finance.ErrWeights)}}, []finance.Problem{at("of", finance.ErrWeights)}},
		"window":           {accrual.Named{Name: "x", Clause: meters{In: accrual.Window{After: 1}}}, []finance.Problem{at("window.after", finance.ErrRange)}},
		"stepper by line":  {accrual.Named{Name: "x", Clause: stepsIn{In: accrual.Window{Cycle: accrual.ByLine}}}, []finance.Problem{at("window", finance.ErrConflict)}},
		"stepper once":     {accrual.Named{Name: "x", Clause: stepsIn{In: once}}, []finance.Problem{at("window", finance.ErrConflict)}},
		"stepper re-rated": {accrual.Named{Name: "x", Clause: frozen{}, Change: accrual.Rerate}, []finance.Problem{at("window", finance.ErrConflict)}},
		"once in advance":  {accrual.Named{Name: "x", Clause: meters{In: once}, Advance: true}, []finance.Problem{at("advance", finance.ErrConflict)}},
		"too many meters":  {accrual.Named{Name: "x", Clause: meters{Of: many}}, []finance.Problem{at("meters", finance.ErrLimit)}},
	} {
		t.Run(name, func(t *testing.T) {
			if c.want == nil {
				require.NoError(t, c.named.Validate())
				return
			}
			refused(t, c.named.Validate(), c.want...)
		})
	}
}

func TestAgreementsThatAreRefused(t *testing.T) {
	counts := func(name string, of ...accrual.Meter) accrual.Named {
		return accrual.Named{Name: name, Clause: meters{Of: of}}
	}
	names := func(from, n int) []accrual.Named {
		all := make([]accrual.Named, n)
		for i := range all {
			all[i] = counts(fmt.Sprint("c", from+i))
		}
		return all
	}
	amend := func(a *accrual.Agreement, sets ...[]accrual.Named) {
		for _, set := range sets {
			a.Amendments = append(a.Amendments, accrual.Amendment{From: day("2026-01-01"), Known: day("2026-01-01"), Set: set})
		}
	}
	for name, c := range map[string]struct {
		change func(*accrual.Agreement)
		want   []finance.Problem
	}{
		"as it is":  {func(*accrual.Agreement) {}, nil},
		"no clause": {func(a *accrual.Agreement) { a.Amendments[0].Set = nil }, nil},
		"nothing whatsoever": {func(a *accrual.Agreement) { *a = accrual.Agreement{} }, []finance.Problem{
			at("id", finance.ErrMissing), at("currency", finance.ErrMissing), at("amendments", finance.ErrMissing),
		}},
		"an empty amendment": {func(a *accrual.Agreement) { a.Amendments[0] = accrual.Amendment{} }, []finance.Problem{
			at("amendments[0].from", finance.ErrMissing), at("amendments[0].known", finance.ErrMissing),
			at("amendments[0].parties", finance.ErrMissing), at("amendments[0].term", finance.ErrMissing),
		}},
		"later ones need no frame": {func(a *accrual.Agreement) { amend(a, nil) }, nil},
		"parties":                  {func(a *accrual.Agreement) { a.Amendments[0].Parties = &accrual.Parties{Debtor: "x"} }, []finance.Problem{at("amendments[0].parties.creditor", finance.ErrMissing)}},
		"term":                     {func(a *accrual.Agreement) { a.Amendments[0].Term = term("2026-01-01", "2026-01-01") }, []finance.Problem{at("amendments[0].term.to", finance.ErrOrder)}},
		"tax":                      {func(a *accrual.Agreement) { a.Tax.Rounding = 99 }, []finance.Problem{at("tax.rounding", finance.ErrRange)}},
		"a clause":                 {func(a *accrual.Agreement) { a.Amendments[0].Set[0].Due = 9999 }, []finance.Problem{at("amendments[0].set[0].due", finance.ErrRange)}},
		"a name twice": {func(a *accrual.Agreement) { a.Amendments[0].Set = append(a.Amendments[0].Set, a.Amendments[0].Set[0]) },
			[]finance.Problem{at("amendments[0].set[1].name", finance.ErrDuplicate)}},
		"set and dropped":       {func(a *accrual.Agreement) { a.Amendments[0].Drop = []string{"fee"} }, []finance.Problem{at("amendments[0].drop[0]", finance.ErrConflict)}},
		"dropped but never set": {func(a *accrual.Agreement) { a.Amendments[0].Drop = []string{"rent"} }, []finance.Problem{at("amendments[0].drop[0]", finance.ErrUnknown)}},
		"an unknown meter":      {func(a *accrual.Agreement) { a.Amendments[0].Set[0] = counts("fee", "visits") }, []finance.Problem{at("amendments[0].set[0].meters", finance.ErrUnknown)}},
		"an unknown clause":     {func(a *accrual.Agreement) { a.Amendments[0].Set[0] = counts("fee", accrual.Of("rent")) }, []finance.Problem{at("amendments[0].set[0].meters", finance.ErrUnknown)}},
		"itself":                {func(a *accrual.Agreement) { a.Amendments[0].Set[0] = counts("fee", accrual.Of("fee")) }, []finance.Problem{at("clauses[fee]", finance.ErrCycle)}},
		"a cycle over amendments": {func(a *accrual.Agreement) {
			amend(a, []accrual.Named{counts("b", accrual.Of("c"))}, []accrual.Named{counts("c", accrual.Of("a"))}, []accrual.Named{counts("a", sales, accrual.Of("b")), counts("d", accrual.Of("a"))})
		}, []finance.Problem{at("clauses[a]", finance.ErrCycle), at("clauses[b]", finance.ErrCycle), at("clauses[c]", finance.ErrCycle)}},
		"a diamond is no cycle": {func(a *accrual.Agreement) {
			amend(a, []accrual.Named{counts("a", accrual.Of("b"), accrual.Of("c")), counts("b", accrual.Of("d")), counts("c", accrual.Of("d")), counts("d")})
		}, nil},
		"meters": {func(a *accrual.Agreement) { a.Meters = append(a.Meters, "", accrual.Of("x"), accrual.Meter(long)) },
			[]finance.Problem{at("meters[1]", finance.ErrMissing), at("meters[2]", finance.ErrUnknown), at("meters[3]", finance.ErrLimit)}},
		"most meters of facts": {func(a *accrual.Agreement) {
			for i := range accrual.MaxFed - 1 {
				a.Meters = append(a.Meters, accrual.Meter(fmt.Sprint("m", i)))
			}
		}, nil},
		"too many meters":          {func(a *accrual.Agreement) { a.Meters = make([]accrual.Meter, accrual.MaxFed+1) }, []finance.Problem{at("meters", finance.ErrLimit)}},
		"most clauses at once":     {func(a *accrual.Agreement) { amend(a, names(0, accrual.MaxClauses)) }, nil},
		"too many clauses at once": {func(a *accrual.Agreement) { amend(a, names(0, accrual.MaxClauses+1)) }, []finance.Problem{at("amendments[1].set", finance.ErrLimit)}},
		"too many with the dropped": {func(a *accrual.Agreement) {
			amend(a, names(0, accrual.MaxClauses))
			a.Amendments[1].Drop = []string{"fee"}
		}, []finance.Problem{at("amendments[1].set", finance.ErrLimit)}},
		"most names": {func(a *accrual.Agreement) {
			for i := range 4 {
				amend(a, names(100*i, 100))
			}
			amend(a, names(400, accrual.MaxNames-401))
		}, nil},
		"too many names": {func(a *accrual.Agreement) {
			for i := range accrual.MaxNames / 100 {
				amend(a, names(100*i, 100))
			}
		}, []finance.Problem{at("amendments", finance.ErrLimit)}},
		"most versions": {func(a *accrual.Agreement) {
			for range accrual.MaxVersions/100 - 1 {
				amend(a, names(0, 100))
			}
			amend(a, names(0, 99))
		}, nil},
		"too many versions": {func(a *accrual.Agreement) {
			for range accrual.MaxVersions / 100 {
				amend(a, names(0, 100))
			}
		}, []finance.Problem{at("amendments", finance.ErrLimit)}},
		"most amendments":     {func(a *accrual.Agreement) { amend(a, make([][]accrual.Named, accrual.MaxAmendments-1)...) }, nil},
		"too many amendments": {func(a *accrual.Agreement) { amend(a, make([][]accrual.Named, accrual.MaxAmendments)...) }, []finance.Problem{at("amendments", finance.ErrLimit)}},
	} {
		t.Run(name, func(t *testing.T) {
			a := lease("L-7", term("2026-01-01", ""), accrual.Named{Name: "fee", Clause: share{finance.MustRate("1%")}})
			c.change(&a)
			if c.want == nil {
				require.NoError(t, a.Validate())
				return
			}
			refused(t, a.Validate(), c.want...)
		})
	}
}

// A thousand clauses that count each other are refused at once, not after a
// walk over every path between them.
func TestManyPathsAreNoWork(t *testing.T) {
	a := lease("L-7", term("2026-01-01", ""))
	for i := range 5 {
		m := accrual.Amendment{From: day("2026-01-01"), Known: day("2026-01-01")}
		for j := range 99 {
			var of []accrual.Meter
			for k := 1; k <= accrual.MaxMeters && 99*i+j+k < 495; k++ {
				of = append(of, accrual.Of(fmt.Sprint("c", 99*i+j+k)))
			}
			m.Set = append(m.Set, accrual.Named{Name: fmt.Sprint("c", 99*i+j), Clause: meters{Of: of}})
		}
		a.Amendments = append(a.Amendments, m)
	}
	require.NoError(t, a.Validate())
}
