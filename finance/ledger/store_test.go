package ledger_test

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// stored puts the entries of l into a store.
func stored(t *testing.T, l ledger.Ledger) *ledger.Memory {
	t.Helper()
	s := new(ledger.Memory)
	require.NoError(t, s.Append(0, entries(l)))
	return s
}

// fake is a store with a life of its own.
type fake struct {
	*ledger.Memory
	add   func(at int, entries []ledger.Entry) error
	yield func(one ledger.Stored) (ledger.Stored, error)
	given int // entries that were read
}

func (f *fake) Append(at int, entries []ledger.Entry) error {
	if f.add != nil {
		return f.add(at, entries)
	}
	return f.Memory.Append(at, entries)
}

func (f *fake) Entries(r ledger.Range) iter.Seq2[ledger.Stored, error] {
	return func(yield func(ledger.Stored, error) bool) {
		for one, err := range f.Memory.Entries(r) {
			f.given++
			if f.yield != nil {
				one, err = f.yield(one)
			}
			if !yield(one, err) {
				return
			}
		}
	}
}

func posting(o ...accrual.Obligation) func(ledger.Ledger) (ledger.Ledger, error) {
	return func(l ledger.Ledger) (ledger.Ledger, error) { return l.Post(chart, o...) }
}

func TestUpdate(t *testing.T) {
	s, mine := new(ledger.Memory), ledger.New(owner)
	mine, err := ledger.Update(s, mine, posting(rent("2026-01", "1.00")))
	require.NoError(t, err)
	theirs, err := ledger.Update(s, ledger.New(owner), posting(rent("2026-02", "2.00"))) // another process
	require.NoError(t, err)
	require.Equal(t, 2, theirs.Len())
	mine, err = ledger.Update(s, mine, posting(rent("2026-02", "2.00"), rent("2026-03", "3.00"))) // who posts February again
	require.NoError(t, err)
	require.Equal(t, 3, mine.Len())
	loaded, err := ledger.Load(s, owner)
	require.NoError(t, err)
	require.Equal(t, entries(mine), entries(loaded))
	same, err := ledger.Update(s, mine, posting(rent("2026-03", "4.00")))
	require.ErrorIs(t, err, finance.ErrConflict)
	require.Equal(t, 3, same.Len())
}

// Another one locks the month between reading and writing: the entry is refused
// by the lock, as if it had come after.
func TestUpdateStartsOverWhenOthersCameFirst(t *testing.T) {
	s := &fake{Memory: new(ledger.Memory)}
	tries := 0
	s.add = func(at int, list []ledger.Entry) error {
		if tries++; tries == 1 {
			locked := lock(t, ledger.New(owner), "2026-01-31", "2026-01", ledger.RefuseLate)
			require.NoError(t, s.Memory.Append(0, entries(locked)))
		}
		return s.Memory.Append(at, list)
	}
	l, err := ledger.Update(s, ledger.New(owner), posting(rent("2026-01", "1.00")))
	require.ErrorIs(t, err, finance.ErrClosed)
	require.Equal(t, 1, l.Len()) // it knows of the lock now
	tries = 0
	l, err = ledger.Update(s, ledger.New(owner), posting(rent("2026-02", "1.00")))
	require.NoError(t, err)
	require.Equal(t, []int{2, 1}, []int{l.Len(), tries})
}

// The store kept the entries, and its answer was lost.
func TestUpdateAfterALostAnswer(t *testing.T) {
	s := &fake{Memory: new(ledger.Memory)}
	lost := errors.New("connection lost")
	s.add = func(at int, list []ledger.Entry) error { return errors.Join(s.Memory.Append(at, list), lost) }
	l, err := ledger.Update(s, ledger.New(owner), posting(rent("2026-01", "1.00")))
	require.ErrorIs(t, err, lost)
	require.Zero(t, l.Len())
	l, err = ledger.Update(s, l, posting(rent("2026-01", "1.00"))) // nothing is left to append
	require.NoError(t, err)
	require.Equal(t, 1, l.Len())
}

func TestUpdateEnds(t *testing.T) {
	s := &fake{Memory: new(ledger.Memory)}
	s.add = func(int, []ledger.Entry) error { return finance.ErrOrder } // though nobody came first
	_, err := ledger.Update(s, ledger.New(owner), posting(rent("2026-01", "1.00")))
	require.ErrorIs(t, err, finance.ErrOrder)
	two := post(t, ledger.New(owner), rent("2026-01", "1.00"), rent("2026-02", "1.00"))
	for name, other := range map[string]ledger.Ledger{
		"another owner": enter(t, ledger.New(studio), power7(1, "2026-01-01"), power7(2, "2026-01-01")), "fewer": ledger.New(owner), "a part": two.AsKnown(day("9999-12-31")),
	} {
		_, err = ledger.Update(new(ledger.Memory), two, func(ledger.Ledger) (ledger.Ledger, error) { return other, nil })
		require.ErrorIs(t, err, finance.ErrConflict, name)
		require.ErrorContains(t, err, "other books", name)
	}
	_, err = ledger.Update(s, two.AsKnown(day("9999-12-31")), posting())
	require.ErrorContains(t, err, "a part of the books")
}

// A store that does not keep what it was given is found by its place.
func TestLoadIsHeldToTheRules(t *testing.T) {
	l := whole1(t)
	for name, c := range map[string]struct {
		want  error
		path  string
		spoil func(*ledger.Stored)
	}{
		"a hole":   {finance.ErrOrder, "entries[3]: stands after 4", func(one *ledger.Stored) { one.At++ }},
		"unequal":  {finance.ErrConflict, "entries[3].lock: beside", func(one *ledger.Stored) { one.Entry.Lines = entries(l)[0].Lines }},
		"twice":    {finance.ErrDuplicate, "entries[3]: entry", func(one *ledger.Stored) { one.Entry = entries(l)[1] }},
		"no lock":  {finance.ErrOrder, "entries[6].through", func(one *ledger.Stored) { one.Entry = power7(7, "2026-01-01"); one.Entry.Month = month("2026-01") }},
		"reverses": {finance.ErrUnknown, "entries[3].reverses", func(one *ledger.Stored) { one.Entry = entries(l)[2]; one.Entry.ID = id(8); one.Entry.Reverses = id(9) }},
		"no id":    {finance.ErrMissing, "entries[3].id", func(one *ledger.Stored) { one.Entry.ID = uuid.Nil }},
		"unbalance": {finance.ErrConflict, "entries[3].lines: debits", func(one *ledger.Stored) {
			one.Entry = power7(7, "2026-04-01")
			one.Entry.Month = month("2026-04")
			one.Entry.Lines[0].Amount = rub("8.00")
		}},
	} {
		s := &fake{Memory: stored(t, l), yield: func(one ledger.Stored) (ledger.Stored, error) {
			if one.At == 3 {
				c.spoil(&one)
			}
			return one, nil
		}}
		got, err := ledger.Load(s, owner)
		require.ErrorIs(t, err, c.want, name)
		require.ErrorContains(t, err, c.path, name)
		require.Zero(t, got.Len(), name)
	}
	lost := errors.New("connection lost")
	s := &fake{Memory: stored(t, l), yield: func(one ledger.Stored) (ledger.Stored, error) {
		if one.At == 2 {
			return one, lost
		}
		return one, nil
	}}
	_, err := ledger.Load(s, owner)
	require.ErrorIs(t, err, lost)
	_, err = ledger.LoadParty(s, owner, studio)
	require.ErrorIs(t, err, lost)
	_, err = ledger.Load(s, "")
	require.ErrorContains(t, err, "owner: missing")
	_, err = ledger.LoadParty(s, "", "")
	require.ErrorContains(t, err, "2 problems: owner: missing; party: missing")
}

func TestLoadPartyIsHeldToTheRules(t *testing.T) {
	l := post(t, ledger.New(owner), rent("2026-01", "1.00"), rent("2026-02", "2.00"), rent("2026-03", "3.00"))
	for name, c := range map[string]struct {
		want  error
		spoil func(*ledger.Stored)
	}{
		"back":    {finance.ErrOrder, func(one *ledger.Stored) { one.At = 0 }},
		"twice":   {finance.ErrDuplicate, func(one *ledger.Stored) { one.Entry = entries(l)[0] }},
		"another": {finance.ErrConflict, func(one *ledger.Stored) { one.Entry = power7(1, "2026-01-01"); one.Entry.Month = month("2026-01") }},
		"wrong":   {finance.ErrMissing, func(one *ledger.Stored) { one.Entry.Lines = nil }},
	} {
		s := &fake{Memory: stored(t, l), yield: func(one ledger.Stored) (ledger.Stored, error) {
			if one.At == 1 {
				c.spoil(&one)
			}
			return one, nil
		}}
		got, err := ledger.LoadParty(s, owner, studio)
		require.ErrorIs(t, err, c.want, name)
		require.ErrorContains(t, err, "entries[", name)
		require.Zero(t, got.Len(), name)
	}
	part, err := ledger.LoadParty(stored(t, l), owner, studio)
	require.NoError(t, err)
	_, err = part.Post(chart, rent("2026-04", "1.00"))
	require.ErrorContains(t, err, "a part of the books")
	require.Equal(t, 3, part.Len())
}

// The yearly statement of one party among 10,000: only its own entries are read,
// from the store and from the books.
func TestOneStatementAmongTenThousand(t *testing.T) {
	s, l := &fake{Memory: new(ledger.Memory)}, crowd(t, 10_000, 3)
	require.NoError(t, s.Memory.Append(0, entries(l)))
	year := civil.MustPeriod("2026-01-01/2027-01-01")
	one, err := ledger.LoadParty(s, owner, "R-07777")
	require.NoError(t, err)
	require.Equal(t, 3, s.given)
	require.Equal(t, l.Statement("R-07777", year), one.Statement("R-07777", year))
	require.Equal(t, "300.00", number(one.Statement("R-07777", year).Section(finance.RUB).Closing))
	few := crowd(t, 10, 3)
	among := func(l ledger.Ledger, p accrual.Party) float64 {
		return testing.AllocsPerRun(10, func() { l.Statement(p, year) })
	}
	require.Equal(t, among(few, "R-00007"), among(l, "R-07777"))
}

// Since yields what comes after.
func TestSince(t *testing.T) {
	l := ledger.New(owner)
	for n := range 20 {
		l = enter(t, l, power7(byte(n+1), "2026-03-10"))
		require.Equal(t, n+1, len(slices.Collect(l.Since(0))))
		for from := range n + 3 {
			require.Equal(t, entries(l)[min(from, n+1):], append([]ledger.Entry{}, slices.Collect(l.Since(from))...))
		}
	}
	require.Len(t, slices.Collect(l.Since(-1)), 20)
	for range l.Since(3) {
		break
	}
}
