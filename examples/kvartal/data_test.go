package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// copied is a copy of the data set that a test may break.
func copied(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(folder, os.DirFS(filepath.Join("..", "data", "set"))))
	return folder
}

// replace edits a file of a copy: every occurrence, of which there must be one.
func replace(t *testing.T, path, old, with string) {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(text), old)
	require.NoError(t, os.WriteFile(path, bytes.ReplaceAll(text, []byte(old), []byte(with)), 0o644))
}

// edit changes the fields of one line of a CSV file of a copy; the header is
// the first.
func edit(t *testing.T, path string, line int, change func(fields []string) []string) {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	lines := strings.Split(string(text), "\n")
	lines[line-1] = strings.Join(change(strings.Split(lines[line-1], ",")), ",")
	require.NoError(t, os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o644))
}

func TestAFolderLikeTheEmbeddedOnePrintsTheSame(t *testing.T) {
	own := good(t, "-data", copied(t), "-futures", "0")
	embedded := withoutScenarios(t)
	require.Contains(t, embedded, "FICTIONAL")
	require.NotContains(t, own, "FICTIONAL", "the data of a reader is the reader's")
	require.Contains(t, embedded, own[strings.Index(own, "The books begin"):])
}

// A row that is short in one file and an amount that is none in another: both
// are listed, with file and line, and nothing is printed.
func TestBrokenRowsAreListedTogether(t *testing.T) {
	folder := copied(t)
	edit(t, filepath.Join(folder, "sales.csv"), 3, func(f []string) []string { return f[:3] })
	edit(t, filepath.Join(folder, "costs.csv"), 2, func(f []string) []string {
		f[slices.IndexFunc(f, func(s string) bool { return strings.HasSuffix(s, " RUB") })] = "much RUB"
		return f
	})
	code, stdout, stderr := program.Play("-data", folder)
	require.Equal(t, 1, code)
	require.Empty(t, stdout)
	require.Contains(t, stderr, "2 problems:\n")
	require.Regexp(t, `(?m)^  sales\.csv:3.*$`, stderr)
	require.Regexp(t, `(?m)^  costs\.csv:2.*net.*$`, stderr)
}

// References to nothing, one in a file of facts and one in the terms.
func TestBrokenTermsAreListedWithTheirLine(t *testing.T) {
	folder := copied(t)
	edit(t, filepath.Join(folder, "sales.csv"), 2, func(f []string) []string { f[1] = "L-none"; return f })
	code, stdout, stderr := program.Play("-data", folder)
	require.Equal(t, 1, code)
	require.Empty(t, stdout)
	require.Regexp(t, `(?m)^  sales\.csv:2\b.*lease.*unknown$`, stderr)

	replace(t, filepath.Join(folder, "terms.json"), `"operator"`, `"operators"`)
	code, stdout, stderr = program.Play("-data", folder)
	require.Equal(t, 1, code)
	require.Empty(t, stdout)
	require.Regexp(t, `(?m)^  terms\.json:\d+: .*operators.*$`, stderr)
}

// A name cannot forge a line or move the cursor of who reads it.
func TestHostileNamesStayOnTheirLine(t *testing.T) {
	folder := copied(t)
	terms, err := os.ReadFile(filepath.Join(folder, "terms.json"))
	require.NoError(t, err)
	at := bytes.Index(terms, []byte(`"name": "`))
	forged := slices.Concat(terms[:at], []byte(`"name": "Forged\n 6  Cash left 9\u001b[2J\u202e`), terms[at+len(`"name": "`):])
	require.NoError(t, os.WriteFile(filepath.Join(folder, "terms.json"), forged, 0o644))
	code, stdout, stderr := program.Play("-data", folder, "-party", "M-005")
	if code == 1 {
		require.Contains(t, stderr, "name")
		return
	}
	require.Contains(t, stdout, `Forged\n 6  Cash left 9\x1b[2J\u202e`)
	require.NotContains(t, stdout, "\x1b")
	require.NotContains(t, stdout, "\n 6  Cash left 9")
}

// Data of one month, of one room: what there is is told, and the rest says so.
func TestThinData(t *testing.T) {
	folder := copied(t)
	for _, name := range []string{"sales.csv", "shop_sales.csv", "returns.csv", "deliveries.csv", "placements.csv", "payments.csv", "budget.csv", "frame.json", "late"} {
		require.NoError(t, os.RemoveAll(filepath.Join(folder, name)))
	}
	costs, err := os.ReadFile(filepath.Join(folder, "costs.csv"))
	require.NoError(t, err)
	lines := strings.SplitAfter(string(costs), "\n")
	require.NoError(t, os.WriteFile(filepath.Join(folder, "costs.csv"), []byte(lines[0]+lines[1]), 0o644))
	stdout := good(t, "-data", folder, "-futures", "4")
	require.Equal(t, 1, strings.Count(stdout, " in ten lines\n"))
	require.Regexp(t, `(?m)^    Let, m².* –  +– *$`, strings.ReplaceAll(stdout, "\n 2  ", "\n    "))
	require.Contains(t, stdout, "no late sales and no late returns")

	require.NoError(t, os.Remove(filepath.Join(folder, "costs.csv")))
	code, stdout, stderr := program.Play("-data", folder)
	require.Equal(t, 1, code)
	require.Empty(t, stdout)
	require.Contains(t, stderr, "facts: missing")
}
