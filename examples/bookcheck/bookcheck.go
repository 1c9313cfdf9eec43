// Package bookcheck holds the books of an example against the programs that
// accountants use: hledger, Ledger and Beancount, each in its strict mode.
package bookcheck

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// The names of the files that the examples write for the tools.
const (
	Journal   = "kvartal.journal"
	Beancount = "kvartal.beancount"
)

// Write writes the books for the tools into a folder of the test.
func Write(t *testing.T, books ledger.Ledger) (folder string) {
	t.Helper()
	folder = t.TempDir()
	var plain, bean bytes.Buffer
	require.NoError(t, journal.Write(&plain, books.Entries()))
	require.NoError(t, journal.WriteBeancount(&bean, books.Entries()))
	require.NoError(t, os.WriteFile(filepath.Join(folder, Journal), plain.Bytes(), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, Beancount), bean.Bytes(), 0o600))
	return folder
}

// Agree runs each tool on its file of the folder, and fails unless it takes the
// file without a complaint and totals each account to the kopeck as the books
// do. A tool that is not installed is skipped, but if KVARTAL_REQUIRE_TOOLS is
// set.
func Agree(t *testing.T, folder string, books ledger.Ledger) {
	t.Helper()
	for _, c := range tools {
		t.Run(c.tool, func(t *testing.T) {
			want := balances(books, c.name, c.offBalance)
			require.NotEmpty(t, want)
			require.ElementsMatch(t, want, totals(t, c.balances(t, filepath.Join(folder, c.file))))
		})
	}
}

var tools = []struct {
	tool, file string
	offBalance bool // the file holds what is off the balance too
	name       func(ledger.Account) string
	balances   func(t *testing.T, file string) string // of each account, as CSV
}{
	{"hledger", Journal, true, asItIs, func(t *testing.T, file string) string {
		run(t, "hledger", "-f", file, "check", "--strict")
		return run(t, "hledger", "-f", file, "balance", "--strict", "--flat", "--no-total", "-O", "csv")
	}},
	{"ledger", Journal, true, asItIs, func(t *testing.T, file string) string {
		return run(t, "ledger", "--args-only", "--pedantic", "-f", file, "balance", "--flat", "--no-total", "--now", "2100-01-01",
			"--balance-format", "%(quoted(account)),%(quoted(scrub(display_amount)))\n")
	}},
	{"beancount", Beancount, false, journal.BeancountName, func(t *testing.T, file string) string {
		require.Empty(t, run(t, "bean-check", file))
		return run(t, "bean-query", "-f", "csv", file, "select account, sum(position) group by account")
	}},
}

func asItIs(a ledger.Account) string { return string(a) }

// balances are the accounts of the books that are not at nothing.
func balances(books ledger.Ledger, name func(ledger.Account) string, offBalance bool) (list []string) {
	end := civil.MustDate("9999-12-31")
	rows := books.TrialBalance(end).Rows
	if offBalance {
		rows = append(rows, books.OffBalance(end)...)
	}
	for _, row := range rows {
		if !row.Balance.IsZero() {
			list = append(list, name(row.Account)+" "+row.Balance.String())
		}
	}
	return list
}

// run runs a program and answers what it prints; complaints fail.
func run(t *testing.T, name string, args ...string) string {
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

var numberAndCode = regexp.MustCompile(`(-?[0-9.]+)\s+([A-Z]{3})`)

// totals reads rows of an account and its amounts, those of nothing left out.
func totals(t *testing.T, out string) (list []string) {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.ReplaceAll(out, `\"`, `""`)))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	require.NoError(t, err, "%.2000s", out)
	for _, row := range rows {
		for _, m := range numberAndCode.FindAllStringSubmatch(strings.Join(row[1:], " "), -1) {
			if strings.Trim(m[1], "-0.") != "" {
				list = append(list, strings.TrimSpace(row[0])+" "+m[1]+" "+m[2])
			}
		}
	}
	return list
}
