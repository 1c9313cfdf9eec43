package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/journal"
	"github.com/creative-cluster/kvartal/finance/ledger"
)

// written are the books that -out wrote into a folder.
func written(t *testing.T) (folder string, books ledger.Ledger) {
	t.Helper()
	folder = t.TempDir()
	good(t, "-party", "M-005", "-out", folder)
	text, err := os.ReadFile(filepath.Join(folder, "books.json"))
	require.NoError(t, err)
	var all cluster.Books
	require.NoError(t, json.Unmarshal(text, &all))
	return folder, all.Ledger
}

// The three tools take the books in their strict modes, and total each account
// to the kopeck as we do.
func TestToolsAgreeOnTheBooks(t *testing.T) {
	folder, books := written(t)
	for _, c := range []struct {
		tool, file string
		name       func(ledger.Account) string
		balances   func(t *testing.T, file string) string // as CSV
	}{
		{"hledger", "kvartal.journal", asItIs, func(t *testing.T, file string) string {
			tool(t, "hledger", "-f", file, "check", "--strict")
			return tool(t, "hledger", "-f", file, "balance", "--strict", "--flat", "--no-total", "-O", "csv")
		}},
		{"ledger", "kvartal.journal", asItIs, func(t *testing.T, file string) string {
			return tool(t, "ledger", "--args-only", "--pedantic", "-f", file, "balance", "--flat", "--no-total", "--now", "2100-01-01",
				"--balance-format", "%(quoted(account)),%(quoted(scrub(display_amount)))\n")
		}},
		{"beancount", "kvartal.beancount", journal.BeancountName, func(t *testing.T, file string) string {
			require.Empty(t, tool(t, "bean-check", file))
			return tool(t, "bean-query", "-f", "csv", file, "select account, sum(position) group by account")
		}},
	} {
		t.Run(c.tool, func(t *testing.T) {
			rows := books.TrialBalance(civil.MustDate("9999-12-31")).Rows
			if c.tool != "beancount" {
				rows = append(rows, books.OffBalance(civil.MustDate("9999-12-31"))...)
			}
			var want []string
			for _, row := range rows {
				if !row.Balance.IsZero() {
					want = append(want, c.name(row.Account)+" "+row.Balance.String())
				}
			}
			require.Greater(t, len(want), 20)
			require.ElementsMatch(t, want, totals(t, c.balances(t, filepath.Join(folder, c.file))))
		})
	}
}

func asItIs(a ledger.Account) string { return string(a) }

// What was written for the tools reads back to the same entries.
func TestJournalsReadBack(t *testing.T) {
	folder, books := written(t)
	for name, dialect := range map[string]journal.Dialect{"kvartal.journal": journal.Hledger, "kvartal.beancount": journal.Beancount} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		read, err := journal.Parse(bytes.NewReader(text), name, dialect)
		require.NoError(t, err)
		_, err = read.Check(journal.Rules{Strict: true})
		require.NoError(t, err)
		entries, err := read.Entries()
		require.NoError(t, err)
		require.Equal(t, slices.Collect(books.Entries()), entries) // none of them is off the balance
	}
}

// tool runs a program and answers what it prints; complaints fail. Where it is
// not installed the test is skipped, but if KVARTAL_REQUIRE_TOOLS is set.
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

var numberAndCode = regexp.MustCompile(`(-?[0-9.]+)\s+([A-Z]{3})`)

// totals reads rows of an account and its amounts, those of nothing left out.
func totals(t *testing.T, out string) []string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.ReplaceAll(out, `\"`, `""`)))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	require.NoError(t, err, "%.2000s", out)
	var list []string
	for _, row := range rows {
		for _, m := range numberAndCode.FindAllStringSubmatch(strings.Join(row[1:], " "), -1) {
			if strings.Trim(m[1], "-0.") != "" {
				list = append(list, strings.TrimSpace(row[0])+" "+m[1]+" "+m[2])
			}
		}
	}
	return list
}
