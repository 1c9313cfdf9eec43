package journal

import (
	"bufio"
	"fmt"

	"github.com/creative-cluster/kvartal/finance/ledger"
)

// onBalance is e without its lines off the balance; false when none is left,
// as of a lock.
func onBalance(e *ledger.Entry) (ledger.Entry, bool) {
	kept := *e
	kept.Lines = nil
	for _, n := range e.Lines {
		if !n.Account.OffBalance() {
			kept.Lines = append(kept.Lines, n)
		}
	}
	return kept, len(kept.Lines) > 0
}

// virtual is a as the account of a posting: in parentheses it need not balance.
func virtual(a ledger.Account) string {
	if a.OffBalance() {
		return "(" + string(a) + ")"
	}
	return string(a)
}

// writeLock writes a lock as a comment, which no tool reads.
func writeLock(out *bufio.Writer, e *ledger.Entry) {
	verb, through := "locked", "no month"
	if e.Lock.Opens {
		verb = "opened again, locked"
	}
	if !e.Lock.Through.IsZero() {
		through = "all through " + e.Lock.Through.String()
	}
	_, _ = fmt.Fprintf(out, "\n; %s %s %s (late: %s)\n", e.On, verb, through, e.Lock.Late)
	for _, piece := range chunks(escape(e.Text, ""), pieceBytes) {
		if piece != "" {
			_, _ = fmt.Fprintf(out, ";   %s\n", piece)
		}
	}
}

// lacks says what a file of Beancount leaves out; empty for nothing.
func (s *survey) lacks() string {
	if s.memos == 0 && s.locks == 0 {
		return ""
	}
	return fmt.Sprintf("; Beancount has no place for what is left out here: lines off the balance: %d, locks: %d\n\n", s.memos, s.locks)
}
