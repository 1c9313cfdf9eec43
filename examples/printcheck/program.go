// Package printcheck is what the tests of the example programs share: it plays
// a program, holds its printout against a golden file, and holds that all it
// says can be said in Russian.
package printcheck

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Program runs an example program with its arguments, and answers its exit
// status.
type Program func(args []string, stdout, stderr io.Writer) int

// Play runs the program and answers its exit status and what it wrote.
func (p Program) Play(args ...string) (code int, stdout, stderr string) {
	var out, log bytes.Buffer
	code = p(args, &out, &log)
	return code, out.String(), log.String()
}

// Good runs the program, requires that all is well and nothing is complained
// of, and answers what it printed.
func (p Program) Good(t *testing.T, args ...string) string {
	t.Helper()
	code, stdout, stderr := p.Play(args...)
	require.Equal(t, 0, code, stderr)
	require.Empty(t, stderr)
	return stdout
}

// Refused runs the program, and requires that it prints nothing, and that its
// complaint has all that is wanted.
func (p Program) Refused(t *testing.T, args string, wants ...string) {
	t.Helper()
	code, stdout, stderr := p.Play(strings.Fields(args)...)
	require.Equal(t, 1, code, args)
	require.Empty(t, stdout, args)
	for _, want := range wants {
		require.Contains(t, stderr, want)
	}
}

// Helps requires that the help, however it is asked for, has all that is wanted.
func (p Program) Helps(t *testing.T, wants ...string) {
	t.Helper()
	for _, ask := range []string{"-h", "-help", "--help"} {
		help := p.Good(t, ask)
		for _, want := range wants {
			require.Contains(t, help, want)
		}
	}
}

// CannotPrint runs the program where nothing can be printed, and requires that
// it says so.
func (p Program) CannotPrint(t *testing.T, args ...string) {
	t.Helper()
	var stderr bytes.Buffer
	require.Equal(t, 1, p(args, full{}, &stderr))
	require.Contains(t, stderr.String(), "no space left")
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }
