package revshare

import (
	"fmt"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// tranches is the state of a Reserve. As text:
//
//	reserve 1 2026-03 1000000 0 1500000 0
//	2026-02 100000 -100000
//	2026-03 0 50000
//
// which are the month under way, what the two meters had counted as it began and
// have now; then, oldest first, the month of each tranche, what it held as the
// month under way began, and what that month has added. The last row is the
// month's own.
type tranches struct {
	month      civil.Month // zero before the first step
	began, now [2]int64
	rows       []tranche
}

type tranche struct {
	month civil.Month
	held  int64 // not below zero
	net   int64 // held and net are not below zero together
}

// enter goes on to month m, whose own tranche is then the last one.
func (t *tranches) enter(m civil.Month) {
	if t.month == m {
		return
	}
	kept := t.rows[:0]
	for _, r := range t.rows {
		if r.held += r.net; r.held > 0 {
			kept = append(kept, tranche{month: r.month, held: r.held})
		}
	}
	t.month, t.began, t.rows = m, t.now, append(kept, tranche{month: m})
}

// count notes what the meters have counted, and is what they counted in the
// month.
func (t *tranches) count(meters []int64) (basis, returned int64, err error) {
	copy(t.now[:], meters)
	if basis, err = less(t.now[0], t.began[0]); err != nil {
		return 0, 0, err
	}
	returned, err = less(t.now[1], t.began[1])
	return basis, returned, err
}

// less is a - b, or ErrOverflow.
func less(a, b int64) (int64, error) {
	n := a - b
	if (n < a) != (b > 0) {
		return 0, finance.ErrOverflow
	}
	return n, nil
}

// nets is what the month has added to each tranche.
func (t *tranches) nets() []int64 {
	nets := make([]int64, len(t.rows))
	for i := range t.rows {
		nets[i] = t.rows[i].net
	}
	return nets
}

// release gives n back.
func (r *tranche) release(s *accrual.Span, n int64) {
	if n == 0 {
		return
	}
	r.net -= n
	s.Trace.For(r.month.String()).Fixed(finance.Minor(-n, s.Currency))
}

// lines are what the month has added since it stood before.
func (t *tranches) lines(before []int64, s *accrual.Span) []accrual.Line {
	var lines []accrual.Line
	for i := range t.rows {
		r := &t.rows[i]
		if r.net == before[i] {
			continue
		}
		source := r.month.String()
		if before[i] != 0 {
			s.Trace.For(source).Less(finance.Minor(r.net, s.Currency), finance.Minor(before[i], s.Currency))
		}
		lines = append(lines, accrual.Line{Source: source, Net: finance.Minor(r.net-before[i], s.Currency)})
	}
	return lines
}

const tranchesKind = "reserve 1 "

func (t *tranches) text() (accrual.State, error) {
	b := append(make([]byte, 0, 96+32*len(t.rows)), tranchesKind...)
	b = append(b, t.month.String()...)
	for _, n := range [...]int64{t.began[0], t.began[1], t.now[0], t.now[1]} {
		b = appendInt(b, n)
	}
	b = append(b, '\n')
	for _, r := range t.rows {
		b = append(b, r.month.String()...)
		b = append(appendInt(appendInt(b, r.held), r.net), '\n')
	}
	if len(b) > maxMemory {
		return "", fmt.Errorf("%d tranches: %w", len(t.rows), finance.ErrLimit)
	}
	return accrual.State(b), nil
}

// readTranches reads what text writes, and nothing else.
func readTranches(state accrual.State) (tranches, error) {
	if state == "" {
		return tranches{}, nil
	}
	head, rest, _ := strings.Cut(string(state), "\n")
	r, err := headOf(tranchesKind, head)
	if err != nil {
		return tranches{}, err
	}
	t := tranches{month: r.month()}
	for _, n := range [...]*int64{&t.began[0], &t.began[1], &t.now[0], &t.now[1]} {
		*n = r.signed()
	}
	for r.err == nil && rest != "" {
		r.text, rest, _ = strings.Cut(rest, "\n")
		t.rows = append(t.rows, tranche{month: r.month(), held: r.number(), net: r.signed()})
	}
	if r.err != nil {
		return tranches{}, r.err
	}
	return t, t.check(state)
}

// check refuses what is not as it was written.
func (t *tranches) check(state accrual.State) error {
	for i, r := range t.rows {
		if sum, err := add(r.held, r.net); err != nil || sum < 0 || i > 0 && !t.rows[i-1].month.Before(r.month) {
			return finance.ErrRange
		}
	}
	if n := len(t.rows); n == 0 || t.rows[n-1].month != t.month {
		return finance.ErrSyntax
	}
	if again, err := t.text(); err != nil || again != state {
		return fmt.Errorf("not as it was written: %w", finance.ErrSyntax)
	}
	return nil
}
