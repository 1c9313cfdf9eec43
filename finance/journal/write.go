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

// pieceBytes is how much of a text stands on one line: with all that may stand
// before it a line stays below the 4096 bytes that Ledger reads.
const pieceBytes = 3000

// special are the characters that mean something inside a description or a
// comment: a comment, a list of tags, a day.
const special = ";,[]"

// Write writes entries, in their order, as a journal for hledger and Ledger.
// It begins with a directive for each commodity, tag and account, so that
// hledger check --strict and ledger --pedantic take it. Lines off the balance are
// virtual postings, in parentheses; a lock is a comment.
//
// The entries are gone through twice. When one is wrong or of a year before
// 1400, nothing is written and finance.Problems names it: entries[3].lines.
func Write(w io.Writer, entries iter.Seq[ledger.Entry]) error {
	s, err := surveyed(entries, Hledger, 9999)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w) // Flush answers the error
	writeHead(out, &s)
	for e := range entries {
		if e.Lock != (ledger.Lock{}) {
			writeLock(out, &e)
		} else {
			writeEntry(out, &e)
		}
	}
	return out.Flush()
}

func writeHead(out *bufio.Writer, s *survey) {
	for _, c := range s.currencies() {
		_, _ = fmt.Fprintf(out, "commodity %s\n", c.Code())
		if c.Digits() > 0 { // without decimals hledger wants a point at the end, and Ledger none
			_, _ = fmt.Fprintf(out, "    format 1000.%s %s\n", strings.Repeat("0", c.Digits()), c.Code())
		}
	}
	for _, name := range tagNames {
		_, _ = fmt.Fprintf(out, "tag %s\n", name)
	}
	for _, a := range s.accounts() {
		_, _ = fmt.Fprintf(out, "account %s\n", a)
	}
}

func writeEntry(out *bufio.Writer, e *ledger.Entry) {
	pieces := chunks(description(e.Text), pieceBytes)
	_, _ = fmt.Fprintf(out, "\n%s *", e.Day())
	if pieces[0] != "" {
		_, _ = out.WriteString(" " + pieces[0])
	}
	_ = out.WriteByte('\n')
	for _, piece := range pieces[1:] {
		_, _ = fmt.Fprintf(out, "    ; more: %s\n", piece)
	}
	for _, tag := range tagsOf(e) {
		_, _ = fmt.Fprintf(out, "    ; %s: %s\n", tag.Name, escape(tag.Text, special))
	}
	for i := range e.Lines {
		n := &e.Lines[i]
		_, _ = fmt.Fprintf(out, "    %s  %s\n", virtual(n.Account), amountText(n.Amount))
		if n.Party != "" {
			_, _ = fmt.Fprintf(out, "    ; party: %s\n", escape(string(n.Party), special))
		}
	}
}

// description escapes also a first character that would be read as a status, a
// code or a second day.
func description(s string) string {
	text := escape(s, special)
	if text != "" && strings.IndexByte("*!(=", text[0]) >= 0 {
		return fmt.Sprintf(`\x%x`, text[0]) + text[1:]
	}
	return text
}

// amountText is what Money writes: all decimals, a point, the code.
func amountText(m finance.Money) string { return m.String() }
