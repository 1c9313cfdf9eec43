package ledger_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

func lock(t *testing.T, l ledger.Ledger, on, through string, late ledger.Late) ledger.Ledger {
	t.Helper()
	l, err := l.Lock(day(on), month(through), late)
	require.NoError(t, err)
	return l
}

func unlock(t *testing.T, l ledger.Ledger, on, from string) ledger.Ledger {
	t.Helper()
	l, err := l.Unlock(day(on), month(from), "an invoice was lost")
	require.NoError(t, err)
	return l
}

func power7(n byte, on string) ledger.Entry {
	return entry(n, on, [3]string{"expenses:power", "", "7.00"}, [3]string{"assets:cash", "", "-7.00"})
}

// Every verb is refused in a locked month, and taken in the next one.
func TestALockedMonthTakesNothing(t *testing.T) {
	open := enter(t, post(t, ledger.New(owner), rent("2026-02", "1.00")), power7(1, "2026-03-10"))
	l := lock(t, open, "2026-04-05", "2026-03", ledger.RefuseLate)
	verbs := func(l ledger.Ledger, m string) map[string]error {
		_, posted := l.Post(chart, rent(m, "2.00"))
		_, paid := l.Pay(month(m), day("9999-12-31"), paid("P-1", studio, m+"-10", "5.00"))
		_, entered := l.Enter(power7(2, m+"-31"))
		_, reversed := l.Reverse(id(1), day(m+"-31"))
		return map[string]error{"obligations[0]": posted, "payments[0]": paid, "entries[0]": entered, "": reversed}
	}
	for place, err := range verbs(l, "2026-03") {
		require.ErrorIs(t, err, finance.ErrClosed, place)
		require.ErrorContains(t, err, place)
		require.ErrorContains(t, err, "2026-03 is locked since 2026-04-05")
	}
	for place, err := range verbs(l, "2026-05") {
		require.NoError(t, err, place)
	}
	require.Equal(t, 3, l.Len())
	require.Equal(t, ledger.Lock{Through: month("2026-03")}, l.Locked())
	require.Equal(t, ledger.Lock{}, open.Locked())
}

// What comes late for a locked month is taken by the first open one, keeps its
// day, and is known on the day of the lock at the earliest.
func TestLateEntriesMove(t *testing.T) {
	l := enter(t, ledger.New(owner), power7(1, "2026-03-10"))
	l = lock(t, l, "2026-04-05", "2026-03", ledger.MoveLate)
	late := power7(2, "2026-03-20")
	l = post(t, enter(t, l, late), rent("2026-03", "2.00"))
	l = pay(t, l, paid("P-1", studio, "2026-03-30", "5.00"))
	l = reverse(t, l, id(1), "2026-03-31")
	for i, e := range entries(l)[2:] {
		require.Equal(t, []any{month("2026-04"), day("2026-04-01"), day("2026-04-05")}, []any{e.Month, e.Day(), e.Known}, i)
	}
	require.Equal(t, "-7.00 RUB", balance(l, ledger.Cash, "2026-03-31"))
	require.Equal(t, "-2.00 RUB", balance(l, ledger.Cash, "2026-04-01"))

	again := post(t, enter(t, l, late), rent("2026-03", "2.00")) // retries find what was moved
	require.Equal(t, entries(l), entries(pay(t, again, paid("P-1", studio, "2026-03-30", "5.00"))))
	other := late
	other.Text = "other"
	_, err := l.Enter(other)
	require.ErrorIs(t, err, finance.ErrConflict)
	april := power7(2, "2026-03-20")
	april.Month = month("2026-05")
	_, err = l.Enter(april)
	require.ErrorIs(t, err, finance.ErrConflict) // that is not where the lock moved it
	may := enter(t, l, power7(3, "2026-04-03"))  // in an open month, but known before the lock
	require.Equal(t, []any{month("2026-04"), day("2026-04-05")}, []any{entries(may)[6].Month, entries(may)[6].Known})
	told := power7(4, "2026-04-09")
	told.Known = day("2026-04-20")
	require.Equal(t, day("2026-04-20"), entries(enter(t, l, told))[6].Known)
}

// A month that was opened takes entries again, at their own day, until it is
// locked anew. What was known then stays.
func TestOpenedMonthsTakeEntriesAgain(t *testing.T) {
	l := lock(t, enter(t, ledger.New(owner), power7(1, "2026-03-10")), "2026-04-05", "2026-03", ledger.MoveLate)
	l = unlock(t, l, "2026-04-10", "2026-03")
	require.Equal(t, ledger.Lock{Through: month("2026-02"), Late: ledger.MoveLate, Opens: true}, l.Locked())
	l = enter(t, l, power7(2, "2026-03-31"), power7(3, "2026-02-27"))
	require.Equal(t, []any{day("2026-03-31"), day("2026-04-10")}, []any{entries(l)[3].Day(), entries(l)[3].Known})
	require.Equal(t, month("2026-03"), entries(l)[4].Month) // February stayed locked
	require.Equal(t, "-21.00 RUB", balance(l, ledger.Cash, "2026-03-31"))
	require.Equal(t, "-7.00 RUB", balance(l.AsKnown(day("2026-04-10")), ledger.Cash, "2026-03-31"))
	l = lock(t, l, "2026-04-11", "2026-03", ledger.MoveLate)
	moved := enter(t, l, power7(5, "2026-03-30"))
	require.Equal(t, 7+1, enter(t, unlock(t, moved, "2026-04-12", "2026-02"), power7(5, "2026-03-30")).Len()) // the retry of what was moved
	require.Equal(t, month("2026-04"), entries(enter(t, l, power7(4, "2026-03-31")))[6].Month)
}

// Locks are entries that everybody sees.
func TestLocksAreSeen(t *testing.T) {
	l := lock(t, ledger.New(owner), "2026-03-31", "2026-03", ledger.MoveLate) // on the last day
	require.Equal(t, 1, lock(t, l, "2026-04-20", "2026-03", ledger.MoveLate).Len())
	l = unlock(t, l, "2026-04-07", "2026-02")
	require.Equal(t, 2, unlock(t, l, "2026-04-08", "2026-02").Len()) // a retry
	l = lock(t, l, "2026-04-07", "2026-01", ledger.RefuseLate)       // another rule for what stays locked
	l = lock(t, l, "2026-05-07", "2026-04", ledger.RefuseLate)
	var seen []string
	for _, e := range l.Locks() {
		require.Empty(t, e.Lines)
		seen = append(seen, strings.TrimSpace(e.On.String()+" "+e.Lock.Through.String()+" "+e.Lock.Late.String()+" "+e.Text))
	}
	require.Equal(t, []string{"2026-03-31 2026-03 move", "2026-04-07 2026-01 move an invoice was lost", "2026-04-07 2026-01 refuse", "2026-05-07 2026-04 refuse"}, seen)
	require.Equal(t, ledger.Lock{Through: month("2026-03"), Late: ledger.MoveLate}, l.AsKnown(day("2026-04-07")).Locked())
	require.Len(t, l.AsKnown(day("2026-04-08")).Locks(), 3)
	require.Equal(t, ledger.Lock{}, l.AsKnown(day("2026-03-31")).Locked())
	free, err := l.Unlock(day("2026-05-08"), month("0001-01"), "all over again")
	require.NoError(t, err)
	require.Equal(t, ledger.Lock{Opens: true}, free.Locked())
	require.Equal(t, 1, ledger.New(owner).Len()+lock(t, ledger.New(owner), "2026-04-05", "2026-04", 0).Len())
}

func TestLocksRefused(t *testing.T) {
	l := lock(t, enter(t, ledger.New(owner), power7(1, "2026-03-10")), "2026-04-05", "2026-03", ledger.RefuseLate)
	for path, c := range map[string]struct {
		want error
		do   func() (ledger.Ledger, error)
	}{
		"through: months are locked": {finance.ErrOrder, func() (ledger.Ledger, error) { return l.Lock(day("2026-04-06"), month("2026-02"), 0) }},
		"through: missing":           {finance.ErrMissing, func() (ledger.Ledger, error) { return l.Lock(day("2026-04-06"), civil.Month{}, 0) }},
		"lock.through: after":        {finance.ErrOrder, func() (ledger.Ledger, error) { return l.Lock(day("2026-04-06"), month("2026-05"), 0) }},
		"lock.late: ":                {finance.ErrRange, func() (ledger.Ledger, error) { return l.Lock(day("2026-04-06"), month("2026-04"), 2) }},
		"on: before the lock of":     {finance.ErrOrder, func() (ledger.Ledger, error) { return l.Lock(day("2026-04-04"), month("2026-04"), 0) }},
		"on: missing":                {finance.ErrMissing, func() (ledger.Ledger, error) { return l.Lock(civil.Date{}, month("2026-04"), 0) }},
		"lock.why: missing":          {finance.ErrMissing, func() (ledger.Ledger, error) { return l.Unlock(day("2026-04-06"), month("2026-03"), "") }},
		"from: missing":              {finance.ErrMissing, func() (ledger.Ledger, error) { return l.Unlock(day("2026-04-06"), civil.Month{}, "why") }},
		"text: 1025": {finance.ErrLimit, func() (ledger.Ledger, error) {
			return l.Unlock(day("2026-04-06"), month("2026-03"), strings.Repeat("x", 1025))
		}},
		"a part of the books": {finance.ErrConflict, func() (ledger.Ledger, error) {
			return l.AsKnown(day("9999-01-01")).Lock(day("2026-04-06"), month("2026-03"), 0)
		}},
		"a part of the books ": {finance.ErrConflict, func() (ledger.Ledger, error) {
			return l.AsKnown(day("9999-01-01")).Unlock(day("2026-04-06"), month("2026-05"), "x")
		}},
		"a part of the books t": {finance.ErrConflict, func() (ledger.Ledger, error) { return l.AsKnown(day("9999-01-01")).Enter(power7(2, "2026-05-01")) }},
		"which Unlock opens":    {finance.ErrConflict, func() (ledger.Ledger, error) { return l.Reverse(l.Locks()[0].ID, day("2026-05-01")) }},
		"obligations are posted, entries reversed, and months locked": {finance.ErrConflict, func() (ledger.Ledger, error) { return l.Enter(l.Locks()[0]) }},
	} {
		same, err := c.do()
		require.ErrorIs(t, err, c.want, path)
		require.ErrorContains(t, err, strings.TrimSpace(path))
		require.Equal(t, 2, same.Len(), path)
	}
	free, err := l.Unlock(day("2026-04-06"), month("2026-04"), "")
	require.NoError(t, err) // nothing is locked there
	require.Equal(t, 2, free.Len())
	e := l.Locks()[0]
	for name, change := range map[string]func(*ledger.Entry){
		"lines": func(e *ledger.Entry) { e.Lines = power7(1, "2026-04-05").Lines }, "due": func(e *ledger.Entry) { e.Due = e.On },
		"for": func(e *ledger.Entry) { e.For = e.Month }, "key": func(e *ledger.Entry) { e.Key = rent("2026-01", "1.00").Key },
		"reverses": func(e *ledger.Entry) { e.Reverses = id(1) },
	} {
		bad := e
		change(&bad)
		require.ErrorIs(t, bad.Validate(), finance.ErrConflict, name)
		require.ErrorContains(t, bad.Validate(), "lock: beside", name)
	}
	e.ID = uuid.Nil
	require.ErrorContains(t, e.Validate(), "id: missing")
}

// What was saved is held to the locks in it.
func TestLockedBooksAreHeldToTheirLocks(t *testing.T) {
	good := mustJSON(whole1(t))
	swap := func(old, now string) string {
		require.Contains(t, good, old)
		return strings.Replace(good, old, now, 1)
	}
	late := `"on":"2026-04-30","month":"2026-05","known":"2026-05-05"`
	for name, c := range map[string]struct {
		text, path string
		want       error
	}{
		"a locked month":     {swap(late, `"on":"2026-04-30","month":"2026-04","known":"2026-05-05"`), "entries[4].month: 2026-04 is locked since 2026-05-05", finance.ErrClosed},
		"known before":       {swap(late, `"on":"2026-04-30","month":"2026-05","known":"2026-05-04"`), "entries[4].known: before the lock of 2026-05-05", finance.ErrOrder},
		"not said":           {swap(late, `"on":"2026-04-30","month":"2026-05"`), "entries[4].known", finance.ErrOrder},
		"opens what is open": {swap(`"through":"2026-03","late":"move","opens":true`, `"through":"2026-04","late":"move","opens":true`), "entries[6].through", finance.ErrOrder},
		"opens unseen":       {swap(`"through":"2026-03","late":"move","opens":true`, `"through":"2026-03","late":"move"`), "entries[6].through", finance.ErrOrder},
		"without a reason":   {swap(`"text":"a late invoice",`, ``), "entries[6].lock.why", finance.ErrMissing},
		"lock field":         {swap(`"opens"`, `"open"`), "entries[6].lock.open", finance.ErrUnknown},
		"lock rule":          {swap(`"late":"move"`, `"late":"drop"`), "entries[3].lock.late", finance.ErrUnknown},
		"back in time":       {swap(`"on":"2026-05-06"`, `"on":"2026-05-04"`), "entries[6].on", finance.ErrOrder},
	} {
		var l ledger.Ledger
		err := json.Unmarshal([]byte(c.text), &l)
		require.ErrorIs(t, err, c.want, name)
		require.ErrorContains(t, err, c.path, name)
		require.Zero(t, l, name)
	}
}

func TestLateNames(t *testing.T) {
	for late, name := range map[ledger.Late]string{ledger.RefuseLate: "refuse", ledger.MoveLate: "move"} {
		require.Equal(t, name, late.String())
		read, err := ledger.ParseLate(name)
		require.NoError(t, err)
		require.Equal(t, late, read)
		value, err := late.Value()
		require.NoError(t, err)
		require.NoError(t, read.Scan(value))
		require.Equal(t, late, read)
	}
	_, err := ledger.ParseLate("drop")
	require.ErrorIs(t, err, finance.ErrUnknown)
}
