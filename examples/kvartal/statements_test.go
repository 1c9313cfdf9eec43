package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// printed is a line of a printed statement: day, text, amount.
var printed = regexp.MustCompile(`^  \d{4}-\d{2}-\d{2}  (.+?) +(-?[\d,]+\.\d{2}) RUB`)

// kopecks reads a printed amount.
func kopecks(t *testing.T, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(strings.NewReplacer(",", "", ".", "").Replace(text), 10, 64)
	require.NoError(t, err)
	return n
}

// balances sums the lines of a printed statement: it answers the opening and
// the closing balance, what lies between, and how many lines that are.
func balances(t *testing.T, text string) (opening, closing, between int64, lines int) {
	t.Helper()
	for line := range strings.Lines(text) {
		found := printed.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		amount := kopecks(t, found[2])
		switch found[1] {
		case "opening balance":
			opening = amount
		case "closing balance":
			closing = amount
		default:
			between += amount
			lines++
		}
	}
	return opening, closing, between, lines
}

// One party's statement in full: an author with a co-creator. TestFiles reads
// those of all parties.
func TestOneStatement(t *testing.T) {
	out := t.TempDir()
	stdout := good(t, "-party", "M-005", "-out", out)
	require.Equal(t, 1, strings.Count(stdout, "Statement: "))
	require.Contains(t, stdout, "[M-005]")
	require.Contains(t, stdout, "FICTIONAL")
	opening, closing, between, lines := balances(t, stdout)
	require.Greater(t, lines, 3)
	require.Equal(t, closing, opening+between)
	require.FileExists(t, filepath.Join(out, "books.json"))
	require.FileExists(t, filepath.Join(out, "statements", "party-M-005.txt"))
}

// derived is the end of a derivation: what it comes to, what was posted of it
// before, and the tax.
var derived = regexp.MustCompile(`= ([\d,]+\.\d{2}) RUB(?:, less ([\d,]+\.\d{2}) RUB posted before)?(?:; VAT (-?[\d,]+\.\d{2}) RUB)?$`)

// derivations requires that each derivation of a statement comes to the amount
// of its line, with what was posted before and the tax, and counts them.
func derivations(t *testing.T, text string) (checked int) {
	t.Helper()
	text = regexp.MustCompile(`\n {50,}`).ReplaceAllString(text, " ") // join wrapped lines
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		found, why := printed.FindStringSubmatch(line), derived.FindStringSubmatch(line)
		if found == nil || why == nil {
			continue
		}
		sum := kopecks(t, why[1])
		if why[2] != "" {
			sum -= kopecks(t, why[2])
		}
		if why[3] != "" {
			sum += kopecks(t, why[3])
		}
		if strings.Contains(found[1], "proceeds") {
			sum = -sum // the cluster owes it
		}
		require.Equal(t, kopecks(t, found[2]), sum, line)
		checked++
	}
	return checked
}

// The printed trial balance sums to zero, and its debits to its credits.
func TestTrialBalanceSumsToZero(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "en.txt"))
	require.NoError(t, err)
	_, after, found := strings.Cut(string(text), "Trial balance at the end of")
	require.True(t, found)
	line := regexp.MustCompile(`^  (.+?) +(-?[\d,]+\.\d{2}) RUB +(-?[\d,]+\.\d{2}) RUB +(-?[\d,]+\.\d{2}) RUB$`)
	var sums [3]int64
	rows := 0
	for text := range strings.Lines(after) {
		found := line.FindStringSubmatch(strings.TrimSuffix(text, "\n"))
		if found == nil {
			continue
		}
		if found[1] == "total" {
			require.Equal(t, [3]int64{kopecks(t, found[2]), kopecks(t, found[3]), kopecks(t, found[4])}, sums)
			require.Equal(t, sums[0], sums[1])
			require.Zero(t, sums[2])
			require.Greater(t, rows, 15)
			return
		}
		for i := range sums {
			sums[i] += kopecks(t, found[2+i])
		}
		require.Equal(t, kopecks(t, found[4]), kopecks(t, found[2])-kopecks(t, found[3]), text)
		rows++
	}
	require.Fail(t, "no total")
}
