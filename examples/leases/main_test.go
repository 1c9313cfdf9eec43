package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// play runs the program and answers its exit status and what it wrote.
func play(args ...string) (code int, stdout, stderr string) {
	var out, log bytes.Buffer
	code = status(args, &out, &log)
	return code, out.String(), log.String()
}

func good(t *testing.T, args ...string) string {
	t.Helper()
	code, stdout, stderr := play(args...)
	require.Equal(t, 0, code, stderr)
	require.Empty(t, stderr)
	return stdout
}

// The whole printout in both languages. After a change of the files or of words:
//
//	go test ./examples/leases -update
func TestPrintout(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		path := filepath.Join("testdata", "out."+language+".txt")
		got := good(t, "-lang", language)
		if *update {
			require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		}
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, string(want), got)
		require.LessOrEqual(t, strings.Count(got, "\n"), 410)
		for line := range strings.Lines(got) {
			line = strings.TrimSuffix(line, "\n")
			require.LessOrEqual(t, utf8.RuneCountInString(line), width, line)
			require.Equal(t, strings.TrimRight(line, " "), line)
			require.NotContains(t, line, nbsp)
		}
	}
}

// One lease is printed as it stands in the whole, with what it is worth, and a
// deposit if it has one.
func TestOneLease(t *testing.T) {
	all := good(t)
	for _, id := range []string{"L-01", "L-10", "L-13", "M-14"} {
		one := good(t, "-lease", id)
		lines, _, _ := strings.Cut(strings.TrimSpace(one), "\n\n")
		require.True(t, strings.Contains(all, lines), id)
		require.Contains(t, one, "What each clause is worth")
		require.Less(t, strings.Count(one, "\n"), 60)
	}
	require.Contains(t, good(t, "-lease", "L-13"), "to return: 10,715.18 RUB")
	require.Contains(t, good(t, "-lease", "L-07"), "314,846.52 RUB, at most 278,250.00 RUB")
	require.Contains(t, good(t, "-lease", "L-10", "-lang", "ru"), "43 200,00 ₽ = 2 × 21 600,00 ₽")
}

func TestHelp(t *testing.T) {
	for _, ask := range []string{"-h", "-help"} {
		code, stdout, stderr := play(ask)
		require.Equal(t, 0, code)
		require.Empty(t, stderr)
		for _, word := range []string{"house.json", "-lang language", "-lease id", "before it is signed"} {
			require.Contains(t, stdout, word)
		}
	}
}

func TestBadFlags(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"-bogus", "-h explains"},
		{"-lang fr", `-lang: language "fr": unknown`},
		{"extra", `"extra": unknown`},
		{"-lease L-99", `-lease: "L-99" is none of the house's: unknown`},
	} {
		code, stdout, stderr := play(strings.Fields(c.args)...)
		require.Equal(t, 1, code)
		require.Empty(t, stdout)
		require.Contains(t, stderr, c.want)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// What cannot be printed is an error, too.
func TestStdoutThatIsFull(t *testing.T) {
	var stderr bytes.Buffer
	require.Equal(t, 1, status(nil, full{}, &stderr))
	require.Contains(t, stderr.String(), "no space left")
}
