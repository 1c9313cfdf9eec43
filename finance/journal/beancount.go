package journal

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// beancountYear is the last year that Beancount reads.
const beancountYear = 2999

// WriteBeancount writes entries, in their order, as Beancount: each account
// opened on the first day of all, under BeancountName; the transactions; and a
// balance of each account and currency on the day after the last, which
// Beancount checks at that day's start. Such a balance covers the accounts
// below too and has no tolerance. Beancount wants every transaction to balance:
// lines off the balance are left out, entries without any other too, and so are
// locks. The first line of the file says how many, if there are any.
//
// The entries are gone through twice. When one is wrong or of a year outside
// 1400 to 2999, nothing is written and finance.Problems names it.
func WriteBeancount(w io.Writer, entries iter.Seq[ledger.Entry]) error {
	s, err := surveyed(entries, Beancount, beancountYear)
	if err != nil {
		return err
	}
	totals, err := s.subtrees()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w) // Flush answers the error
	_, _ = out.WriteString(s.lacks())
	for _, a := range s.accounts() {
		_, _ = fmt.Fprintf(out, "%s open %s\n", s.since, BeancountName(a))
	}
	for e := range entries {
		if kept, some := onBalance(&e); some {
			writeTransaction(out, &kept)
		}
	}
	s.writeBalances(out, totals)
	return out.Flush()
}

func writeTransaction(out *bufio.Writer, e *ledger.Entry) {
	_, _ = fmt.Fprintf(out, "\n%s * %s\n", e.Day(), quote(e.Text))
	for _, tag := range tagsOf(e) {
		_, _ = fmt.Fprintf(out, "  %s: %s\n", tag.Name, quote(tag.Text))
	}
	for i := range e.Lines {
		n := &e.Lines[i]
		_, _ = fmt.Fprintf(out, "  %s  %s\n", BeancountName(n.Account), amountText(n.Amount))
		if n.Party != "" {
			_, _ = fmt.Fprintf(out, "    party: %s\n", quote(string(n.Party)))
		}
	}
}

// quote is s as a string of Beancount, on one line.
func quote(s string) string {
	text := escape(s, "")
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// subtrees are balances by the names of Beancount, each with those below. A
// root alone is an account there, with none below.
func (s *survey) subtrees() (map[subtree]finance.Money, error) {
	totals := map[subtree]finance.Money{}
	for _, p := range s.places() {
		for _, above := range upward(BeancountName(p.account)) {
			at := subtree{above, p.currency}
			sum, err := totals[at].Add(s.balances[p])
			if err != nil {
				return nil, fmt.Errorf("%s: %w", above, err)
			}
			totals[at] = sum
		}
	}
	return totals, nil
}

type subtree struct {
	name     string
	currency finance.Currency
}

// upward is an account and all accounts that it grows from.
func upward(account string) []string {
	list := []string{account}
	for i := strings.LastIndexByte(account, ':'); i >= 0; i = strings.LastIndexByte(account[:i], ':') {
		list = append(list, account[:i])
	}
	return list
}

// writeBalances writes the balance of each account and currency that was moved
// in its tree.
func (s *survey) writeBalances(out *bufio.Writer, totals map[subtree]finance.Money) {
	if s.until.IsZero() {
		return
	}
	_ = out.WriteByte('\n')
	day := s.until.AddDays(1)
	for _, p := range s.places() {
		name := BeancountName(p.account)
		number, code, _ := strings.Cut(amountText(totals[subtree{name, p.currency}]), " ")
		_, _ = fmt.Fprintf(out, "%s balance %s  %s ~ 0 %s\n", day, name, number, code)
	}
}
