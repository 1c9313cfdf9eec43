package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/examples/printcheck"
)

var program = printcheck.Program(status)

// good runs the program and requires that all is well: then stderr holds
// nothing but progress.
func good(t *testing.T, args ...string) string {
	t.Helper()
	code, stdout, stderr := program.Play(args...)
	require.Equal(t, 0, code, stderr)
	progress := regexp.MustCompile(`^(closing \d{4}-\d{2}|\d+ futures to 2030-12|books\.json, kvartal\.journal, kvartal\.beancount and \d+ statements written to .*)$`)
	for line := range strings.Lines(stderr) {
		require.Regexp(t, progress, strings.TrimSuffix(line, "\n"))
	}
	require.NotEmpty(t, stdout)
	return stdout
}

// plainly is the English printout without the scenarios.
var plainly = sync.OnceValues(func() (string, error) {
	code, stdout, stderr := program.Play("-futures", "0")
	if code != 0 {
		return "", errors.New(stderr)
	}
	return stdout, nil
})

func withoutScenarios(t *testing.T) string {
	t.Helper()
	stdout, err := plainly()
	require.NoError(t, err)
	return stdout
}

// The whole printout in both languages, and the same bytes from a second run
// with another number of workers. After a change of the data set, or of words:
//
//	go test ./examples/kvartal -update
func TestPrintoutIsTheSameTwice(t *testing.T) {
	for _, language := range []string{"en", "ru"} {
		t.Run(language, func(t *testing.T) {
			got := good(t, "-futures", "20", "-workers", "1", "-lang", language)
			printcheck.Printout(t, "testdata/"+language+".txt", got)
			if language == "en" { // the other one differs in words alone
				require.Equal(t, got, good(t, "-futures", "20", "-workers", "2"))
			}
		})
	}
}

func TestNoFuturesLeaveOutTheScenarios(t *testing.T) {
	stdout := withoutScenarios(t)
	require.NotContains(t, stdout, "Two scenarios")
	require.Contains(t, stdout, "The books are the same to the byte.")
	require.Contains(t, stdout, "A late sale and a late return")
}

// The late sale raises a turnover rent and the late return lowers what a maker
// is owed; what was closed stays as it was.
func TestLateFactsAdjustAndChangeNothingClosed(t *testing.T) {
	_, late, found := strings.Cut(withoutScenarios(t), "A late sale and a late return of closed months\n")
	require.True(t, found)
	require.Regexp(t, `turnover rent of .*\n    the party owes the cluster [\d,.]+ RUB more, due on `, late)
	require.Regexp(t, `proceeds of .*\n    the cluster owes the party [\d,.]+ RUB less, due on `, late)
	require.Regexp(t, `fee of .*\n    the party owes the cluster [\d,.]+ RUB less, due on `, late)
	counts := regexp.MustCompile(`Entries of closed months: (\d+); of them as they were: (\d+)\.`).FindStringSubmatch(late)
	require.NotNil(t, counts)
	require.Equal(t, counts[1], counts[2])
	require.NotEqual(t, "0", counts[1])
}

func TestHelpTeaches(t *testing.T) {
	program.Helps(t,
		"ten lines", "trial balance", "budget", "2030", "late", "exit status is 1", "terms.json", "go run ./examples/kvartal -lang ru",
		"-data folder", "-out folder", "-party id", "-lang language", "-futures", "-workers")
}

// What is wrong with the command line is listed, all of it, and nothing is
// printed.
func TestBadFlags(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	for _, c := range []struct {
		args string
		want []string
	}{
		{"-bogus", []string{"-bogus", "-h explains"}},
		{"-futures many", []string{`"many"`, "-futures", "-h explains"}},
		{"-lang fr -futures -1 -workers 0 extra", []string{"4 problems:", `-lang: language "fr": unknown`, "-futures: negative", "-workers: 0, at least 1", `"extra": unknown`}},
		{"-party NOPE", []string{`-party: "NOPE" is none of the`, "unknown"}},
		{"-data " + filepath.Join(t.TempDir(), "nowhere"), []string{"-data: no folder", "nowhere", "missing"}},
		{"-data " + file, []string{"-data: no folder"}},
		{"-data " + t.TempDir(), []string{"1 problem:", "terms.json: missing"}},
		{"-out " + file, []string{file}},
	} {
		program.Refused(t, c.args, c.want...)
	}
}

// What cannot be printed is an error, too.
func TestStdoutThatIsFull(t *testing.T) { program.CannotPrint(t, "-party", "M-005") }

// The command itself leaves with the status.
func TestExitStatus(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the command")
	}
	command := filepath.Join(t.TempDir(), "kvartal.exe")
	built, err := exec.Command("go", "build", "-o", command, ".").CombinedOutput()
	require.NoError(t, err, string(built))
	require.NoError(t, exec.Command(command, "-h").Run())
	require.NoError(t, exec.Command(command, "-party", "M-005").Run())
	for _, bad := range []string{"-bogus", "-lang=fr", "-data=" + filepath.Join(t.TempDir(), "nowhere")} {
		var exit *exec.ExitError
		require.True(t, errors.As(exec.Command(command, bad).Run(), &exit), bad)
		require.Equal(t, 1, exit.ExitCode(), bad)
	}
}
