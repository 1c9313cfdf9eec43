package revshare

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// carried is the state of a clause that carries amounts from one window to the
// next: the shortfalls of a Guarantee, the losses of a LossCarry. As text:
//
//	guarantee 1 2026-01-01 2026-03-15
//	2025-01-01 2000000 1
//
// which are the window under way and the day since which it counts; then, oldest
// first, the window that left an amount, the amount in minor units, and how
// many windows have settled since.
type carried struct {
	window, since civil.Date // zero before the first step
	rows          []carriedRow
}

type carriedRow struct {
	window civil.Date
	left   int64 // above zero
	age    int64
}

// stepCarried settles a window in the step that ends it, and does nothing in
// the steps before.
func stepCarried(kind string, state accrual.State, s *accrual.Span, settle func(*carried) (finance.Money, error)) ([]accrual.Line, accrual.State, error) {
	c, err := readCarried(kind, state)
	if err != nil {
		return nil, state, fmt.Errorf("state: %w", err)
	}
	c.enter(s)
	amount := finance.Zero(s.Currency)
	if settles(s) {
		if amount, err = settle(&c); err != nil {
			return nil, state, err
		}
	}
	next, err := c.text(kind)
	if err != nil {
		return nil, state, fmt.Errorf("state: %w", err)
	}
	return lineOf(amount), next, nil
}

// enter goes on to the window of s. Its first step tells since when it counts.
func (c *carried) enter(s *accrual.Span) {
	if c.window != s.Window.From || c.since.IsZero() {
		c.window, c.since = s.Window.From, s.Since
	}
}

// settles reports whether s reaches the end of the last stretch of its window
// in which the clause is in force.
func settles(s *accrual.Span) bool {
	n := len(s.Held)
	return n > 0 && s.To == s.Held[n-1].To
}

// take takes up to n, oldest first, and is what it took.
func (c *carried) take(n int64) (taken int64) {
	for i := range c.rows {
		one := min(c.rows[i].left, n-taken)
		c.rows[i].left -= one
		taken += one
	}
	return taken
}

// total is what is carried in all. Each amount is at most a window's.
func (c *carried) total() (sum int64, err error) {
	for _, r := range c.rows {
		if sum, err = add(sum, r.left); err != nil {
			return 0, err
		}
	}
	return sum, nil
}

// pass lets a window pass, in which left was left: what is used up goes, and
// what is within windows old, after which it lapses; 0 for no end.
func (c *carried) pass(left int64, within int) {
	kept := c.rows[:0]
	for _, r := range c.rows {
		r.age++
		if r.left > 0 && (within == 0 || r.age < int64(within)) {
			kept = append(kept, r)
		}
	}
	if c.rows = kept; left > 0 {
		c.rows = append(c.rows, carriedRow{window: c.window, left: left})
	}
}

// maxWithin is how many windows an amount may be carried at most; more is for
// ever.
const maxWithin = 1200

// maxAge is beyond the months of any agreement.
const maxAge = 1 << 20

func checkWithin(n int) error {
	if n < 0 || n > maxWithin {
		return fmt.Errorf("0 to %d windows: %w", maxWithin, finance.ErrRange)
	}
	return nil
}

// checkCarrying is checkWindow, of a window after which another comes.
func checkCarrying(wrong *finance.Problems, w accrual.Window) {
	checkWindow(wrong, w)
	if w.Cycle == accrual.ByLine || w.Cycle == accrual.ByLife {
		wrong.Add("per", fmt.Errorf("no window follows a %v: %w", w.Cycle, finance.ErrConflict))
	}
}

func (c *carried) text(kind string) (accrual.State, error) {
	b := append(make([]byte, 0, 64+32*len(c.rows)), kind...)
	b = append(b, c.window.String()...)
	b = append(b, ' ')
	b = append(b, c.since.String()...)
	b = append(b, '\n')
	for _, r := range c.rows {
		b = append(b, r.window.String()...)
		b = append(appendInt(appendInt(b, r.left), r.age), '\n')
	}
	if len(b) > maxMemory {
		return "", fmt.Errorf("%d windows: %w", len(c.rows), finance.ErrLimit)
	}
	return accrual.State(b), nil
}

// readCarried reads what text writes, and nothing else.
func readCarried(kind string, state accrual.State) (carried, error) {
	if state == "" {
		return carried{}, nil
	}
	head, rest, _ := strings.Cut(string(state), "\n")
	r, err := headOf(kind, head)
	if err != nil {
		return carried{}, err
	}
	c := carried{window: r.date(), since: r.date()}
	for r.err == nil && rest != "" {
		r.text, rest, _ = strings.Cut(rest, "\n")
		row := carriedRow{window: r.date(), left: r.number(), age: r.number()}
		if row.left == 0 || row.age > maxAge {
			r.fail(finance.ErrRange)
		}
		c.rows = append(c.rows, row)
	}
	if r.err != nil {
		return carried{}, r.err
	}
	if again, err := c.text(kind); err != nil || again != state {
		return carried{}, fmt.Errorf("not as it was written: %w", finance.ErrSyntax)
	}
	return c, nil
}

// headOf reads the line of a state after its kind.
func headOf(kind, line string) (fields, error) {
	if len(line) > maxMemory {
		return fields{}, fmt.Errorf("%d bytes, at most %d: %w", len(line), maxMemory, finance.ErrLimit)
	}
	rest, found := strings.CutPrefix(line, kind)
	if !found {
		return fields{}, finance.ErrSyntax
	}
	return fields{text: strings.TrimSuffix(rest, "\n")}, nil
}

func (r *fields) month() civil.Month {
	m, err := civil.ParseMonth(r.next())
	r.fail(err)
	return m
}

// signed reads a whole number.
func (r *fields) signed() int64 {
	n, err := strconv.ParseInt(r.next(), 10, 64)
	if err != nil {
		r.fail(finance.ErrSyntax)
	}
	return n
}
