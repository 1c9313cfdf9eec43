package journal_test

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// tool runs a program on a file and answers what it prints; complaints fail.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("KVARTAL_REQUIRE_TOOLS") == "" {
		t.Skip(name + " is not installed")
	}
	require.NoError(t, err)
	cmd := exec.Command(path, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+t.TempDir())
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	require.NoError(t, err, "%s: %.2000s %.2000s", name, out, complaints.String())
	require.Empty(t, complaints.String())
	return string(out)
}

// toolReads are how each tool is asked for the balance of every account, as
// rows of account, number and currency.
var toolReads = map[string]func(t *testing.T, file string) [][3]string{
	"hledger": func(t *testing.T, file string) [][3]string {
		tool(t, "hledger", "-f", file, "check", "--strict")
		return table(t, tool(t, "hledger", "-f", file, "balance", "--strict", "--flat", "--empty", "--no-total", "-O", "csv"), true)
	},
	"ledger": func(t *testing.T, file string) [][3]string {
		out := tool(t, "ledger", "--args-only", "--pedantic", "-f", file, "balance", "--flat", "--empty", "--no-total", "--now", "2027-01-01",
			"--balance-format", "%(quoted(account)),%(quoted(scrub(display_amount)))\n")
		return table(t, strings.ReplaceAll(out, `\"`, `""`), false)
	},
	"beancount": func(t *testing.T, file string) [][3]string {
		require.Empty(t, tool(t, "bean-check", file))
		return table(t, tool(t, "bean-query", "-f", "csv", file, "select account, sum(position) group by account"), true)
	},
}

var numberAndCode = regexp.MustCompile(`(-?[0-9.]+)\s+([A-Z]{3})`)

// table reads accounts with a list of amounts.
func table(t *testing.T, out string, head bool) [][3]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(out))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	require.NoError(t, err, "%.3000s", out)
	if head {
		rows = rows[1:]
	}
	var list [][3]string
	for _, row := range rows {
		for _, cell := range row[1:] {
			for _, m := range numberAndCode.FindAllStringSubmatch(cell, -1) {
				list = append(list, [3]string{strings.TrimSpace(row[0]), m[1], m[2]})
			}
		}
	}
	return list
}

// ours are the balances of the books as a tool shows them, those of nothing
// left out: on the balance and, but for Beancount, off it.
func ours(l ledger.Ledger, d journal.Dialect) [][3]string {
	name := func(a ledger.Account) string { return string(a) }
	rows := l.TrialBalance(day("9999-12-31")).Rows
	if d == journal.Beancount {
		name = journal.BeancountName
	} else {
		rows = append(rows, l.OffBalance(day("9999-12-31"))...)
	}
	var list [][3]string
	for _, row := range rows {
		if !row.Balance.IsZero() {
			number, code, _ := strings.Cut(row.Balance.String(), " ")
			list = append(list, [3]string{name(row.Account), number, code})
		}
	}
	return list
}

func compare(a, b [3]string) int {
	return strings.Compare(a[0]+"\x00"+a[2], b[0]+"\x00"+b[2])
}

// requireSame asks a tool for the balances of books written to a file.
func requireSame(t *testing.T, name string, l ledger.Ledger) {
	t.Helper()
	dialect, err := journal.ParseDialect(name)
	require.NoError(t, err)
	text, err := writers[dialect](slices.Collect(l.Entries()))
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "books."+name)
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	want, got := ours(l, dialect), toolReads[name](t, file)
	got = slices.DeleteFunc(got, func(row [3]string) bool { return strings.Trim(row[1], "-0.") == "" })
	slices.SortFunc(want, compare)
	slices.SortFunc(got, compare)
	require.Equal(t, want, got)
}

// Each tool takes books full of what is worst, in its strict mode, and
// answers the balance of each account to the minor unit.
func TestToolsAgree(t *testing.T) {
	for name := range toolReads {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(3) {
				a := newAuthor(seed)
				if name == "beancount" {
					a.most = 1_000_000 // bean-query shows no more than a billion; bean-check knows no such limit
				}
				l, err := ledger.New("quarter").Enter(a.costs(200)...)
				require.NoError(t, err)
				l, err = l.Lock(day("2026-07-01"), civil.MustMonth("2026-06"), ledger.MoveLate)
				require.NoError(t, err)
				l, err = l.Unlock(day("2026-07-02"), civil.MustMonth("2026-06"), strings.Repeat("\x01", 1023)+";")
				require.NoError(t, err)
				requireSame(t, name, l)
			}
		})
	}
}

// The books of the Example too.
func TestToolsAgreeOnTheExample(t *testing.T) {
	for name := range toolReads {
		t.Run(name, func(t *testing.T) { requireSame(t, name, march()) })
	}
}
