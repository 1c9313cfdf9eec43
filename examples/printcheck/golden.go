package printcheck

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/examples/printout"
)

var update = flag.Bool("update", false, "rewrite the files that the tests hold printouts and made-up data against")

// Golden requires that a file has what the test got. With -update it is
// rewritten.
func Golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), got, path)
}

// Printout is Golden for what a program printed, none of whose lines may be too
// long or end in a space.
func Printout(t *testing.T, path, got string) {
	t.Helper()
	Golden(t, path, got)
	for line := range strings.Lines(got) {
		line = strings.TrimSuffix(line, "\n")
		require.LessOrEqual(t, utf8.RuneCountInString(line), printout.Width, line)
		require.Equal(t, strings.TrimRight(line, " "), line)
		require.NotContains(t, line, printout.NBSP)
	}
}

// NoEnglish requires that a Russian printout has no Latin words but those that
// are spared, and no days written as elsewhere.
func NoEnglish(t *testing.T, path string, spared *regexp.Regexp) {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		require.NotRegexp(t, `[A-Za-z]|\d{4}-\d{2}-\d{2}`, spared.ReplaceAllString(strings.TrimSuffix(line, "\n"), ""), line)
	}
}
